"""A page becomes an outline: its parts in order, nothing unsafe, nothing lost unsaid."""

import pytest

from articles.importing import allowed
from articles.importing.documents import Given, opened
from articles.importing.errors import DocumentRefused
from articles.importing.outline import Heading, Item, Listing, Outline, Paragraph, Table
from articles.importing.reading import read
from tests.articles.importing.samples import LONG, OTHER, docx, line


def page(html: str) -> Outline:
    return read(Given("a.html", "html", html))


def test_a_page_is_read_part_by_part() -> None:
    outline = page(
        "<title>Calm nights | Harbor Street</title><h1>Calm nights</h1>"
        "<p>One <b>bold</b> <em>word</em>, H<sub>2</sub>O.<br>Next</p>"
        "<h2>What helps</h2><ul><li>Dark<ul><li>Very</li></ul></li><li><p>Cool</p></li></ul>"
        "<ol start=4><li>Go</li></ol><blockquote><p>Said.</p></blockquote>"
        "<table><caption>Hours</caption><tr><th>Day<th>Sleep</tr><tr><td>Mon<td>7</table>"
        "<p><strong>A heading in bold</strong></p>loose words"
    )
    assert outline.title == "Calm nights"
    assert outline.parts == [
        Paragraph("One <b>bold</b> <i>word</i>, H<sub>2</sub>O.<br/>Next"),
        Heading("What helps", 2),
        Listing((Item("Dark"), Item("Very", 1), Item("Cool"))),
        Listing((Item("Go"),), is_ordered=True, start=4),
        Paragraph("Said.", is_quote=True),
        Table(("Day", "Sleep"), (("Mon", "7"),), "Hours"),
        Heading("A heading in bold", 6),
        Paragraph("loose words"),
    ]
    assert Outline.unpacked(outline.packed()) == outline


def test_the_title_of_the_page_serves_where_no_heading_is_one() -> None:
    outline = page("<title>Calm nights | Harbor Street</title><p>Words.</p>")
    assert outline.title == "Calm nights"
    assert page("<h1>A</h1><p>x</p><h1>B</h1><p>y</p>").title == "A"
    assert page("<p>x</p><h1>A</h1><p>y</p><h1>B</h1>").title == ""


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">words</a>',
        '<a href="JaVaScRiPt&#58;alert(1)">words</a>',
        '<a href="data:text/html,x">words</a>',
        '<a href="/inside">words</a>',
        '<a href="tel:555">words</a>',
        '<p onclick="x()" style="color:red">words</p>',
        "words<script>alert(1)</script>",
        "words<style>p{}</style>",
        'words<iframe src="https://clinic.example/"></iframe>',
        'words<img src="data:image/png;base64,x" onerror="x()">',
        "words<svg><script>alert(1)</script></svg>",
        '<form action="/x">form</form>words',
        'words<embed embedtype="citation" key="berman-2000"/>',
        "words<!-- a comment -->",
    ],
)
def test_nothing_unsafe_is_in_an_outline(html) -> None:
    assert page(html).parts == [Paragraph("words")]


def test_safe_links_stay() -> None:
    html = '<p><a href="https://clinic.example/?a=1&amp;b=2" target=x>A</a> <a href="mailto:a@clinic.example">B</a></p>'
    assert page(html).parts == [
        Paragraph(
            '<a href="https://clinic.example/?a=1&amp;b=2">A</a> '
            '<a href="mailto:a@clinic.example">B</a>'
        )
    ]


def test_what_stands_around_the_article_is_left_out_and_told() -> None:
    outline = page(
        "<nav>Home Contact</nav><div class='share-row'>Share</div><main><h1>Calm</h1>"
        f"<p>{LONG}</p><img src=a.png><figure><figcaption>A bed</figcaption></figure></main>"
        "<div>Elsewhere</div><footer>© Harbor</footer>"
    )
    assert outline.parts == [Paragraph(LONG)]
    told = {(row.why, row.text) for row in outline.left_out}
    assert told == {
        ("Menu", "Home Contact"),
        ("Around the article (share)", "Share"),
        ("Around the article", "Elsewhere"),
        ("Footer", "© Harbor"),
        ("Not text", "Picture"),
        ("Caption of a picture", "A bed"),
    }


def test_a_class_never_takes_the_article_itself_away() -> None:
    outline = page(f"<div class='has-sidebar menu'><p>{LONG}</p><p>{OTHER}</p></div>")
    assert outline.parts == [Paragraph(LONG), Paragraph(OTHER)]


def test_a_table_that_only_arranges_a_page_is_read_as_text() -> None:
    outline = page("<table><tr><td colspan=2>One</td></tr><tr><td>Two<td>Three</table>")
    assert outline.parts == [Paragraph("One"), Paragraph("Two"), Paragraph("Three")]


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<div>" * 100 + "x", "nested far too deeply"),
        ("<p>x" * (allowed.MOST_TAGS + 1), "far too many parts"),
        ("<a " + " ".join(f"a{n}=1" for n in range(300)) + ">x", "far too many parts"),
        ("<select>" + "<option>x" * 1001, "far too many parts"),
        ("&" * (allowed.MOST_ENTITIES + 1), "far too many parts"),
        ("<" * (allowed.MOST_SIGNS + 1), "far too many parts"),
        ("<p>x" * 3_001, "more than 3,000 headings, paragraphs, lists and tables"),
        (f"<p>{'word ' * 30_001}", "more than 150,000 characters"),
        ("<script>only()</script>", "no text in the document"),
        ("<title>Only this</title><img src=x>", "no text in the document"),
    ],
)
def test_what_would_keep_a_parser_busy_is_refused(html, word) -> None:
    with pytest.raises(DocumentRefused, match=word):
        page(html)


def test_three_thousand_paragraphs_are_read_and_a_list_is_one_part() -> None:
    assert len(page("<p>x" * 3_000).parts) == 3_000
    assert len(page(f"<ul>{'<li>x' * 3_001}</ul>").parts) == 1


def test_tags_in_a_script_or_a_quoted_value_do_not_count() -> None:
    script = f"<script>{'<div>' * 100}</script><!-- {'<div>' * 100} -->"
    assert page(f"{script}<p title='{'<div>' * 100}'>words</p>").parts
    assert page("<p>words</p><div></x>" * 70).parts


def test_word_markdown_and_text_give_the_same_outline() -> None:
    made = (
        docx(
            line("Calm nights", "Title"),
            line("What helps", "Heading2"),
            line(LONG),
            *(line("Dark", "bullet"), line("Cool", "bullet")),
            *(line("Lie down", "number"), line("Wait", "number")),
        ),
        f"# Calm nights\n\n## What helps\n\n{LONG}\n\n- Dark\n- Cool\n\n1. Lie down\n2. Wait\n",
    )
    word, markdown = (
        read(opened(name, data if isinstance(data, bytes) else data.encode()))
        for name, data in zip(("a.docx", "a.md"), made, strict=True)
    )
    assert word.title == markdown.title == "Calm nights"
    assert word.parts == markdown.parts
    assert word.parts[2] == Listing((Item("Dark"), Item("Cool")))


def test_an_element_around_a_whole_text_does_not_hide_its_parts() -> None:
    outline = page("<b id=guid><h2>One</h2><p>Two</p></b><p>Three<br><br>four</p>")
    assert [part.text for part in outline.parts] == ["One", "Two", "Three", "four"]
    assert page("<p><a href='https://a.example/'>a<br><br>b</a></p>").parts == [
        Paragraph('<a href="https://a.example/">a<br/>b</a>')
    ]


def test_a_term_is_one_line_however_it_is_broken() -> None:
    parts = page("<h1>A</h1><dl><dt>Dose<br><br>by day<dd>Ask.</dl>").parts
    assert [
        part.html if isinstance(part, Paragraph) else part.text for part in parts
    ] == [
        "Dose by day",
        "Ask.",
    ]
