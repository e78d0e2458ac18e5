"""When something goes wrong, a reader still finds help."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
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


def test_the_first_helplines_stand_in_the_text_of_an_unknown_address(lost) -> None:
    assert lost.main.select('.help-now a[href="tel:988"]')


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("/nowhere/", "nowhere"),
        ("/conditions/PTSD-treatment/", "ptsd treatment"),
        ("/a/b/c-d.html", "c d html"),
        ("/media/none.png", "none png"),
        ("/%F0%9F%98%80/%E2%80%AE/", ""),
        ("/<script>x</script>/", "script"),
        (f"/{'long-' * 100}/", "long long long long long long"),
    ],
)
def test_an_unknown_address_is_offered_as_a_query(
    clinic, address: str, proposed: str
) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    form = BeautifulSoup(answer.content, "html.parser").main.find("form")
    assert form["action"] == "/search/"
    assert form.find("input")["value"] == proposed


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
    assert {tag["href"] for tag in page.find_all("a")} == {"/", "tel:911", "tel:988"}
    assert not page.find_all(["script", "img", "style"])
    # Its looks are the site's; the file is there by its plain name in production too.
    assert [tag["href"] for tag in page.find_all("link")] == ["/static/css/site.css"]


def broken_page() -> None:
    """Assert that a page of the site is answered with the page of a broken server."""
    answer = Client(raise_request_exception=False).get("/about/")
    assert answer.status_code == 500
    assert b"Something went wrong on our side" in answer.content
    assert b"988" in answer.content


def test_a_broken_page_is_answered_by_it(clinic, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("clinic.models.page.Frame", broken)
    broken_page()


def test_so_is_every_page_while_the_database_is_gone(clinic, monkeypatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("the database is gone")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", gone)
        broken_page()
