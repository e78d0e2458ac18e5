"""The rules of every page find what would mislead or leave out a reader, and no more."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from tests import factories
from tests.clinic.signing import DIGEST, OTHER, sign
from tests.clinic.test_picture import picture

pytestmark = pytest.mark.django_db

EMERGENCY = {"urgency": "emergency", "title": "Call now if", "text": "<p>…</p>"}


def found(page: Any, rule: str) -> list[str]:
    """What one rule says of a page as it is in memory."""
    return [one.text for one in page.findings() if one.rule.name == rule]


# --- Links ---
def linking(page: Any) -> list[tuple[str, str]]:
    """A body that links to a page."""
    link = f'<a linktype="page" id="{page.pk}">read <b>on</b></a>'
    return [("paragraph", f"<p>There {link}.</p>")]


def hide(page: Any) -> None:
    """Make a page private."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")


GONE = [lambda page: page.unpublish(), lambda page: page.delete(), hide]


@pytest.mark.parametrize("goes", GONE, ids=["unpublished", "deleted", "private"])
def test_a_link_to_a_page_that_readers_cannot_open_is_found(goes: Any) -> None:
    target = factories.standard_page("target")
    page = factories.standard_page(body=linking(target))
    assert found(page, "links-lead-somewhere") == []
    goes(target)
    (text,) = found(page, "links-lead-somewhere")
    assert text.startswith("Mend or take away the link “read on”")


def test_a_page_that_is_shown_in_another_and_went_is_found() -> None:
    fact = factories.key_fact()
    page = factories.article(body=[("key_fact", fact)])
    assert found(page, "links-lead-somewhere") == []
    fact.unpublish()
    (text,) = found(page, "links-lead-somewhere")
    assert text.startswith("Choose another page, or take this block away")


def test_a_broken_link_says_in_which_block_it_stands() -> None:
    target = factories.standard_page("target")
    page = factories.standard_page(body=linking(target))
    target.unpublish()
    (one,) = page.findings()
    block = page.body.raw_data[0]["id"]
    assert one.path == f"body.{block}"
    assert one.edit_address.endswith(f"/edit/#:w:contentpath=body.{block}")
    assert not one.is_error


# --- Pictures ---
def figure(**fields: Any) -> list[tuple[str, Any]]:
    """A body of one figure."""
    empty = {"alt": "", "decorative": False, "caption": ""}
    return [("figure", empty | fields)]


def test_a_picture_without_words_is_an_error() -> None:
    page = factories.standard_page()
    page.body = figure(image=picture(title="Dot"))
    (one,) = page.findings()
    assert (one.rule.name, one.is_error) == ("pictures-are-told-in-words", True)


@pytest.mark.parametrize(
    ("description", "fields"),
    [("A dot.", {}), ("", {"alt": "A dot."}), ("", {"decorative": True})],
    ids=["described", "with words of its own", "decorative"],
)
def test_a_picture_with_words_is_none(description: str, fields: dict[str, Any]) -> None:
    dot = picture(title="Dot", description=description)
    page = factories.standard_page(body=figure(image=dot, **fields))
    assert page.findings() == []


# --- Headings ---
def heading(text: str = "A section") -> tuple[str, dict[str, str]]:
    """A section heading."""
    return ("heading", {"text": text, "aspect": ""})


WORDS = ("paragraph", "<p>Words.</p>")


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ([heading(), WORDS, heading(), WORDS], 0),
        ([heading(), heading(), WORDS], 1),
        ([WORDS, heading()], 1),
        ([("paragraph", "<h3>A</h3><p>b</p><h4>C</h4><p>d</p><h3>E</h3>")], 0),
        ([("paragraph", "<h4>A</h4><p>b</p>")], 1),
        ([("paragraph", "<h2>A</h2><p>b</p>")], 1),
        ([("paragraph", "<h3> </h3><p>b</p>")], 1),
    ],
    ids=["in order", "two", "last", "inner", "level left out", "too high", "no words"],
)
def test_headings_have_an_order_and_something_below(body: Any, number: int) -> None:
    page = factories.standard_page(body=body)
    assert len(found(page, "headings-are-in-order")) == number


# --- Suicide and self-harm ---
RULE = "who-speaks-of-suicide-shows-help"


@pytest.mark.parametrize(
    "words",
    [
        *("suicidal thoughts", "self-harm", "self injury", "Suicide"),
        *("hurting yourself", "killed himself", "end your life", "ended their lives"),
        *("took his own life", "taken her life", "taking one’s life in 2019"),
        *("took his life in a hotel room", "takes their own lives, and"),
    ],
)
def test_a_page_that_speaks_of_suicide_needs_an_emergency_card(words: str) -> None:
    body: list[Any] = [("paragraph", f"<p>Some have {words}.</p>")]
    page = factories.condition(body=body)
    (text,) = found(page, RULE)
    assert text.startswith("Add an emergency care card")
    page.body = [*body, ("care_card", EMERGENCY)]
    assert found(page, RULE) == []


@pytest.mark.parametrize(
    "words",
    [
        *("988 Suicide & Crisis Lifeline", "they harm the liver", "a lively mind"),
        "Treatment helped her take her life back",
        "Taking your life back from depression",
        "It helps people take their lives in hand, or into their own hands",
        "Take your life in a new direction",
        "Take her life seriously, and do not take your life for granted",
        "He takes his life-saving medicine",
    ],
)
def test_other_words_need_none(words: str) -> None:
    page = factories.condition(summary=words)
    assert found(page, RULE) == []


def test_a_card_that_is_not_for_an_emergency_does_not_do() -> None:
    card = ("care_card", EMERGENCY | {"urgency": "urgent"})
    page = factories.condition(summary="On suicide.", body=[card])
    assert found(page, RULE)


# --- Reviews ---
@pytest.mark.parametrize(
    ("days", "digest", "is_found"),
    [(-1, DIGEST, True), (0, DIGEST, False), (-1, OTHER, False)],
    ids=["over", "today", "another text"],
)
def test_a_review_that_is_over_is_found(days: int, digest: str, is_found: bool) -> None:
    page = factories.condition()
    sign(page, days, digest=digest)
    assert bool(found(page, "review-is-not-overdue")) is is_found


def test_the_newest_review_counts() -> None:
    page = factories.condition()
    sign(page, -1, ago=50)
    sign(page, 300, ago=5)
    sign(page, -9, ago=90)
    assert found(page, "review-is-not-overdue") == []
