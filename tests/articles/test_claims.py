"""The sentences that rest on a source are kept, and shown on its page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from articles.citations import tag
from articles.models import Citation, Claim
from conditions.models import SideEffectPage
from tests import factories

pytestmark = pytest.mark.django_db

FREQUENCY = {
    "treatment": "Esketamine spray",
    "numerator": 142,
    "denominator": 346,
    "population": "Adults.",
    "time_frame": "Four weeks.",
    "sources": ["a"],
}


@pytest.fixture(autouse=True)
def references(db: None) -> list[Any]:
    """The references a and b."""
    return [factories.reference(key) for key in "ab"]


def said(page: Page) -> list[tuple[str, int, str]]:
    """The recorded claims of the page: key, place and sentence."""
    found = Claim.objects.filter(citation__page_id=page.pk)
    rows = found.order_by("citation__number", "place")
    return list(rows.values_list("citation__reference__slug", "place", "sentence"))


def shown(client: Any, reference: Any) -> BeautifulSoup:
    """What the reference's page shows of the pages that rest on it."""
    html = BeautifulSoup(client.get(reference.url).content, "html.parser")
    return html.select_one(".cited-by")


def sentences(client: Any, reference: Any) -> list[str]:
    return [quote.text for quote in shown(client, reference).select("q")]


def body(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{text}</p>") for text in texts]


# --- Kept ---
def test_each_mention_keeps_its_sentence() -> None:
    page = factories.article(
        body=body(f"One.{tag('a')} Two.{tag('b')}", f"Three.{tag('a')}")
    )
    assert said(page) == [("a", 1, "One."), ("a", 2, "Three."), ("b", 1, "Two.")]


def test_a_finding_says_its_statement() -> None:
    finding = {
        "statement": "<p>About 6 in 10 felt better.</p>",
        "certainty": "low",
        "population": "72 adults.",
        "sources": ["a"],
    }
    page = factories.article(body=[("finding", finding)])
    assert said(page) == [("a", 1, "About 6 in 10 felt better.")]


def test_a_frequency_says_its_count_on_its_page_and_where_it_is_shown() -> None:
    effect = factories.side_effect(frequency=[("frequency", FREQUENCY)])
    article = factories.article(body=[("side_effect_frequency", effect)])
    count = [("a", 1, "Nausea: 142 of 346 people (Esketamine spray).")]
    assert said(effect) == said(article) == count


def test_a_claim_knows_its_block_and_part() -> None:
    page = factories.article(body=body(f"One.{tag('a')}"))
    claim = Claim.objects.get()
    assert claim.part == "body"
    assert claim.block == page.body[0].id
    assert claim.block_anchor == f"#block-{page.body[0].id}-section"


def test_publishing_again_forgets_what_is_no_longer_said() -> None:
    page = factories.article(body=body(f"One.{tag('a')}"))
    page.body = body(f"Other.{tag('a')}")
    factories.publish(page)
    assert said(page) == [("a", 1, "Other.")]


def test_a_source_that_is_only_listed_has_no_sentence() -> None:
    page = factories.article(
        further_reading=[("sources", {"sources": ["a"], "note": ""})]
    )
    assert said(page) == []


def test_the_record_can_be_written_anew() -> None:
    page = factories.article(body=body(f"One.{tag('a')}"))
    before = said(page)
    Citation.objects.all().delete()
    call_command("record_citations")
    assert said(page) == before != []


# --- Shown ---
def test_a_source_shows_each_sentence_with_a_link_to_its_place(
    client: Any, references: list[Any]
) -> None:
    page = factories.article(body=body(f"One.{tag('b')} Two.{tag('a')}"))
    [quote] = shown(client, references[0]).select(".claims li")
    assert quote.select_one("q").text == "Two."
    link = quote.select_one("a")
    assert link["aria-label"] == f"{link.text}: mention 1 in {page.title}"
    anchor = link["href"].removeprefix(f"{page.url}#")
    text = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert text.find(id=anchor)["href"] == "#source-2"


def test_a_source_does_not_show_sentences_that_cite_another(
    client: Any, references: list[Any]
) -> None:
    factories.article(body=body(f"One.{tag('b')} Two.{tag('a')}"))
    assert sentences(client, references[1]) == ["One."]


def test_a_sentence_is_words_not_markup(client: Any, references: list[Any]) -> None:
    factories.article(body=body(f"x &lt;b&gt; y.{tag('a')}"))
    assert sentences(client, references[0]) == ["x <b> y."]


def test_the_sentence_of_an_included_page_goes_when_that_page_is_hidden(
    client: Any, references: list[Any]
) -> None:
    fact = factories.key_fact(text=f"<p>The fact.{tag('a')}</p>")
    factories.article(body=[("key_fact", fact), *body(f"Own.{tag('a')}")])
    assert sentences(client, references[0]).count("The fact.") == 2
    PageViewRestriction.objects.create(page=fact, restriction_type="login")
    assert sentences(client, references[0]) == ["Own."]


def test_many_citing_pages_come_in_pages(
    client: Any, references: list[Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr("articles.models.cited_by.PAGES_AT_ONCE", 1)
    factories.article("first", body=body(f"One.{tag('a')}"))
    factories.article("second", body=body(f"Two.{tag('a')}"))
    assert sentences(client, references[0]) == ["One."]
    [link] = shown(client, references[0]).select("[rel=next]")
    assert "page=2" in link["href"]
    later = client.get(f"{references[0].url}?page=2").content.decode()
    assert "Two." in later and "<q>One." not in later


@pytest.mark.usefixtures("references")
def test_side_effect_pages_tell_what_they_rest_on() -> None:
    effect = factories.side_effect(what_it_feels_like=f"<p>Sick.{tag('a')}</p>")
    assert isinstance(effect, SideEffectPage)
    assert Claim.objects.get().part == "what_it_feels_like"
