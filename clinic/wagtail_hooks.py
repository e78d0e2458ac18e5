"""What the ground changes in Wagtail: links, administrators, messages, searches."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, Site
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from clinic.contact import mailbox
from clinic.desk import audit
from clinic.desk.bulk_publishing import CarefulPublishBulkAction
from clinic.desk.choosing import without_drafts_of_others
from clinic.desk.listings import JOURNAL_MENU, PagesMenuItem
from clinic.desk.page_link import LINKS
from clinic.desk.side_by_side import ChosenComparison
from clinic.models import ClinicalReviewTask, ReviewedPage, User, site_pages
from clinic.models.versioned import ACTION
from clinic.review import due_report, signing
from clinic.review.change_notes import (
    ChangeTold,
    why_it_is_more_than_minor,
    why_publishing_untold_is_refused,
)
from clinic.row_number import row_number
from clinic.search.report import URLS, FailedSearchesItem
from clinic.sharing import desk as links_to_drafts

SIGNED = "Signed by a clinician"


class VisiblePageLink(PageLinkHandler):
    """A link to a page; one that nobody may see loses its address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The visible pages that the links name, in their order; one query."""
        ids = [row_number(attrs.get("id", "")) for attrs in attrs_list]
        pages = site_pages().visible().in_bulk([pk for pk in ids if pk])
        return [pages.get(pk) for pk in ids]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[Any]:
        """Which page the index of references notes: none, if no row is named."""
        if pk := row_number(attrs.get("id", "")):
            yield Page, str(pk), "", ""


@hooks.register("register_rich_text_features", order=100)
def register_links(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's own ways with links to pages."""
    features.register_link_type(VisiblePageLink)
    features.register_converter_rule("contentstate", "link", LINKS)


# --- Whoever may manage accounts would else be able to take an administrator's ---


def refused(request: HttpRequest, *accounts: User) -> HttpResponse | None:
    """Keep an administrator's account from everybody else; None lets the action go on.

    The form of any account can also make an administrator of it: that is kept, too.
    """
    if request.user.is_superuser:
        return None
    makes_one = request.method == "POST" and request.POST.get("is_superuser")
    if not makes_one and not any(account.is_superuser for account in accounts):
        return None
    messages.error(
        request, "Only an administrator can make, change or delete an administrator."
    )
    return redirect("wagtailusers_users:index")


@hooks.register("before_create_user")
def refuse_making_an_administrator(request: HttpRequest) -> HttpResponse | None:
    """A manager makes accounts, but no administrators."""
    return refused(request)


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def refuse_taking_an_administrator(
    request: HttpRequest, user: User
) -> HttpResponse | None:
    """A manager neither changes an administrator's password nor deletes the account."""
    return refused(request, user)


@hooks.register("before_bulk_action")
def refuse_administrators_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many accounts at once."""
    return refused(request, *(one for one in objects if isinstance(one, User)))


# --- A chooser is no side door to drafts ---


@hooks.register("construct_page_chooser_queryset")
def offer_no_draft_of_others(
    pages: QuerySet[Page], request: HttpRequest
) -> QuerySet[Page]:
    """Nobody chooses, or reads the title of, a draft that they may not open."""
    return without_drafts_of_others(pages, request.user)


# --- The home page stays: all of the journal is below it ---


def kept(request: HttpRequest, *pages: Page) -> HttpResponse | None:
    """Keep the home page of the site, and what it stands below."""
    homes = Site.objects.values_list("root_page__path", flat=True)
    if not any(home.startswith(page.path) for page in pages for home in homes):
        return None
    messages.error(
        request,
        "The home page stays, and stays published: all of the journal is below it.",
    )
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def refuse_taking_the_home_page(
    request: HttpRequest, page: Page
) -> HttpResponse | None:
    """Nobody takes the whole journal from its readers with two clicks."""
    return kept(request, page)


@hooks.register("before_bulk_action")
def refuse_taking_it_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once."""
    if action_type not in {"delete", "unpublish"}:
        return None
    return kept(request, *(one for one in objects if isinstance(one, Page)))


# --- No draft goes live that nobody was asked about ---


# Takes the place of Wagtail's own.
hooks.register("register_bulk_action", CarefulPublishBulkAction, order=100)


# --- The messages of readers ---


@hooks.register("register_admin_urls")
def register_messages() -> list[URLPattern]:
    """Their list, and each of them."""
    return mailbox.URLS


@hooks.register(JOURNAL_MENU)
def register_messages_in_the_menu() -> mailbox.MailboxMenuItem:
    """The line of the menu, for whoever may read them."""
    return mailbox.menu_item()


@hooks.register("register_permissions")
def register_right_to_messages() -> QuerySet[Permission]:
    """The right to read them, for the form of a group."""
    return Permission.objects.filter(
        content_type__app_label="clinic", codename="read_messages"
    )


# --- Versions ---

register_comparison_class(ForeignKey, comparison_class=ChosenComparison)


@hooks.register("register_page_header_buttons")
def offer_comparison(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the form of a published page with a newer draft: what the draft changes."""
    if page.live and page.has_unpublished_changes and page.latest_revision_id:
        versions = [page.pk, "live", "latest"]
        address = reverse("wagtailadmin_pages:revisions_compare", args=versions)
        label = "Compare with what readers have"
        yield Button(label, address, icon_name="copy", priority=64)


# --- What readers search for in vain ---


@hooks.register("register_admin_urls")
def register_report() -> list[URLPattern]:
    """The address of the report."""
    return URLS


@hooks.register("register_reports_menu_item")
def register_report_item() -> MenuItem:
    """The report in the menu."""
    return FailedSearchesItem()


# --- Who did what ---

hooks.register("register_log_actions", audit.register_actions)
hooks.register("register_reports_menu_item", audit.menu_item)


@hooks.register("register_admin_urls")
def register_audit() -> list[URLPattern]:
    """The address of the log."""
    return audit.URLS


@hooks.register("construct_reports_menu")
def leave_out_the_shorter_log(request: HttpRequest, items: list[MenuItem]) -> None:
    """Who is offered the whole log needs no “Site history” beside it."""
    if request.user.has_perm(audit.RIGHT):
        items[:] = [item for item in items if item.name != "site-history"]


# --- What is due for review ---


@hooks.register("register_admin_urls")
def register_due() -> list[URLPattern]:
    """The report of pages that are due for review."""
    return due_report.URLS


@hooks.register("register_reports_menu_item")
def register_due_item() -> PagesMenuItem:
    """The report in the menu, for whoever may work on pages."""
    return PagesMenuItem(
        "Due for review",
        reverse("due_for_review"),
        name="due-for-review",
        icon_name="calendar-check",
        order=40,
    )


@hooks.register("construct_homepage_panels")
def show_due(request: HttpRequest, panels: list[Any]) -> None:
    """How many pages are due, on the editors' home."""
    panels.append(due_report.DuePanel())


@hooks.register("construct_reports_menu")
def leave_out_search_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own list of searches stays empty: this site does not record them."""
    items[:] = [item for item in items if item.name != "search-terms"]


# --- Clinical review ---


@hooks.register("register_admin_urls")
def register_signing() -> list[URLPattern | URLResolver]:
    """The page on which a clinician signs."""
    return signing.URLS


@hooks.register("register_log_actions")
def register_sign_off(actions: LogActionRegistry) -> None:
    """A signature stands in the history of its page."""
    actions.register_action("clinic.sign_off", SIGNED, SIGNED)


@hooks.register("construct_page_action_menu")
def lead_to_signing(
    items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """In the editor, “Sign” is a way to the text: a button would save the form first.

    And who has saved is the last editor, who may not sign.
    """
    page = context.get("page")
    if page is None or not isinstance(page.specific, ReviewedPage):
        return
    if isinstance(page.current_workflow_task, ClinicalReviewTask):
        items[:] = [
            signing.SignItem() if item.name == "approve" else item for item in items
        ]


# --- What readers are told of a change ---


@hooks.register("before_bulk_action")
def refuse_publishing_untold_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Many pages at once have no form that asks what changed: open each."""
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in list(pages):
            pages += page.get_descendants().filter(live=False)
    if not (reason := why_publishing_untold_is_refused(pages)):
        return None
    messages.error(request, reason)
    return redirect(action.next_url)


@hooks.register("before_publish_page")
def warn_of_more_than_minor(request: HttpRequest, page: Page) -> None:
    """Who calls a change minor is told if the clinical text changed with it."""
    if warning := why_it_is_more_than_minor(page):
        messages.warning(request, warning)


@hooks.register("register_log_actions")
def register_change_told(actions: LogActionRegistry) -> None:
    """What the history of a page says of a note to readers."""
    actions.register_action(ACTION)(ChangeTold)


# --- Links to a draft ---


@hooks.register("register_admin_urls")
def register_sharing() -> list[URLPattern]:
    """The links to the draft of a page, and what was said by them."""
    return links_to_drafts.URLS


@hooks.register("register_page_header_buttons")
def offer_sharing(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a page, for whoever may edit it."""
    if page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("sharing", args=[page.pk])
        yield Button("Share the draft", address, icon_name="link", priority=65)


@hooks.register("register_log_actions")
def register_sharing_log_actions(actions: LogActionRegistry) -> None:
    """What the history of a page says of its links."""
    for action, label, message in links_to_drafts.ACTIONS:
        actions.register_action(action, label, message)
