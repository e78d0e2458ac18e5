"""Readers are told what the watch knows of a source, and no more."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import (
    ArticlePage,
    EvidenceChange,
    Lookup,
    ReferencePage,
    with_evidence_changed_at,
)
from articles.watch import retraction_watch
from articles.watch.checking import check
from tests import factories
from tests.articles.watch.runs import fresh, offline

pytestmark = pytest.mark.django_db


def test_a_source_says_when_it_was_looked_up_and_that_nothing_was_found(
    crossref: Any,
) -> None:
    asked_about = factories.reference("a-2000")
    never = factories.reference("b-2000")
    page = factories.reference("c-2000", doi="", address="https://a.example/")
    crossref()
    check([asked_about, page], links=False)
    assert fresh(asked_about).standing == "No retraction or correction found"
    assert fresh(asked_about).looked_up_on == timezone.localdate()
    for silent in (never, page):
        assert fresh(silent).standing == "Not looked up"
        assert fresh(silent).looked_up_on is None


def test_that_a_short_file_does_not_list_a_source_tells_nothing(
    source: ReferencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = factories.reference("berman-2000")
    assert offline() == 3
    assert fresh(other).standing == "Not looked up"
    monkeypatch.setattr(retraction_watch, "LEAST_ROWS", 3)
    assert offline() == 0
    assert fresh(other).standing == "No retraction or correction found"


def test_the_standing_of_many_sources_costs_one_query() -> None:
    for number in range(3):
        reference = factories.reference(f"a-{number}")
        if number:
            Lookup.objects.create(reference=reference)
    with CaptureQueriesContext(connection) as captured:
        found = ReferencePage.objects.by_key(["a-0", "a-1", "a-2"])
        assert {page.standing for page in found.values()} == {"Not looked up"}
    assert len(captured) == 1


def test_an_article_knows_when_its_evidence_changed(source: ReferencePage) -> None:
    cites = factories.article("cites", body=factories.cited(source.key))
    factories.article("rests-on-nothing")
    offline()
    with CaptureQueriesContext(connection) as captured:
        found = with_evidence_changed_at(ArticlePage.objects.all())
        at = {page.slug: page.evidence_changed_at for page in found}
    assert len(captured) == 1
    assert at["rests-on-nothing"] is None
    assert at[cites.slug] == EvidenceChange.objects.get().found_at


def test_what_a_doubtful_source_is_costs_no_query(source: ReferencePage) -> None:
    offline()
    page = fresh(source)
    with CaptureQueriesContext(connection) as captured:
        assert page.standing == "Retracted"
    assert len(captured) == 0
