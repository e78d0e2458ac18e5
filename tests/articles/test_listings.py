"""The listings of the library find what an editor looks for, at a constant cost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Byline
from conditions.models import ArticleTopic
from tests import factories

pytestmark = pytest.mark.django_db


def listing(admin: Any, name: str, **asked: Any) -> Any:
    """The answer of a listing."""
    answer = admin.get(reverse(f"{name}:index"), asked)
    assert answer.status_code == 200
    return answer


def found(admin: Any, name: str, **asked: Any) -> list[str]:
    """The slugs of the pages that a listing shows, in its order."""
    return [page.slug for page in listing(admin, name, **asked).context["object_list"]]


def row(admin: Any, name: str, slug: str) -> Any:
    """The page as the listing has it, with what was counted."""
    pages = listing(admin, name).context["object_list"]
    return next(page for page in pages if page.slug == slug)


@pytest.fixture
def library(db: None) -> None:
    """Two articles, three references, two authors, a fact."""
    person = {"is_organisation": False, "given_name": "Ada", "is_reviewer": True}
    ada = factories.author("ada", title="Ada Draw", **person)
    desk = factories.author()
    factories.reference("berman-2000", status="current", checked_on="2026-11-01")
    factories.reference("zarate-2006", issued="2006", status="retracted", kind="book")
    factories.reference("never-2019", issued="2019-04", title="An unread study")
    factories.article(
        "on-sleep",
        kind="review",
        published_on="2025-03-01",
        body=factories.cited("berman-2000", "zarate-2006"),
        bylines=[Byline(author=desk), Byline(author=ada)],
        topics=[ArticleTopic(topic=factories.condition())],
    )
    factories.article(
        "on-rest",
        published_on="2026-01-01",
        body=factories.cited("berman-2000"),
        bylines=[Byline(author=desk)],
    )
    factories.key_fact("a-fact", text=factories.cited("berman-2000")[0][1])


# --- Articles ---
def test_articles_stand_with_the_newest_first(admin, library) -> None:
    assert found(admin, "articles") == ["on-rest", "on-sleep"]


def test_an_article_is_listed_with_its_authors_and_the_number_of_its_sources(
    admin, library
) -> None:
    answer = listing(admin, "articles").content.decode()
    assert "Editorial desk, Ada Draw" in answer
    assert "March 1, 2025" in answer
    assert "Review of the evidence" in answer
    assert row(admin, "articles", "on-sleep").sources == 2
    assert row(admin, "articles", "on-rest").sources == 1


def test_articles_are_found_by_kind_author_topic_and_year(admin, library) -> None:
    author = row(admin, "authors", "ada").pk
    topic = row(admin, "conditions", "ptsd").pk
    for asked in ({"kind": "review"}, {"author": author}, {"topic": topic}):
        assert found(admin, "articles", **asked) == ["on-sleep"]
    assert found(admin, "articles", year=2026) == ["on-rest"]
    assert found(admin, "articles", kind="news") == []


def test_drafts_and_published_articles_are_told_apart(admin, library) -> None:
    factories.article("a-draft", live=False, published_on="2020-01-01")
    assert found(admin, "articles", live="False") == ["a-draft"]
    assert "a-draft" not in found(admin, "articles", live="True")


def test_every_word_of_a_search_is_looked_for(admin, library) -> None:
    assert found(admin, "articles", q="sleep On") == ["on-sleep"]
    assert found(admin, "articles", q="sleep rest") == []


@pytest.mark.parametrize("words", ['"sleep', " ", "%", "\\", "a" * 500])
def test_no_search_breaks_a_listing(admin, library, words: str) -> None:
    for name in ("articles", "references", "authors", "key-facts"):
        listing(admin, name, q=words)


# --- References ---
def test_references_stand_by_their_keys(admin, library) -> None:
    keys = ["berman-2000", "never-2019", "zarate-2006"]
    assert found(admin, "references") == keys
    assert found(admin, "references", ordering="-cited_by") == [
        "berman-2000",
        "zarate-2006",
        "never-2019",
    ]


def test_a_reference_says_how_many_pages_cite_it(admin, library) -> None:
    assert row(admin, "references", "berman-2000").cited_by == 3
    answer = listing(admin, "references").content.decode()
    for words in ("3 pages", "1 page", "no page", "Nov. 1, 2026", "2006", "Retracted"):
        assert words in answer


def test_references_that_nobody_cites_are_found(admin, library) -> None:
    assert found(admin, "references", cited="never") == ["never-2019"]
    assert found(admin, "references", cited="yes") == ["berman-2000", "zarate-2006"]


def test_references_of_which_readers_are_warned_are_found(admin, library) -> None:
    assert found(admin, "references", doubtful="yes") == ["zarate-2006"]
    assert found(admin, "references", doubtful="no") == ["berman-2000", "never-2019"]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"status": "retracted"}, "zarate-2006"),
        ({"kind": "book"}, "zarate-2006"),
        ({"year": "2019"}, "never-2019"),
        ({"q": "never-2019"}, "never-2019"),
        ({"q": "unread"}, "never-2019"),
        ({"q": "10.1000/zarate"}, "zarate-2006"),
    ],
)
def test_a_reference_is_found(admin, library, asked: dict, key: str) -> None:
    assert found(admin, "references", **asked) == [key]


# --- Authors and key facts ---
def test_authors_are_listed_with_the_number_of_their_articles(admin, library) -> None:
    assert found(admin, "authors") == ["ada", "editorial-desk"]
    assert row(admin, "authors", "editorial-desk").written == 2
    assert row(admin, "authors", "ada").written == 1


def test_reviewers_and_organisations_are_found(admin, library) -> None:
    assert found(admin, "authors", is_reviewer="true") == ["ada"]
    assert found(admin, "authors", is_organisation="true") == ["editorial-desk"]
    assert found(admin, "authors", is_active="false") == []


def test_a_key_fact_is_listed_with_the_day_it_was_checked(admin, library) -> None:
    assert row(admin, "key-facts", "a-fact").sources == 1
    assert "Nov. 23, 2026" in listing(admin, "key-facts").content.decode()


# --- All of them ---
@pytest.mark.parametrize("name", ["articles", "references", "authors", "key-facts"])
def test_a_listing_costs_as_many_queries_however_long_it_is(
    admin, library, name: str
) -> None:
    def queries() -> int:
        listing(admin, name)
        with CaptureQueriesContext(connection) as captured:
            listing(admin, name)
        return len(captured)

    before = queries()
    for number in range(4):
        slug = f"more-{number}"
        writer = factories.author(slug, title=f"Author {number}")
        factories.reference(slug)
        factories.article(
            slug, body=factories.cited(slug), bylines=[Byline(author=writer)]
        )
        factories.key_fact(f"fact-{number}", text=factories.cited(slug)[0][1])
    assert queries() == before


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("references", "referencepage"),
        ("authors", "authorpage"),
    ],
)
def test_a_listing_leads_to_a_new_page_of_its_type(admin, library, name, model) -> None:
    answer = admin.get(reverse(f"{name}:choose_parent"))
    assert answer.status_code == 302
    assert f"/add/articles/{model}/" in answer["Location"]


def test_the_menu_leads_to_every_listing(admin) -> None:
    menu = admin.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("articles", "conditions", "side-effects", "references", "authors"):
        assert f'"{reverse(f"{name}:index")}"' in menu
