"""The JSON API lists the visible pages, tells named fields of them, and refuses clearly."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from articles.models import Byline, Correction
from articles.models.byline import Role
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"
MOST = 12
FREQUENCY = {
    "treatment": "Spray",
    "numerator": 98,
    "denominator": 346,
    "population": "Adults",
    "time_frame": "Four weeks",
    "sources": ["berman-2000"],
}


def get(client: Any, query: str = "", status: int = 200) -> Any:
    """What the API answers."""
    answer = client.get(f"{PAGES}{query}")
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    return answer.json()


def slugs(client: Any, query: str) -> set[str]:
    """The pages of a list, by the last part of their addresses."""
    return {item["meta"]["slug"] for item in get(client, query)["items"]}


def one(client: Any, page: Page) -> Any:
    """All that is told of a page."""
    return get(client, f"{page.pk}/")


def plant() -> None:
    """A small journal: two conditions, a side effect, two articles, two sources."""
    factories.reference("berman-2000")
    factories.reference("later-2021", issued="2021-05")
    frequency = [("frequency", FREQUENCY)]
    effect = factories.side_effect(frequency=frequency, medical_term="Emesis")
    factories.condition("ocd")
    ptsd = factories.condition(
        codes=[("code", {"system": "ICD-10", "code": "F43.1"})],
        also_called=[("name", {"text": "Shell shock", "kind": "lay"})],
        treatment_side_effects=[TreatmentSideEffect(side_effect=effect)],
    )
    desk = factories.author()
    other = factories.author("other", title="Other")
    factories.article(
        "on-ptsd",
        published_on="2021-03-01",
        body=factories.cited("berman-2000"),
        bylines=[Byline(author=desk), Byline(author=other, role=Role.ADAPTED)],
        topics=[ArticleTopic(topic=ptsd)],
        corrections=[Correction(text="<p>Now right.</p>", made_on="2026-01-01")],
        source_title="The original",
    )
    factories.article("newer", published_on="2026-03-01")


def test_a_list_tells_where_pages_are_and_when_they_changed(client) -> None:
    page = factories.standard_page()
    told = get(client, "?type=clinic.StandardPage")
    assert told["meta"] == {"total_count": 1}
    (item,) = told["items"]
    meta = item.pop("meta")
    assert item == {"id": page.pk, "title": "About"}
    assert meta.pop("first_published_at") and meta.pop("last_published_at")
    assert meta == {
        "type": "clinic.StandardPage",
        "detail_url": f"http://localhost:8000{PAGES}{page.pk}/",
        "html_url": "http://localhost:8000/about/",
        "slug": "about",
    }


def test_a_list_is_narrowed(client) -> None:
    plant()
    expected = {
        "type=articles.ArticlePage": {"on-ptsd", "newer"},
        "type=conditions.ConditionPage,conditions.SideEffectPage": {
            *("ptsd", "ocd", "nausea")
        },
        "condition=ptsd": {"ptsd", "nausea", "on-ptsd"},
        "condition=ptsd&type=articles.ArticlePage": {"on-ptsd"},
        "year=2021": {"on-ptsd", "later-2021"},
        "slug=newer": {"newer"},
        "published_until=2021-12-31": {"on-ptsd"},
        "published_since=2022-01-01&type=articles.ArticlePage": {"newer"},
        "changed_since=2199-01-01": set(),
        "changed_since=2026-01-01T00:00:00Z&slug=newer": {"newer"},
        "reviewed_since=1999-01-01": set(),
        "order=-title&limit=1&type=articles.ArticlePage": {"on-ptsd"},
        "order=id&offset=1&limit=1&type=articles.ArticlePage": {"newer"},
    }
    assert {query: slugs(client, f"?{query}") for query in expected} == expected


def test_all_that_is_told_of_an_article(client) -> None:
    plant()
    told = one(client, Page.objects.get(slug="on-ptsd"))
    del told["id"], told["meta"]
    expected = Path(__file__).parent / "expected/api-article.json"
    assert told == json.loads(expected.read_text(encoding="utf-8"))


FIELDS = {
    "ptsd": "summary also_called corrections sources sign_offs codes side_effects",
    "nausea": "summary also_called corrections sources sign_offs medical_term "
    "treatment body_system seriousness onset duration dose_related frequency",
    "berman-2000": "kind container_title issued publisher doi pmid pmcid isbn address "
    "citation study_design evidence_note status standing notice looked_up_on",
    "editorial-desk": "is_organisation honorific given_name family_name credentials "
    "job_title specialty affiliation bio competing_interests orcid",
    "conditions": "",
}


def test_each_type_tells_its_own_fields_and_no_other(client) -> None:
    plant()
    told = {slug: one(client, Page.objects.get(slug=slug)) for slug in FIELDS}
    found = {slug: set(page) - {"id", "meta", "title"} for slug, page in told.items()}
    assert found == {slug: set(names.split()) for slug, names in FIELDS.items()}
    assert told["ptsd"]["also_called"] == ["Shell shock"]
    assert told["ptsd"]["codes"] == [{"system": "ICD-10", "code": "F43.1"}]
    assert told["ptsd"]["side_effects"][0]["slug"] == "nausea"
    assert told["nausea"]["frequency"][0]["numerator"] == 98
    assert told["nausea"]["frequency"][0]["sources"] == ["berman-2000"]


def test_a_list_of_one_type_tells_what_is_asked_for(client) -> None:
    plant()
    articles = "?type=articles.ArticlePage"
    (item, _) = get(client, f"{articles}&fields=_,title,authors,about")["items"]
    assert set(item) == {"title", "authors", "about"}
    assert [author["name"] for author in item["authors"]] == ["Editorial desk", "Other"]
    assert "sources" not in get(client, f"{articles}&fields=*")["items"][0]


BAD = [
    *("type=auth.User", "type=clinic.User", "type=x", "type=a.b.c", "type=,"),
    *("type=wagtailcore.Page", "condition=nowhere", "condition=", "year=x", "year="),
    *("year=20266", "changed_since=soon", "changed_since=2026-13-01"),
    *("published_since=0001-01-01", "published_until=9999-12-31", "reviewed_since="),
    *("limit=-1", "limit=x", "limit=21", "offset=1_0", f"offset={'9' * 30}"),
    *("order=path", "order=--title", "order=", "order=random", "fields=owner"),
    *("fields=title(", "fields=title(x)", f"fields={'a(' * 400}", "owner=1"),
    *("search=x", "live=false", "draft_title=x", "format=xml", "child_of=root"),
]


def test_what_cannot_be_asked_is_refused_with_a_sentence(client) -> None:
    factories.article()
    answers = {query: client.get(f"{PAGES}?{query}") for query in BAD}
    statuses = {query: answer.status_code for query, answer in answers.items()}
    assert statuses == dict.fromkeys(BAD, 400)
    assert {len(answer.json()["message"]) > 300 for answer in answers.values()} == {
        False
    }


def test_what_is_no_page_is_not_found(client) -> None:
    page = factories.standard_page(live=False)
    hidden = factories.standard_page("hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for number in (page.pk, hidden.pk, 0, 10**30, Page.get_first_root_node().pk):
        get(client, f"{number}/", status=404)
    assert get(client, f"{hidden.pk}/?type=x", status=400)
    assert slugs(client, "") == {"home"}


def test_it_is_for_reading_alone(client) -> None:
    assert client.head(PAGES).status_code == 200
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(client, method)(PAGES).status_code == 405
    assert client.get(PAGES, headers={"accept": "text/html"}).status_code == 200


def counts(addresses: list[str]) -> dict[str, int]:
    """How many queries each address costs one more reader."""
    client, found = Client(), {}
    cache.clear()
    for address in addresses:
        get(client, address)
        with CaptureQueriesContext(connection) as captured:
            get(client, address)
        found[address] = len(captured)
    return found


def test_a_list_costs_few_queries_however_long_it_is(client) -> None:
    plant()
    types = [
        *("articles.ArticlePage", "articles.ReferencePage", "articles.AuthorPage"),
        *("conditions.ConditionPage", "conditions.SideEffectPage"),
    ]
    whole = [f"?type={name}&fields=*" for name in types]
    addresses = ["", "?condition=ptsd", *whole]
    details = [f"{Page.objects.get(slug=slug).pk}/" for slug in ("on-ptsd", "ptsd")]
    before = counts([*addresses, *details])
    topics = [Page.objects.get(slug=slug) for slug in ("ptsd", "nausea", "ocd")]
    for number in range(3):
        factories.reference(f"more-{number}")
        author = factories.author(f"more-{number}")
        factories.side_effect(f"more-effect-{number}")
        factories.condition(f"more-condition-{number}")
        factories.article(
            f"more-{number}",
            bylines=[Byline(author=author)],
            topics=[ArticleTopic(topic=topic) for topic in topics],
        )
    assert counts([*addresses, *details]) == before
    assert {at: number for at, number in before.items() if number > MOST} == {}
