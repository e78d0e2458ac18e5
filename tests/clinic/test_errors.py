"""When something goes wrong, a reader still finds help."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from clinic.models import ClinicSettings
from tests import factories


@pytest.fixture
def clinic(home) -> ClinicSettings:
    """A clinic with one helpline, on a site with one page in the menu."""
    factories.standard_page("about", show_in_menus=True)
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    line = {"name": "Lifeline", "phone": "988", "is_first": True}
    clinic.helplines = [("helpline", line)]
    clinic.save()
    return clinic


@pytest.fixture
def lost(clinic) -> BeautifulSoup:
    """What a reader gets at an address that is none."""
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    assert not answer.cookies
    return BeautifulSoup(answer.content, "html.parser")


def test_an_unknown_address_is_told_in_words(lost) -> None:
    assert lost.h1.text == "This page is not here"
    assert "Page not found" in lost.title.text


def test_an_unknown_address_leads_on(lost) -> None:
    leads = {tag["href"] for tag in lost.select("main a, header a")}
    assert {"/", "/about/"} <= leads


def test_an_unknown_address_names_the_helplines(lost, clinic) -> None:
    help_below = lost.find(id="helplines")
    assert clinic.emergency_text in help_below.text
    assert help_below.select('a[href="tel:988"]')
    assert lost.select('.help-strip a[href="tel:988"]')


def test_search_engines_keep_no_unknown_address(lost) -> None:
    assert lost.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert not lost.find("link", rel="canonical")


@pytest.mark.parametrize("address", ["/media/none.png", "/documents/9/none.pdf"])
def test_a_lost_file_is_told_in_the_same_words(clinic, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert b"This page is not here" in answer.content


def test_the_page_of_a_broken_server_needs_nothing_and_helps() -> None:
    html = (settings.BASE_DIR / "templates/500.html").read_text()
    assert "{%" not in html
    assert "{{" not in html
    page = BeautifulSoup(html, "html.parser")
    assert {tag["href"] for tag in page.find_all("a")} == {"tel:911", "tel:988"}
    assert not page.find_all(["link", "script", "img", "style"])


def test_a_broken_page_is_answered_by_it(clinic, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("clinic.models.page.Frame", broken)
    answer = Client(raise_request_exception=False).get("/about/")
    assert answer.status_code == 500
    assert b"Something went wrong on our side" in answer.content
    assert b"988" in answer.content
