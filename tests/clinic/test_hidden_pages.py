"""What nobody may read is named on no public address, however it is linked."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import (
    AuthorIndexPage,
    Byline,
    JournalPage,
    KeyFactIndexPage,
    ReferenceIndexPage,
)
from clinic.models import ClinicSettings, FeaturedPage, StandardPage, site_pages
from conditions.models import (
    ArticleTopic,
    ConditionIndexPage,
    SideEffectIndexPage,
    TreatmentSideEffect,
)
from tests import factories

STATES = ("draft", "private", "expired", "unpublished")
INDEXES = (
    *(AuthorIndexPage, ConditionIndexPage, JournalPage),
    *(KeyFactIndexPage, ReferenceIndexPage, SideEffectIndexPage),
)
SEE_ALSO = ("Article", "Condition", "Effect", "Fact", "Standard")
TYPES = "article author condition key-fact list page reference side-effect"
API = "/api/v2/pages/"
LABELS = (
    *("articles.ArticlePage", "articles.AuthorPage", "articles.ReferencePage"),
    *("conditions.ConditionPage", "conditions.SideEffectPage", "articles.KeyFactPage"),
)
Found = dict[str, str]
Pages = dict[str, dict[str, Any]]
# Links, the map of the site, addresses in data and in Markdown.
LEADING = r'(?:href="|<loc>http://[^/]+|["(]http://[^/"]+)(/[^"<#)]*)'


def standard(slug: str, **fields: Any) -> StandardPage:
    """A plain page that stands in the menu."""
    return factories.standard_page(slug, show_in_menus=True, **fields)


def sprout(state: str, seen: dict[str, Any]) -> dict[str, Any]:
    """A page of each type, whose title holds a word of its own, and which names `seen`.

    Hidden pages point at the visible ones, so that these could name them in return.
    """
    made: dict[str, Any] = {}

    def add(kind: str, make: Callable[..., Any], **fields: Any) -> None:
        word = f"Canary{state}{kind}"
        slug = f"{state}-{kind}".lower()
        live = state != "draft"
        made[kind] = make(slug, title=f"A {word} page", live=live, **fields)

    cites = factories.cited(*([seen["Reference"].slug] if seen else []))
    all_seen = seen or made
    add("Author", factories.author)
    add("Reference", factories.reference)
    add("Standard", standard)
    add("Fact", factories.key_fact, text=cites[0][1] if cites else "<p>A fact.</p>")
    add("Effect", factories.side_effect, body=cites)
    effects = [TreatmentSideEffect(side_effect=all_seen["Effect"])]
    body = cites or [("paragraph", "<p>Words.</p>")]
    add("Condition", factories.condition, body=body, treatment_side_effects=effects)
    topics = [ArticleTopic(topic=all_seen[kind]) for kind in ("Condition", "Effect")]
    bylines = [Byline(author=all_seen["Author"])]
    add("Article", factories.article, body=body, topics=topics, bylines=bylines)
    for model in INDEXES if seen else ():
        add(model.__name__, hidden_index(model))
    return made


def hidden_index(model: type[Page]) -> Callable[..., Any]:
    """What makes one more index, which an editor could not, in the menu."""

    def make(slug: str, **fields: Any) -> Any:
        home = factories.home_page()
        return factories.make(model, home, slug=slug, show_in_menus=True, **fields)

    return make


def link_from_everywhere(pages: Pages) -> None:
    """Name all pages from wherever a visible page can name another."""
    every = [page for made in pages.values() for page in made.values()]
    of = {kind: [m[kind] for m in pages.values()] for kind in pages["visible"]}
    links = "".join(f'<p><a linktype="page" id="{p.pk}">on</a></p>' for p in every)
    # A draft of a source cannot be cited at all, so nothing that is published does.
    keys = [page.slug for page in of["Reference"] if page.live]
    body = [
        *factories.cited(*keys),
        *(("key_fact", page) for page in of["Fact"]),
        *(("side_effect_frequency", page) for page in of["Effect"]),
        ("paragraph", links),
    ]
    effects = [TreatmentSideEffect(side_effect=page) for page in of["Effect"]]
    factories.condition("all", body=body, treatment_side_effects=effects)
    topics = [*of["Condition"], *of["Effect"]]
    factories.article(
        "all",
        body=body,
        bylines=[Byline(author=page) for page in of["Author"]],
        topics=[ArticleTopic(topic=page) for page in topics],
        see_also=[("page", page) for kind in SEE_ALSO for page in of[kind]],
        further_reading=[("sources", {"sources": keys, "note": ""})],
        source_note=links,
    )
    factories.standard_page("all", body=[("paragraph", links)])
    link_from_the_frame(of, links)


def link_from_the_frame(of: dict[str, list[Any]], links: str) -> None:
    """Name all pages that may be chosen on the home page and in the settings."""
    home = factories.home_page()
    home.about = links
    home.featured = [
        FeaturedPage(target=page)
        for kind in ("Article", "Condition", "Effect")
        for page in of[kind]
    ]
    home.newest = Page.objects.get(pk=factories.journal().pk)
    home.topics = Page.objects.get(pk=of["Condition"][0].get_parent().pk)
    factories.publish(home)
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    clinic.policy_pages = [("page", page) for page in of["Standard"]]
    clinic.save()


def hide(state: str, page: Page) -> None:
    """Take a page from the readers; a draft never reached them."""
    if state == "private":
        PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    elif state == "expired":
        past = timezone.now() - timedelta(minutes=1)
        Page.objects.filter(pk=page.pk).update(expire_at=past)
    elif state == "unpublished":
        Page.objects.get(pk=page.pk).specific.unpublish()


@pytest.fixture(scope="module")
def garden(django_db_setup: None, django_db_blocker: Any) -> Iterator[Pages]:
    """One visible page of each type; beside it, hidden ones in each way of hiding."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages: Pages = {"visible": sprout("visible", {})}
        pages |= {state: sprout(state, pages["visible"]) for state in STATES}
        link_from_everywhere(pages)
        for state in STATES:
            for page in pages[state].values():
                hide(state, page)
        cache.clear()
        yield pages
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def public(garden: Pages) -> Found:
    """What an anonymous reader gets at every public address."""
    client, found = Client(), {}
    addresses = ["/sitemap.xml", "/robots.txt", "/nowhere/", "/health/ready"]
    addresses += [page.get_url() for page in site_pages().visible().filter(depth__gt=1)]
    addresses += ["/mental-health-journal/?page=2", "/search/", "/search/?q=page"]
    addresses += [f"/search/?q=page&type={word}" for word in TYPES.split()]
    for state in ("visible", *STATES):
        chosen = f"condition={state}-condition"
        addresses += [f"/search/?q=page&{chosen}", f"/search/?q=canary{state}"]
        addresses += [f"/search/suggestions/?q=canary{state}"]
        addresses += [f"/mental-health-journal/?{chosen}&author={state}-author"]
    addresses += ["/mental-health-journal/feed/", "/side-effects/compare/"]
    cites = ["/mental-health-journal/all/", "/conditions/all/"]
    files = [f"references.{ending}" for ending in ("ris", "bib", "json")]
    addresses += [f"{p}{name}" for p in cites for name in (*files, "evidence.json")]
    addresses += [f"{cites[0]}cite.json"]
    addresses += ["/references/?page=2", "/mental-health-journal/feed/corrections/"]
    addresses += [f"{API}?type={label}&fields=*" for label in LABELS]
    addresses += ["/llms.txt", "/mental-health-journal/all/index.md"]
    addresses += [API, f"{API}?condition=visible-condition&limit=20"]
    seen = [*garden["visible"].values(), *site_pages().filter(slug="all")]
    addresses += [f"{API}{page.pk}/" for page in seen]
    for address in addresses:
        found[address] = client.get(address).content.decode()
    return found


def test_no_public_address_names_a_hidden_page(garden: Pages, public: Found) -> None:
    leaks = {
        address: sorted(set(re.findall(r"Canary(?!visible)\w+", html)))
        for address, html in public.items()
    }
    assert {address: words for address, words in leaks.items() if words} == {}


def test_no_public_address_leads_to_a_hidden_page(garden: Pages, public: Found) -> None:
    hidden = {
        p.url_path.removeprefix("/home") for s in STATES for p in garden[s].values()
    }
    leaks = {
        (address, path)
        for address, html in public.items()
        for path in re.findall(LEADING, html)
        if path in hidden
    }
    assert leaks == set()


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_the_address_of_a_hidden_page_does_not_name_it(garden: Pages, state) -> None:
    client, answers = Client(), {}
    for kind, page in garden[state].items():
        answer = client.get(page.url_path.removeprefix("/home"), follow=True)
        answers[kind] = (
            answer.status_code,
            f"Canary{state}" in answer.content.decode(),
        )
    expected = (200, False) if state == "private" else (404, False)
    assert set(answers.values()) == {expected}


def test_every_hidden_page_was_linked_and_every_kind_was_hidden(garden: Pages) -> None:
    kinds = {type(page).__name__ for page in garden["draft"].values()}
    types = {model.__name__ for model in (*INDEXES, StandardPage)}
    types |= {f"{n}Page" for n in ("Article", "Author", "Condition", "KeyFact")}
    assert kinds == types | {"ReferencePage", "SideEffectPage"}


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("/", "Standard Effect Condition Article"),
        (
            "/mental-health-journal/all/",
            "Author Reference Standard Fact Effect Condition Article",
        ),
        ("/mental-health-journal/all/evidence.json", "Reference"),
        ("/mental-health-journal/all/references.ris", "Reference"),
        ("/mental-health-journal/all/cite.json", "Author"),
        ("/conditions/all/", "Reference Fact Effect"),
        ("/mental-health-journal/", "Article Author"),
        ("/mental-health-journal/feed/", "Article Author"),
        ("/side-effects/compare/", "Effect"),
        ("/authors/", "Author"),
        ("/authors/visible-author/", "Article"),
        ("/references/", "Reference"),
        ("/key-facts/", "Fact"),
        ("/conditions/", "Condition"),
        ("/conditions/visible-condition/", "Article Effect"),
        ("/side-effects/", "Effect"),
        ("/side-effects/visible-effect/", "Article Condition"),
        ("/nowhere/", "Standard"),
        ("/search/?q=page", "Standard Effect Condition Article"),
        ("/search/suggestions/?q=canaryvisible", "Standard Effect Condition Article"),
        ("/search/?q=page&type=reference", "Reference"),
        ("/search/?q=page&type=author", "Author"),
        ("/search/?q=page&type=key-fact", "Fact"),
        (f"{API}?type=articles.ArticlePage&fields=*", "Article Author Condition"),
        ("/llms.txt", "Condition Effect Article"),
        (
            "/mental-health-journal/all/index.md",
            "Author Reference Standard Fact Effect Condition Article",
        ),
        (f"{API}?condition=visible-condition&limit=20", "Article Condition Effect"),
    ],
)
def test_the_same_places_name_visible_pages(public: Found, address, kinds) -> None:
    words = {f"Canaryvisible{kind}" for kind in kinds.split()}
    assert words <= set(re.findall(r"Canary\w+", public[address]))


def test_the_map_holds_the_visible_page_of_each_type(
    garden: Pages, public: Found
) -> None:
    missing = [
        page.get_url()
        for page in garden["visible"].values()
        if f"{page.get_url()}</loc>" not in public["/sitemap.xml"]
    ]
    assert missing == []


def test_sources_name_the_visible_pages_that_cite_them(public: Found) -> None:
    html = public["/references/visible-reference/"]
    assert '<a href="/mental-health-journal/all/">All</a>' in html
    assert '<a href="/conditions/all/">ALL</a>' in html
