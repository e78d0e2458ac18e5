"""A page costs few queries, as many as ever however much the journal holds."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from articles.models import Byline, Correction
from clinic.models import ClinicSettings, FeaturedPage
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db

MOST = 13
ADDRESSES = [
    "/",
    "/about-0/",
    "/contact/",
    "/contact/thanks/",
    "/mental-health-journal/",
    "/mental-health-journal/article-0/",
    "/authors/",
    "/authors/author-0/",
    "/references/",
    "/references/source-0/",
    "/key-facts/",
    "/key-facts/fact-0/",
    "/conditions/",
    "/conditions/condition-0/",
    "/side-effects/",
    "/side-effects/effect-0/",
    "/side-effects/compare/",
    "/mental-health-journal/article-0/index.md",
    "/llms.txt",
    "/mental-health-journal/feed/",
    "/mental-health-journal/feed/corrections/",
    "/search/",
    "/search/?q=words",
    "/search/?q=okapi+wirds",
    "/search/suggestions/?q=cond",
    "/search/?q=page+suicide&type=article&page=2",
    "/mental-health-journal/?condition=condition-0&author=author-0&year=2026",
    "/nowhere/",
]


def of(kind: str, last: int) -> list[Any]:
    """The pages of a kind, as far as the journal goes."""
    slugs = [f"{kind}-{number}" for number in range(last + 1)]
    found = {page.slug: page.specific for page in Page.objects.filter(slug__in=slugs)}
    return [found[slug] for slug in slugs]


def grow(number: int) -> None:
    """One more page of each type; the first of each names all that there are."""
    if number == 0:
        factories.contact_page()
    writer = factories.author(f"author-{number}", title=f"Author {number}")
    source = factories.reference(f"source-{number}")
    factories.standard_page(f"about-{number}", show_in_menus=True)
    fact = factories.key_fact(
        f"fact-{number}", text=factories.cited(source.slug)[0][1], title=f"F {number}"
    )
    body = [*factories.cited(source.slug), ("key_fact", fact)]
    effect = factories.side_effect(f"effect-{number}", body=body)
    factories.condition(
        f"condition-{number}",
        body=[*body, ("side_effect_frequency", effect)],
        treatment_side_effects=[TreatmentSideEffect(side_effect=effect)],
    )
    factories.article(
        f"article-{number}",
        body=body,
        bylines=[Byline(author=writer)],
        topics=[ArticleTopic(topic=effect)],
    )
    join(number)


def join(last: int) -> None:
    """Let the first page of each type name the pages of all others."""
    effects, facts = of("effect", last), of("fact", last)
    links = "".join(
        f'<p><a linktype="page" id="{page.pk}">on</a></p>' for page in of("about", last)
    )
    keys = [page.slug for page in of("source", last)]
    body = [
        *factories.cited(*keys, *keys),
        *(("key_fact", page) for page in facts),
        *(("side_effect_frequency", page) for page in effects),
        ("paragraph", links),
    ]
    article, condition = of("article", 0)[0], of("condition", 0)[0]
    topics = [*effects, *of("condition", last)]
    article.body = condition.body = body
    article.bylines = [Byline(author=page) for page in of("author", last)]
    article.topics = [ArticleTopic(topic=page) for page in topics]
    article.see_also = [("page", page) for page in of("article", last)]
    article.further_reading = [("sources", {"sources": keys, "note": ""})]
    article.corrections = [Correction(text=part[1]) for part in factories.cited(*keys)]
    condition.treatment_side_effects = [
        TreatmentSideEffect(side_effect=page) for page in effects
    ]
    about = of("about", 0)[0]
    about.body = [("paragraph", links)]
    for page in (article, condition, about):
        factories.publish(page)
    settle(of("article", last), links)


def settle(featured: list[Any], links: str) -> None:
    """Let the home page and the settings name pages too."""
    home = factories.home_page()
    home.about = links
    home.featured = [FeaturedPage(target=page) for page in featured[:3]]
    home.newest = Page.objects.get(slug="mental-health-journal")
    home.topics = Page.objects.get(slug="conditions")
    factories.publish(home)
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    line = {"name": "Emergency", "phone": "911", "is_first": True}
    clinic.helplines = [("helpline", line)]
    clinic.policy_pages = [("page", Page.objects.get(slug="about-0"))]
    clinic.save()


def queries(address: str) -> list[str]:
    """What one more reader of an address asks of the database."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == (404 if address == "/nowhere/" else 200)
    return [query["sql"] for query in captured]


def counts() -> dict[str, int]:
    """How many queries each address costs."""
    cache.clear()
    return {address: len(queries(address)) for address in ADDRESSES}


def test_a_page_costs_few_queries_however_much_the_journal_holds() -> None:
    for number in range(2):
        grow(number)
    before = counts()
    for number in range(2, 4):
        grow(number)
    assert counts() == before
    assert {address: n for address, n in before.items() if n > MOST} == {}


def test_reading_writes_nothing() -> None:
    grow(0)
    cache.clear()
    writes = re.compile(r"^\s*(INSERT|UPDATE|DELETE|SAVEPOINT)", re.IGNORECASE)
    written = {}
    for address in [*ADDRESSES, "/sitemap.xml", "/robots.txt", "/health/ready"]:
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        written[address] = [q["sql"] for q in captured if writes.match(q["sql"])]
    assert {address: sql for address, sql in written.items() if sql} == {}


def test_the_first_reader_of_a_new_site_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get("/").status_code == 200
    verbs = {query["sql"].split()[0] for query in captured}
    assert verbs == {"SELECT"}
