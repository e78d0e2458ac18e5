"""Text and query are made into the same words, whatever is in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.search.words import LONGEST_WORD, Words, folded, searched, words
from tests import factories


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ketamine Therapy", ["ketamine", "therapy"]),
        ("5-HT2A receptors", ["5", "ht2a", "receptors"]),
        ("10.1016/j.x(99)", ["10", "1016", "j", "x", "99"]),
        ("Crohn’s, Crohn's", ["crohns", "crohns"]),
        ("‘quoted’ 'too'", ["quoted", "too"]),
        ("Ménière CAFÉ ÅNGSTRÖM", ["meniere", "cafe", "angstrom"]),
        ("Straße, ﬁbre, CO₂, ½", ["strasse", "fibre", "co2", "1", "2"]),
        ("under_score", ["under", "score"]),
        ("القلق तनाव 不安", ["القلق", "तनव", "不安"]),
        ("… — !?* 😀 \x00 \ud800", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_plain_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_is_never_longer_than_a_database_takes() -> None:
    assert words("a" * 5000) == ["a" * LONGEST_WORD]
    assert words("\u3316" * 300) == [words("\u3316" * 300)[0]]


@given(st.text())
@settings(max_examples=200)
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(word.isalnum() for word in found)


def test_a_list_of_texts_is_one_text() -> None:
    assert folded(["One, two", "", ["THREE"], None]) == "one two three"
    assert folded(None) == ""
    assert folded(2024) == "2024"


@pytest.mark.django_db
def test_a_field_may_be_a_text_a_body_a_property_or_a_method() -> None:
    article = factories.article(
        summary="Say «yes»", body=[("paragraph", "<p>Two<br/>words</p>")]
    )
    values = [
        field.get_value(article) for field in searched("summary", "body", "names")
    ]
    assert values == ["say yes", "two words", "an article"]
    assert Words("get_kind_display").get_value(article) == "explainer"
