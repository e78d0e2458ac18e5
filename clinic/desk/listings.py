"""What the listings of pages in the admin share: columns, search, their menu."""

from datetime import date
from typing import ClassVar

import django_filters
from django.db.models import Q
from django.forms import RadioSelect
from django.http import HttpRequest
from django.utils.formats import date_format
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.query import PageQuerySet

from clinic.desk.starting import ChooseParentView

JOURNAL_MENU = "register_journal_menu_item"


def shown_columns(*between: BaseColumn) -> list[BaseColumn]:
    """The columns of a listing: a page's title, those of its type, its status."""
    return [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title"),
        *between,
        PageStatusColumn("live", label="Status", sort_key="live", width="9%"),
    ]


def shown_date(day: date | None) -> str:
    """A day as the admin's other dates read; a dash if there is none."""
    return date_format(day, "N j, Y") if day else "–"


def yes_or_nothing(value: bool) -> str:
    """A word that stands out in a column, or none."""
    return "Yes" if value else ""


class ListedFilterSet(WagtailFilterSet):
    """The filter that every listing has."""

    live = django_filters.ChoiceFilter(
        label="Published",
        choices=[("True", "Yes"), ("False", "No, a draft")],
        empty_label="Either",
        widget=RadioSelect,
    )


class ListingView(IndexView):
    """A listing that is searched by words in plain fields, whatever the search index."""

    default_ordering = "title"
    found_in: ClassVar[tuple[str, ...]] = ("title",)

    def search_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        """The pages that have every word of the search in one of the fields."""
        if not self.is_searching:
            return queryset
        for word in self.search_query.split():
            has_it = (Q(**{f"{name}__icontains": word}) for name in self.found_in)
            queryset = queryset.filter(Q.create([*has_it], connector=Q.OR))
        ordering = self.ordering or self.default_ordering
        return queryset.order_by(ordering)


class PagesMenuItem(MenuItem):
    """Leads to a listing; shown to whoever may work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


class ListingViewSet(PageListingViewSet):
    """A listing of all pages of a type, in the menu “Journal”."""

    index_view_class = ListingView
    choose_parent_view_class = ChooseParentView
    menu_item_class = PagesMenuItem
    menu_hook = JOURNAL_MENU
    list_per_page = 50


def journal_menu() -> SubmenuMenuItem:
    """The menu “Journal”; each app adds its listings to it by the hook of its name."""
    return SubmenuMenuItem(
        "Journal",
        Menu(register_hook_name=JOURNAL_MENU),
        name="journal",
        icon_name="openquote",
        order=50,
    )
