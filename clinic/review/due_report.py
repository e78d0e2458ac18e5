"""What editors see of the pages that are due for review: the report and its chart."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.forms import CheckboxSelectMultiple
from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from clinic.desk.known import known_to
from clinic.desk.listings import shown_date
from clinic.desk.reports import EditorsReportView, SubscribeView
from clinic.models import ReviewSubscriber, User
from clinic.review.due import (
    DueQuerySet,
    Month,
    State,
    by_month,
    reviewed_pages,
    reviewed_types,
    states,
)


@dataclass(frozen=True)
class Bar:
    """A month of the chart, and where its bar stands in the drawing."""

    month: Month
    place: int

    @property
    def left(self) -> int:
        """Where it begins."""
        return 40 * self.place + 8

    @property
    def middle(self) -> int:
        """Where its words stand."""
        return 40 * self.place + 20

    @property
    def top(self) -> int:
        """Where it ends; the drawing counts from above."""
        return 120 - self.month.height

    @property
    def number_line(self) -> int:
        """Where the number above it stands."""
        return self.top - 5


def chart(pages: DueQuerySet) -> list[Bar]:
    """What falls due in this month and the eleven after it; nothing if nothing does."""
    months = by_month(pages)
    if not any(month.pages for month in months):
        return []
    return [Bar(month, place) for place, month in enumerate(months)]


def counts(pages: DueQuerySet) -> list[tuple[str, State, int]]:
    """How many pages are in each state, with the address of the report of just these."""
    report = reverse("due_for_review")
    found = pages.counted()
    return [(f"{report}?state={state}", state, found[state]) for state in State]


def kinds() -> list[tuple[int, str]]:
    """The types of page, for a filter."""
    id_of = ContentType.objects.get_for_model
    return [(id_of(kind).pk, kind.type_word) for kind in reviewed_types()]


class DueFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label="Why it is due",
        choices=State.choices,
        widget=CheckboxSelectMultiple,
        method="filter_state",
    )
    kind = django_filters.MultipleChoiceFilter(
        label="Type",
        choices=kinds,
        field_name="content_type",
        widget=CheckboxSelectMultiple,
    )
    reviewer = django_filters.ModelChoiceFilter(
        label="Last reviewed by",
        queryset=User.objects.filter(sign_offs__isnull=False).distinct(),
        method="filter_reviewer",
        empty_label="Anybody",
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def filter_state(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.in_state(*value) if value else queryset

    def filter_reviewer(self, queryset: Any, name: str, value: User) -> Any:
        return queryset.filter(reviewer_id=value.pk)


class StatesColumn(Column):
    """Why a page is due, each reason as a label."""

    cell_template_name = "clinic/admin/due_states.html"

    def get_value(self, instance: Any) -> list[State]:
        return states(instance)


class DueView(EditorsReportView):
    """Each published page with clinical content that the user may know of."""

    model = Page
    subscribers = ReviewSubscriber
    page_title = "Due for review"
    header_icon = "calendar-check"
    template_name = "clinic/admin/due.html"
    index_url_name = "due_for_review"
    index_results_url_name = "due_for_review_results"
    filterset_class = DueFilterSet
    verbose_name_plural = "pages"
    default_ordering = ("urgency", "next_review", "title")
    export_filename = "due-for-review"
    export_headings = {
        "title": "Page",
        "type": "Type",
        "states": "Why it is due",
        "next_review": "Next review",
        "signed_at": "Last reviewed at",
        "signed_by": "Last reviewed by",
        "address": "Address",
    }
    list_export = list(export_headings)
    columns = [
        TitleColumn(
            "title",
            label="Page",
            sort_key="title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column(
            "type", label="Type", accessor=lambda page: page.specific_class.type_word
        ),
        StatesColumn("states", label="Why it is due"),
        Column(
            "next_review",
            label="Next review",
            accessor=lambda page: shown_date(page.next_review),
            sort_key="next_review",
        ),
        Column(
            "signed_at",
            label="Last reviewed",
            accessor=lambda page: last_reviewed(page),
            sort_key="signed_at",
        ),
    ]

    def get_base_queryset(self) -> Any:
        return known_to(self.request.user, reviewed_pages()).urgent_first()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        pages = known_to(self.request.user, reviewed_pages())
        return context | {"counts": counts(pages), "bars": chart(pages)}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """A page as a row of the spreadsheet."""
        return {
            "title": item.title,
            "type": item.specific_class.type_word,
            "states": [str(state.label) for state in states(item)],
            "next_review": item.next_review,
            "signed_at": item.signed_at,
            "signed_by": item.signed_by or "",
            "address": item.full_url,
        }


def last_reviewed(page: Any) -> str:
    """When and by whom a page was last signed; a dash if it never was."""
    if not page.signed_at:
        return shown_date(None)
    return f"{shown_date(timezone.localdate(page.signed_at))}, {page.signed_by}"


class DueSubscribeView(SubscribeView):
    report = DueView
    about = "pages due for review"


class DuePanel(Component):
    """On the editors' home: how many pages are due, and the most urgent five."""

    template_name = "clinic/admin/due_panel.html"
    order = 90

    class Media:
        css = {"all": ["admin/due.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user_has_any_page_permission(user):
            return {"pages": []}
        pages = known_to(user, reviewed_pages())
        urgent = pages.due().urgent_first()[:5]
        return {
            "pages": [(page, states(page)) for page in urgent],
            "counts": [found for found in counts(pages) if found[2]],
        }


URLS = [
    *DueView.urls("due-for-review"),
    path(
        "reports/due-for-review/subscribe/",
        DueSubscribeView.as_view(),
        name="due_for_review_email",
    ),
]
