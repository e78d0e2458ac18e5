"""The journal's feed tells of its newest articles and of nothing else."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from wagtail.models import Page, PageViewRestriction

from articles.models import Byline
from articles.models.byline import Role
from tests import factories

pytestmark = pytest.mark.django_db

FEED = "/mental-health-journal/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Any, address: str = FEED) -> ElementTree.Element:
    """The feed as a reader's program gets it."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert not answer.cookies
    return ElementTree.fromstring(answer.content)  # noqa: S314  (our own words)


def texts(element: ElementTree.Element, path: str) -> list[str]:
    """The texts of the elements at a path of names."""
    steps = "/".join(ATOM + name for name in path.split("/"))
    return [found.text or "" for found in element.findall(steps)]


def test_the_newest_article_comes_first(client) -> None:
    factories.article("old", published_on="2025-01-01")
    factories.article("new", published_on="2026-01-01")
    assert texts(feed(client), "entry/title") == ["New", "Old"]


def test_an_entry_says_what_it_is_who_wrote_it_and_when(client) -> None:
    factories.article("new", published_on="2026-01-01", summary="Two plain sentences.")
    entry = feed(client).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == (
        f"{settings.CLINIC_URL}/mental-health-journal/new/"
    )
    assert texts(entry, "summary") == ["Two plain sentences."]
    assert texts(entry, "author/name") == ["Editorial desk"]
    assert texts(entry, "published") == ["2026-01-01T00:00:00+00:00"]


def test_whose_text_it_was_adapted_from_is_not_named_as_the_author(client) -> None:
    writer = factories.author("writer", title="The writer")
    source = factories.author("source", title="The source")
    lines = [Byline(author=source, role=Role.ADAPTED), Byline(author=writer)]
    factories.article("new", bylines=lines)
    assert texts(feed(client), "entry/author/name") == ["The writer"]


def test_an_article_keeps_its_id_when_its_address_changes(client) -> None:
    article = factories.article("new")
    before = texts(feed(client), "entry/id")
    article.slug = "newer"
    factories.publish(article)
    assert (
        texts(feed(client), "entry/id")
        == before
        == [f"urn:uuid:{article.translation_key}"]
    )


def test_a_new_version_is_an_update(client) -> None:
    article = factories.article("new")
    before = texts(feed(client), "entry/updated")
    article.summary = "Changed."
    factories.publish(article)
    assert texts(feed(client), "entry/updated") > before


def test_an_entry_warns_of_a_source_that_no_longer_stands_as_it_did(client) -> None:
    source = factories.reference("berman-2000")
    factories.reference("sound-2001", status="current")
    body = factories.cited("berman-2000", "sound-2001")
    factories.article("new", summary="What it says.", body=body)
    assert texts(feed(client), "entry/summary") == ["What it says."]
    before = texts(feed(client), "entry/updated")
    source.status = "retracted"
    factories.publish(source)
    assert texts(feed(client), "entry/updated") > before
    assert texts(feed(client), "entry/summary") == [
        "What it says. One source of this article no longer stands as it did: "
        "Berman 2000 (retracted)."
    ]


def test_an_entry_does_not_name_a_source_that_is_private(client) -> None:
    source = factories.reference("secret-2000", status="retracted")
    factories.article("new", body=factories.cited("secret-2000"))
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert texts(feed(client), "entry/summary") == ["What it says."]


@pytest.mark.parametrize("hidden", ["draft", "unpublished", "author"])
def test_what_is_hidden_is_not_in_the_feed(client, hidden: str) -> None:
    author = factories.author("hidden-author", title="Hidden author")
    article = factories.article(
        "hidden", live=hidden != "draft", bylines=[Byline(author=author)]
    )
    factories.article("seen", bylines=[Byline(author=factories.author())])
    if hidden == "unpublished":
        article.unpublish()
    if hidden == "author":
        Page.objects.filter(pk=author.pk).update(live=False)
    words = ElementTree.tostring(feed(client), encoding="unicode")
    assert "Seen" in words
    assert re.findall("Hidden author", words) == []
    assert ("Hidden" in words) == (hidden == "author")


def test_an_empty_journal_has_a_feed(client) -> None:
    factories.journal()
    assert texts(feed(client), "title") == ["Mental Health Journal"]


def test_the_journal_leads_to_its_feed(client) -> None:
    factories.journal()
    html = client.get("/mental-health-journal/").content.decode()
    assert (
        f'type="application/atom+xml" title="Mental Health Journal" href="{settings.CLINIC_URL}{FEED}"'
        in html
    )
    assert f'<a href="{FEED}">' in html


def test_a_feed_holds_twenty_articles_for_few_queries(
    client, django_assert_max_num_queries
) -> None:
    factories.reference("berman-2000", status="retracted")
    for number in range(22):
        factories.article(f"number-{number}", body=factories.cited("berman-2000"))
    feed(client)  # where the site is, is known by then
    with django_assert_max_num_queries(12):
        assert len(texts(feed(client), "entry/title")) == 20


def test_an_old_article_comes_back_when_its_evidence_changes(
    client, monkeypatch
) -> None:
    monkeypatch.setattr("articles.feeds.ENTRIES", 1)
    source = factories.reference("berman-2000")
    old = factories.cited("berman-2000")
    factories.article("old", body=old, published_on="2020-01-01")
    factories.article("new", published_on="2026-01-01")
    assert texts(feed(client), "entry/title") == ["New"]
    before = texts(feed(client), "updated")
    source.status = "retracted"
    factories.publish(source)
    assert texts(feed(client), "entry/title") == ["Old"]
    assert texts(feed(client), "updated") > before
