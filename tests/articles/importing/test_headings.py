"""A text without markup has its title, headings and lists where a reader sees them."""

import pytest

from articles.importing import headings
from articles.importing.outline import Heading, Item, Listing, Outline, Paragraph
from tests.articles.importing.samples import LONG, OTHER


def derived(*lines: str) -> Outline:
    outline = Outline("calm_nights-2024.txt", parts=[Paragraph(line) for line in lines])
    headings.derive(outline)
    return outline


def test_a_short_line_above_a_long_text_is_a_heading() -> None:
    outline = derived(
        "Calm Nights", LONG, "What Helps at Night?", OTHER, "Day and Dark:", LONG
    )
    assert outline.title == "Calm Nights"
    assert [p.text for p in outline.parts if isinstance(p, Heading)] == [
        "What Helps at Night?",
        "Day and Dark",
    ]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Sleep well.",
            "and so it goes on",
            "These are the things that we found to help:",
        ),
        *("By Ann Lee", "Sleep, of all things;", "One, two,"),
    ],
)
def test_not_every_short_line_is_a_heading(line) -> None:
    outline = derived("Calm Nights", LONG, line, OTHER)
    assert not any(isinstance(part, Heading) for part in outline.parts)
    assert line in [part.text for part in outline.parts]


def test_short_lines_below_a_colon_are_a_list() -> None:
    outline = derived(
        *("Calm Nights", "These few things help most people:", "Dark", "Cool rooms"),
        *("What Harms the Night", LONG),
    )
    assert outline.parts[1:] == [
        Listing((Item("Dark"), Item("Cool rooms"))),
        Heading("What Harms the Night"),
        Paragraph(LONG),
    ]
    assert len(derived("Calm", "One thing helps all of us:", "Dark", LONG).parts) == 3


def test_headings_that_the_document_marks_are_the_only_ones() -> None:
    outline = Outline(
        "a.html",
        "T",
        [Heading("One"), Paragraph(LONG), Paragraph("A Line"), Paragraph(LONG)],
    )
    headings.derive(outline)
    assert [p.text for p in outline.parts if isinstance(p, Heading)] == ["One"]


def test_a_title_that_stands_in_the_text_again_is_there_once() -> None:
    outline = Outline(
        "a.txt", "Calm Nights", [Paragraph("calm nights"), Paragraph(LONG)]
    )
    headings.derive(outline)
    assert outline.parts == [Paragraph(LONG)]


def test_without_a_title_one_is_made_and_told_of() -> None:
    outline = Outline(
        "a.txt", parts=[Paragraph("Rest for tired people is a need, not a wish.")]
    )
    assert headings.made_title(outline) == "Rest for tired people"
    assert outline.notes == [headings.MADE]
    other = Outline("calm_nights-2024.txt", parts=[Paragraph("Yes!")])
    assert headings.made_title(other) == "Calm nights 2024"
    assert other.notes == [headings.NAMED]


def test_a_byline_is_a_name_in_capitals() -> None:
    assert headings.is_byline("By Ann Lee")
    assert headings.is_byline("Written by: Ann van Lee, MD")
    assert not headings.is_byline("By January most people sleep")
    assert not headings.is_byline("By the sea")
