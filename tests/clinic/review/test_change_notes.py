"""Before a page that readers know goes live again, its editor says what changed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState
from wagtail.test.utils.form_data import (
    inline_formset,
    rich_text,
    streamfield,
)

from articles.models import Correction
from clinic.models import PendingNote, Version
from tests import factories
from tests.articles.test_publishing import form, refusal

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "yes"}
SUBMIT = {"action-submit": "yes"}
SENTENCE = "It is two hours, not five."
CORRECTION = {"change_kind": "correction", "change_sentence": SENTENCE}


def send(admin: Any, page: Page, *more: dict[str, str], **fields: Any) -> Any:
    """Post the whole form of an article."""
    data = form(slug=page.slug, **fields)
    for one in more:
        data |= one
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def shown(admin: Any, page: Page) -> BeautifulSoup:
    """The form of a page as an editor gets it."""
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return BeautifulSoup(answer.content, "html.parser")


def told(page: Page) -> list[tuple[str, str]]:
    """What was said of each version, the newest first."""
    return list(page.versions.values_list("kind", "sentence"))


# --- The question ---
def test_a_page_that_readers_never_had_is_not_asked(admin: Any) -> None:
    page = factories.article(live=False)
    assert shown(admin, page).select("[name=change_kind]") == []
    assert refusal(send(admin, page, PUBLISH)) == ""
    assert told(page) == [("first", "")]


def test_a_page_that_readers_know_is_asked_on_a_tab_of_its_own(admin: Any) -> None:
    for page in (factories.article(), factories.key_fact(), factories.condition()):
        asked = shown(admin, page)
        assert len(asked.select("#tab-what_changed [name=change_kind]")) == 4
        assert asked.select("[name=change_kind][checked]") == []


def test_a_page_without_clinical_content_is_not_asked(admin: Any) -> None:
    assert shown(admin, factories.standard_page()).select("[name=change_kind]") == []


@pytest.mark.parametrize("action", [PUBLISH, SUBMIT], ids=["publish", "submit"])
def test_without_a_kind_it_does_not_go_live_and_nothing_is_lost(admin, action) -> None:
    page = factories.article()
    workflow()
    answer = send(admin, page, action, title="A new title")
    assert "say on the tab “What changed”" in refusal(answer)
    assert "A new title" in answer.content.decode()
    assert len(told(page)) == 1


@pytest.mark.parametrize("kind", ["update", "correction", "safety"])
def test_without_a_sentence_only_a_minor_change_goes_live(admin, kind) -> None:
    page = factories.article()
    answer = send(admin, page, PUBLISH, {"change_kind": kind, "change_sentence": " "})
    assert "Tell them, on the tab" in refusal(answer)
    assert refusal(send(admin, page, PUBLISH, {"change_kind": "minor"})) == ""
    assert told(page)[0] == ("minor", "")


@pytest.mark.parametrize("kind", ["first", "nonsense"])
def test_a_kind_that_there_is_not_is_refused(admin, kind) -> None:
    page = factories.article()
    assert "not one of the available" in refusal(
        send(admin, page, PUBLISH, {"change_kind": kind})
    )


def test_what_the_editor_says_is_told_when_it_goes_live(admin, editor, client) -> None:
    page = factories.article()
    assert refusal(send(admin, page, PUBLISH, CORRECTION)) == ""
    assert told(page)[0] == ("correction", SENTENCE)
    assert Version.objects.first().by == editor
    assert SENTENCE in client.get(page.url).content.decode()


def test_who_calls_a_change_of_the_clinical_text_minor_is_told(admin: Any) -> None:
    page, minor = factories.article(), {"change_kind": "minor"}
    same = streamfield([("paragraph", rich_text("<p>Some words.</p>"))])
    body = {"title": page.title, "body": same}
    warning = "You called this change minor, but the clinical text is not the same"
    send(admin, page, PUBLISH, minor, **body, funding="Nobody.")
    assert warning not in said_to(admin)
    send(admin, page, PUBLISH, CORRECTION, **body, summary="Other words.")
    assert warning not in said_to(admin)
    send(admin, page, PUBLISH, minor, **body, summary="Yet others.")
    assert warning in said_to(admin)


def said_to(admin: Any) -> str:
    """What the admin tells the editor next."""
    answer = admin.get("/admin/")
    return " ".join(str(message) for message in answer.context["messages"])


# --- Until it goes live ---
def test_a_draft_may_say_nothing_yet(admin: Any) -> None:
    page = factories.article()
    assert refusal(send(admin, page, title="A draft")) == ""
    assert refusal(send(admin, page, {"change_kind": "safety"})) == ""
    assert (
        shown(admin, page).select_one("[name=change_kind][checked]")["value"]
        == "safety"
    )


def test_what_was_said_of_a_draft_waits_in_the_form(admin: Any) -> None:
    page = factories.article()
    send(admin, page, CORRECTION)
    asked = shown(admin, page)
    assert asked.select_one("[name=change_kind][checked]")["value"] == "correction"
    assert asked.select_one("[name=change_sentence]").text.strip() == SENTENCE
    assert len(told(page)) == 1
    send(admin, page, PUBLISH, CORRECTION)
    assert shown(admin, page).select("[name=change_kind][checked]") == []


def test_a_draft_saved_by_itself_keeps_what_is_said_now(admin: Any) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    json = {"HTTP_ACCEPT": "application/json"}
    first = admin.post(address, form(slug=page.slug) | CORRECTION, **json).json()
    over = {"overwrite_revision_id": str(first["revision_id"])}
    again = admin.post(
        address, form(slug=page.slug) | {"change_kind": "minor"} | over, **json
    )
    assert again.json()["revision_id"] == first["revision_id"]
    assert [(n.kind, n.sentence) for n in PendingNote.objects.all()] == [("minor", "")]


def workflow() -> None:
    """Let one of the managers approve what is published, and nobody else."""
    WorkflowPage.objects.all().delete()
    approval = Workflow.objects.get(name="Managers approval")
    approval.workflow_pages.create(page=Page.objects.get(depth=1))


def test_what_was_said_is_told_when_somebody_approves(admin: Any) -> None:
    workflow()
    page = factories.article()
    assert refusal(send(admin, page, SUBMIT, CORRECTION)) == ""
    assert len(told(page)) == 1
    task = WorkflowState.objects.get().current_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]
    )
    admin.post(address, {"comment": "Good."})
    assert told(page)[0] == ("correction", SENTENCE)


def test_going_back_to_an_old_text_is_asked_too(admin: Any) -> None:
    page = factories.article()
    old = page.latest_revision_id
    send(admin, page, PUBLISH, CORRECTION)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old])
    asked = BeautifulSoup(admin.get(address).content, "html.parser")
    assert len(asked.select("[name=change_kind]")) == 4
    assert "say on the tab" in refusal(
        send(admin, page, PUBLISH, {"revision": str(old)})
    )


# --- Many at once ---
def in_bulk(admin: Any, *pages: Page, **fields: str) -> str:
    """Publish many pages at once; what the editor is told."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    answer = admin.post(f"{address}?{ids}&next=/admin/", fields, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


def test_drafts_of_known_pages_are_not_published_untold_in_bulk(admin: Any) -> None:
    known, new = factories.article("known"), factories.article("new", live=False)
    send(admin, known, title="A draft")
    assert "Readers know “Known”. Open each" in in_bulk(admin, known, new)
    assert not Page.objects.get(pk=new.pk).live
    parent = Page.objects.get(pk=new.get_parent().pk)
    Page.objects.get(pk=known.pk).specific.unpublish()
    told_so = in_bulk(admin, parent, include_descendants="on")
    assert "Readers know “Known”" in told_so


def test_drafts_of_which_something_was_said_are_published_in_bulk(admin: Any) -> None:
    known, new = factories.article("known"), factories.article("new", live=False)
    send(admin, known, CORRECTION)
    new.save_revision()
    assert "2 pages have been published" in in_bulk(admin, known, new)
    assert told(known)[0] == ("correction", SENTENCE)


def test_what_readers_had_already_goes_live_again_in_bulk(admin: Any) -> None:
    page = factories.article()
    page.unpublish()
    assert "1 page has been published" in in_bulk(admin, page)
    assert len(told(page)) == 1


def test_the_draft_of_a_copy_is_not_published_untold_in_bulk(admin: Any) -> None:
    page = factories.article("known")
    send(admin, page, title="A draft")
    Page.objects.get(pk=page.pk).specific.copy(update_attrs={"slug": "copy"})
    copy = Page.objects.get(slug="copy")
    assert copy.live and copy.title == "Known"
    assert "Readers know “Known”. Open each" in in_bulk(admin, copy)
    assert Page.objects.get(pk=copy.pk).title == "Known"


# --- Corrections at length ---
ROW = {"kind": "correction", "made_on": "2026-11-23", "text": "<p>Five.</p>"}


def rows(*found: dict[str, Any]) -> dict[str, str]:
    """The corrections as the form sends them: those with an id are there already."""
    sent = [{**row, "text": rich_text(row["text"])} for row in found]
    return inline_formset(sent, initial=sum("id" in row for row in sent))


def with_row() -> tuple[Any, dict[str, Any]]:
    """An article with a correction that readers have seen, and its row in the form."""
    page = factories.article(corrections=[Correction(**ROW)])
    return page, {**ROW, "id": str(page.corrections.get().pk)}


def test_a_correction_at_length_needs_no_sentence_beside_it(admin: Any) -> None:
    page, row = with_row()
    kind = {"change_kind": "correction"}
    new = {**ROW, "text": "<p>Two, by another source.</p>"}
    assert "Write one sentence." in refusal(
        send(admin, page, PUBLISH, kind, corrections=rows(row))
    )
    assert refusal(send(admin, page, PUBLISH, kind, corrections=rows(row, new))) == ""
    assert told(page)[0] == ("correction", "")
    assert page.corrections.count() == 2


def changed(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The row, rewritten in each way."""
    return {
        "text": {**row, "text": "<p>Nothing.</p>"},
        "kind": {**row, "kind": "update"},
        "day": {**row, "made_on": "2020-01-01"},
        "gone": {**row, "DELETE": "on"},
    }


@pytest.mark.parametrize("how", ["text", "kind", "day", "gone"])
def test_a_correction_that_readers_saw_is_not_rewritten(admin: Any, how: str) -> None:
    page, row = with_row()
    minor = {"change_kind": "minor"}
    answer = send(admin, page, PUBLISH, minor, corrections=rows(changed(row)[how]))
    assert "A correction that readers have seen is a record." in refusal(answer)
    assert page.corrections.get().text == ROW["text"]
    assert refusal(send(admin, page, PUBLISH, minor, corrections=rows(row))) == ""


def test_hiding_a_page_does_not_make_its_corrections_forgotten(admin: Any) -> None:
    page, row = with_row()
    page.unpublish()
    minor = {"change_kind": "minor"}
    answer = send(admin, page, PUBLISH, minor, corrections=rows(changed(row)["text"]))
    assert "is a record" in refusal(answer)


def test_a_correction_in_a_draft_may_still_be_mended(admin: Any) -> None:
    page, row = with_row()
    rough = rows(row, {**ROW, "text": "<p>Twoo.</p>"})
    assert refusal(send(admin, page, corrections=rough)) == ""
    minor = {"change_kind": "minor"}
    mended = rows(row, {**ROW, "text": "<p>Two.</p>"})
    assert refusal(send(admin, page, PUBLISH, minor, corrections=mended)) == ""
