"""The sentence that cites a source is found in whatever text it stands in."""

import pytest

from articles.citations import tag
from articles.sentences import LONGEST, cited, plain, shortened

A, B = tag("a"), tag("b")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>One.</p><p>Two{A}.</p>", [("a", "Two.")]),
        (f"<p>One. Two.{A} Three.</p>", [("a", "Two.")]),
        (f"<p>One.{A} Two.{B}</p>", [("a", "One."), ("b", "Two.")]),
        (f"<p>One.{A}{B} Two.</p>", [("a", "One."), ("b", "One.")]),
        (f"<p>Half{A} and half.{A}</p>", [("a", "Half and half.")] * 2),
        (f"<p>He said “Go.”{A} They went.</p>", [("a", "He said “Go.”")]),
        (
            f"<p>About 0.5 mg in 72 people.{A}</p>",
            [("a", "About 0.5 mg in 72 people.")],
        ),
        (f"<p>Dr. Berman said so.{A}</p>", [("a", "Dr. Berman said so.")]),
        (f"<p>See J. Krystal et al. 7 people.{A}</p>", [("a", "7 people.")]),
        (f"<ul><li>One</li><li>Two{A}</li></ul>", [("a", "Two")]),
        (f"<p>One<br/>Two{A}</p>", [("a", "Two")]),
        (f"<p><b>Bold</b> &amp; plain{A}</p>", [("a", "Bold & plain")]),
        (f"<p>x &lt; 5 in all{A}</p>", [("a", "x < 5 in all")]),
        ("<p>Nothing cited.</p>", []),
        ("", []),
    ],
)
def test_the_sentence_around_each_citation(html: str, expected: list[str]) -> None:
    assert cited(html) == expected


def test_a_stranger_in_the_text_is_taken_for_no_citation() -> None:
    assert cited(f"<p>Odd \ue000 sign. Cited.{A}</p>") == [("a", "Cited.")]


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = shortened("word " * 200)
    assert len(text) <= LONGEST + 2
    assert text.endswith("word …")


def test_a_sentence_that_fits_stays_whole() -> None:
    assert shortened("A sentence.") == "A sentence."


def test_plain_text_has_neither_tags_nor_citations() -> None:
    assert plain(f"<p>One <i>of</i> two.{A}</p><p>Two.</p>") == "One of two. Two."
