"""What readers were told of a change reaches the programs that read for them."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from articles.models import Correction
from clinic.models.versioned import Said
from tests import factories
from tests.articles.test_feeds import ATOM, FEED, texts
from tests.articles.test_feeds import feed as read
from tests.schema_org.holding import faults

pytestmark = pytest.mark.django_db
CHANGES = f"{FEED}corrections/"
SENTENCE = "Two hours & not <five>."


def told(page: Any, *kinds: str) -> Any:
    """Publish a page again, once for each kind of change."""
    for kind in kinds:
        page.said = Said(kind, f"{kind}: {SENTENCE}")
        page = factories.publish(page)
    return page


def json_ld(client: Any, page: Page) -> dict[str, Any]:
    """What a page says of itself after schema.org."""
    html = client.get(page.url).content
    script = BeautifulSoup(html, "html.parser").select_one(
        "[type='application/ld+json']"
    )
    data = json.loads(script.text)
    assert faults(data) == []
    return data["@graph"][-1]


def test_corrections_and_safety_of_every_type_are_in_the_feed(client: Any) -> None:
    factories.journal()
    for page in (factories.condition("ptsd"), factories.article("on-sleep")):
        told(page, "minor", "update", "correction", "safety")
    found = read(client, CHANGES)
    assert texts(found, "entry/title") == [
        *("Safety: On sleep", "Correction: On sleep"),
        *("Safety: PTSD", "Correction: PTSD"),
    ]
    assert texts(found, "entry/summary")[1] == (
        "correction: Two hours &amp; not &lt;five&gt;."
    )
    links = [link.get("href") for link in found.iter(f"{ATOM}link")]
    address = Page.objects.get(slug="ptsd").full_url
    assert f"{address}#corrections" in links
    assert BeautifulSoup(client.get("/conditions/ptsd/").content, "html.parser").select(
        "#corrections"
    )


def test_an_entry_keeps_its_id_and_what_is_hidden_has_none(client: Any) -> None:
    page = told(factories.article("on-sleep"), "correction")
    (before,) = texts(read(client, CHANGES), "entry/id")
    page.title = "On waking"
    told(page, "minor")
    assert texts(read(client, CHANGES), "entry/id") == [before]
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert texts(read(client, CHANGES), "entry/id") == []


def test_what_was_corrected_and_no_other_change_is_told_after_schema_org(
    client: Any,
) -> None:
    rows = [
        Correction(kind=kind, made_on="2020-01-01", text="<p>Stop.</p>")
        for kind in ("safety", "source", "update")
    ]
    article = told(factories.article(corrections=rows), "correction", "update", "minor")
    comments = json_ld(client, article)["mainEntity"]["correction"]
    assert [comment["name"] for comment in comments] == ["Correction", "Safety"]
    condition = told(factories.condition(), "safety")
    (comment,) = json_ld(client, condition)["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["url"] == f"{condition.full_url}#corrections"
    assert "correction" not in json_ld(client, factories.condition("ocd"))


def test_every_change_is_told_in_plain_words_by_evidence_and_api(client: Any) -> None:
    for page in (factories.condition(), factories.article()):
        told(page, "minor", "update", "safety")
        evidence = client.get(f"{page.url}evidence.json").json()["corrections"]
        api = client.get(f"/api/v2/pages/{page.pk}/").json()["corrections"]
        assert evidence == api
        assert [(row["kind"], row["text"]) for row in evidence] == [
            ("safety", f"safety: {SENTENCE}"),
            ("update", f"update: {SENTENCE}"),
        ]


def test_the_text_twin_tells_every_change_and_where_it_was(client: Any) -> None:
    page = told(factories.article(), "correction")
    text = client.get(f"{page.url}index.md").content.decode()
    assert "## What changed" in text
    assert "correction: Two hours & not \\<five\\>." in text
    assert f"Earlier versions: <{page.full_url}versions/>" in text
    other = factories.article("another")
    assert "Earlier versions" not in client.get(f"{other.url}index.md").content.decode()


def test_notes_and_corrections_at_length_stand_in_one_list(client: Any) -> None:
    rows = [
        Correction(kind="update", made_on="2020-01-01", text="<p>Long ago.</p>"),
        Correction(kind="correction", made_on="2199-01-01", text="<p>To come.</p>"),
    ]
    page = told(factories.article(corrections=rows), "safety")
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    kinds = [found.text for found in soup.select(".changes b")]
    assert kinds == ["Correction", "Safety", "Update"]
