"""Editors see all that depends on a source, with a way to each paragraph."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from articles.citations import tag
from clinic.models import ReviewedPage, User
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.reviewing import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db: None) -> Any:
    """The reference a; the reference b is there too."""
    factories.reference("b")
    return factories.reference("a")


def view(admin: Any, reference: Page) -> BeautifulSoup:
    """What the admin shows of the pages that depend on the reference."""
    answer = admin.get(reverse("dependents", args=[reference.pk]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def paragraph(text: str) -> tuple[str, str]:
    return ("paragraph", f"<p>{text}</p>")


def test_every_sentence_leads_to_its_paragraph_and_to_the_site(admin, source) -> None:
    page = factories.article(body=[paragraph(f"One.{tag('b')} Two.{tag('a')}")])
    [row] = view(admin, source).select("tbody tr")
    words, part, links = row.select("td")
    assert (words.text, part.text) == ("Two.", "Body")
    edit, read = [link["href"] for link in links.select("a")]
    assert edit == (
        reverse("wagtailadmin_pages:edit", args=[page.pk])
        + f"#block-{page.body[0].id}-section"
    )
    assert read == f"{page.url}#mention-2-1"


def test_each_page_says_whose_sign_off_rests_on_the_source(
    admin, source, monkeypatch
) -> None:
    factories.article(body=factories.cited("a"))
    assert "no clinician has signed it" in view(admin, source).text
    signed = [{"name": "Grace Hopper"}]
    monkeypatch.setattr(ReviewedPage, "sign_offs", lambda page: signed)
    assert "signed by Grace Hopper" in view(admin, source).text


def test_what_another_page_says_is_edited_there(admin, source) -> None:
    fact = factories.key_fact(text=f"<p>The fact.{tag('a')}</p>")
    article = factories.article(body=[("key_fact", fact)])
    found = view(admin, source)
    assert {row.td.text for row in found.select("tbody tr")} == {"The fact."}
    edits = {row.a["href"] for row in found.select("tbody tr")}
    assert edits == {reverse("wagtailadmin_pages:edit", args=[fact.pk])}
    assert article.title in found.text


def test_a_page_that_only_lists_the_source_is_named_without_sentences(
    admin, source
) -> None:
    listed = [("sources", {"sources": ["a"], "note": ""})]
    factories.article("more", further_reading=listed)
    found = view(admin, source)
    assert "lists it for further reading" in found.text
    assert found.select("tbody tr") == []


def test_drafts_that_would_cite_it_are_named_and_others_are_not(admin, source) -> None:
    page = factories.article("changed", body=[paragraph("Words.")])
    page.body = [paragraph(f"Words.{tag('a')}")]
    page.save_revision()
    factories.article("new", live=False, body=factories.cited("a")).save_revision()
    other = [paragraph(f"Of a kind.{tag('b')}")]
    factories.article("other", live=False, body=other).save_revision()
    drafts = [item.text for item in view(admin, source).select("section li")]
    assert drafts == ["Changed", "New"]


def test_a_source_that_nobody_cites_says_so(admin, source) -> None:
    factories.article(body=factories.cited("b"))
    assert "No published page cites or lists this source." in view(admin, source).text


def test_the_editor_of_a_source_leads_here(admin, source) -> None:
    factories.article(body=factories.cited("a"))
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[source.pk]))
    assert reverse("dependents", args=[source.pk]) in editor.content.decode()


def test_only_who_may_edit_the_source_sees_it(client, source) -> None:
    address = reverse("dependents", args=[source.pk])
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("reader", password="a-long-password"))
    assert client.get(address).status_code in {302, 403}


def test_a_page_that_is_no_source_has_no_dependents(admin, home) -> None:
    assert admin.get(reverse("dependents", args=[home.pk])).status_code == 404


def test_more_pages_cost_no_more_queries(admin, source) -> None:
    factories.article("first", body=factories.cited("a", "a"))
    view(admin, source)
    with CaptureQueriesContext(connection) as few:
        view(admin, source)
    factories.article("second", body=factories.cited("a", "b", "a"))
    factories.article("third", body=factories.cited("a"))
    with CaptureQueriesContext(connection) as more:
        view(admin, source)
    assert len(more) == len(few)


def test_private_pages_and_drafts_of_others_are_not_told(admin, source) -> None:
    fact = factories.key_fact(text=f"<p>A private fact.{tag('a')}</p>")
    public = factories.article("public", title="Public", body=[("key_fact", fact)])
    hidden(factories.article("hidden", title="Hidden", body=factories.cited("a")))
    draft = factories.article("draft", title="Draft")
    draft.body = factories.cited("a")
    draft.save_revision()
    public.title = "Not yet published"
    public.save_revision()
    hidden(fact)
    words = view(browser(keeper_of(source)), source).text
    assert "Public" in words
    for secret in ("A private fact", "A fact", "Hidden", "Draft", "Not yet published"):
        assert secret not in words
    words = view(admin, source).text
    for told in ("Public", "A private fact", "Hidden", "Draft"):
        assert told in words
