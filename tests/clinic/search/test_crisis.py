"""Who seems to be in danger is shown a helpline; nobody else is startled."""

import pytest

from clinic.search.crisis import PHRASES, mentions_crisis
from clinic.search.words import words


@pytest.mark.parametrize(
    "text",
    [
        "suicide",
        "ketamine for SUICIDAL thoughts",
        "I want to kill myself",
        "self-harm",
        "ketamine overdose",
        "988",
        "don’t want to live",
    ],
)
def test_the_words_of_a_crisis_are_heard(text: str) -> None:
    assert mentions_crisis(text)


@pytest.mark.parametrize(
    "text", ["", "ketamine", "kill pain", "10988", "myself", "dose", "to live well"]
)
def test_other_words_are_not(text: str) -> None:
    assert not mentions_crisis(text)


def test_every_phrase_is_written_as_it_is_compared() -> None:
    assert [phrase for phrase in PHRASES if " ".join(words(phrase)) != phrase] == []
    assert len(set(PHRASES)) == len(PHRASES) < 60
