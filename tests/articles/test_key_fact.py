"""A shared fact stands by itself and wherever it is included."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError

from articles.models import ArticlePage, KeyFactIndexPage, KeyFactPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_fact_needs_its_text() -> None:
    with pytest.raises(ValidationError, match="Write the fact"):
        factories.key_fact(text="")


def test_a_fact_needs_the_day_it_was_checked() -> None:
    with pytest.raises(ValidationError, match="When were its sources last read"):
        factories.key_fact(checked_on=None)


def test_a_draft_needs_neither() -> None:
    page = factories.key_fact(live=False)
    page.text, page.checked_on = "", None
    page.is_rough = True
    page.full_clean()


def test_a_fact_is_live_before_the_pages_that_show_it() -> None:
    assert KeyFactPage.publish_order < ArticlePage.publish_order


@pytest.mark.parametrize("place", ["by itself", "included"])
def test_a_fact_tells_its_text_and_the_day_it_was_checked(
    client: Any, place: str
) -> None:
    fact = factories.key_fact(title="At home", text="<p>Never drive that day.</p>")
    included = factories.article(body=[("key_fact", fact)])
    page = fact if place == "by itself" else included
    html = client.get(page.url).content.decode()
    assert "At home" in html
    assert "Never drive that day." in html
    assert "Sources last read on November 23, 2026." in html


def test_an_included_fact_leads_to_its_own_page(client: Any) -> None:
    fact = factories.key_fact()
    page = factories.article(body=[("key_fact", fact)])
    assert f'<a href="{fact.url}">' in client.get(page.url).content.decode()


def test_a_changed_fact_is_changed_wherever_it_is_shown(client: Any) -> None:
    fact = factories.key_fact()
    page = factories.article(body=[("key_fact", fact)])
    fact.text = "<p>A newer fact.</p>"
    factories.publish(fact)
    assert "A newer fact." in client.get(page.url).content.decode()


def test_a_draft_of_a_fact_is_shown_nowhere(client: Any) -> None:
    fact = factories.key_fact()
    page = factories.article(body=[("key_fact", fact)])
    fact.text = "<p>A newer fact.</p>"
    fact.save_revision()
    for shown in (page, fact):
        assert "A newer fact." not in client.get(shown.url).content.decode()


def help_in(html: str) -> Tag | None:
    """The list of helplines in a page's own text, not around it."""
    page = BeautifulSoup(html, "html.parser")
    return page.select_one("main .prose .help-now .first-helplines")


@pytest.mark.parametrize("words", ["It does not prevent suicide.", "On self-harm."])
def test_a_fact_that_speaks_of_suicide_shows_help_on_its_own_page(
    client: Any, words: str
) -> None:
    fact = factories.key_fact(text=f"<p>{words}</p>")
    assert help_in(client.get(fact.url).content.decode())


def test_a_fact_that_names_a_helpline_alone_shows_no_more_help(client: Any) -> None:
    fact = factories.key_fact(text="<p>988 Suicide & Crisis Lifeline.</p>")
    assert not help_in(client.get(fact.url).content.decode())


def test_the_list_shows_public_facts_by_title(client: Any) -> None:
    for slug in ("b-fact", "a-fact"):
        factories.key_fact(slug)
    factories.key_fact("draft", live=False)
    index = KeyFactIndexPage.objects.get()
    assert [entry.slug for entry in index.entries()] == ["a-fact", "b-fact"]
    html = client.get(index.url).content.decode()
    assert "A fact" in html
    assert "Draft" not in html
