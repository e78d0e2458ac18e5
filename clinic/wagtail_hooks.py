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
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from clinic import audit, mailbox, signing
from clinic.listings import JOURNAL_MENU
from clinic.models import ClinicalReviewTask, ReviewedPage, User, site_pages
from clinic.reports import URLS, FailedSearchesItem
from clinic.side_by_side import ChosenComparison

SIGNED = "Signed by a clinician"


class VisiblePageLink(PageLinkHandler):
    """A link to a page; one that nobody may see loses its address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The visible pages that the links name, in their order; one query."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        pages = site_pages().visible().in_bulk([pk for pk in ids if pk.isdigit()])
        return [pages.get(int(pk)) if pk.isdigit() else None for pk in ids]


@hooks.register("register_rich_text_features", order=100)
def register_visible_links(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's own handler of links to pages."""
    features.register_link_type(VisiblePageLink)


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


@hooks.register("after_edit_page")
def lead_to_signing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Who presses “Sign” in the editor is led to the text that is to be signed."""
    is_signing = (
        "action-workflow-action" in request.POST
        and request.POST.get("workflow-action-name") == "approve"
        and isinstance(page, ReviewedPage)
        and isinstance(page.current_workflow_task, ClinicalReviewTask)
    )
    return redirect("signing:sign", page.pk) if is_signing else None
