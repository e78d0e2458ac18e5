"""Whatever is typed into the search is made harmless, and its words are kept."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clinic.search.query import (
    MOST_CHARACTERS,
    MOST_WORDS,
    Query,
    cleaned,
    number_forms,
)
from clinic.search.results import results
from tests import factories

pytestmark = pytest.mark.django_db


def ask(text: str) -> str:
    """The page that answers a query, asked behind the door that refuses a NUL."""
    request = RequestFactory().get("/search/", {"q": text})
    request.user = AnonymousUser()
    answer = results(request)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_query_is_shown_again_without_what_could_do_harm() -> None:
    assert cleaned("  a\x00b\n\tc  ") == "a b c"
    assert cleaned("x\u202ey\ud800z\u200b") == "xyz"
    assert len(cleaned("a " * 10_000)) <= MOST_CHARACTERS
    assert cleaned("\x00" * 10_000) == ""


def test_only_the_first_words_are_looked_for_and_it_is_said() -> None:
    long = Query(" ".join(f"w{number}" for number in range(20)))
    assert len(long.words) == MOST_WORDS
    assert long.is_cut
    assert not Query("one two").is_cut


def test_a_long_query_finds_by_its_first_words_and_is_told() -> None:
    said = [f"w{number}" for number in range(20)]
    page = factories.standard_page(title=" ".join(said[:MOST_WORDS]))
    answer = ask(" ".join(said))
    assert page.get_url() in answer
    assert "Only the first words" in answer


def test_a_word_said_twice_counts_once() -> None:
    assert Query("okapi Okapi OKAPI").words == ["okapi"]


def test_forms_of_a_word_are_few() -> None:
    assert set(number_forms("studies")) >= {"studies", "study"}
    assert all(
        len(number_forms(word)) <= 6 for word in ("is", "ies", "boxes", "s", "y")
    )


AWKWARD = (
    *('"', "'", 'unclosed "quote', " ", "\x00", "a\x00b", "\\", "%", "%s", "{}", "*"),
    *(
        "a*",
        "^a",
        "a AND",
        "OR",
        "NOT a",
        "NEAR(a b)",
        "title:a",
        "(a",
        "a)",
        "-a",
        "a:b",
    ),
    *("a & b | !c", "a <-> b", ":*", "'a':*", "$1", ";--", "é" * 300, "\u0301\u0301"),
    *(
        "مرحبا",
        "😀😀",
        "\u202e",
        "\ufdfa" * 200,
        "\u3316" * 200,
        "a " * 5000,
        "x" * 10_000,
    ),
)


@pytest.mark.parametrize("text", AWKWARD)
def test_nothing_that_is_typed_breaks_the_search(text: str) -> None:
    factories.standard_page(title="Okapi a b")
    assert "Search" in ask(text)


@given(text=st.text() | st.text(alphabet="ao\"'*:^()-&|!<>% \\"))
@example(text='"')
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(Query(text).words) <= MOST_WORDS
    assert len(Query(text + "\ud800").text) <= MOST_CHARACTERS
    assert "Search" in ask(text)
