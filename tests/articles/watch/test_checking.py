"""A run of the watch marks what changed, once, and loses nothing of an editor's."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles.models import (
    EvidenceChange,
    Lookup,
    ReferencePage,
)
from articles.models.source import Status
from articles.models.watch import Notices, ToldBy
from articles.watch import checking
from articles.watch.checking import check, watched
from clinic.models import User
from clinic.portable import load
from tests import factories
from tests.articles.watch.runs import NOTICE, WAKEFIELD, fresh, offline
from tests.clinic.portable.small_journal import JOURNAL, put

pytestmark = pytest.mark.django_db


def test_one_run_marks_the_source_and_the_pages_that_rest_on_it(
    source: ReferencePage, client: Any
) -> None:
    article = factories.article(body=factories.cited(source.key))
    fact = factories.key_fact(text=factories.cited(source.key)[0][1])
    other = factories.reference("berman-2000")
    feed = f"{factories.journal().url}feed/"
    places = (article.url, source.url, feed, f"{article.url}evidence.json")
    for address in places:
        assert b"retracted" not in client.get(address).content.lower()
    assert offline() == 3
    for address in places:
        assert b"retracted" in client.get(address).content.lower(), address
    page = fresh(source)
    assert (page.status, page.notice) == (Status.RETRACTED, NOTICE)
    assert page.checked_on == page.looked_up_on == timezone.localdate()
    assert page.live_revision.content["status"] == Status.RETRACTED
    change = EvidenceChange.objects.get()
    assert (change.before, change.after) == (Status.UNKNOWN, Status.RETRACTED)
    assert change.told_by == ToldBy.RETRACTION_WATCH
    assert [p.pk for p in change.citing_pages()] == [fact.pk, article.pk]
    assert not fresh(other).is_doubtful
    entries = PageLogEntry.objects.filter(page=page.pk)
    assert entries.filter(action="articles.evidence_changed").count() == 1


def test_a_second_run_changes_and_mails_nothing(
    source: ReferencePage, subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    for code in (3, 0):
        with django_capture_on_commit_callbacks(execute=True):
            assert offline() == code
    assert EvidenceChange.objects.count() == 1
    assert len(mail.outbox) == 1
    assert fresh(source).revisions.count() == 2


def test_an_editors_unfinished_draft_is_neither_published_nor_lost(
    source: ReferencePage, editor: User
) -> None:
    source.evidence_note = "A rough note."
    source.save_revision(user=editor)
    offline()
    page = fresh(source)
    assert (page.status, page.evidence_note) == (Status.RETRACTED, "")
    assert page.has_unpublished_changes
    draft = page.get_latest_revision()
    assert draft.user == editor
    assert draft.as_object().evidence_note == "A rough note."
    assert draft.as_object().status == Status.RETRACTED
    draft.publish()
    page = fresh(source)
    assert (page.status, page.evidence_note) == (Status.RETRACTED, "A rough note.")
    assert EvidenceChange.objects.count() == 1


def test_a_planned_draft_stays_planned(source: ReferencePage) -> None:
    day = timezone.now() + timedelta(days=3)
    source.go_live_at = day
    source.save_revision(approved_go_live_at=day)
    offline()
    page = fresh(source)
    assert page.live and page.status == Status.RETRACTED
    assert page.get_latest_revision().approved_go_live_at == day


def test_what_an_editor_wrote_stays_below_the_notice(source: ReferencePage) -> None:
    source.notice = "Read with care."
    factories.publish(source)
    offline()
    assert fresh(source).notice == f"{NOTICE}\nRead with care."


def test_a_graver_status_of_an_editor_is_not_lowered(
    source: ReferencePage, crossref: Any
) -> None:
    source.status = Status.WITHDRAWN
    factories.publish(source)
    EvidenceChange.objects.all().delete()
    crossref("correction")
    assert check([fresh(source)], links=False).changed == []
    assert fresh(source).status == Status.WITHDRAWN
    assert fresh(source).lookup.notices == Notices.FOUND


def test_what_an_editor_made_of_a_notice_stands(source: ReferencePage) -> None:
    offline()
    page = fresh(source)
    page.status = Status.CURRENT
    factories.publish(page)
    assert offline() == 0
    assert fresh(source).status == Status.CURRENT
    assert fresh(source).standing == "Current"


def test_no_answer_turns_no_retraction_back_and_is_never_fine(
    source: ReferencePage, crossref: Any
) -> None:
    offline()
    was = fresh(source).lookup.answered_at
    crossref(status=503)
    outcome = check([fresh(source)], links=False)
    assert outcome.is_deaf and outcome.changed == []
    lookup = fresh(source).lookup
    assert (lookup.notices, lookup.failures) == (Notices.UNKNOWN, 1)
    assert lookup.answered_at == was
    assert fresh(source).standing == "Retracted"


def test_no_notice_turns_no_retraction_back(
    source: ReferencePage, crossref: Any
) -> None:
    offline()
    crossref()
    assert check([fresh(source)], links=False).changed == []
    assert fresh(source).status == Status.RETRACTED


def test_a_page_that_cannot_be_published_is_told_and_tried_again(
    source: ReferencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ReferencePage.objects.filter(pk=source.pk).update(doi="no doi", pmid="9500320")
    with pytest.raises(CommandError, match="could not be marked"):
        offline()
    assert fresh(source).status == Status.UNKNOWN
    assert not Lookup.objects.exists()
    ReferencePage.objects.filter(pk=source.pk).update(doi=WAKEFIELD)
    assert offline() == 3


def test_crossref_is_left_alone_when_it_is_silent(
    crossref: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 2)
    sources = [factories.reference(f"a-{number}") for number in range(4)]
    asked = crossref(status=500)
    outcome = check(sources, links=False)
    assert len(asked) == 2
    assert outcome.of(sources[3]).problems == ["Not asked: Crossref is silent."]
    assert not Lookup.objects.filter(reference=sources[3]).exists()


def test_cited_sources_come_first_and_drafts_are_not_asked_about() -> None:
    for key in ("a-2000", "b-2000"):
        factories.reference(key)
    factories.reference("c-2000", live=False)
    factories.article(body=factories.cited("b-2000"))
    assert [reference.key for reference in watched()] == ["b-2000", "a-2000"]
    assert [reference.key for reference in watched(["a-2000"])] == ["a-2000"]


@pytest.mark.parametrize("word", ["A study", "A study, told better"])
def test_a_mark_stays_when_older_files_are_loaded(tmp_path: Path, word: str) -> None:
    key = "home/references/berman-2000"
    old = JOURNAL[key] | {"doi": WAKEFIELD}
    folder = put(tmp_path, {"home/references": JOURNAL["home/references"], key: old})
    load([folder])
    assert offline() == 3
    put(folder, {key: old | {"title": word}})
    load([folder])
    assert ReferencePage.objects.get().status == Status.RETRACTED
    load([folder], force=True)
    assert ReferencePage.objects.get().status == Status.UNKNOWN
