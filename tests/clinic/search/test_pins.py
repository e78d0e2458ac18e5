"""What editors pinned to a search stands above its results, if anybody may see it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from clinic.models import FailedSearch
from tests import factories

pytestmark = pytest.mark.django_db


def pin(words: str, page: Page | None = None, **fields: Any) -> None:
    """Pin as the admin's form does."""
    SearchPromotion.objects.create(query=Query.get(words), page=page, **fields)


def pinned(text: str, **chosen: str) -> list[tuple[str, str]]:
    """Title and address of what stands above the results."""
    answer = Client().get("/search/", {"q": text, **chosen})
    links = BeautifulSoup(answer.content, "html.parser").select(".pins a")
    return [(link.text, link["href"]) for link in links]


def test_a_pin_stands_above_the_results_and_only_for_its_words() -> None:
    page = factories.article("okapi", title="Of the okapi")
    factories.article("okapis", title="Okapi and gnu")
    pin("Okapi", page, description="Begin <here>.")
    assert pinned("the ÓKAPI!") == [("Of the okapi", page.get_url())]
    answer = Client().get("/search/", {"q": "okapi"})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert "Begin <here>." in soup.select_one(".pins").text
    assert soup.select_one("#results").text == "2 pages for “okapi”"
    # It is not shown a second time below.
    titles = [link.text for link in soup.select("ol.results h3")]
    assert titles == ["Okapi and gnu"]
    assert pinned("okapi gnu") == pinned("okapi", type="article") == []


def test_hidden_pages_are_no_pins() -> None:
    draft = factories.article("draft", title="Okapi draft", live=False)
    private = factories.article("private", title="Okapi private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    pin("okapi", draft)
    pin("okapi", private)
    assert pinned("okapi") == []


def test_a_pin_without_results_is_shown_and_nothing_has_failed() -> None:
    link = {
        "external_link_url": "https://988lifeline.org/",
        "external_link_text": "988",
    }
    pin("hotline", **link)
    assert pinned("hotline") == [("988", "https://988lifeline.org/")]
    answer = Client().get("/search/", {"q": "hotline"}).content.decode()
    assert "Nothing else was found for “hotline”" in answer
    assert not FailedSearch.objects.exists()


def test_editors_find_the_pins_and_no_empty_report(admin: Any) -> None:
    menu = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailsearchpromotions:index") in menu
    assert reverse("wagtailsearchpromotions:search_terms") not in menu
