"""The listings of conditions and side effects in the admin."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast, Length
from django.forms import CheckboxSelectMultiple, RadioSelect
from wagtail.admin.ui.tables import Column
from wagtail.query import PageQuerySet

from clinic.desk.listings import (
    ListedFilterSet,
    ListingView,
    ListingViewSet,
    shown_columns,
)
from conditions.models import ConditionPage, SideEffectPage
from conditions.models.side_effect import BodySystem, Seriousness

# The other names of a topic as text, to be searched.
NAMES = Cast("also_called", TextField())
NO_STREAM = len("[]")  # an empty stream, as the database has it


class ConditionFilterSet(ListedFilterSet):
    class Meta:
        model = ConditionPage
        fields: list[str] = []


class ConditionListing(ListingView):
    found_in = ("title", "summary", "called")

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        return (
            super()
            .annotate_queryset(pages)
            .annotate(
                called=NAMES,
                articles_about=Count("article_topics__page", distinct=True),
                side_effects=Count("treatment_side_effects", distinct=True),
                sources=Count("cited_sources", distinct=True),
            )
        )


class ConditionViewSet(ListingViewSet):
    model = ConditionPage
    name = "conditions"
    icon = "clipboard-list"
    menu_label = "Conditions"
    menu_order = 20
    index_view_class = ConditionListing
    filterset_class = ConditionFilterSet
    columns = shown_columns(
        Column("articles_about", label="Articles", sort_key="articles_about"),
        Column("side_effects", label="Side effects", sort_key="side_effects"),
        Column("sources", label="Sources", sort_key="sources"),
    )


class SideEffectFilterSet(ListedFilterSet):
    seriousness = django_filters.MultipleChoiceFilter(
        label="Seriousness",
        choices=Seriousness.choices,
        widget=CheckboxSelectMultiple,
    )
    body_system = django_filters.MultipleChoiceFilter(
        label="Where in the body",
        choices=BodySystem.choices,
        widget=CheckboxSelectMultiple,
    )
    condition = django_filters.ModelMultipleChoiceFilter(
        field_name="in_treatment_of__page",
        label="In the treatment of",
        queryset=lambda request: ConditionPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    counted = django_filters.ChoiceFilter(
        label="How often",
        choices=[("yes", "Counted"), ("no", "Not known")],
        empty_label="Either",
        widget=RadioSelect,
        method="filter_counted",
    )

    class Meta:
        model = SideEffectPage
        fields: list[str] = []

    def filter_counted(
        self, queryset: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        if value == "yes":
            return queryset.filter(frequency_length__gt=NO_STREAM)
        return queryset.exclude(frequency_length__gt=NO_STREAM)


class SideEffectListing(ListingView):
    found_in = ("title", "medical_term", "summary", "treatment", "called")

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        return (
            super()
            .annotate_queryset(pages)
            .annotate(
                called=NAMES,
                frequency_length=Length(Cast("frequency", TextField())),
                sources=Count("cited_sources", distinct=True),
            )
        )


class SideEffectViewSet(ListingViewSet):
    model = SideEffectPage
    name = "side-effects"
    icon = "warning"
    menu_label = "Side effects"
    menu_order = 30
    index_view_class = SideEffectListing
    filterset_class = SideEffectFilterSet
    columns = shown_columns(
        Column(
            "seriousness",
            label="Seriousness",
            accessor="get_seriousness_display",
            sort_key="seriousness",
        ),
        Column(
            "body_system",
            label="Where in the body",
            accessor="get_body_system_display",
            sort_key="body_system",
        ),
        Column(
            "counted",
            label="How often",
            accessor=lambda page: (
                "Counted" if page.frequency_length > NO_STREAM else "Not known"
            ),
            width="10%",
        ),
        Column("sources", label="Sources", sort_key="sources", width="8%"),
    )


VIEWSETS = (ConditionViewSet(), SideEffectViewSet())
