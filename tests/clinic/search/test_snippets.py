"""A result shows the passage in which the words are, as text and not as markup."""

from typing import Any

import pytest

from clinic.search.query import Query
from clinic.search.snippets import LENGTH, Result, marked, passage
from tests import factories


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("An okapi ran.", "okapi", "An <mark>okapi</mark> ran."),
        ("Two OKAPIS ran.", "okapi", "Two <mark>OKAPIS</mark> ran."),
        ("Ménière’s, Meniere's", "menieres", "<mark>Ménière’s</mark>, <mark>M"),
        ("Me\u0301nie\u0300re", "meniere", "<mark>Me\u0301nie\u0300re</mark>"),
        ("5-HT2A", "ht2a", "5-<mark>HT2A</mark>"),
        ("<b>okapi</b> & gnu", "okapi", "&lt;b&gt;<mark>okapi</mark>&lt;/b&gt; &amp;"),
        ("No such word.", "okapi", "No such word."),
        ("okapis and an okapiary", "okapi", "<mark>okapis</mark> and an okapiary"),
    ],
)
def test_words_are_marked_as_the_search_compares_them(
    text: str, query: str, expected: str
) -> None:
    assert marked(text, Query(query)).startswith(expected)


def test_the_passage_has_the_most_words_and_begins_with_a_sentence() -> None:
    long = "It rains. " * 60
    texts = [f"{long}The okapi is here.", f"{long}Then the okapi met a gnu. {long}"]
    found = passage(iter(texts), Query("gnu okapi"))
    assert "okapi met a gnu. It rains." in found
    assert found.startswith("It rains.")
    assert found.endswith(" …")
    assert len(found) < LENGTH + 10
    assert passage(iter(texts), Query("zebra")) == ""
    assert passage(iter(["a" * 500 + " okapi " + "b" * 500]), Query("okapi"))


@pytest.mark.django_db
def test_a_result_shows_its_lead_or_else_the_passage(
    django_assert_num_queries: Any,
) -> None:
    body = [
        ("heading", {"text": "Of gnus & others", "aspect": ""}),
        ("paragraph", "<p>The <b>gnu</b> &lt;is&gt; a large animal of the plains.</p>"),
    ]
    page = factories.article(summary="All about the okapi.", body=body)
    page.refresh_from_db()
    with django_assert_num_queries(0):
        assert Result(page, Query("okapi")).text == "All about the <mark>okapi</mark>."
        assert Result(page, Query("gnu plains")).text == (
            "The <mark>gnu</mark> &lt;is&gt; a large animal of the <mark>plains</mark>."
        )
        assert Result(page, Query("zebra")).text == "All about the okapi."
