"""The head of a leaflet says who gives it out and which version it is."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string


def head(page: Any, **clinic: str) -> str:
    """The head as text, with one line of white space for each gap."""
    settings = {"name": "Harbor Street Clinic", "address": "", "telephone": ""}
    lines = [{"name": "Lifeline", "phone": "988"}]
    frame = SimpleNamespace(clinic=settings | clinic, first_helplines=lines)
    return render_to_string("includes/leaflet.html", {"page": page, "frame": frame})


def test_it_names_the_clinic_the_version_and_the_lifeline() -> None:
    page = {"updated_on": datetime(2026, 11, 23, 9, tzinfo=UTC)}
    html = head(page, address="100 Harbor Street\nExampleville", telephone="555-0142")
    assert "<strong>Harbor Street Clinic</strong>" in html
    assert "<span>100 Harbor Street, Exampleville</span><span>555-0142</span>" in html
    assert "Version of November 23, 2026" in html
    assert "Lifeline <strong>988</strong>" in html


@pytest.mark.parametrize("page", [{"updated_on": None}, None])
def test_what_was_never_published_is_called_a_draft(page: Any) -> None:
    html = head(page)
    assert "Draft" in html
    assert "Version of" not in html
    assert "<span>" not in html
