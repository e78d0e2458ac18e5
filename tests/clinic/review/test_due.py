"""Each published clinical page knows why it is due for review, and when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import EvidenceChange, ReferencePage
from articles.models.source import Status
from articles.models.watch import ToldBy
from clinic.review.due import State, by_month, month_after, reviewed_pages, states
from tests import factories
from tests.clinic.signing import OTHER, sign

pytestmark = pytest.mark.django_db

ADJECTIVES = {
    State.EVIDENCE: lambda pages: pages.evidence_changed(),
    State.OVERDUE: lambda pages: pages.overdue(),
    State.CHANGED: lambda pages: pages.changed_since(),
    State.SOON: lambda pages: pages.due_soon(),
    State.NEVER: lambda pages: pages.never_reviewed(),
}


def told(page: Any) -> list[State]:
    """Why a page is due: in its own words and in the database's, which must agree."""
    (found,) = reviewed_pages().filter(pk=page.pk)
    asked = [
        state
        for state, adjective in ADJECTIVES.items()
        if adjective(reviewed_pages()).filter(pk=page.pk).exists()
    ]
    assert states(found) == asked
    assert bool(asked) is reviewed_pages().due().filter(pk=page.pk).exists()
    return asked


def change(source: ReferencePage, days_ago: int, **fields: Any) -> None:
    """Record that the standing of a source changed."""
    standing = {"before": Status.UNKNOWN, "after": Status.RETRACTED} | fields
    EvidenceChange.objects.create(
        reference=source,
        told_by=ToldBy.CROSSREF,
        found_at=timezone.now() - timedelta(days=days_ago),
        **standing,
    )


def test_a_page_that_nobody_signed_was_never_reviewed() -> None:
    assert told(factories.condition()) == [State.NEVER]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, [State.OVERDUE]), (0, [State.SOON]), (30, [State.SOON]), (31, [])],
)
def test_a_signed_page_is_due_by_its_day(days: int, expected: list[State]) -> None:
    page = factories.condition()
    sign(page, days)
    assert told(page) == expected


def test_a_text_that_is_not_the_signed_one_has_changed() -> None:
    page = factories.condition()
    sign(page, 200, digest=OTHER)
    assert told(page) == [State.CHANGED]


def test_only_the_newest_signature_under_the_whole_page_counts() -> None:
    page = factories.condition()
    sign(page, 200, ago=10, scope="The section on treatment.")
    assert told(page) == [State.NEVER]
    sign(page, -5, ago=300)
    assert told(page) == [State.OVERDUE]
    sign(page, 200, ago=20)
    assert told(page) == []


@pytest.mark.parametrize(
    ("ago", "fields", "expected"),
    [
        (50, {}, [State.EVIDENCE]),
        (150, {}, []),
        (50, {"after": Status.CURRENT}, []),
        (50, {"before": Status.RETRACTED, "after": Status.CURRENT}, [State.EVIDENCE]),
    ],
    ids=["after the review", "before it", "still sound", "sound again"],
)
def test_a_source_that_changed_after_the_review_is_a_reason(
    ago: int, fields: dict[str, Any], expected: list[State]
) -> None:
    source = factories.reference("a")
    page = factories.article(body=factories.cited("a"))
    factories.reference("b")
    other = factories.article("another", body=factories.cited("b"))
    for signed in (page, other):
        sign(signed, 200, ago=100)
    change(source, ago, **fields)
    assert told(page) == expected
    assert told(other) == []


def test_a_source_that_is_only_listed_is_no_reason() -> None:
    source = factories.reference("a")
    listed = [("sources", {"sources": ["a"], "note": ""})]
    page = factories.article(further_reading=listed)
    sign(page, 200)
    change(source, 50)
    assert told(page) == []


def test_only_published_clinical_pages_are_asked_for() -> None:
    factories.standard_page()
    factories.condition("a-draft", live=False)
    page = factories.side_effect()
    assert [found.pk for found in reviewed_pages()] == [page.pk]


def test_the_most_urgent_comes_first() -> None:
    days = {"late": -2, "later": -9, "soon": 9, "fine": 90}
    for name, number in days.items():
        sign(factories.condition(name), number)
    factories.condition("new")
    order = [page.slug for page in reviewed_pages().urgent_first()]
    assert order == ["later", "late", "soon", "new", "fine"]


def test_each_state_is_counted() -> None:
    sign(factories.condition("late"), -2)
    factories.condition("new")
    factories.condition("newer")
    counts = reviewed_pages().counted()
    assert counts == dict.fromkeys(State, 0) | {State.OVERDUE: 1, State.NEVER: 2}


def test_the_months_begin_with_this_one_and_leave_out_what_is_over() -> None:
    for name, number in {"late": -1, "now": 0, "far": 900}.items():
        sign(factories.condition(name), number)
    months = by_month(reviewed_pages())
    assert len(months) == 12
    assert months[0].first == timezone.localdate().replace(day=1)
    assert [month.pages for month in months] == [1] + [0] * 11
    assert [month.height for month in months] == [100] + [0] * 11


def test_a_journal_without_reviews_has_empty_months() -> None:
    assert {month.height for month in by_month(reviewed_pages())} == {0}


def test_months_go_on_into_the_next_year() -> None:
    assert month_after(date(2026, 11, 26), 0) == date(2026, 11, 1)
    assert month_after(date(2026, 11, 26), 1) == date(2026, 12, 1)
    assert month_after(date(2026, 11, 26), 2) == date(2027, 1, 1)


def test_all_that_is_told_of_the_pages_costs_one_query() -> None:
    reviewed_pages()  # content types are known from here on
    for number in range(3):
        sign(factories.condition(f"c-{number}"), -number)
    with CaptureQueriesContext(connection) as captured:
        found = [states(page) for page in reviewed_pages().urgent_first()]
    assert len(found) == 3
    assert len(captured) == 1
