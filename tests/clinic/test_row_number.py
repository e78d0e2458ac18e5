"""A text from outside tells the number of a row, or none."""

import pytest

from clinic.row_number import row_number

# What a form or a link may tell in the place of the number of a row.
NO_NUMBERS = ("", "x", "-1", " 1", "1\n", "²", "٣", "9" * 19, "9" * 5000)


@pytest.mark.parametrize("told", ["1", "42", "007", "9" * 18])
def test_digits_tell_a_number(told: str) -> None:
    assert row_number(told) == int(told)


@pytest.mark.parametrize("told", NO_NUMBERS)
def test_all_else_tells_none(told: str) -> None:
    assert row_number(told) == 0
