"""Who misspells a word is asked whether another was meant; nothing is replaced."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from clinic.search.query import Query
from clinic.search.spelling import meant
from tests import factories

pytestmark = pytest.mark.django_db


def ask(text: str) -> Any:
    """The main part of the page that answers."""
    answer = Client().get("/search/", {"q": text})
    return BeautifulSoup(answer.content, "html.parser").main


def proposed(text: str) -> str:
    """What the reader may have meant."""
    link = ask(text).select_one(".meant a")
    return link.text if link else ""


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ketmaine", "ketamine"),
        ("depresion", "depression"),
        ("anxeity", "anxiety"),
        ("skizofrenia", "schizophrenia"),
        ("Ketamin for depresssion", "ketamine depression"),
        ("xylophone", ""),
        ("cat", ""),
        ("ketamine", ""),
        ("depressions", ""),
        ("12345678", ""),
    ],
)
def test_a_slip_is_near_what_was_meant(typed: str, right: str) -> None:
    names = ["ketamine", "depression", "anxiety", "schizophrenia", "cut", "bat"]
    found = meant(Query(typed), dict.fromkeys(names, 1))
    assert (found.text if found else "") == right


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("fainting", "findings"),
        ("mdma", "nmda"),
        ("adhd", "add"),
        ("cost", "post"),
        ("tired", "trd"),
        ("insurance", "disturbance"),
    ],
)
def test_a_word_that_only_looks_a_little_alike_is_not_proposed(
    typed: str, alike: str
) -> None:
    assert meant(Query(typed), {alike: 9}) is None


def test_a_slip_in_the_first_letter_is_near_enough_in_a_long_word() -> None:
    for typed, right in [("zertraline", "sertraline"), ("silocybin", "psilocybin")]:
        found = meant(Query(typed), {right: 1})
        assert found is not None
        assert found.text == right


def test_a_name_is_proposed_and_the_reader_decides() -> None:
    others = [("shell shock", "lay"), ("Sertralin", "brand"), ("ptsdd", "misspelling")]
    names = [("name", {"text": text, "kind": kind}) for text, kind in others]
    factories.condition("ptsd", title="Trauma", also_called=names)
    factories.article(title="Of the okapi", body=[("paragraph", "<p>Gnu</p>")])
    assert proposed("trauna") == "trauma"
    assert proposed("shel shock") == "shell shock"
    assert proposed("sertraline") == "sertralin"
    assert proposed("the okapy") == "okapi"
    page = ask("okapy")
    assert page.h2.text == "Nothing was found for “okapy”"
    assert page.select_one(".meant a")["href"] == "/search/?q=okapi"
    assert page.select_one("input[name=q]")["value"] == "okapy"
    # A misspelling that editors know is found, and never proposed.
    assert proposed("ptsdd") == proposed("ptsdx") == ""


def test_nothing_is_proposed_that_finds_no_more() -> None:
    page = factories.article(title="Of the okapi")
    assert proposed("okapy") == "okapi"
    page.unpublish()  # its words are remembered for some minutes
    assert proposed("okapy") == ""
    cache.clear()
    assert proposed("okapy") == ""


def test_words_that_are_nowhere_together_are_offered_alone() -> None:
    factories.article(title="Of the okapi")
    factories.article("gnu", title="Of gnus")
    links = [link.text for link in ask("gnus okapi zebra").select("a[href*='?q=']")]
    assert links == ["gnus", "okapi"]
    # Who may be in danger is told of help, not of spelling.
    assert not ask("suicide okapi").select("a[href*='?q=']")
