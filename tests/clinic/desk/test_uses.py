"""Whoever takes something away is first told what uses it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.models import Page

from articles.models import JournalPage
from clinic.desk import uses
from clinic.models import ClinicSettings, StandardPage
from conditions.models import ArticleTopic
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.portable.small_journal import picture
from tests.clinic.reviewing import browser

pytestmark = pytest.mark.django_db

USED, ANOTHER = "used", "another"


def link_to(page: Page) -> list[tuple[str, str]]:
    """A body that links to a page."""
    return [("paragraph", f'<p><a linktype="page" id="{page.pk}">Here</a>.</p>')]


def confirm(action: str, page: Page) -> str:
    """The address at which an action on a page is confirmed."""
    if action == "move":
        args = [page.pk, factories.standard_page("elsewhere").pk]
        return reverse("wagtailadmin_pages:move_confirm", args=args)
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def bulk(model: str, action: str, *things: Any) -> str:
    """The address at which an action on many is confirmed."""
    app, name = model.split(".")
    address = reverse("wagtail_bulk_action", args=[app, name, action])
    return f"{address}?{'&'.join(f'id={thing.pk}' for thing in things)}&next=/admin/"


def shown(client: Client, address: str) -> BeautifulSoup:
    """The page of the admin at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def told(client: Client, address: str) -> list[list[str]]:
    """The rows of what uses it, all of them before the button."""
    page = shown(client, address)
    button = page.select_one("main form button, main form input[type=submit]")
    rows = page.select("main tbody tr")
    assert all(row in button.find_all_previous("tr") for row in rows)
    cells = [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]
    return [row for row in cells if len(row) == 4]


ACTIONS = pytest.mark.parametrize("action", ["unpublish", "delete", "move"])


@ACTIONS
def test_each_kind_of_use_is_named_before_the_button(admin, action) -> None:
    page = factories.condition(USED)
    factories.article("by-topic", topics=[ArticleTopic(topic=page)])
    factories.article("by-link", body=link_to(page))
    factories.article("by-both", see_also=[("page", page)], body=link_to(page))
    assert told(admin, confirm(action, page)) == [
        ["By both", "Article", "in “Body”; in “See also”", "live"],
        ["By link", "Article", "in “Body”", "live"],
        ["By topic", "Article", "in “Conditions and side effects”", "live"],
    ]


@ACTIONS
def test_a_page_that_nothing_uses_says_so(admin, action) -> None:
    page = factories.standard_page(USED)
    factories.article("another", body=link_to(factories.standard_page(ANOTHER)))
    address = confirm(action, page)
    assert told(admin, address) == []
    assert "Nothing on this site uses" in shown(admin, address).main.text


@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
def test_many_at_once_are_told_of_together(admin, action) -> None:
    one, two = factories.condition(USED), factories.condition(ANOTHER)
    factories.article("links-to-one", body=link_to(one))
    factories.article("links-to-both", body=link_to(one) + link_to(two))
    rows = told(admin, bulk("wagtailcore.page", action, one, two))
    assert [row[0] for row in rows] == ["Links to both", "Links to one"]


def test_each_use_leads_to_the_editor_of_the_page(admin) -> None:
    page = factories.standard_page(USED)
    article = factories.article(body=link_to(page))
    link = shown(admin, confirm("delete", page)).select_one("main tbody a")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_the_citing_pages_are_told_though_a_citation_is_no_link(admin) -> None:
    source = factories.reference()
    factories.article(body=factories.cited(source.key))
    assert told(admin, confirm("unpublish", source)) == [
        ["An article", "Article", "cites it once, as number 1", "live"]
    ]


def test_the_home_page_is_told_with_what_it_features(admin, home) -> None:
    journal = factories.journal()
    home.newest = journal
    home.save_revision().publish()
    row = ["Home", "Home page", "in “Newest articles”", "live"]
    assert row in told(admin, confirm("delete", journal))


def test_what_uses_a_page_below_is_told_but_not_what_goes_with_it(admin) -> None:
    one = factories.article("one")
    factories.article("two", body=link_to(one))
    factories.condition("uses-one", body=link_to(one))
    rows = told(admin, confirm("delete", JournalPage.objects.get()))
    assert [row[0] for row in rows] == ["USES-ONE"]


def test_settings_that_name_a_page_are_told(admin, home) -> None:
    page = factories.standard_page(USED)
    policies = [("page", page)]
    ClinicSettings.objects.create(
        site=home.get_site(), name="A clinic", policy_pages=policies
    )
    assert told(admin, confirm("unpublish", page)) == [
        ["Clinic settings", "", "in “Policy pages”", ""]
    ]


def test_searches_that_show_a_page_first_are_told(admin) -> None:
    page = factories.standard_page(USED)
    query = Query.get("fees")
    SearchPromotion.objects.create(query=query, page=page, sort_order=0)
    assert told(admin, confirm("delete", page)) == [
        ["The search for “fees”", "", "shows it first", ""]
    ]


# --- Drafts and private pages ---


def test_a_draft_that_uses_it_is_told(admin) -> None:
    page = factories.standard_page(USED)
    article = factories.article()
    article.body = link_to(page)
    article.save_revision()
    assert told(admin, confirm("delete", page)) == [
        ["An article", "Article", "in “Body” of a draft", "live + draft"]
    ]


def test_a_draft_that_only_holds_the_same_number_is_not_told(admin) -> None:
    page = factories.standard_page(USED)
    article = factories.article()
    article.body = [("paragraph", f"<p>About {page.pk} people.</p>")]
    article.save_revision()
    assert told(admin, confirm("delete", page)) == []


def test_drafts_and_private_pages_of_others_are_only_counted() -> None:
    page = factories.standard_page(USED)
    factories.article("a-draft", body=link_to(page), live=False)
    hidden(factories.article("a-private-page", body=link_to(page)))
    factories.article("a-public-page", body=link_to(page))
    keeper, address = browser(keeper_of(page)), confirm("unpublish", page)
    assert told(keeper, address) == [["A public page", "Article", "in “Body”", "live"]]
    words = shown(keeper, address).main
    assert "Used in 3 places." in words.text
    assert "And 2 pages that your account may not see." in words.text
    assert not words.select("tbody a")


def test_a_long_list_is_counted_to_the_end(admin, monkeypatch) -> None:
    monkeypatch.setattr(uses, "MOST_NAMED", 2)
    page = factories.standard_page(USED)
    for slug in ("a", "b", "c"):
        factories.article(slug, body=link_to(page))
    address = confirm("delete", page)
    assert [row[0] for row in told(admin, address)] == ["A", "B"]
    assert "And 1 more page." in shown(admin, address).main.text


# --- Pictures and documents ---


def test_a_picture_is_told_with_the_pages_that_show_it(admin) -> None:
    drawing = picture("synapse")
    figure = {"image": drawing, "alt": "Two cells", "caption": ""}
    factories.article(body=[("figure", figure)])
    row = ["An article", "Article", "in “Body”", "live"]
    assert told(admin, reverse("wagtailimages:delete", args=[drawing.pk])) == [row]
    assert told(admin, bulk("clinic.picture", "delete", drawing)) == [row]


def test_the_logo_is_told_with_the_settings(admin, home) -> None:
    logo = picture("logo")
    ClinicSettings.objects.create(site=home.get_site(), name="A clinic", logo=logo)
    assert told(admin, reverse("wagtailimages:delete", args=[logo.pk])) == [
        ["Clinic settings", "", "in “Logo”", ""]
    ]


def test_a_document_is_told_with_the_pages_that_link_to_it(admin) -> None:
    leaflet = Document.objects.create(
        title="A leaflet", file=ContentFile(b"text", name="leaflet.txt")
    )
    link = f'<p><a linktype="document" id="{leaflet.pk}">Leaflet</a></p>'
    factories.standard_page(body=[("paragraph", link)])
    row = ["About", "Standard page", "in “Body”", "live"]
    assert told(admin, reverse("wagtaildocs:delete", args=[leaflet.pk])) == [row]
    assert told(admin, bulk("wagtaildocs.document", "delete", leaflet)) == [row]


# --- What it costs ---


@ACTIONS
def test_asking_costs_as_much_however_many_use_it(admin, action) -> None:
    page = factories.standard_page(USED)
    address = confirm(action, page)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(address).status_code == 200
        return len(captured)

    factories.article("one", body=link_to(page))
    admin.get(address)
    before = queries()
    for slug in ("two", "three"):
        factories.article(slug, body=link_to(page))
    assert queries() == before


def test_nothing_is_taken_away_by_looking(admin) -> None:
    page = factories.standard_page(USED)
    for action in ("unpublish", "delete", "move"):
        admin.get(confirm(action, page))
    assert StandardPage.objects.visible().filter(pk=page.pk).exists()
