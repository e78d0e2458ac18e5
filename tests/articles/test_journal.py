"""The journal lists its public articles, newest first, page by page."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from articles.models import Byline
from tests import factories

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
