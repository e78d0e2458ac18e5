"""A long list of sources tells what each shows once a reader is there, a short one at once."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few")]
LONG_LIST = 2  # sources
SHOWS = "Seven people felt better."


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is long sooner than on the site: its sources are quickly made."""
    monkeypatch.setattr("articles.models.citing.LONG_LIST", LONG_LIST)


def article(count: int) -> Any:
    """An article with that many sources, of which the first says what it shows."""
    factories.reference("a", pmid="123", evidence_note=SHOWS, title="The first")
    others = [f"b-{n}" for n in range(1, count)]
    for key in others:
        factories.reference(key)
    return factories.article(body=factories.cited("a", *others))


def shown(html: str) -> BeautifulSoup:
    """The page as a reader without scripts has it."""
    return BeautifulSoup(html, "html.parser")


def test_a_short_list_has_it_all_in_itself(client) -> None:
    page = shown(client.get(article(LONG_LIST).url).content.decode())
    assert page.select_one("#source-1 .evidence-note").text == SHOWS
    assert len(page.select("#source-1 .locator")) == 2
    assert "The first" in page.select_one(".margin-note").text
    assert not page.select_one("[data-notes]")


def test_a_long_list_has_each_source_with_its_first_address(client) -> None:
    found = article(LONG_LIST + 1)
    page = shown(client.get(found.url).content.decode())
    entries = page.select(".sources li")
    assert len(entries) == LONG_LIST + 1
    assert [link.text for link in entries[0].select(".locator")] == ["doi:10.1000/a"]
    assert entries[0].select_one(".reference")["href"] == "/references/a/"
    assert not page.select(".evidence-note, .margin-note")
    assert "its own, which says what it shows" in page.select_one(".sources p").text
    assert page.select_one(".sources")["data-notes"] == f"{found.url}notes.json"


def test_the_rest_is_told_by_the_key_of_each_source(client) -> None:
    found = article(LONG_LIST + 1)
    answer = client.get(f"{found.url}notes.json")
    assert answer["Content-Type"] == "application/json"
    told = answer.json()
    assert len(told) == LONG_LIST + 1
    assert told["a"] == {
        "margin": "Berman 2000. The first",
        "doubt": "",
        "links": [["PubMed 123", "https://pubmed.ncbi.nlm.nih.gov/123/"]],
        "shows": SHOWS,
    }


def test_of_a_doubtful_source_the_margin_says_so(client) -> None:
    factories.reference("a", status="retracted")
    page = factories.article(body=factories.cited("a"))
    assert client.get(f"{page.url}notes.json").json()["a"]["doubt"] == "Retracted"


def test_a_hidden_source_is_not_told_of(client) -> None:
    source = factories.reference("a")
    page = factories.article(body=factories.cited("a"))
    source.unpublish()
    assert client.get(f"{page.url}notes.json").json() == {}


def test_a_preview_has_what_its_list_shows_in_itself(home) -> None:
    found = article(LONG_LIST + 1)
    page = shown(found.make_preview_request().rendered_content)
    assert page.select_one("#source-1 .evidence-note").text == SHOWS
    assert not page.select_one("[data-notes]")


def test_the_queries_stay_while_the_list_grows(client) -> None:
    page = article(3)
    client.get(f"{page.url}notes.json")  # finds what is found once for all pages
    counts = []
    for keys in (("a", "b-1"), ("a", "b-1", "b-2")):
        page.body = factories.cited(*keys)
        page.save_revision().publish()
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(f"{page.url}notes.json").json()) == len(keys)
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
