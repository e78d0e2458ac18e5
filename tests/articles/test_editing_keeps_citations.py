"""A text that is opened in the editor and saved again cites what it cited before."""

import json
import re

import pytest
from django.conf import settings
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html, features

from articles.citations import find, tag
from tests import factories

CONFIGURED = settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]
A, B, C = tag("berman-2000"), tag("zarate-2006"), tag("who-2024")
LINK = '<a href="https://nhs.example/">link</a>'
TEXTS = {
    "several in a paragraph": f"<p>One{A}, two{B} and three{A}.</p>",
    "one behind the other": f"<p>One{A}{B}{A}.</p>",
    "a space between": f"<p>One{A} {B}.</p>",
    "at the start": f"<p>{A}begins.</p>",
    "at the start, then a space": f"<p>{A} begins.</p>",
    "at the end": f"<p>Ends.{A}</p>",
    "alone": f"<p>{A}</p>",
    "before punctuation": f"<p>Claim{A}, claim{B}; claim{C}.</p>",
    "after a space": f"<p>Claim {A}.</p>",
    "in the middle": f"<p>Claim {A} goes{B} on.</p>",
    "in several paragraphs": f"<p>One{A}</p><p>{B}two</p><p>{C}</p>",
    "in list items": f"<ul><li>One{A}</li><li>{B}two</li><li>{C}</li></ul>",
    "in numbered items": f"<ol><li>One{A}</li><li>Two{B}.</li></ol>",
    "in a list in a list": f"<ul><li>One{A}<ul><li>Two{B}</li></ul></li></ul>",
    "after bold": f"<p><b>Bold</b>{A} and plain</p>",
    "before bold": f"<p>{A}<b>Bold</b></p>",
    "between bold and italic": f"<p><b>Bold</b>{A}<i>italic</i></p>",
    "after a link": f"<p>A {LINK}{A}.</p>",
    "before a link": f"<p>{A}{LINK}</p>",
    "between links": f"<p>{LINK}{A}{LINK}{B}</p>",
    "after a line break": f"<p>One<br/>{A}two</p>",
    "after a raised number": f"<p>10<sup>3</sup>{A}</p>",
    "beside characters outside the basic plane": f"<p>😀{A}😀{B}</p>",
    "without a key": f"<p>Claim{tag('')}.</p>",
    "with a key of marks": f"<p>Claim{tag('<b>&' + chr(34))}.</p>",
}


def saved(html: str) -> str:
    """The text as it is stored after it was opened in the editor and saved."""
    converter = ContentstateConverter(features=CONFIGURED)
    stored = converter.to_database_format(converter.from_database_format(html))
    return re.sub(r' data-block-key="[^"]*"', "", stored)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_saving_changes_nothing(text: str) -> None:
    assert saved(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"<p><b>Bold{A}</b> and plain</p>",
        f"<p><b><i>Bo{A}th{B}</i></b></p>",
        f"<p>Raised<sup>{A}</sup></p>",
        A,
        f"<p>One</p>{A}<p>Two{B}</p>",
    ],
)
def test_a_citation_inside_other_marks_is_kept(text: str) -> None:
    assert find(saved(text)) == find(text)
    assert saved(saved(text)) == saved(text)


def test_the_editor_shows_a_citation_by_its_key() -> None:
    converter = ContentstateConverter(features=CONFIGURED)
    [block] = json.loads(converter.from_database_format(f"<p>One{A}.</p>"))["blocks"]
    assert block["text"] == "One[berman-2000]."


def test_the_key_in_the_editor_cannot_be_edited_away() -> None:
    converter = ContentstateConverter(features=CONFIGURED)
    state = json.loads(converter.from_database_format(f"<p>One{A}.</p>"))
    [entity] = state["entityMap"].values()
    assert entity == {
        "type": "CITATION",
        "mutability": "IMMUTABLE",
        "data": {"key": "berman-2000"},
    }


def test_an_editor_without_the_feature_would_drop_citations() -> None:
    converter = ContentstateConverter(features=["bold"])
    html = converter.to_database_format(
        converter.from_database_format(f"<p>One{A}</p>")
    )
    assert find(html) == []


def test_every_editor_has_the_feature() -> None:
    assert "citation" in CONFIGURED
    assert "citation" in features.get_default_features()


@pytest.mark.django_db
def test_a_text_without_a_list_of_sources_links_to_the_source() -> None:
    source = factories.reference("berman-2000")
    html = expand_db_html(f"<p>One{A}</p>")
    assert f'<a href="{source.get_url()}">[Berman 2000]</a>' in html


@pytest.mark.django_db
def test_a_text_without_a_list_of_sources_shows_the_key_of_a_missing_source() -> None:
    factories.reference("berman-2000", live=False)
    html = expand_db_html(f"<p>One{A}</p>")
    assert "berman-2000" in re.sub(r"<[^>]*>", "", html)
    assert "<a " not in html
    assert "<embed" not in html
