"""Two versions of a page differ in their citations, and the older can be had again."""

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page

from articles.citations import tag
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sources(db: None) -> None:
    """The references a-2000 and b-2000."""
    for key in ("a-2000", "b-2000"):
        factories.reference(key)


def compared(admin: Any, page: Page) -> str:
    """How the admin shows what changed between the first version and the last."""
    first, *_, last = page.revisions.order_by("pk")
    versions = [page.pk, first.pk, last.pk]
    address = reverse("wagtailadmin_pages:revisions_compare", args=versions)
    return admin.get(address).content.decode()


def change(page: Page, **fields: Any) -> Any:
    """Publish the page with other fields."""
    for name, value in fields.items():
        setattr(page, name, value)
    return factories.publish(page)


def marked(html: str, what: str) -> str:
    """All words that are marked as an addition or a deletion."""
    return " ".join(re.findall(rf'class="[^"]*{what}">(.*?)</(?:span|div)>', html))


def test_a_changed_citation_is_seen_in_a_field_of_the_page(admin: Any) -> None:
    fact = factories.key_fact(text=f"<p>A fact{tag('a-2000')}.</p>")
    html = compared(admin, change(fact, text=f"<p>A fact{tag('b-2000')}.</p>"))
    assert marked(html, "deletion") == "a-2000]."
    assert marked(html, "addition") == "b-2000]."


def finding(*keys: str) -> tuple[str, Any]:
    """A finding that rests on these sources."""
    said = {"statement": "<p>It works.</p>", "certainty": "low", "population": "72"}
    return ("finding", said | {"sources": [*keys]})


def test_a_changed_citation_is_seen_in_a_block(admin: Any) -> None:
    page = factories.article(body=[*factories.cited("a-2000"), finding("a-2000")])
    raw = list(page.body.raw_data)
    raw[0]["value"] = raw[0]["value"].replace("a-2000", "b-2000")
    raw[1]["value"]["sources"] = ["a-2000", "b-2000"]
    html = compared(admin, change(page, body=page.body.stream_block.to_python(raw)))
    assert marked(html, "deletion") == "a-2000]"
    assert marked(html, "addition") == "b-2000] , b-2000"


def test_what_did_not_change_is_not_marked(admin: Any) -> None:
    page = factories.article(body=[*factories.cited("a-2000"), finding("a-2000")])
    html = compared(admin, change(page, summary="It says something else."))
    assert "a-2000" not in marked(html, "addition") + marked(html, "deletion")


def test_going_back_to_a_version_brings_its_citations_back(admin: Any) -> None:
    page = factories.article(body=factories.cited("a-2000"))
    first = page.get_latest_revision()
    page = change(page, body=factories.cited("b-2000"))
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    html = admin.get(address).content.decode()
    assert "a-2000" in html
    assert "b-2000" not in html
