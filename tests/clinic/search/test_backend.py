"""The search's backend finds what Wagtail's would, and ranks it, on either database."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from clinic.models import Picture
from clinic.search.query import Query
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoo(db: None) -> None:
    """Three pages that have the word as title, as another name, and in the text."""
    factories.standard_page(
        "text", title="A zoo", body=[("paragraph", "<p>An okapi</p>")]
    )
    other = [("name", {"text": "Okapi", "kind": "lay"})]
    factories.condition("other", title="Sadness", also_called=other)
    factories.standard_page("title", title="Okapi")


def slugs(query: Any, **how: Any) -> list[str]:
    """What is found in all pages, as Wagtail's admin asks for it."""
    return [page.slug for page in Page.objects.search(query, **how)]


@pytest.mark.usefixtures("zoo")
def test_title_comes_before_other_name_before_text() -> None:
    assert slugs("okapi") == ["title", "other", "text"]
    found = Page.objects.search(Query("okapi").anywhere).annotate_score("score")
    scores = {page.slug: page.score for page in found}
    assert scores["title"] > scores["other"] > scores["text"] > 0


@pytest.mark.usefixtures("zoo")
def test_one_query_finds_and_ranks() -> None:
    Page.objects.search("warm")  # the types of pages are known from here on
    with CaptureQueriesContext(connection) as captured:
        assert len(list(Page.objects.search("okapi"))) == 3
    searches = [q["sql"] for q in captured if "wagtailsearch" in q["sql"]]
    assert len(searches) == 1
    # A rank in a query of its own for each hit is what made the time grow so fast.
    assert "SELECT" not in searches[0].upper().partition("WAGTAILSEARCH")[2]


@pytest.mark.usefixtures("zoo")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (And([PlainText("okapi"), PlainText("zoo")]), {"text"}),
        (Or([PlainText("sadness"), PlainText("zoo")]), {"other", "text"}),
        (PlainText("zoo sadness", operator="or"), {"other", "text"}),
        (Phrase("an okapi"), {"text"}),
        (Phrase("okapi an"), set()),
        (And([PlainText("okapi"), Not(PlainText("zoo"))]), {"other", "title"}),
        ("okapi gnu", set()),
    ],
)
def test_queries_of_every_sort_are_answered(query: Any, expected: set[str]) -> None:
    assert set(slugs(query)) == expected


@pytest.mark.usefixtures("zoo")
def test_a_search_can_be_filtered_counted_cut_and_ordered_otherwise() -> None:
    pages = Page.objects.exclude(title="Sadness")
    assert pages.search("okapi").count() == 2
    assert [page.slug for page in pages.search("okapi")[:1]] == ["title"]
    by_slug = pages.order_by("-title").search("okapi", order_by_relevance=False)
    assert [page.slug for page in by_slug] == ["title", "text"]
    assert slugs("okapi", fields=["title"]) == ["title"]
    assert [p.slug for p in Page.objects.autocomplete("oka")] == ["title", "other"]


def test_what_is_no_page_is_found_as_before() -> None:
    picture = Picture(title="Okapi at dawn", width=1, height=1, file="a.png")
    picture.save()
    backend = get_search_backend()
    assert list(backend.search("okapi dawn", Picture)) == [picture]
    assert list(backend.search("okapi dusk", Picture)) == []
