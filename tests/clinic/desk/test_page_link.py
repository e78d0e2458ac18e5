"""A link to a page goes into the editor and comes out again, broken or not."""

import json
from typing import Any

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget

from tests import factories
from tests.clinic.test_row_number import NO_NUMBERS

pytestmark = pytest.mark.django_db


def opened(html: str) -> dict[str, Any]:
    """A stored text as the editor gets it."""
    told: dict[str, Any] = json.loads(get_rich_text_editor_widget().format_value(html))
    return told


def saved(state: dict[str, Any]) -> str:
    """What comes from the editor, as it is stored."""
    found = get_rich_text_editor_widget().value_from_datadict(
        {"text": json.dumps(state)}, {}, "text"
    )
    return str(found)


def entity(state: dict[str, Any]) -> dict[str, Any]:
    """What the editor knows of the only link."""
    (found,) = state["entityMap"].values()
    told: dict[str, Any] = found["data"]
    return told


def test_a_link_to_a_page_stays_as_it_is() -> None:
    page = factories.standard_page()
    state = opened(f'<p><a linktype="page" id="{page.pk}">on</a></p>')
    assert entity(state)["url"] == "/about/"
    assert f'<a linktype="page" id="{page.pk}">on</a>' in saved(state)


def test_a_link_elsewhere_stays_as_it_is() -> None:
    state = opened('<p><a href="https://example.org/">out</a></p>')
    assert '<a href="https://example.org/">out</a>' in saved(state)


@pytest.mark.parametrize("pk", [*NO_NUMBERS, "999999", "9" * 18])
def test_a_broken_link_opens_as_one(pk: str) -> None:
    state = opened(f'<p><a linktype="page" id="{pk}">on</a></p>')
    assert entity(state)["url"] is None


@pytest.mark.parametrize("pk", [*NO_NUMBERS, 1.5, True])
def test_what_is_no_number_is_not_stored(pk: object) -> None:
    state = opened('<p><a linktype="page" id="1">on</a></p>')
    entity(state)["id"] = pk
    assert '<a linktype="page" id="0">on</a>' in saved(state)
