"""What the library adds to the admin: citing, its protection, the menu “Journal”."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from articles import protection
from articles.choosing import SourceChooserViewSet, chooser
from articles.comparing import register_comparisons
from articles.dependents import DependentsView
from articles.importing.drafting import ACTION as IMPORTED
from articles.importing.telling import ImportFormatter
from articles.importing.views import was_imported
from articles.listings import VIEWSETS
from articles.models import ArticlePage, ReferencePage
from articles.protection import (
    why_copying_is_refused,
    why_deleting_is_refused,
    why_moving_is_refused,
    why_publishing_is_refused,
    why_unpublishing_is_refused,
)
from articles.reports import SETTLED, URLS, OpenChangesPanel, report_address
from articles.rich_text import register_citation
from articles.watch.marking import ACTION
from clinic.desk.listings import ListingViewSet, PagesMenuItem, journal_menu

hooks.register("register_rich_text_features", register_citation)
register_comparisons()


@hooks.register("register_admin_menu_item")
def register_journal_menu() -> SubmenuMenuItem:
    """The menu of the listings, above Wagtail's own explorer of pages."""
    return journal_menu()


@hooks.register("register_admin_viewset")
def register_chooser() -> SourceChooserViewSet:
    """The window in which a source to be cited is chosen."""
    return chooser


@hooks.register("register_admin_viewset")
def register_listings() -> list[ListingViewSet]:
    """The listings of articles, references, authors and key facts."""
    return [*VIEWSETS]


def refused(request: HttpRequest, page: Page, reason: str) -> HttpResponse | None:
    """Tell the editor why not, and lead back to the page; None lets the action go on."""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what other pages rest on."""
    return refused(request, page, why_deleting_is_refused(page))


@hooks.register("before_unpublish_page")
def refuse_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep published what other pages rest on."""
    return refused(request, page, why_unpublishing_is_refused(page))


@hooks.register("before_move_page")
def refuse_moving(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Keep the address of what other pages rest on."""
    return refused(request, page, why_moving_is_refused(page, destination))


@hooks.register("before_copy_page")
def refuse_copying(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a citation key for one source."""
    if request.method != "POST":
        return None
    return refused(request, page, why_copying_is_refused(page, request.POST))


@hooks.register("register_admin_viewset", order=100)
def register_privacy() -> PageViewSet:
    """The views of pages, with some of our own; Wagtail's are registered before."""
    return protection.pages


@hooks.register("before_bulk_action")
def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once, and what the form of one page asks for.

    One page that is refused keeps all as they are.
    """
    reasons = {
        "delete": why_deleting_is_refused,
        "publish": why_publishing_is_refused,
        "unpublish": why_unpublishing_is_refused,
        "move": lambda page: why_moving_is_refused(
            page, action.cleaned_form.cleaned_data["chooser"]
        ),
    }
    why = reasons.get(action_type)
    pages = [page for page in objects if isinstance(page, Page)] if why else []
    if action_type == "publish" and action.cleaned_form.cleaned_data.get(
        "include_descendants"
    ):
        for page in list(pages):
            pages += page.get_descendants().filter(live=False)
    answers = (refused(request, page, why(page)) for page in pages if why)
    return next((answer for answer in answers if answer), None)


@hooks.register("register_admin_urls")
def register_dependents() -> list[URLPattern]:
    """The view of all that depends on a source."""
    address = "references/<int:reference_id>/dependents/"
    return [path(address, DependentsView.as_view(), name="dependents")]


@hooks.register("register_permissions")
def register_rights() -> QuerySet[Permission]:
    """The right that only clinical reviewers need, for the form of a group."""
    return Permission.objects.filter(
        content_type__app_label="articles", codename="rate_findings"
    )


# --- The watch over the sources ---


@hooks.register("register_admin_urls")
def register_watch_urls() -> list[URLPattern]:
    """The report of changes, and the lookup of one source."""
    return URLS


@hooks.register("register_reports_menu_item")
def register_evidence_changed() -> PagesMenuItem:
    """The report in the menu, for whoever may work on pages."""
    return PagesMenuItem(
        "Evidence changed",
        report_address(),
        name="evidence-changed",
        icon_name="warning",
        order=50,
    )


@hooks.register("construct_homepage_panels")
def show_open_changes(request: HttpRequest, panels: list[Any]) -> None:
    """Changes that nobody has dealt with, on the editors' home."""
    panels.append(OpenChangesPanel())


@hooks.register("register_page_header_buttons")
def offer_lookup(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the form of a published source: look it up now."""
    if isinstance(page, ReferencePage) and page.live:
        address = reverse("look_up_reference", args=[page.pk])
        yield Button("Look it up", address, icon_name="search", priority=66)


@hooks.register("register_log_actions")
def register_watch_log_action(actions: LogActionRegistry) -> None:
    """What the history of a source says of the watch, and of who dealt with it."""
    actions.register_action(
        ACTION,
        "Mark as a notice says",
        "Marked by the watch over the sources, as a notice says",
    )
    actions.register_action(
        SETTLED, "Deal with a change", "Marked a change of the evidence as dealt with"
    )


# --- Documents into drafts ---


@hooks.register("register_log_actions")
def register_import_log_action(actions: LogActionRegistry) -> None:
    """What the history of an article says when it began as a document."""
    actions.register_action(IMPORTED)(ImportFormatter)


@hooks.register("register_page_header_buttons")
def offer_what_was_imported(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the form of an article that began as a document: what was recognized in it."""
    if isinstance(page, ArticlePage) and not page.live and was_imported(page):
        address = reverse("articles:imported", args=[page.pk])
        yield Button("What was imported", address, icon_name="upload", priority=67)
