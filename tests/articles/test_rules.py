"""The rules of what rests on sources: claims can be traced, counted and answered for."""

from typing import Any

import pytest

from articles.citations import tag
from articles.models import Byline
from articles.models.source import Status
from articles.rules import vague
from clinic.rules.passages import Passage
from tests import factories

pytestmark = pytest.mark.django_db


def found(page: Any, rule: str) -> list[str]:
    """What one rule says of a page as it is in memory."""
    return [one.text for one in page.findings() if one.rule.name == rule]


def names(page: Any) -> list[str]:
    """The rules that a page breaks, errors first."""
    return [one.rule.name for one in page.findings()]


# --- Sources ---
def finding(
    *sources: str, statement: str = "<p>It helps.</p>"
) -> list[tuple[str, Any]]:
    """A body of one finding."""
    value = {
        "statement": statement,
        "certainty": "unrated",
        "population": "72 adults.",
        "sources": [*sources],
    }
    return [("finding", value)]


def test_a_finding_without_a_source_is_an_error() -> None:
    factories.reference("a")
    page = factories.article()
    page.body = finding()
    assert names(page) == ["findings-have-sources"]
    assert page.findings()[0].is_error
    for body in (finding("a"), finding(statement=f"<p>It helps.{tag('a')}</p>")):
        page.body = body
        assert names(page) == []


def test_a_citation_of_no_source_is_found_once_in_each_block() -> None:
    factories.reference("a")
    page = factories.article()
    page.body = [
        ("paragraph", f"<p>A.{tag('a')} B.{tag('none-1')} C.{tag('none-1')}</p>")
    ]
    assert names(page) == ["every-source-is-there"]


@pytest.mark.parametrize(
    ("status", "notice", "is_found"),
    [
        (Status.RETRACTED, "", True),
        (Status.WITHDRAWN, " ", True),
        (Status.RETRACTED, "Taken back by its authors.", False),
        (Status.CORRECTED, "", False),
        (Status.CURRENT, "", False),
    ],
)
def test_a_retracted_source_is_cited_only_with_a_note(
    status: Status, notice: str, is_found: bool
) -> None:
    factories.reference("a", status=status, notice=notice)
    page = factories.article()
    page.body = factories.cited("a")
    assert bool(found(page, "retracted-sources-have-a-note")) is is_found


# --- References ---
def test_a_reference_without_any_way_to_it_is_an_error() -> None:
    page = factories.reference()
    page.doi = ""
    assert names(page) == ["can-be-found"]
    for field, value in (
        ("doi", "10.1000/a"),
        ("pmid", "1"),
        ("pmcid", "PMC1"),
        ("isbn", "1"),
        ("address", "https://journal.example/a"),
    ):
        page.doi = page.pmid = page.pmcid = page.isbn = page.address = ""
        setattr(page, field, value)
        assert names(page) == []


def test_doubt_without_a_note_is_only_a_warning() -> None:
    page = factories.reference()
    page.status = Status.CONCERN
    (one,) = page.findings()
    assert (one.rule.name, one.is_error) == ("doubt-has-a-note", False)
    page.notice = "The publisher looks into it."
    assert names(page) == []


# --- Authors ---
def test_an_article_whose_authors_have_all_left_is_found() -> None:
    ada, bob = (factories.author(slug, title=slug) for slug in ("ada", "bob"))
    page = factories.article(bylines=[Byline(author=ada), Byline(author=bob)])
    ada.is_active = False
    factories.publish(ada)
    assert names(page) == []  # one of them is still there
    bob.is_active = False
    factories.publish(bob)
    assert names(page) == ["somebody-answers-for-it"]


def test_an_article_whose_author_has_no_page_is_found() -> None:
    writer = factories.author()
    page = factories.article(bylines=[Byline(author=writer)])
    writer.unpublish()
    assert names(page) == ["somebody-answers-for-it"]


# --- Words for how often ---
def words(html: str) -> list[str]:
    """The words of a text that stand for a number which it does not give."""
    return [word for _, word in vague(Passage("body", html))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Relapse is common.",
        "Side effects are very common after a session.",
        "Lasting harm is rare, as far as we know.",
        "A common side effect is nausea.",
        "Most people feel better.",
        "It often fades within days.",
        "Often the relief fades.",
        "They rarely help.",
        "The majority of patients got better.",
        "Commonly, the relief fades.",
        "It happens frequently.",
        "They are rarely used.",
        "If you often take it, harm to the bladder is common.",
    ],
)
def test_a_word_for_a_number_is_found(sentence: str) -> None:
    assert len(words(f"<p>{sentence}</p>")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Nausea is common: 28 of 100 people had it.",
        "Most people, two in three, felt better.",
        "About half of them: it is common.",
        "How often this happens is not known.",
        "It is rare; nobody has counted it.",
        "It is common, but there are no figures.",
        "Reports show that it can happen, not how often.",
    ],
)
def test_a_word_beside_its_number_is_none(sentence: str) -> None:
    assert words(f"<p>{sentence}</p>") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketamine is a common anesthetic.",
        "Common antidepressants act on serotonin.",
        "The two have much in common.",
        "It is more common in women.",
        "You have to go more often.",
        "Ketamine is often given into a vein.",
        "Some people see or hear things.",
        "Side effects usually pass.",
        "She wrote: “It is often a relief.”",
        'The leaflet says "most people get better".',
        "The review <i>How often is rare</i> counts them.",
        "A rarefied air.",
        "See our frequently asked questions.",
        "Commonly asked: does it hurt?",
        "Ketamine is commonly known as a club drug, and commonly called K.",
        "It is commonly used before operations.",
        "If you often feel sad, tell us.",
        "Do you frequently wake at night, or often lie awake?",
    ],
)
def test_a_word_that_says_something_else_is_none(sentence: str) -> None:
    assert words(f"<p>{sentence}</p>") == []


def test_the_number_must_stand_in_the_same_sentence() -> None:
    assert words("<p>Relapse is common. We read 12 studies.</p>") == ["is common"]


def test_the_words_of_others_and_records_are_not_looked_at() -> None:
    quote = {"text": "It is common.", "source": "A patient"}
    advice = {"do": ["often drink water"], "dont": []}
    page = factories.article(body=[("quote", quote), ("do_dont", advice)])
    assert names(page) == []
    page.body = [("paragraph", "<p>It is common.</p>")]
    (one,) = page.findings()
    assert not one.is_error
    assert one.text.endswith("beside “is common”: “It is common.”")


def test_a_draft_with_half_empty_blocks_is_checked_too() -> None:
    page = factories.article()
    kinds = ("heading", "figure", "finding", "care_card", "steps", "drawing")
    page.body = [{"type": kind, "id": kind, "value": {}} for kind in kinds]
    assert "findings-have-sources" in names(page)
