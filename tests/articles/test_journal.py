"""The journal lists its public articles, newest first, page by page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from articles.models import Byline
from conditions.models import ArticleTopic
from tests import factories
from tests.heads import page_node

pytestmark = pytest.mark.django_db
ADDRESS = "/mental-health-journal/"


def listed(client: Any, query: str = "") -> list[str]:
    """The slugs of the articles on the page, in their order."""
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    return [entry.slug for entry in answer.context["entries"]]


@pytest.fixture
def many(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three articles, two of which fit on a page."""
    monkeypatch.setattr("articles.models.journal.ARTICLES_PER_PAGE", 2)
    for slug in ("one", "two", "three"):
        factories.article(slug)


def test_an_empty_journal_says_so(client: Any) -> None:
    factories.journal()
    assert "There are no articles yet." in client.get(ADDRESS).content.decode()


def test_the_newest_comes_first(client: Any) -> None:
    for slug, day in (("b", "2026-01-01"), ("c", "2026-03-01"), ("a", "2026-02-01")):
        factories.article(slug, published_on=day)
    assert listed(client) == ["c", "a", "b"]


def test_hidden_articles_are_not_listed(client: Any) -> None:
    factories.article("shown")
    factories.article("draft", live=False)
    private = factories.article("private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert listed(client) == ["shown"]


def test_the_newest_few_can_be_asked_for() -> None:
    for slug, day in (("b", "2026-01-01"), ("c", "2026-03-01"), ("a", "2026-02-01")):
        factories.article(slug, published_on=day)
    assert [page.slug for page in factories.journal().latest(2)] == ["c", "a"]


def test_an_entry_tells_who_wrote_it(client: Any) -> None:
    ada, grace = (factories.author(n.lower(), title=n) for n in ("Ada", "Grace"))
    lines = [Byline(author=ada), Byline(author=grace)]
    factories.article(bylines=[*lines, Byline(author=grace, role="illustrator")])
    html = client.get(ADDRESS).content.decode()
    assert "By Ada By Grace" in html
    assert "Drawings by" not in html


def test_an_entry_does_not_name_a_hidden_author(client: Any) -> None:
    ada = factories.author("ada", title="Ada Lovelace")
    factories.article(bylines=[Byline(author=ada), Byline(author=factories.author())])
    ada.unpublish()
    html = client.get(ADDRESS).content.decode()
    assert "Ada Lovelace" not in html
    assert "By Editorial desk" in html


def test_the_aims_are_shown_where_there_are_any(client: Any) -> None:
    journal = factories.journal()
    assert "Aims and scope" not in client.get(ADDRESS).content.decode()
    journal.aims = "<p>To inform.</p>"
    factories.publish(journal)
    assert "To inform." in client.get(ADDRESS).content.decode()


# --- Page by page ---
@pytest.mark.usefixtures("many")
def test_the_second_page_holds_the_rest(client: Any) -> None:
    first, second = listed(client), listed(client, "?page=2")
    assert (len(first), len(second)) == (2, 1)
    assert {*first, *second} == {"one", "two", "three"}


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("wanted", "number"),
    [("abc", 1), ("", 1), ("0", 2), ("-1", 2), ("999999", 2), ("1.5", 1)],
)
def test_a_page_that_is_not_there_is_answered_with_one_that_is(
    client: Any, wanted: str, number: int
) -> None:
    answer = client.get(f"{ADDRESS}?page={wanted}")
    assert answer.status_code == 200
    assert answer.context["entries"].number == number


@pytest.mark.usefixtures("many")
def test_pages_lead_to_each_other(client: Any) -> None:
    first = client.get(ADDRESS).content.decode()
    second = client.get(f"{ADDRESS}?page=2").content.decode()
    assert 'href="?page=2"' in first
    assert "Page 1 of 2" in first
    assert 'href="?page=1"' in second


def told(client: Any, query: str = "") -> tuple[int, list[int]]:
    """How many entries programs are told of in all, and the places of those shown."""
    entries = page_node(client, f"{ADDRESS}{query}")["mainEntity"]
    places = [entry["position"] for entry in entries["itemListElement"]]
    return entries["numberOfItems"], places


@pytest.mark.usefixtures("many")
def test_programs_are_told_where_a_page_of_the_list_stands_in_the_whole(
    client: Any,
) -> None:
    assert told(client) == (3, [1, 2])
    assert told(client, "?page=2") == (3, [3])


def test_programs_are_told_no_entries_of_a_list_that_was_narrowed(client: Any) -> None:
    for slug, day in (("old", "2025-01-01"), ("new", "2026-01-01")):
        factories.article(slug, published_on=day)
    assert "mainEntity" not in page_node(client, f"{ADDRESS}?year=2026")
    assert told(client, "?year=1826") == (2, [1, 2])  # there is no such choice


def test_one_page_has_no_others_to_lead_to(client: Any) -> None:
    factories.article()
    assert 'aria-label="More pages"' not in client.get(ADDRESS).content.decode()


def test_more_articles_need_no_more_queries(
    client: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    factories.article("one")
    client.get(ADDRESS)
    with django_assert_max_num_queries(12) as queries:
        client.get(ADDRESS)
    for number in range(4):
        factories.article(f"more-{number}")
    with django_assert_num_queries(len(queries)):
        client.get(ADDRESS)


# --- Narrowed ---
@pytest.fixture
def shelf(db: None) -> None:
    """Three articles on two conditions, by two authors, of two years and kinds."""
    ada, grace = (factories.author(n.lower(), title=n) for n in ("Ada", "Grace"))
    ptsd, ocd = factories.condition("ptsd"), factories.condition("ocd")
    effect = factories.side_effect("nausea")
    for slug, day, kind, writers, topics in (
        ("one", "2026-03-01", "review", [ada], [ptsd, effect]),
        ("two", "2026-02-01", "news", [ada, grace], [ptsd, ocd]),
        ("three", "2025-01-01", "review", [grace], []),
    ):
        lines = [Byline(author=writer) for writer in writers]
        about = [ArticleTopic(topic=topic) for topic in topics]
        fields = {"published_on": day, "kind": kind}
        factories.article(slug, bylines=lines, topics=about, **fields)


def facets(client: Any, query: str = "") -> dict[str, dict[str, int]]:
    """Each facet with its choices and their counts."""
    return {
        facet.label: {choice.label: choice.count for choice in facet.choices}
        for facet in client.get(f"{ADDRESS}{query}").context["selection"].facets
    }


@pytest.mark.usefixtures("shelf")
def test_facets_count_the_articles_of_each_choice(client: Any) -> None:
    assert facets(client) == {
        "Condition": {"OCD": 1, "PTSD": 2},
        "Author or source": {"Ada": 2, "Grace": 2},
        "Year": {"2026": 2, "2025": 1},
        "Kind": {"Review of the evidence": 2, "News": 1},
    }
    assert facets(client, "?author=grace")["Condition"] == {"OCD": 1, "PTSD": 1}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("?condition=ptsd", ["one", "two"]),
        ("?author=grace", ["two", "three"]),
        ("?year=2025", ["three"]),
        ("?kind=review", ["one", "three"]),
        ("?condition=ptsd&author=grace&year=2026&kind=news", ["two"]),
        ("?condition=ocd&year=2025", []),
        ("?condition=nausea", ["one", "two", "three"]),
        ("?condition=nope&author=%22&year=20x6&kind=&page=zz", ["one", "two", "three"]),
        ("?condition=ptsd&condition=ocd", ["two"]),
        ("?condition[]=ptsd&x=%FF", ["one", "two", "three"]),
    ],
)
def test_the_list_is_narrowed_by_what_is_chosen(
    client: Any, query: str, slugs: list[str]
) -> None:
    assert listed(client, query) == slugs


@pytest.mark.usefixtures("shelf")
def test_what_is_chosen_is_said_and_can_be_cleared(client: Any) -> None:
    html = client.get(f"{ADDRESS}?condition=ptsd&kind=news").content
    page = BeautifulSoup(html, "html.parser")
    assert "PTSD" in page.select_one(".chosen").text
    assert page.select_one(".chosen__clear")["href"] == ADDRESS
    taken_back = {a["href"] for a in page.select(".chosen a")}
    assert f"{ADDRESS}?kind=news" in taken_back
    assert page.select_one(".facets summary").text == "Narrow the list"
    assert 'class="chosen"' not in client.get(ADDRESS).content.decode()


@pytest.mark.usefixtures("shelf")
def test_a_selection_without_articles_says_so(client: Any) -> None:
    html = client.get(f"{ADDRESS}?condition=ocd&year=2025").content.decode()
    assert "No article is all of this." in html


@pytest.mark.usefixtures("shelf")
def test_the_address_of_a_narrowed_list_is_the_journal_itself(client: Any) -> None:
    html = client.get(f"{ADDRESS}?kind=news").content.decode()
    assert f'<link rel="canonical" href="http://localhost:8000{ADDRESS}">' in html


@pytest.mark.usefixtures("many")
def test_pages_keep_what_is_chosen(client: Any) -> None:
    html = client.get(f"{ADDRESS}?kind=explainer&other=x").content.decode()
    assert 'href="?kind=explainer&amp;page=2"' in html


@pytest.mark.usefixtures("shelf")
def test_hidden_pages_are_in_no_facet(client: Any) -> None:
    for slug in ("ptsd", "ada", "three"):
        Page.objects.get(slug=slug).specific.unpublish()
    assert facets(client) == {
        "Condition": {"OCD": 1},
        "Author or source": {"Grace": 1},
        "Year": {"2026": 2},
        "Kind": {"Review of the evidence": 1, "News": 1},
    }
    assert listed(client, "?condition=ptsd&author=ada") == ["one", "two"]
