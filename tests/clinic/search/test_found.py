"""What was found stands in an order: by its names, its words, its type, its age."""

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from clinic.search.found import Found
from clinic.search.query import Query
from tests import factories

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    """The slugs of the pages that are found, in their order."""
    results = Found(Query(text), Site.objects.get(is_default_site=True).root_page)
    slugs = dict(Page.objects.values_list("pk", "slug"))
    return [slugs[pk] for pk in results.hits]


def test_the_page_that_is_called_so_comes_first_then_names_then_text() -> None:
    factories.reference("reference", title="The okapi in the wild")
    factories.article("text", summary="Of the okapi.")
    factories.article("named", title="An okapi and a gnu")
    factories.condition("condition-text", summary="Okapi.")
    factories.condition(
        "ok", title="Sadness", also_called=[("name", {"text": "Okapi"})]
    )
    factories.side_effect("exact", title="Okapi")
    assert found("okapi") == [
        *("exact", "ok", "named", "condition-text", "text", "reference")
    ]


def test_who_says_a_whole_title_and_more_gets_that_page_first() -> None:
    factories.standard_page("insurance", body=[("paragraph", "<p>Of okapis.</p>")])
    text = [("paragraph", "<p>Okapi insurance, insurance of an okapi.</p>")]
    factories.condition("ptsd", title="PTSD", body=text)
    # Of this title only a part is said.
    factories.standard_page("law", title="Insurance law", body=text)
    for said in ("okapi insurance", "insurance okapi", "okapi insurances"):
        assert found(said)[0] == "insurance"
        assert set(found(said)) == {"insurance", "ptsd", "law"}


def test_a_page_with_some_of_the_words_in_its_title_comes_before_sources() -> None:
    factories.reference(
        "source", title="Gnu and zebra and gnu and zebra", issued="2000"
    )
    for slug in ("one", "two", "three"):
        factories.reference(slug, title=f"Of the {slug}")
    long = "<p>Many words.</p>" * 100
    body = [("paragraph", f"<p>A gnu. {long} A zebra.</p>")]
    factories.article("text", title="Of the okapi", body=body)
    factories.condition("zebra", title="Zebra sadness", body=body)
    assert found("gnu zebra") == ["zebra", "text", "source"]


def test_of_two_that_are_alike_the_newest_comes_first() -> None:
    for slug, day in (
        ("old", "2020-01-01"),
        ("new", "2026-01-01"),
        ("mid", "2023-01-01"),
    ):
        page = factories.article(slug, title="Okapi")
        moment = timezone.datetime.fromisoformat(f"{day}T00:00:00+00:00")
        Page.objects.filter(pk=page.pk).update(first_published_at=moment)
    assert found("okapi") == ["new", "mid", "old"]
