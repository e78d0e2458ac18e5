"""A hundred people as a picture: as many dots as were counted, with words."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from conditions.hundred import dots
from tests import factories

COUNT = {
    "treatment": "Esketamine spray",
    "numerator": 142,
    "denominator": 346,
    "comparison": "Placebo spray",
    "comparison_numerator": 1,
    "comparison_denominator": 222,
    "population": "Adults.",
    "time_frame": "Four weeks.",
    "sources": ["a"],
}


def drawn(path: str) -> int:
    """How many dots a path draws: one at its beginning, one every ten units."""
    return sum(
        int(float(length)) // 10 + 1 for length in re.findall(r"h([\d.]+)", path)
    )


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 41, 99, 100])
def test_a_path_draws_as_many_dots_as_it_should(number: int) -> None:
    assert drawn(dots(number)) == number


def pictures(client: Any, **count: Any) -> list[BeautifulSoup]:
    """The pictures on the page of a side effect that was counted so."""
    factories.reference("a")
    page = factories.side_effect(frequency=[("frequency", COUNT | count)])
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    return html.select(".hundred")


@pytest.mark.django_db
def test_both_groups_are_shown_of_a_hundred_people_each(client) -> None:
    treated, others = pictures(client)
    assert treated.svg["aria-label"] == "About 41 in 100 people"
    assert treated.figcaption.text == "About 41 in 100 Esketamine spray"
    assert drawn(treated.select_one(".hundred__had")["d"]) == 41
    assert others.figcaption.text == "Fewer than 1 in 100 Placebo spray"
    assert others.select(".hundred__had") == []


@pytest.mark.django_db
def test_who_was_not_counted_is_not_shown(client) -> None:
    unknown = {"comparison_numerator": None, "comparison_denominator": None}
    [treated] = pictures(client, comparison="", **unknown)
    assert "Esketamine" in treated.figcaption.text


@pytest.mark.django_db
def test_a_side_effect_that_nobody_counted_has_no_picture(client) -> None:
    page = factories.side_effect()
    html = client.get(page.url).content.decode()
    assert 'class="hundred"' not in html
    assert "Not known." in html
