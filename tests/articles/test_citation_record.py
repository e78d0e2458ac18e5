"""The record of who cites what is kept in step with what is published."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from wagtail.models import Page, PageViewRestriction

from articles.citations import tag
from articles.models import Citation
from tests import factories

pytestmark = pytest.mark.django_db


def rows(page: Page) -> list[tuple[str, int | None, int]]:
    """The recorded sources of the page: key, number and mentions."""
    found = Citation.objects.filter(page_id=page.pk).order_by("number", "pk")
    return list(found.values_list("reference__slug", "number", "mentions"))


def cited_by(client: Any, reference: Any) -> str:
    """What the reference's page tells of the pages that rest on it."""
    html = client.get(reference.get_url()).content.decode()
    return html[html.index(">Cited by</h2>") : html.index("</article>")]


@pytest.fixture(autouse=True)
def references(db: None) -> list[Any]:
    """The references a and b."""
    return [factories.reference(key) for key in "ab"]


# --- Written on publish ---
def test_publishing_records_every_source_once() -> None:
    page = factories.article(body=factories.cited("b", "a", "b"))
    assert rows(page) == [("b", 1, 2), ("a", 2, 1)]


def test_a_row_says_who_cites_whom(references: list[Any]) -> None:
    page = factories.article(body=factories.cited("a"))
    assert str(Citation.objects.get()) == f"{page.pk} cites {references[0].pk}"


def test_publishing_again_rewrites_the_record() -> None:
    page = factories.article(body=factories.cited("a"))
    page.body = factories.cited("b")
    factories.publish(page)
    assert rows(page) == [("b", 1, 1)]


def test_dropping_the_last_citation_empties_the_record() -> None:
    page = factories.article(body=factories.cited("a"))
    page.body = [("paragraph", "<p>Nothing to rest on.</p>")]
    factories.publish(page)
    assert rows(page) == []


def test_saving_a_draft_does_not_touch_the_record() -> None:
    page = factories.article(body=factories.cited("a"))
    page.body = factories.cited("b")
    page.save_revision()
    assert rows(page) == [("a", 1, 1)]


def test_a_page_that_was_never_published_has_no_record() -> None:
    page = factories.article(live=False, body=factories.cited("a"))
    page.save_revision()
    assert rows(page) == []


def test_further_reading_is_recorded_without_a_number() -> None:
    reading = [("sources", {"sources": ["b"], "note": ""})]
    page = factories.article(body=factories.cited("a"), further_reading=reading)
    assert sorted(rows(page)) == [("a", 1, 1), ("b", None, 0)]


def test_publishing_a_page_that_cannot_cite_records_nothing() -> None:
    factories.standard_page()
    assert not Citation.objects.exists()


@pytest.mark.parametrize("make", [factories.condition, factories.article])
def test_every_page_with_a_body_is_recorded(make: Any) -> None:
    assert rows(make(body=factories.cited("a"))) == [("a", 1, 1)]


def test_a_side_effect_is_recorded_over_all_its_parts() -> None:
    text = f"<p>It passes.{tag('a')}</p>"
    page = factories.side_effect(what_it_feels_like=text, long_term_use=text)
    assert rows(page) == [("a", 1, 2)]


# --- Gone on unpublish ---
def test_unpublishing_clears_the_record() -> None:
    page = factories.article(body=factories.cited("a"))
    page.unpublish()
    assert rows(page) == []


def test_unpublishing_leaves_the_record_of_others_alone() -> None:
    page = factories.article(body=factories.cited("a"))
    factories.article("another", body=factories.cited("a")).unpublish()
    assert rows(page) == [("a", 1, 1)]


def test_deleting_a_page_clears_the_record() -> None:
    factories.article(body=factories.cited("a")).delete()
    assert not Citation.objects.exists()


def test_publishing_once_more_brings_the_record_back() -> None:
    page = factories.article(body=factories.cited("a"))
    page.unpublish()
    factories.publish(page)
    assert rows(page) == [("a", 1, 1)]


# --- In step with what a page includes ---
@pytest.fixture
def fact() -> Any:
    """A shared fact that cites a."""
    return factories.key_fact(text=f"<p>A fact.{tag('a')}</p>")


@pytest.fixture
def showing(fact: Any) -> Any:
    """An article that shows the fact and cites b."""
    return factories.article(body=[("key_fact", fact), *factories.cited("b")])


def test_the_sources_of_an_included_fact_are_recorded(showing: Any) -> None:
    assert rows(showing) == [("a", 1, 1), ("b", 2, 1)]


def test_publishing_a_fact_updates_the_pages_that_show_it(
    fact: Any, showing: Any
) -> None:
    fact.text = f"<p>A fact.{tag('b')}</p>"
    factories.publish(fact)
    assert rows(showing) == [("b", 1, 2)]


def test_saving_a_draft_of_a_fact_updates_nothing(fact: Any, showing: Any) -> None:
    fact.text = "<p>A fact.</p>"
    fact.save_revision()
    assert rows(showing) == [("a", 1, 1), ("b", 2, 1)]


def test_publishing_a_fact_leaves_a_draft_that_shows_it_alone(
    fact: Any, showing: Any
) -> None:
    showing.unpublish()
    factories.publish(fact)
    assert rows(showing) == []


@pytest.mark.parametrize("go", [lambda page: page.unpublish(), Page.delete])
def test_a_fact_that_goes_takes_its_sources_from_the_pages_that_showed_it(
    fact: Any, showing: Any, go: Any
) -> None:
    go(fact)
    assert rows(showing) == [("b", 1, 1)]


def test_a_fact_that_comes_back_brings_its_sources_along(
    fact: Any, showing: Any
) -> None:
    fact.unpublish()
    factories.publish(fact)
    assert rows(showing) == [("a", 1, 1), ("b", 2, 1)]


def test_a_link_to_a_fact_does_not_show_it(fact: Any) -> None:
    link = f'<p><a linktype="page" id="{fact.pk}">A fact</a></p>'
    page = factories.article(body=[("paragraph", link), *factories.cited("b")])
    factories.publish(fact)
    assert rows(page) == [("b", 1, 1)]


# --- Cited by ---
def test_a_reference_names_the_published_pages_that_cite_it(
    client: Any, references: list[Any]
) -> None:
    page = factories.article(body=factories.cited("a", "a"))
    assert cited_by(client, references[0]).count(f'<a href="{page.url}">') == 1


def test_a_reference_does_not_name_pages_that_cite_another(
    client: Any, references: list[Any]
) -> None:
    factories.article(body=factories.cited("b"))
    assert "No page of the journal rests on this" in cited_by(client, references[0])


def test_a_reference_does_not_name_a_draft(client: Any, references: list[Any]) -> None:
    page = factories.article(body=[("paragraph", "<p>Words.</p>")])
    page.body = factories.cited("a")
    page.save_revision()
    factories.article("draft", live=False, body=factories.cited("a"))
    assert "<a" not in cited_by(client, references[0])


def test_a_reference_does_not_name_a_private_page(
    client: Any, references: list[Any]
) -> None:
    page = factories.article(body=factories.cited("a"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert page.title not in cited_by(client, references[0])


def test_a_reference_does_not_name_an_unpublished_page(
    client: Any, references: list[Any]
) -> None:
    page = factories.article(body=factories.cited("a"))
    page.unpublish()
    assert page.title not in cited_by(client, references[0])


def test_a_reference_does_not_name_pages_that_only_list_it(
    client: Any, references: list[Any]
) -> None:
    reading = [("sources", {"sources": ["a"], "note": ""})]
    page = factories.article(further_reading=reading)
    assert page.title not in cited_by(client, references[0])


# --- Kept by the schema ---
def test_a_cited_reference_cannot_be_deleted_in_code(references: list[Any]) -> None:
    factories.article(body=factories.cited("a"))
    with pytest.raises(ProtectedError):
        references[0].delete()


def test_a_listed_reference_cannot_be_deleted_in_code(references: list[Any]) -> None:
    factories.article(
        further_reading=[("sources", {"sources": ["a"], "note": ""})],
    )
    with pytest.raises(ProtectedError):
        references[0].delete()


def test_the_list_of_references_cannot_be_deleted_in_code(
    references: list[Any],
) -> None:
    factories.article(body=factories.cited("a"))
    with pytest.raises(ProtectedError):
        references[0].get_parent().delete()


def test_an_uncited_reference_can_be_deleted_in_code(references: list[Any]) -> None:
    references[1].delete()
    assert not Page.objects.filter(slug="b").exists()
