"""A reader of the shipped journal walks over the whole site and finds it sound."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from clinic.models import ClinicSettings, site_pages
from conditions.models import ConditionPage, SideEffectPage

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]

ARTICLES = {
    "ketamine-treatment-the-science-behind-mental-health-relief",
    "rewiring-the-brain",
    "ketamine-treatment-a-comprehensive-guide",
    "how-ketamine-changes-the-brain",
    "ketamine-therapy-for-mood-disorders",
}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
# The types of scripts that run; others are data.
RUN = {None, "", "module", "text/javascript"}
HOST = urlsplit(settings.CLINIC_URL).netloc


@dataclass
class Visit:
    """What an anonymous reader got at one address."""

    status: int
    soup: BeautifulSoup
    cookies: list[str]
    queries: list[str] = field(default_factory=list)

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page."""
        return [str(tag["id"]) for tag in self.soup.find_all(id=True)]


def visit(address: str) -> Visit:
    """Read an address as somebody who was never here."""
    client = Client()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    return Visit(
        answer.status_code,
        BeautifulSoup(answer.content, "html.parser"),
        list(answer.cookies),
        [query["sql"] for query in captured],
    )


@pytest.fixture(scope="module")
def walk(seeded: None, django_db_blocker: Any) -> Iterator[dict[str, Visit]]:
    """A visit to every visible page, by address."""
    with django_db_blocker.unblock():
        cache.clear()
        pages = site_pages().visible().filter(depth__gt=1).in_tree_order()
        yield {url: visit(url) for url in (page.get_url() for page in pages)}


def wrong(found: dict[str, Any]) -> dict[str, Any]:
    """Only the addresses at which something was found."""
    return {address: what for address, what in found.items() if what}


def links(page: Visit) -> list[str]:
    """Every address to which a page leads."""
    return [str(tag["href"]) for tag in page.soup.find_all("a", href=True)]


def is_ours(address: str) -> bool:
    """Whether an address of a link is on this site."""
    parts = urlsplit(address)
    return parts.scheme in {"", "http", "https"} and parts.netloc in {"", HOST}


def test_every_visible_page_is_served(walk) -> None:
    assert len(walk) > 100
    assert wrong({url: page.status != 200 for url, page in walk.items()}) == {}


def test_the_five_articles_are_there(walk) -> None:
    assert {f"/mental-health-journal/{slug}/" for slug in ARTICLES} <= set(walk)


def test_a_reader_gets_no_cookie(walk) -> None:
    assert wrong({url: page.cookies for url, page in walk.items()}) == {}


def test_reading_writes_nothing(walk) -> None:
    writes = {
        url: [sql for sql in page.queries if WRITES.match(sql)]
        for url, page in walk.items()
    }
    assert wrong(writes) == {}


def test_no_page_costs_more_than_thirteen_queries(walk) -> None:
    for url, page in walk.items():
        if len(page.queries) > 13:
            visit(url)  # what is kept from the first visit is there for the second
    again = {
        url: len(visit(url).queries) for url in walk if len(walk[url].queries) > 13
    }
    assert {url: count for url, count in again.items() if count > 13} == {}


def test_nothing_is_loaded_from_another_site(walk) -> None:
    loading = {
        "script": "src",
        "iframe": "src",
        "embed": "src",
        "object": "data",
        "img": "src",
        "video": "src",
        "link": "href",
    }

    def foreign(page: Visit) -> list[str]:
        tags = [t for t in page.soup.find_all(list(loading)) if not is_canonical(t)]
        named = [str(tag.get(loading[tag.name], "")) for tag in tags]
        named += [str(tag["srcset"]) for tag in page.soup.find_all(srcset=True)]
        addresses = [part.split()[0] for n in named for part in n.split(",") if part]
        return [address for address in addresses if not is_ours(address)]

    assert wrong({url: foreign(page) for url, page in walk.items()}) == {}


def is_canonical(tag: Tag) -> bool:
    """Whether a tag only names the page's own address."""
    return tag.name == "link" and tag.get("rel") == ["canonical"]


def test_style_sheets_load_nothing_from_another_site() -> None:
    sheets = sorted((settings.BASE_DIR / "static").rglob("*.css"))
    named = [
        address
        for sheet in sheets
        for address in re.findall(r'url\("?([^")]+)', sheet.read_text())
    ]
    assert named
    assert [address for address in named if not is_ours(address)] == []


def test_a_page_runs_one_script_and_it_is_ours(walk) -> None:
    for url, page in walk.items():
        scripts = page.soup.find_all("script", type=lambda kind: kind in RUN)
        assert [script["src"] for script in scripts] == ["/static/js/site.js"], url
        assert not any(script.string for script in scripts)


def test_every_page_has_one_heading_of_the_first_rank(walk) -> None:
    counts = {url: len(page.soup.find_all("h1")) for url, page in walk.items()}
    assert {url: count for url, count in counts.items() if count != 1} == {}


def test_every_page_has_a_title_and_a_description(walk) -> None:
    def lacks(page: Visit) -> bool:
        meta = page.soup.find("meta", attrs={"name": "description"})
        return not (page.soup.title and page.soup.title.text.strip() and meta)

    assert wrong({url: lacks(page) for url, page in walk.items()}) == {}


def test_no_id_is_given_twice_on_a_page(walk) -> None:
    twice = {
        url: [name for name, count in Counter(page.ids).items() if count > 1]
        for url, page in walk.items()
    }
    assert wrong(twice) == {}


def test_every_link_within_the_site_leads_somewhere(walk) -> None:
    wanted = {
        urljoin(url, address).partition("#")[0].partition("?")[0]
        for url, page in walk.items()
        for address in links(page)
        if is_ours(address)
    }
    paths = {urlsplit(address).path for address in wanted} - set(walk)
    found = {p: Client().get(p).status_code for p in paths if p != "/admin/"}
    assert {path: status for path, status in found.items() if status != 200} == {}


def test_every_fragment_is_there(walk) -> None:
    def lost(url: str, page: Visit) -> list[str]:
        own = [urlsplit(urljoin(url, a)) for a in links(page) if is_ours(a)]
        named = [a for a in own if a.fragment and a.path in walk]
        return [a.geturl() for a in named if a.fragment not in walk[a.path].ids]

    assert wrong({url: lost(url, page) for url, page in walk.items()}) == {}


def test_every_label_that_is_pointed_at_is_there(walk) -> None:
    def lost(page: Visit) -> list[str]:
        pointing = page.soup.find_all(attrs={"aria-labelledby": True})
        return [str(t) for t in pointing if t["aria-labelledby"] not in page.ids]

    assert wrong({url: lost(page) for url, page in walk.items()}) == {}


def test_no_link_is_without_words(walk) -> None:
    def mute(page: Visit) -> list[str]:
        tags = page.soup.find_all("a", href=True)
        return [str(tag) for tag in tags if not tag.text.strip()]

    assert wrong({url: mute(page) for url, page in walk.items()}) == {}


def test_the_name_of_a_link_has_the_words_that_are_seen(walk) -> None:
    def lacks(tag: Tag) -> bool:
        seen, named = re.findall(r"\w+", tag.text), str(tag["aria-label"])
        return not {*seen} <= {*re.findall(r"\w+", named)}

    named = {url: page.soup.select("a[aria-label]") for url, page in walk.items()}
    assert wrong(named)
    assert wrong({url: [*filter(lacks, tags)] for url, tags in named.items()}) == {}


def test_no_source_is_missing(walk) -> None:
    missing = {
        url: re.findall(r"\[source not available[^\]]*\]", page.soup.text)
        for url, page in walk.items()
    }
    assert wrong(missing) == {}


def test_every_drawing_says_what_it_shows(walk) -> None:
    drawings = {url: page.soup.select('[role="img"]') for url, page in walk.items()}
    silent = {
        url: [str(tag)[:80] for tag in tags if not (tag.get("aria-label") or tag.title)]
        for url, tags in drawings.items()
    }
    assert wrong(silent) == {}
    assert wrong(drawings)
    nameless = {url: page.soup.select("img:not([alt])") for url, page in walk.items()}
    assert wrong(nameless) == {}


def test_every_picture_is_served_from_here(walk) -> None:
    named = {
        str(tag.get("src") or tag["srcset"].split()[0])
        for page in walk.values()
        for tag in page.soup.select("img, picture source")
    }
    assert named
    assert {name: Client().get(name).status_code for name in named} == dict.fromkeys(
        named, 200
    )


# --- What stands around every page ---


@pytest.fixture
def clinic() -> ClinicSettings:
    """What the clinic says of itself."""
    return ClinicSettings.objects.get()


def spoken(tag: Tag | BeautifulSoup | None) -> str:
    """The words of a part of a page, each space one."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


@pytest.fixture
def anywhere(walk) -> dict[str, Visit]:
    """Every page, and the answer to an address that is none."""
    lost = visit("/mental-health-journal/nowhere/")
    assert lost.status == 404
    return {**walk, "/mental-health-journal/nowhere/": lost}


def test_every_helpline_stands_on_every_page(anywhere, clinic) -> None:
    lines = [block.value for block in clinic.helplines]
    told = [line[part] for line in lines for part in ("name", "phone", "text", "hours")]
    assert {"911", "988"} <= set(told)

    def silent(page: Visit) -> list[str]:
        words = spoken(page.soup.find(id="helplines"))
        return [text for text in told if text and text not in words]

    assert wrong({url: silent(page) for url, page in anywhere.items()}) == {}


def test_every_number_can_be_called(anywhere, clinic) -> None:
    numbers = {f"tel:{b.value['phone']}" for b in clinic.helplines if b.value["phone"]}

    def mute(page: Visit) -> set[str]:
        called = page.soup.select('#helplines a[href^="tel:"]')
        return numbers - {str(tag["href"]) for tag in called}

    assert wrong({url: mute(page) for url, page in anywhere.items()}) == {}


def test_the_first_helplines_stand_in_the_strip(anywhere, clinic) -> None:
    first = [b.value["phone"] for b in clinic.helplines if b.value["is_first"]]
    for page in anywhere.values():
        words = spoken(page.soup.select_one(".help-strip"))
        assert [number for number in first if number not in words] == []


def test_the_footer_links_every_policy_page(anywhere, clinic) -> None:
    policies = {block.value.get_url() for block in clinic.policy_pages}
    assert len(policies) == 6
    for page in anywhere.values():
        assert policies <= {a["href"] for a in page.soup.select("footer a")}


def test_the_clinic_says_who_it_is_and_what_it_cannot_do(anywhere, clinic) -> None:
    for page in anywhere.values():
        words = spoken(page.soup.find("footer"))
        assert clinic.name in words
        assert clinic.disclaimer in words


def test_every_page_can_be_skipped_into_and_names_itself(walk) -> None:
    for url, page in walk.items():
        assert page.soup.select_one('a.skip-link[href="#main"]')
        assert page.soup.html["lang"] == "en-us"
        canonical = page.soup.find("link", rel="canonical")
        assert canonical["href"] == f"{settings.CLINIC_URL}{url}"


def test_the_breadcrumb_of_an_article_is_home_journal_title(walk) -> None:
    for article in ArticlePage.objects.all():
        crumbs = walk[article.get_url()].soup.select_one("nav.breadcrumb")
        expected = f"Home / Mental Health Journal / {article.title}"
        assert spoken(crumbs) == expected
        assert [a["href"] for a in crumbs.select("a")] == [
            "/",
            "/mental-health-journal/",
        ]


def test_every_page_but_home_has_a_breadcrumb(walk) -> None:
    without = [url for url, p in walk.items() if not p.soup.select("nav.breadcrumb")]
    assert without == ["/"]


def test_clinical_pages_can_be_shared_by_plain_links(walk) -> None:
    pages = [*ArticlePage.objects.all(), *ConditionPage.objects.all()]
    for page in [*pages, *SideEffectPage.objects.all()]:
        url = page.get_url()
        shared = walk[url].soup.select("section.share a")
        parts = [urlsplit(str(tag["href"])) for tag in shared]
        assert [part.netloc or part.scheme for part in parts] == [
            "www.facebook.com",
            "x.com",
            "www.pinterest.com",
            "mailto",
        ]
        address = f"{settings.CLINIC_URL}{url}"
        asked = [[v for [v] in parse_qs(part.query).values()] for part in parts]
        assert all(address in values for values in asked)


def test_other_pages_have_no_share_links(walk) -> None:
    sharing = {url for url, page in walk.items() if page.soup.select(".share")}
    assert "/" not in sharing
    assert "/about/" not in sharing
    assert not [url for url in sharing if url.startswith("/references/")]


def test_clinical_pages_say_that_nobody_reviewed_them(walk, clinic) -> None:
    for model in (ArticlePage, ConditionPage, SideEffectPage):
        for page in model.objects.all():
            notice = walk[page.get_url()].soup.select_one(".review")
            assert clinic.not_reviewed in spoken(notice)


def test_an_article_shows_authors_sources_and_corrections(walk) -> None:
    for article in ArticlePage.objects.all():
        soup = walk[article.get_url()].soup
        assert soup.select(".author-box")
        assert soup.select("#sources ~ ol > li")
        assert len(soup.select(".changes .change")) >= article.corrections.count() > 0


def test_the_map_holds_exactly_the_visible_pages(walk) -> None:
    named = re.findall(r"<loc>(.*?)</loc>", str(visit("/sitemap.xml").soup))
    assert sorted(named) == sorted(f"{settings.CLINIC_URL}{url}" for url in walk)
