"""A list is narrowed by what its entries are, and every choice can be taken back."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from clinic.search.facets import (
    FIRST_CHOICES,
    Axis,
    Facet,
    Selection,
    gathered,
    page_axis,
    year_axis,
)
from tests import factories

KIND = Axis("kind", "Kind", {"r": ("review", "Review"), "n": ("news", "News")})
YEAR = Axis("year", "Year", {2026: ("2026", "2026"), 2025: ("2025", "2025")})
ENTRIES = {
    3: {"kind": {"r"}, "year": {2026}},
    1: {"kind": {"n"}, "year": {2026}},
    2: {"kind": {"r"}, "year": {2025}},
}


def selection(query: dict[str, str] | None = None, **kept: str) -> Selection:
    """What is left of three entries."""
    return Selection([KIND, YEAR], ENTRIES, query or {}, "/list/", kept)


def counts(narrowed: Selection) -> dict[str, int]:
    """How many entries each choice leaves."""
    return {c.label: c.count for facet in narrowed.facets for c in facet.choices}


def addresses(narrowed: Selection) -> dict[str, str]:
    """Where each choice leads."""
    return {c.label: c.address for facet in narrowed.facets for c in facet.choices}


def test_without_a_choice_all_is_there_in_its_order() -> None:
    narrowed = selection()
    assert narrowed.ids == [3, 1, 2]
    assert narrowed.chosen == []
    assert counts(narrowed) == {"Review": 2, "News": 1, "2026": 2, "2025": 1}


def test_a_choice_leaves_what_is_so() -> None:
    assert selection({"kind": "review"}).ids == [3, 2]
    assert selection({"kind": "review", "year": "2025"}).ids == [2]
    assert selection({"kind": "news", "year": "2025"}).ids == []


def test_counts_are_those_within_the_other_choices() -> None:
    assert counts(selection({"kind": "review"})) == {
        "Review": 2,
        "News": 1,
        "2026": 1,
        "2025": 1,
    }


def test_a_choice_that_leaves_nothing_is_not_offered_but_stays_if_chosen() -> None:
    assert "2025" not in counts(selection({"kind": "news"}))
    assert counts(selection({"kind": "news", "year": "2025"}))["2025"] == 0


def test_an_address_adds_a_choice_and_keeps_the_rest_but_the_page() -> None:
    narrowed = selection({"kind": "review", "page": "3", "utm": "x"}, q="a & b")
    assert addresses(narrowed)["2026"] == "/list/?q=a+%26+b&kind=review&year=2026"
    assert narrowed.kept == "q=a+%26+b&kind=review&"


def test_the_address_of_what_is_chosen_takes_it_back() -> None:
    narrowed = selection({"kind": "review", "year": "2026"})
    [kind, year] = narrowed.chosen
    assert (kind[0], kind[1].label) == ("Kind", "Review")
    assert kind[1].address == "/list/?year=2026"
    assert year[1].address == "/list/?kind=review"
    assert addresses(narrowed)["News"] == "/list/?kind=news&year=2026"
    assert narrowed.clear_address == "/list/"
    assert addresses(selection({"kind": "review"}))["Review"] == "/list/"


@pytest.mark.parametrize("value", ["", "nope", "r", "\x00", "x" * 9000, "' OR 1=1"])
def test_an_unknown_value_is_as_if_nothing_was_chosen(value: str) -> None:
    narrowed = selection({"kind": value})
    assert narrowed.ids == [3, 1, 2]
    assert narrowed.kept == ""


def test_a_facet_without_any_choice_is_not_shown() -> None:
    entries = {1: {"kind": {"r"}, "year": set()}}
    narrowed = Selection([KIND, YEAR], entries, {}, "/")
    assert [facet.name for facet in narrowed.facets] == ["kind"]


def test_a_long_facet_is_folded_but_for_its_first_and_the_chosen() -> None:
    years = {year: (str(year), str(year)) for year in range(2026, 2000, -1)}
    entries = {year: {"year": {year}} for year in years}
    axis = Axis("year", "Year", years)
    facet: Facet = Selection([axis], entries, {"year": "2001"}, "/").facets[0]
    assert [choice.label for choice in facet.first][-2:] == ["2019", "2001"]
    assert len(facet.first) == FIRST_CHOICES + 1
    assert len(facet.more) == 26 - FIRST_CHOICES - 1
    assert not set(facet.first) & set(facet.more)


def test_rows_are_gathered_by_entry() -> None:
    rows = [(2, "a", 7, None), (1, "b", None, None), (2, "a", 8, 9)]
    assert gathered(rows, ["kind", "topic", "topic"]) == {
        2: {"kind": {"a"}, "topic": {7, 8, 9}},
        1: {"kind": {"b"}, "topic": set()},
    }


def test_years_are_those_of_dates_and_of_texts_the_last_first() -> None:
    entries = {
        1: {"year": {dt.date(2024, 5, 1)}},
        2: {"year": {"2026-01"}},
        3: {"year": {"2024"}},
        4: {"year": set()},
    }
    axis = year_axis("year", "Year", entries)
    assert list(axis.options) == ["2026", "2024"]
    assert Selection([axis], entries, {"year": "2024"}, "/").ids == [1, 3]


@pytest.mark.django_db
def test_an_axis_of_pages_names_visible_pages_of_one_type(
    django_assert_num_queries,
) -> None:
    shown = factories.condition("zz", title="Zed")
    first = factories.condition("aa", title="Alpha")
    effect = factories.side_effect()
    draft = factories.condition("draft", live=False)
    private = factories.condition("private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    entries = {1: {"condition": {p.pk for p in (shown, first, effect, draft, private)}}}
    with django_assert_num_queries(1):
        axis = page_axis("condition", "Condition", entries, "conditionpage")
    assert list(axis.options.values()) == [("aa", "Alpha"), ("zz", "Zed")]
