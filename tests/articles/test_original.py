"""What is not known of an original is told as that, never as a name."""

import pytest

from articles.models.original import Original

SELLS = " (the publisher sells this treatment)"


@pytest.mark.parametrize(
    ("title", "publisher", "sells", "words"),
    [
        ("Calm Nights", "A clinic", False, "Calm Nights, A clinic"),
        ("Calm Nights", "A clinic", True, f"Calm Nights, A clinic{SELLS}"),
        ("untitled", "A clinic", False, "an untitled text, A clinic"),
        ("Calm Nights", "", False, "Calm Nights, whose publisher is not stated"),
        (
            "Untitled ",
            "Not stated",
            True,
            f"an untitled text whose publisher is not stated{SELLS}",
        ),
        (
            "Untitled dreams",
            "Not stated, Inc.",
            False,
            "Untitled dreams, Not stated, Inc.",
        ),
    ],
)
def test_an_original_is_told_in_words(title, publisher, sells, words) -> None:
    assert Original.told(title, publisher, sells_treatment=sells).in_words == words


@pytest.mark.parametrize(
    ("publisher", "sells", "known"),
    [
        ("A clinic", True, True),
        ("A clinic", False, False),
        ("not stated", True, True),
        ("not stated", False, None),
    ],
)
def test_nobody_knows_of_a_publisher_who_is_not_stated_that_they_sell_nothing(
    publisher: str, sells: bool, known: bool | None
) -> None:
    told = Original.told("Calm Nights", publisher, sells_treatment=sells)
    assert told.sells_treatment is known
