"""What somebody may try with a page of another person; each says whether it was done."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockField
from wagtail.models import GroupApprovalTask, Page, TaskState
from wagtail.test.utils.form_data import (
    nested_form_data,
    rich_text,
    streamfield,
)

from clinic.models import User

Attempt = Callable[[Client, Page], bool]
DRAFT = "Canary of a draft"


def at(view: str, *args: Any) -> str:
    """The address of a view of pages."""
    return reverse(f"wagtailadmin_pages:{view}", args=args)


def shows(answer: HttpResponse) -> bool:
    """Whether an answer is the page that was asked for."""
    return answer.status_code == 200


def opens(view: str) -> Attempt:
    """Whether a view of the page opens."""
    return lambda client, page: shows(client.get(at(view, page.pk)))


def now(page: Page) -> Page:
    """The page as it is in the database."""
    return Page.objects.get(pk=page.pk)


# What publishing asks for besides, where a type has it.
CARE_CARD = {
    "urgency": "non-urgent",
    "title": "Ask if it stays",
    "text": rich_text("<p>Call.</p>"),
}
NEEDED: dict[str, Any] = {
    "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
    "when_to_get_help": streamfield([("care_card", CARE_CARD)]),
}


def form_of(page: Page, user: User) -> dict[str, Any]:
    """What a browser would send that saves the form of the page, with another title.

    Rows, such as those of authors, are left out of it: they stay as they are.
    """
    client = Client()
    client.force_login(user)
    form = client.get(at("edit", page.pk)).context["form"]
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            sent |= nested_form_data({name: NEEDED.get(name, streamfield([]))})
        elif isinstance(field.widget, DraftailRichTextArea):
            sent[name] = rich_text("<p>Words.</p>")
        elif (value := form[name].value()) not in (None, False, []):
            sent[name] = value
    for formset in form.formsets.values():
        prefix = formset.management_form.prefix
        sent |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    if "change_kind" in form.fields:
        sent["change_kind"] = "minor"
    if newest := page.get_latest_revision():
        sent["loaded_revision_id"] = str(newest.pk)
        sent["loaded_revision_created_at"] = newest.created_at.isoformat()
    return sent | {"title": "Changed"}


def saves(form: dict[str, Any]) -> Attempt:
    """Whether the form is saved as a draft."""

    def attempt(client: Client, page: Page) -> bool:
        client.post(at("edit", page.pk), form)
        return now(page).draft_title == "Changed"

    return attempt


def publishes_from_its_form(form: dict[str, Any]) -> Attempt:
    """Whether “Publish” in its form makes another version live, or a draft only."""

    def attempt(client: Client, page: Page) -> bool:
        before = page.live_revision_id
        client.post(at("edit", page.pk), form | {"action-publish": "on"})
        return now(page).live_revision_id != before

    return attempt


def submits(form: dict[str, Any]) -> Attempt:
    """Whether the draft is submitted for review."""

    def attempt(client: Client, page: Page) -> bool:
        client.post(at("edit", page.pk), form | {"action-submit": "on"})
        return bool(now(page).workflow_in_progress)

    return attempt


def publishes(client: Client, page: Page) -> bool:
    """With others, from a list: a form of one page asks for all its fields."""
    before = page.live_revision_id
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}")
    return now(page).live_revision_id != before


def unpublishes(client: Client, page: Page) -> bool:
    client.post(at("unpublish", page.pk))
    return not now(page).live


def deletes(client: Client, page: Page) -> bool:
    client.post(at("delete", page.pk))
    return not Page.objects.filter(pk=page.pk).exists()


def deletes_with_others(client: Client, page: Page) -> bool:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={page.pk}")
    return not Page.objects.filter(pk=page.pk).exists()


def locks(client: Client, page: Page) -> bool:
    client.post(at("lock", page.pk))
    return bool(now(page).locked)


def makes_private(client: Client, page: Page) -> bool:
    form = {"restriction_type": "login", "password": "", "groups": []}
    client.post(at("set_privacy", page.pk), form)
    return bool(page.get_view_restrictions().exists())


def adds(client: Client, page: Page) -> bool:
    """A sister of the page, where there may be one."""
    kind = page.content_type
    names = [kind.app_label, kind.model, page.get_parent().pk]
    return shows(client.get(at("add", *names)))


def approves(client: Client, page: Page) -> bool:
    """What another person has submitted to the managers."""
    task = GroupApprovalTask.objects.get(groups__name="Managers")
    author = User.objects.create_user("author")
    task.workflow_tasks.first().workflow.start(page.specific, author)
    state = TaskState.objects.latest("pk")
    client.post(at("workflow_action", page.pk, "approve", state.pk), {"comment": ""})
    state.refresh_from_db()
    return state.status == TaskState.STATUS_APPROVED


# --- The side doors to a draft ---
def compares(client: Client, page: Page) -> bool:
    names = [page.pk, "live", page.latest_revision_id]
    return DRAFT in client.get(at("revisions_compare", *names)).content.decode()


def sees_a_version(client: Client, page: Page) -> bool:
    return shows(client.get(at("revisions_view", page.pk, page.latest_revision_id)))


def goes_back_to_a_version(client: Client, page: Page) -> bool:
    return shows(client.get(at("revisions_revert", page.pk, page.latest_revision_id)))


def previews(form: dict[str, Any]) -> Attempt:
    """Whether what is in the form is taken for a preview."""
    return lambda client, page: shows(client.post(at("preview_on_edit", page.pk), form))


def copies(client: Client, page: Page) -> bool:
    return shows(client.get(at("copy", page.pk)))


def watches_who_edits(client: Client, page: Page) -> bool:
    names = ["wagtailcore", "page", page.pk, 1]
    address = reverse("wagtailadmin_editing_sessions:ping", args=names)
    return shows(client.post(address, {}))


def names_the_draft(address: str) -> Attempt:
    """Whether a list of the pages that stand beside it tells the title of the draft."""

    def attempt(client: Client, page: Page) -> bool:
        beside = reverse(address, args=[page.get_parent().pk])
        return DRAFT in client.get(beside, follow=True).content.decode()

    return attempt


def reads_in_the_api(client: Client, page: Page) -> bool:
    addresses = [f"/api/v2/pages/{page.pk}/", f"/api/v2/pages/?search={DRAFT}"]
    told = json.dumps([client.get(one).content.decode() for one in addresses])
    return DRAFT in told
