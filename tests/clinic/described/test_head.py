"""The head of a page tells other programs what it is, where it is, and whose it is."""

from typing import Any

import pytest

from articles.models import Byline, JournalPage
from articles.models.byline import Role
from tests import factories
from tests.heads import tags

pytestmark = pytest.mark.django_db

JOURNAL = "/mental-health-journal/"
SITE = "http://localhost:8000"


def head(client: Any, address: str) -> dict[str, list[str]]:
    """The tags in the head of the page at an address."""
    return tags(client.get(address).content.decode())


def test_open_graph_is_whole(client) -> None:
    factories.article("on-sleep", summary="What <sleep> does.", kind="guide")
    told = head(client, f"{JOURNAL}on-sleep/")
    graph = {name: told[name] for name in told if name.startswith(("og:", "article:"))}
    assert graph.pop("article:published_time")[0][:4].isdigit()
    assert "T" in graph.pop("article:modified_time")[0]
    assert graph == {
        "og:type": ["article"],
        "og:title": ["On sleep"],
        "og:description": ["What <sleep> does."],
        "og:url": [f"{SITE}{JOURNAL}on-sleep/"],
        "og:site_name": ["The clinic"],
        "og:locale": ["en_US"],
        "og:image": [f"{SITE}{JOURNAL}on-sleep/card.png"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": ["On sleep – The clinic"],
        "article:section": ["Guide"],
    }
    assert told["twitter:card"] == ["summary_large_image"]
    assert told["canonical"] == [f"{SITE}{JOURNAL}on-sleep/"]


def test_every_page_is_described(client, home) -> None:
    factories.side_effect()
    factories.standard_page()
    factories.key_fact()
    factories.reference()
    factories.article(search_description="Found by this.")
    described = {
        JOURNAL: "Mental Health Journal, from The clinic.",
        f"{JOURNAL}an-article/": "Found by this.",
        "/about/": "Words.",
        "/key-facts/a-fact/": "A fact.",
        "/side-effects/nausea/": "What it is.",
        "/side-effects/compare/": "Side effects compared.",
        "/authors/editorial-desk/": "Desk.",
        "/references/berman-2000/": "Berman RM. A study called berman-2000. 2000.",
        "/": f"{home.title}, from The clinic.",
    }
    found = {at: head(client, at)["description"][0].strip() for at in described}
    assert found == described


def test_a_later_page_of_a_list_is_its_own_and_a_narrowed_one_is_not(client) -> None:
    for number in range(21):
        factories.article(f"number-{number}", kind="guide")
    canonical = {
        "": "",
        "?page=1": "",
        "?page=2": "?page=2",
        "?page=99": "?page=2",
        "?page=nonsense": "",
        "?kind=guide": "",
        "?kind=guide&page=2": "",
        "?kind=nonsense&utm_source=x": "",
    }
    told = {
        query: head(client, f"{JOURNAL}{query}")["canonical"] for query in canonical
    }
    assert told == {
        query: [f"{SITE}{JOURNAL}{end}"] for query, end in canonical.items()
    }


def test_only_what_was_written_here_is_to_be_cited_by_scholars(client) -> None:
    person = {"is_organisation": False, "given_name": "Ada", "family_name": "Byron"}
    ada = factories.author("ada", title="Ada Byron", **person)
    desk = factories.author()
    both = [Byline(author=ada), Byline(author=desk)]
    factories.article("own", bylines=both, published_on="2026-01-02")
    factories.article("adapted", source_title="Rewiring the Brain")
    by_name = [Byline(author=desk), Byline(author=ada, role=Role.ADAPTED)]
    factories.article("of-another", bylines=by_name)
    told = head(client, f"{JOURNAL}own/")
    assert {name: told[name] for name in told if name.startswith("citation_")} == {
        "citation_title": ["Own"],
        "citation_author": ["Byron, Ada", "Editorial desk"],
        "citation_publication_date": ["2026/01/02"],
        "citation_journal_title": ["Mental Health Journal"],
        "citation_publisher": ["The clinic"],
        "citation_language": ["en-US"],
        "citation_fulltext_html_url": [f"{SITE}{JOURNAL}own/"],
    }
    for address in ("adapted", "of-another"):
        told = head(client, f"{JOURNAL}{address}/")
        assert [name for name in told if name.startswith("citation_")] == []


def test_the_journal_and_the_home_page_name_both_feeds(client, home) -> None:
    factories.article()
    home.newest = JournalPage.objects.get()
    factories.publish(home)
    feeds = [f"{SITE}{JOURNAL}feed/", f"{SITE}{JOURNAL}feed/corrections/"]
    assert head(client, JOURNAL)["alternate"] == feeds
    assert head(client, "/")["alternate"] == feeds


def test_a_page_that_is_not_saved_yet_is_previewed_without_an_address(rf, home) -> None:
    page = type(factories.article())(title="New", slug="new")
    page.set_url_path(factories.journal())
    request = rf.get("/")
    context = page.get_context(request)
    context["bylines"] = []
    assert "MedicalWebPage" in context["head"].json_ld
