"""How often a side effect comes is said in whole people, and help is never left out."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from conditions.blocks import FrequencyBlock, in_words
from conditions.models import SideEffectIndexPage, SideEffectPage, TreatmentSideEffect
from conditions.models.side_effect import BodySystem, Seriousness
from tests import factories

BLOCK = FrequencyBlock()


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (0, 50, "none of 50"),
        (1, 1000, "fewer than 1 in 100"),
        (99, 10_000, "fewer than 1 in 100"),
        (1, 100, "about 1 in 100"),
        (14, 1000, "about 1 in 100"),
        (15, 1000, "about 2 in 100"),
        (25, 1000, "about 3 in 100"),
        (41, 100, "about 41 in 100"),
        (92, 346, "about 27 in 100"),
        (7, 7, "about 100 in 100"),
    ],
)
def test_a_share_is_told_in_a_hundred_people(
    numerator: int, denominator: int, words: str
) -> None:
    assert in_words(numerator, denominator) == words


def counted(numerator: int, denominator: int, **fields: Any) -> Any:
    """A frequency, as a page holds it."""
    told = {
        "treatment": "Esketamine spray",
        "numerator": numerator,
        "denominator": denominator,
        "comparison": "",
        "comparison_numerator": None,
        "comparison_denominator": None,
        "population": "Adults with depression",
        "time_frame": "Four weeks",
        "sources": [],
    }
    return BLOCK.normalize(told | fields)


@pytest.mark.parametrize(
    ("numerator", "denominator", "band"),
    [
        (1, 10, "very common"),
        (99, 1000, "common"),
        (1, 100, "common"),
        (99, 10_000, "uncommon"),
        (1, 1000, "uncommon"),
        (99, 100_000, "rare"),
        (1, 10_000, "rare"),
        (9, 100_000, "very rare"),
        (0, 100, ""),
    ],
)
def test_the_band_is_the_word_of_medicine_labels(
    numerator: int, denominator: int, band: str
) -> None:
    assert counted(numerator, denominator).band == band


def test_a_frequency_is_told_in_a_hundred_people() -> None:
    assert counted(41, 100).share == "about 41 in 100"


def test_a_comparison_has_the_same_denominator() -> None:
    found = counted(92, 346, comparison_numerator=20, comparison_denominator=222)
    assert found.comparison_share == "about 9 in 100"


def test_nobody_in_the_comparison_is_told_too() -> None:
    found = counted(5, 100, comparison_numerator=0, comparison_denominator=100)
    assert found.comparison_share == "none of 100"


@pytest.mark.parametrize(
    "half",
    [
        {},
        {"comparison_numerator": 5},
        {"comparison_denominator": 100},
        {"comparison_numerator": 5, "comparison_denominator": 0},
    ],
)
def test_half_a_comparison_is_none(half: dict[str, int]) -> None:
    assert counted(41, 100, **half).comparison_share == ""


def cleaned(numerator: int, denominator: int, **fields: Any) -> Any:
    """A frequency that an editor saves."""
    return BLOCK.clean(counted(numerator, denominator, sources=["a-2000"], **fields))


def test_as_many_as_were_treated_can_have_it() -> None:
    assert cleaned(7, 7)["numerator"] == 7


def test_more_than_were_treated_cannot() -> None:
    with pytest.raises(ValidationError, match="More people had it than were treated"):
        cleaned(8, 7)


@pytest.mark.parametrize("denominator", [7, None])
def test_more_than_were_compared_cannot_either(denominator: int | None) -> None:
    compared = {
        "comparison_numerator": 8,
        "comparison_denominator": denominator,
    }
    with pytest.raises(ValidationError, match="More people had it than were treated"):
        cleaned(1, 7, **compared)


def test_a_whole_comparison_is_kept() -> None:
    found = cleaned(1, 7, comparison_numerator=0, comparison_denominator=7)
    assert found.comparison_share == "none of 7"


@pytest.mark.parametrize(
    ("numerator", "denominator"), [(None, 10), (1, None), (1, 0), (-1, 10)]
)
def test_a_frequency_without_a_count_is_refused(numerator, denominator) -> None:
    with pytest.raises(ValidationError):
        cleaned(numerator, denominator)


def test_a_frequency_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError):
        BLOCK.clean(counted(1, 10, sources=[]))


def test_readers_get_numbers_before_words() -> None:
    value = counted(
        92,
        346,
        comparison="Placebo spray",
        comparison_numerator=20,
        comparison_denominator=222,
    )
    html = str(BLOCK.render(value))
    assert "<b>About 27 in 100 people</b>, against about 9 in 100 with" in html
    assert "92 of 346 people, against 20 of 222. Adults with depression." in html
    assert "In the words of medicine labels: very common." in html


def test_where_nobody_had_it_readers_get_the_count_and_no_word_for_it() -> None:
    html = str(BLOCK.render(counted(0, 50)))
    assert "<b>None of 50 people in this study</b>" in html
    assert "medicine labels" not in html
    assert "in this study" not in str(BLOCK.render(counted(1, 50)))


def test_without_a_comparison_readers_get_none() -> None:
    assert "against" not in str(BLOCK.render(counted(41, 100)))


# --- The page ---

NEEDED = ("treatment", "what_it_feels_like", "what_you_can_do", "when_to_get_help")


def test_a_whole_side_effect_is_published(home) -> None:
    factories.side_effect().clean()


@pytest.mark.parametrize("name", [*NEEDED, "summary"])
def test_a_side_effect_without_what_a_person_needs_is_refused(home, name) -> None:
    page = factories.side_effect()
    setattr(page, name, "" if name != "when_to_get_help" else [])
    with pytest.raises(ValidationError, match=name):
        page.clean()


def test_everything_that_is_missing_is_said_at_once() -> None:
    page = SideEffectPage(title="Nausea", slug="nausea", summary="What it is.")
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    assert set(refusal.value.message_dict) == set(NEEDED)


def test_a_draft_may_be_rough() -> None:
    page = SideEffectPage(title="Nausea", slug="nausea")
    page.is_rough = True
    page.clean()


def test_a_side_effect_is_mild_unless_somebody_says_otherwise() -> None:
    assert SideEffectPage().seriousness == Seriousness.MILD
    assert not SideEffectPage().is_added_by_editors


def test_readers_are_told_what_is_not_known(client, home) -> None:
    html = client.get(factories.side_effect().url).content.decode()
    assert "<b>Not known.</b> No counted figure" in html
    assert html.count("<dd>Not known</dd>") == 3
    assert BodySystem.STOMACH.label in html
    assert "Added by the editors" not in html


def test_it_names_the_conditions_in_whose_treatment_it_is_known(home) -> None:
    effect = factories.side_effect()
    rows = [TreatmentSideEffect(side_effect=effect)]
    known = factories.condition("ptsd", treatment_side_effects=rows)
    factories.condition("ocd")
    assert [page.slug for page in effect.conditions()] == [known.slug]


def test_it_names_no_hidden_condition(home) -> None:
    effect = factories.side_effect()
    rows = [TreatmentSideEffect(side_effect=effect)]
    factories.condition("ptsd", treatment_side_effects=rows).unpublish()
    assert list(effect.conditions()) == []


def test_the_list_goes_from_a_to_z_without_hidden_pages(home) -> None:
    for slug in ("nausea", "dizziness"):
        factories.side_effect(slug)
    factories.side_effect("anger", live=False)
    index = SideEffectIndexPage.objects.get()
    entries = index.get_context(RequestFactory().get("/"))["entries"]
    assert [page.slug for page in entries] == ["dizziness", "nausea"]
