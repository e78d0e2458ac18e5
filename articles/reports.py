"""What the admin shows of the watch: the report of changes, and one source's lookup."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from django_tasks.base import TaskResultStatus
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log

from articles.models import EvidenceChange, EvidenceSubscriber, ReferencePage
from articles.models.source import Status
from articles.models.watch import ToldBy
from articles.tasks import look_up
from articles.watch.known import changes_known_to
from clinic.desk.listings import shown_date
from clinic.desk.reports import EditorsReportView, SubscribeView
from clinic.tasks import TaskFailed

# The act of whoever deals with a change, as the log knows it.
SETTLED = "articles.evidence.settle"


class Cell(Column):
    """A cell with a template of its own, which may hold a form."""

    def __init__(self, name: str, template: str, **how: Any) -> None:
        super().__init__(name, classname="evidence", **how)
        self.cell_template_name = f"articles/admin/{template}.html"

    def get_cell_context_data(
        self, instance: Any, parent_context: Any
    ) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        user = context["request"].user
        return context | {
            "csrf_token": get_token(context["request"]),
            "may_settle": may_settle(user, instance),
        }


class EvidenceChangedFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="Dealt with",
        choices=[("open", "Not yet"), ("settled", "Yes")],
        empty_label="Either",
        widget=RadioSelect,
        method="filter_state",
    )
    after = django_filters.MultipleChoiceFilter(
        label="Status now", choices=Status.choices, widget=CheckboxSelectMultiple
    )
    told_by = django_filters.MultipleChoiceFilter(
        label="Told by", choices=ToldBy.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = EvidenceChange
        fields: list[str] = []

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(settled_at__isnull=value == "open")


class EvidenceChangedView(EditorsReportView):
    """Each change of a source's status, with the pages that rest on the source.

    Both only as far as the user may know of them.
    """

    model = EvidenceChange
    subscribers = EvidenceSubscriber
    page_title = "Evidence changed"
    header_icon = "warning"
    template_name = "articles/admin/evidence_changed.html"
    index_url_name = "evidence_changed"
    index_results_url_name = "evidence_changed_results"
    filterset_class = EvidenceChangedFilterSet
    verbose_name_plural = "changes of evidence"
    default_ordering = "-found_at"
    export_filename = "evidence-changed"
    export_headings = {
        "key": "Key",
        "title": "Source",
        "before": "Before",
        "after": "After",
        "notice": "Notice",
        "told_by": "Told by",
        "found_at": "Found at",
        "pages": "Pages that rest on it",
        "settled_at": "Dealt with at",
        "settled_by": "Dealt with by",
    }
    list_export = list(export_headings)
    columns = [
        Cell("reference", "evidence_source", label="Source", width="30%"),
        Cell("after", "evidence_change", label="What changed", sort_key="after"),
        Column(
            "found_at",
            label="Found on",
            accessor=lambda change: shown_date(change.found_at),
            sort_key="found_at",
            classname="evidence",
        ),
        Cell("pages", "evidence_pages", label="Pages that rest on it", width="24%"),
        Cell("settled", "evidence_settled", label="Dealt with", sort_key="settled_at"),
    ]

    def get_base_queryset(self) -> Any:
        return changes_known_to(self.request.user).select_related("settled_by")

    def to_row_dict(self, item: EvidenceChange) -> dict[str, Any]:
        """A change as a row of the spreadsheet."""
        return {
            "key": item.reference.key,
            "title": item.reference.title,
            "before": item.get_before_display(),
            "after": item.get_after_display(),
            "notice": item.notice,
            "told_by": item.get_told_by_display(),
            "found_at": item.found_at,
            "pages": [f"{page} ({page.full_url})" for page in item.citing_pages()],
            "settled_at": item.settled_at,
            "settled_by": str(item.settled_by or ""),
        }


def may_settle(user: Any, change: EvidenceChange) -> bool:
    """Whether the user may say that a change was dealt with: who may edit the source."""
    return change.reference.permissions_for_user(user).can_edit()


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a change as dealt with."""
    change = get_object_or_404(
        EvidenceChange.objects.select_related("reference"), pk=pk
    )
    if not may_settle(request.user, change):
        raise PermissionDenied
    change.settle(request.user)
    log(instance=change.reference, action=SETTLED, user=request.user)
    messages.success(request, f"“{change.reference.key}” is marked as dealt with.")
    return redirect("evidence_changed")


class EvidenceSubscribeView(SubscribeView):
    report = EvidenceChangedView
    about = "changed evidence"


def look_up_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a source, and a button that looks it up."""
    found = ReferencePage.objects.select_related("lookup")
    reference = get_object_or_404(found, pk=pk)
    if not reference.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        look_it_up(request, reference)
        return redirect("look_up_reference", pk)
    context = {
        "reference": reference,
        "lookup": getattr(reference, "lookup", None),
        "changes": reference.evidence_changes.all(),
        "lookups_are_on": settings.LOOKUPS,
    }
    return render(request, "articles/admin/look_up.html", context)


def look_it_up(request: HttpRequest, reference: ReferencePage) -> None:
    """Let the background tasks look the source up, and tell the user what came of it."""
    if not (settings.LOOKUPS and reference.live):
        messages.error(
            request, "Only a published source is looked up, with LOOKUPS on."
        )
        return
    try:
        result = look_up.enqueue(reference.pk)
    except TaskFailed:
        messages.error(request, "The lookup failed; nothing was changed.")
        return
    if result.status != TaskResultStatus.SUCCESSFUL:
        messages.success(request, "The source will be looked up in a moment.")
    elif result.return_value:
        messages.warning(request, "The status of the source changed.")
    else:
        messages.success(request, "Looked up: its status stays as it is.")


class OpenChangesPanel(Component):
    """On the editors' home: how many changes wait for somebody."""

    template_name = "articles/admin/open_changes.html"
    order = 100

    class Media:
        css = {"all": ["admin/evidence.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user_has_any_page_permission(user):
            return {"open": 0}
        return {"open": changes_known_to(user).open().count()}


URLS = [
    *EvidenceChangedView.urls("evidence-changed"),
    path(
        "reports/evidence-changed/subscribe/",
        EvidenceSubscribeView.as_view(),
        name="evidence_changed_email",
    ),
    path(
        "reports/evidence-changed/<int:pk>/settle/",
        settle,
        name="evidence_changed_settle",
    ),
    path("references/<int:pk>/look-up/", look_up_now, name="look_up_reference"),
]


def report_address() -> str:
    """Where the report is."""
    return reverse("evidence_changed")
