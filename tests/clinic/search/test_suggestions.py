"""While a reader types, visible pages are proposed by their names, and nothing else."""

from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def suggested(text: str) -> list[dict[str, str]]:
    """What is proposed for a beginning."""
    answer = Client().get("/search/suggestions/", {"q": text})
    assert answer.status_code == 200
    return answer.json()["suggestions"]


def test_a_beginning_proposes_pages_by_each_of_their_names() -> None:
    names = [("shell shock", "lay"), ("shelshok", "misspelling")]
    others = [("name", {"text": text, "kind": kind}) for text, kind in names]
    factories.condition("ptsd", title="PTSD", also_called=others)
    factories.reference("a-2000", title="Shells of the sea")
    assert suggested("she") == [
        {
            "title": "PTSD",
            "also": "shell shock",
            "type": "Condition",
            "address": "/conditions/ptsd/",
        },
        {
            "title": "Shells of the sea",
            "also": "",
            "type": "Reference",
            "address": "/references/a-2000/",
        },
    ]
    # A misspelling finds the page, but is not shown.
    assert [(s["title"], s["also"]) for s in suggested("shels")] == [("PTSD", "")]
    assert suggested("shock she")[0]["title"] == "PTSD"


def test_few_letters_and_other_words_propose_nothing() -> None:
    factories.standard_page(title="Okapi", body=[("paragraph", "<p>Zebra</p>")])
    for text in ("", "o", " ", '"', "zeb", "kapi", "okapi zebra"):
        assert suggested(text) == []


def test_hidden_pages_are_not_proposed_and_eight_are_enough() -> None:
    factories.article("draft", title="Okapi draft", live=False)
    assert suggested("okapi") == []
    for number in range(9):
        factories.standard_page(f"page-{number}", title=f"Okapi {number}")
    assert [s["title"] for s in suggested("okapi")] == [f"Okapi {n}" for n in range(8)]


def test_it_is_read_by_three_queries_and_sets_no_cookie(
    django_assert_num_queries: Any,
) -> None:
    for number in range(3):
        factories.condition(f"c-{number}", title=f"Okapi {number}")
        factories.author(f"a-{number}", title=f"Okapi {number}")
    suggested("okapi")
    with django_assert_num_queries(3):
        assert len(suggested("okapi")) == 6
    answer = Client().get("/search/suggestions/", {"q": "okapi"})
    assert set(answer["Cache-Control"].split(", ")) == {"max-age=60", "public"}
    assert not answer.cookies
    assert Client().post("/search/suggestions/").status_code == 405
