"""A page hands on its sources, how to cite it, and what became of its evidence."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator
from wagtail.models import Page, PageViewRestriction

from articles.citations import tag
from articles.exchange import FORMATS
from articles.models import Byline, Correction, ReferencePage
from articles.models.byline import Role
from tests import factories

pytestmark = pytest.mark.django_db

SCHEMA = json.loads(
    Path(settings.BASE_DIR, "static/schema/evidence-1.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(
    SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER
)
ENDINGS = ("ris", "bib", "json")


def evidence(page: Any) -> dict[str, Any]:
    """What an anonymous reader's program gets of a page, after our schema."""
    answer = Client().get(f"{page.url}evidence.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    VALIDATOR.validate(found)
    return found


def download(address: str) -> str:
    """The text of a file that a reader saves."""
    answer = Client().get(address)
    name = address.rsplit("/", 1)[1]
    form = FORMATS[name.rsplit(".", 1)[1]]
    assert answer.status_code == 200
    assert answer["Content-Type"] == f"{form.content_type}; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert answer["X-Content-Type-Options"] == "nosniff"
    return answer.content.decode()


# --- Lists of sources and how to cite, as files ---
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_page_gives_its_sources_in_the_order_of_their_numbers(ending: str) -> None:
    for key in "abc":
        factories.reference(key, title=f"Study {key}")
    reading = [("sources", {"sources": ["c"], "note": ""})]
    body = factories.cited("b", "a", "b")
    page = factories.article(body=body, further_reading=reading)
    text = download(f"{page.url}references.{ending}")
    assert re.findall(r"Study \w", text) == ["Study b", "Study a"]


@pytest.mark.parametrize("make", [factories.condition, factories.side_effect])
def test_a_topic_gives_its_sources_too(make: Any) -> None:
    factories.reference("a")
    page = make(body=factories.cited("a"))
    assert '"id": "a"' in download(f"{page.url}references.json")
    assert [source["key"] for source in evidence(page)["references"]] == ["a"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_article_is_cited_with_those_who_wrote_it(ending: str) -> None:
    person = {"family_name": "Hunter", "given_name": "Olivia", "is_organisation": False}
    writer = factories.author("writer", title="Olivia Hunter", **person)
    source = factories.author("source", title="The original")
    lines = [Byline(author=writer), Byline(author=source, role=Role.ADAPTED)]
    page = factories.article("new", bylines=lines, published_on="2026-01-05")
    text = download(f"{page.url}cite.{ending}")
    for word in ("New", "Hunter", "Olivia", "Mental Health Journal", page.full_url):
        assert word in text
    assert "The original" not in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_reference_is_cited_as_the_source_that_it_is(ending: str) -> None:
    page = factories.reference("berman-2000", title="A study")
    text = download(f"{page.url}cite.{ending}")
    assert "A study" in text
    assert "10.1000/berman-2000" in text


def test_a_file_has_the_name_of_its_page(client: Any) -> None:
    factories.reference("a")
    page = factories.article("new", body=factories.cited("a"))
    named = {
        part: client.get(f"{page.url}{part}")["Content-Disposition"]
        for part in ("cite.ris", "references.ris")
    }
    assert named == {
        "cite.ris": 'attachment; filename="new.ris"',
        "references.ris": 'attachment; filename="new-references.ris"',
    }


def test_a_page_without_sources_has_no_such_file(client: Any) -> None:
    page = factories.article()
    assert client.get(f"{page.url}references.ris").status_code == 404
    assert "references.ris" not in client.get(page.url).content.decode()
    assert evidence(page)["references"] == []


def test_a_source_that_is_private_is_in_no_file() -> None:
    sources = [factories.reference(key) for key in "ab"]
    page = factories.article(body=factories.cited("a", "b"))
    PageViewRestriction.objects.create(page=sources[0], restriction_type="login")
    assert '"id": "a"' not in download(f"{page.url}references.json")
    assert [source["key"] for source in evidence(page)["references"]] == ["b"]


@pytest.mark.parametrize(
    "part", ["references.xml", "cite.ris/", "cite.RIS", "references", "evidence.ris"]
)
def test_there_is_no_other_file(client: Any, part: str) -> None:
    factories.reference("a")
    page = factories.article(body=factories.cited("a"))
    assert client.get(f"{page.url}{part}", follow=True).status_code == 404


def test_a_file_is_read_and_nothing_else(client: Any) -> None:
    page = factories.article()
    for part in ("cite.ris", "evidence.json"):
        assert client.head(f"{page.url}{part}").status_code == 200
        assert client.post(f"{page.url}{part}").status_code == 405


@pytest.mark.parametrize("state", ["draft", "unpublished", "expired", "private"])
def test_the_files_of_a_hidden_page_are_as_hidden(client: Any, state: str) -> None:
    source = factories.reference("a")
    page = factories.article("hidden", body=factories.cited("a"), live=state != "draft")
    for hidden in (page, source):
        if state in {"unpublished", "draft"}:
            Page.objects.filter(pk=hidden.pk).update(live=False)
        elif state == "expired":
            past = timezone.now() - timedelta(minutes=1)
            Page.objects.filter(pk=hidden.pk).update(expire_at=past)
        else:
            PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    addresses = [
        f"{page.get_url()}{part}"
        for part in ("", "references.ris", "evidence.json", "cite.bib")
    ] + [f"{source.get_url()}{part}" for part in ("", "cite.json")]
    answers = {client.get(address).status_code for address in addresses}
    assert answers == ({302} if state == "private" else {404})


# --- The evidence of a page ---
def test_the_evidence_tells_what_became_of_each_source() -> None:
    factories.reference(
        "b",
        title="Study b",
        status="retracted",
        notice="By the journal.",
        checked_on="2026-11-03",
        study_design="cohort",
        evidence_note="Many felt better.",
    )
    factories.reference("a")
    page = factories.article(
        body=factories.cited("b", "a", "b"), published_on="2026-01-05"
    )
    found = evidence(page)
    first, second = found["references"]
    csl = first.pop("csl")
    assert first == {
        "number": 1,
        "key": "b",
        "address": f"{settings.CLINIC_URL}/references/b/",
        "citation": "Berman RM. Study b. 2000.",
        "status": "retracted",
        "standing": "Retracted",
        "doubtful": True,
        "notice": "By the journal.",
        "looked_up_on": "2026-11-03",
        "study_design": "cohort",
        "evidence_note": "Many felt better.",
        "mentions": 2,
    }
    assert (csl["id"], csl["DOI"]) == ("b", "10.1000/b")
    assert (second["number"], second["doubtful"], second["looked_up_on"]) == (
        2,
        False,
        None,
    )
    assert found["page"]["title"] == page.title
    assert found["page"]["published"] == "2026-01-05"
    assert found["page"]["address"] == page.full_url


def test_the_evidence_tells_of_corrections_in_plain_text() -> None:
    factories.reference("a")
    text = f"<p>It said <b>7</b>.{tag('a')}</p><p>It was 8 &amp; 9.{tag('a')}</p>"
    correction = Correction(kind="safety", made_on=date(2026, 2, 3), text=text)
    page = factories.article(corrections=[correction])
    assert evidence(page)["corrections"] == [
        {
            "kind": "safety",
            "date": "2026-02-03",
            "text": "It said 7. It was 8 & 9.",
            "keys": ["a"],
        }
    ]


def test_nobody_has_signed_a_page_yet() -> None:
    assert evidence(factories.article())["sign_offs"] == []


def test_the_evidence_names_its_schema_at_an_address_that_stays() -> None:
    address = f"{settings.CLINIC_URL}/static/schema/evidence-1.json"
    assert evidence(factories.article())["schema"] == address


def test_our_schema_is_one_and_refuses_what_it_does_not_describe() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = evidence(factories.article())
    assert not VALIDATOR.is_valid(found | {"more": 1})
    assert not VALIDATOR.is_valid(found | {"references": [{"number": "1"}]})


def test_more_sources_cost_no_more_queries(client: Any) -> None:
    for key in "abcdef":
        factories.reference(key)
    few = factories.article("few", body=factories.cited("a"))
    many = factories.article("many", body=factories.cited(*"abcdef"))
    client.get(f"{few.url}evidence.json")
    counts = []
    for page in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{page.url}evidence.json")
        counts.append(len(queries))
    assert counts == [9, 9]


# --- A large library ---
def test_two_hundred_mentions_of_a_hundred_sources_cost_few_queries(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    keys = [f"source-{number}" for number in range(1000)]
    factories.many_references(keys)
    page = factories.article("long")
    cited = keys[::10] * 2
    page.body = [("paragraph", f"<p>A claim.{tag(key)}</p>") for key in cited]
    page = factories.publish(page)
    ReferencePage.objects.filter(slug=keys[10]).update(status="retracted")
    client.get(page.url)
    with django_assert_max_num_queries(12):
        html = client.get(page.url).content.decode()
    assert html.count('role="doc-noteref"') == 200
    assert html.count('<li id="source-') == 100
    assert html.count("Source 2, retracted") == 2
