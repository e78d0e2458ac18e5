"""A second feed tells those who read earlier what was wrong, and what no longer stands."""

from typing import Any

import pytest
from wagtail.models import Page

from articles.models import Correction
from tests import factories
from tests.articles.test_feeds import ATOM, FEED, texts
from tests.articles.test_feeds import feed as read

pytestmark = pytest.mark.django_db

CHANGES = f"{FEED}corrections/"
KINDS = {"source": "From the original", "update": "Newer", "correction": "Wrong"}


def corrected(**fields: Any) -> Any:
    """An article with a correction of each kind, and a source."""
    factories.reference("berman-2000")
    rows = [
        Correction(text=f"<p>{text}</p>", kind=kind, made_on="2026-01-01")
        for kind, text in KINDS.items()
    ]
    safety = "<p>Take <b>less</b> &amp; ask.</p>"
    rows.append(Correction(text=safety, kind="safety", made_on="2026-01-02"))
    body = factories.cited("berman-2000")
    return factories.article("on-sleep", body=body, corrections=rows, **fields)


def retract() -> Any:
    """Let the source be retracted."""
    source = Page.objects.get(slug="berman-2000").specific
    source.status, source.notice = "retracted", "Data were made up."
    return factories.publish(source)


def test_corrections_and_safety_notices_are_told_and_no_other_change(client) -> None:
    article = corrected()
    told = read(client, CHANGES)
    assert texts(told, "subtitle") == [
        "Corrections, safety notices, and sources that no longer stand as they did."
    ]
    assert texts(told, "entry/title") == ["Safety: On sleep", "Correction: On sleep"]
    assert texts(told, "entry/summary") == ["Take less &amp; ask.", "Wrong"]
    links = [link.get("href") for link in told.iter(f"{ATOM}link")]
    assert f"{article.full_url}#corrections" in links


def test_a_source_that_no_longer_stands_is_told_with_what_rests_on_it(client) -> None:
    corrected()
    retract()
    told = read(client, CHANGES)
    assert texts(told, "entry/title")[0] == "Retracted: Berman 2000"
    assert texts(told, "entry/summary")[0] == (
        "A study called berman-2000 (Not checked → Retracted). Data were made up. "
        "Pages that rest on it: On sleep."
    )


def test_what_nobody_may_read_is_not_told(client) -> None:
    article = corrected()
    factories.article("seen")
    retract()
    article.unpublish()
    assert texts(read(client, CHANGES), "entry/title") == []


def test_every_entry_has_what_atom_asks_for_and_keeps_its_id(client) -> None:
    article = corrected()
    retract()
    before = read(client, CHANGES)
    ids = texts(before, "entry/id")
    assert len(set(ids)) == 3
    assert texts(before, "id") != texts(read(client), "id")
    assert texts(before, "author/name") == ["The clinic"]
    for name in ("title", "updated"):
        assert all(texts(before, name))
        assert len(texts(before, f"entry/{name}")) == 3
    article.slug = "moved"
    factories.publish(article)
    assert texts(read(client, CHANGES), "entry/id") == ids


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", [FEED, CHANGES])
def test_who_has_it_already_gets_nothing_again(client, address: str, method) -> None:
    article = corrected()
    first = client.generic(method, address)
    known = {"If-None-Match": first["ETag"]}
    assert "Last-Modified" not in first
    assert client.generic(method, address, headers=known).status_code == 304
    article.unpublish()
    assert client.generic(method, address, headers=known).status_code == 200


def test_it_costs_few_queries_however_much_was_corrected(
    client, django_assert_max_num_queries
) -> None:
    corrected()
    rows = [Correction(text=f"<p>{n}</p>", made_on="2026-01-01") for n in range(25)]
    factories.article("many", corrections=rows)
    retract()
    client.get(CHANGES)
    with django_assert_max_num_queries(12):
        assert len(texts(read(client, CHANGES), "entry/title")) == 20
