"""Readers are told of a source that no longer stands as it did, wherever it is used."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ReferencePage
from tests import factories
from tests.articles.test_citing import FINDING, TABLE, body, cite, counted

pytestmark = pytest.mark.django_db

DOUBT = "no longer stand"


@pytest.fixture(autouse=True)
def sources() -> None:
    """The references a and b."""
    for key in "ab":
        factories.reference(key)


def retract(key: str) -> None:
    """The journal took the study back, and an editor has told so."""
    source = ReferencePage.objects.get(slug=key)
    source.status = "retracted"
    source.notice = "Told at https://doi.org/10.1000/notice <b>today</b>."
    factories.publish(source)


def everywhere() -> dict[str, str]:
    """The addresses at which a and b are cited, each in another way."""
    effect = factories.side_effect(frequency=counted("b"), what_you_can_do=cite("a"))
    fact = factories.key_fact(text=cite("a", "b"))
    blocks = {
        "text": ("paragraph", cite("a", "b")),
        "finding": ("finding", FINDING | {"sources": ["a", "b"]}),
        "key fact": ("key_fact", fact.pk),
        "frequency": ("side_effect_frequency", effect.pk),
        "table": ("table", TABLE),
    }
    found = {
        name: factories.article(name.replace(" ", "-"), body=body(block)).url
        for name, block in blocks.items()
    }
    condition = factories.condition(body=body(blocks["text"]))
    return found | {
        "side effect": effect.url,
        "condition": condition.url,
        "fact": fact.url,
        "comparison": "/side-effects/compare/",
    }


def test_a_retracted_source_is_told_at_each_mention_in_each_list_and_on_top(
    client: Any,
) -> None:
    addresses = everywhere()
    before = {name: client.get(a).content.decode() for name, a in addresses.items()}
    retract("b")
    after = {name: client.get(a).content.decode() for name, a in addresses.items()}
    for html in before.values():
        assert DOUBT not in html
        assert "retracted" not in html
    for name, html in after.items():
        mention = re.search(r'aria-label="Source (\d), retracted">\1<span', html)
        assert mention, name
        notice = rf'{DOUBT}.*?href="#source-{mention[1]}">source {mention[1]}</a>'
        assert re.search(notice, html, re.DOTALL), name
        assert html.count('<strong class="doubt">Retracted.</strong>') == 1, name
        assert '<a href="https://doi.org/10.1000/notice"' in html, name
        assert "<b>today" not in html, name
        for number in re.findall(r'aria-label="Source (\d)"', html):
            assert number != mention[1], name


def test_a_retracted_source_that_is_only_listed_is_told_in_the_list(
    client: Any,
) -> None:
    reading = [("sources", {"sources": ["b"], "note": ""})]
    page = factories.article(body=factories.cited("a"), further_reading=reading)
    retract("b")
    html = client.get(page.url).content.decode()
    assert '<strong class="doubt">Retracted.</strong>' in html
    assert DOUBT not in html


def test_each_entry_says_when_its_source_was_looked_up(client: Any) -> None:
    ReferencePage.objects.filter(slug="a").update(
        status="current", checked_on="2026-11-03"
    )
    page = factories.article(body=factories.cited("a", "b"))
    html = " ".join(client.get(page.url).content.decode().split())
    assert html.count("looked up on November 3, 2026.") == 1
    assert html.count("Not looked up for retractions yet.") == 1


def test_an_article_says_how_to_cite_it(client: Any) -> None:
    page = factories.article("new", published_on="2026-01-05")
    html = client.get(page.url).content.decode()
    assert "Editorial desk. New. Mental Health Journal [Internet]." in html
    assert "2026 Jan 5 [updated" in html
    assert f"Available from: {page.full_url}</p>" in html
    assert f'href="{page.url}cite.ris"' in html
    assert "cite.ris" not in client.get(factories.condition().url).content.decode()


def test_a_list_of_references_costs_the_same_with_doubtful_ones(
    client: Any, django_assert_num_queries: Any
) -> None:
    client.get("/references/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/references/")
    ReferencePage.objects.update(status="retracted")
    with django_assert_num_queries(len(queries)):
        html = client.get("/references/").content.decode()
    assert html.count('<strong class="doubt">Retracted.</strong>') == 2
