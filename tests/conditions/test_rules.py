"""The rules of conditions and side effects."""

from typing import Any

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
CARD = {"urgency": "urgent", "title": "Call today if", "text": "<p>it stays</p>"}


def names(page: Any) -> list[str]:
    """The rules that a page breaks, errors first."""
    return [one.rule.name for one in page.findings()]


@pytest.mark.parametrize(
    "field", ["treatment", "what_it_feels_like", "what_you_can_do", "when_to_get_help"]
)
def test_a_side_effect_needs_what_a_person_looks_for(field: str) -> None:
    page = factories.side_effect()
    assert names(page) == []
    setattr(page, field, "" if field != "when_to_get_help" else [])
    (one,) = page.findings()
    assert (one.rule.name, one.path) == ("tells-what-a-person-needs", field)
    assert one.is_error


def test_an_emergency_needs_its_card_in_any_part() -> None:
    page = factories.side_effect()
    page.seriousness = "emergency"
    assert names(page) == ["an-emergency-sends-for-help"]
    page.when_to_get_help = [("care_card", CARD)]
    assert names(page) == ["an-emergency-sends-for-help"]
    page.body = [("care_card", CARD | {"urgency": "emergency"})]
    assert names(page) == []


def test_a_section_of_a_condition_names_its_aspect() -> None:
    words = ("paragraph", "<p>Words.</p>")
    heading = {"text": "How it begins", "aspect": ""}
    page = factories.condition(body=[("heading", heading), words])
    assert names(page) == ["sections-say-what-they-tell"]
    page.body = [("heading", heading | {"aspect": "symptoms"}), words]
    assert names(page) == []
