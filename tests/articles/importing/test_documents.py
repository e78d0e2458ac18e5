"""A file is read as what it is, whatever its name says, or refused in a sentence."""

import pytest

from articles.importing.documents import LARGEST, LONGEST, opened
from articles.importing.errors import DocumentRefused
from tests.articles.importing.samples import LONG, docx, line


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", LONG.encode(), "text"),
        ("a.md", b"# Title\n\nText.", "markdown"),
        ("a.html", b"<p>Text.</p>", "html"),
        ("a.txt", b"<!DOCTYPE html><p>Text.</p>", "html"),
        ("a.bin", b"  <html><p>Text.</p>", "html"),
        ("a.txt", docx(line(LONG)), "docx"),
        ("no ending", docx(line(LONG)), "docx"),
    ],
)
def test_the_content_says_what_it_is(name, data, kind) -> None:
    assert opened(name, data).kind == kind


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.txt", b"\xef\xbb\xbf  \n", "no text in the file"),
        ("a.txt", b"x" * (LARGEST + 1), "larger than 5 MB"),
        ("a.txt", b"x" * (LONGEST + 1), "not a book"),
        ("a.docx", b"just words", "no Word document"),
        ("a.odt", b"just words", "What kind of file"),
        ("a.txt", b"%PDF-1.7", "a PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Word document"),
        ("a.txt", b"a\x00b", "This is no text"),
        ("a.txt", b"\xff\xfe\x00\xd8", "says that it is UTF-16"),
        ("a.txt", b"\x81\x8d", "neither in UTF-8"),
        ("a.docx", b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(name, data, word) -> None:
    with pytest.raises(DocumentRefused, match=word) as refusal:
        opened(name, data)
    assert str(refusal.value)[0].isupper()
    assert str(refusal.value)[-1] in ".?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_read_in_the_encoding_that_it_names(encoding) -> None:
    given = opened("a.txt", "Café – “calm”".encode(encoding))
    assert given.html == "<p>Café – “calm”</p>"
    assert given.notes == ()


def test_a_text_of_old_windows_is_read_and_told_of() -> None:
    given = opened("a.txt", "Café – “calm”".encode("cp1252"))
    assert given.html == "<p>Café – “calm”</p>"
    assert "Windows" in given.notes[0]


def test_a_name_is_shown_without_folders_and_odd_signs() -> None:
    assert opened("../../etc/a\x1b.txt", b"Words.").name == "a?.txt"
    assert opened("C:\\secret\\a.txt", b"Words.").name == "a.txt"


def test_front_matter_of_markdown_gives_the_title_alone() -> None:
    given = opened("a.md", b'---\ntitle: "Calm nights"\nauthor: x\n---\nWords.\n')
    assert (given.title, given.html) == ("Calm nights", "<p>Words.</p>\n")


def test_a_text_becomes_paragraphs_lists_and_links() -> None:
    text = (
        "First.\n\n- a\n• b\n    more of b\n3. c\n4) d\n"
        "See [the page](https://clinic.example/a_(b)), or https://clinic.example/x.\n"
    )
    assert opened("a.txt", text.encode()).html.split("\n") == [
        "<p>First.</p>",
        *("<ul>", "<li>a</li>", "<li>b</li>", "<li>more of b</li>", "</ul>"),
        *('<ol start="3">', "<li>c</li>", "<li>d</li>", "</ol>"),
        '<p>See <a href="https://clinic.example/a_(b)">the page</a>, or '
        '<a href="https://clinic.example/x">https://clinic.example/x</a>.</p>',
    ]


def test_lines_that_were_wrapped_by_hand_are_one_paragraph_again() -> None:
    wrapped = (
        "Sleep is easier when the room is dark, and when\n"
        "the evening is calm enough to let the day go its\n"
        "way. Most people find their own way to it within\n"
        "a few weeks.\n\nA heading\n\n- one item of a list that goes on and on and\n"
        "on over two lines of the text\n"
    )
    html = opened("a.txt", wrapped.encode()).html
    assert html.count("<p>") == 2
    assert "let the day go its way. Most people" in html
    assert "<li>one item of a list that goes on and on and on over" in html
