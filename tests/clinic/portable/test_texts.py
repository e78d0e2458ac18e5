"""Rich text changes between its stored form and its form in a file, and back."""

import pytest

from clinic.portable import texts
from clinic.portable.places import Places

PLACES = Places(path_of={7: "/about/"}, page_at={"/about/": 7, "/new/": 0})
CITED = '<p>Known.<embed embedtype="citation" key="berman-2000"/></p>'


def fault(text: str) -> str:
    """What is wrong with this text of a file."""
    return texts.fault(text, PLACES)


@pytest.mark.parametrize(
    ("stored", "filed"),
    [
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>\n<p>Two.</p>"),
        (
            "<ul><li>a</li><li>b</li></ul>",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        ),
        (
            "<ol><li>a<ul><li>b</li></ul></li></ol>",
            "<ol>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>",
        ),
        (
            '<p><a id="7" linktype="page">us</a></p>',
            '<p><a linktype="page" path="/about/">us</a></p>',
        ),
        (
            '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>',
            '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>',
        ),
        (CITED, CITED),
        ("", ""),
        ("<p>One<br/>two.</p>", "<p>One<br/>two.</p>"),
    ],
)
def test_text_goes_to_a_file_and_comes_back(stored: str, filed: str) -> None:
    assert texts.to_file(stored, PLACES) == filed
    assert texts.to_page(filed, PLACES) == stored
    assert fault(filed) == ""


@pytest.mark.parametrize(
    "link",
    [
        '<a id="8" linktype="page">',
        '<a id="x" linktype="page">',
        '<a id="²" linktype="page">',
        '<a linktype="page">',
        '<a id="7" linktype="document">',
    ],
)
def test_a_link_to_what_is_not_carried_stays_as_text(link: str) -> None:
    assert texts.to_file(f"<p>{link}us</a></p>", PLACES) == "<p><a>us</a></p>"


def test_text_without_a_link_is_fine() -> None:
    assert fault("<p><a>us</a></p>") == ""


def test_a_link_to_a_page_that_the_files_bring_is_fine() -> None:
    assert fault('<a linktype="page" path="/new/">new</a>') == ""


def test_lines_may_be_indented_and_end_anyhow() -> None:
    text = "<ul> \n  <li>a</li>\n\n  <li>b</li>\n</ul>\n"
    assert texts.to_page(text, PLACES) == "<ul><li>a</li><li>b</li></ul>"


def test_a_break_within_a_paragraph_is_kept() -> None:
    assert texts.to_page("<p>One\ntwo</p>", PLACES) == "<p>One\ntwo</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>5 &lt; 6 &amp; <b>bold</b> <i>x</i> H<sub>2</sub>O 10<sup>3</sup></p>",
        '<p data-block-key="a1">x</p>',
        "plain",
        "<p>one &gt; zero, and 1 > 0</p>",
        '<p>a<br>b<br/><a href="mailto:desk@a.example">mail</a></p>',
        '<a href="/about/#team">here</a> <a href="tel:988">call</a>',
    ],
)
def test_what_the_editor_stores_has_no_fault(text: str) -> None:
    assert fault(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed in text."),
        ("<p>a<script/></p>", "<script> is not allowed in text."),
        ('<img src="x"/>', "<img> is not allowed in text."),
        ("<h2>a</h2>", "<h2> is not allowed in text."),
        ('<p onclick="x()">a</p>', "<p> may have no attributes."),
        ("<p>a\x00b</p>", "holds a NUL character."),
        ("<p><b>a</p></b>", "</p> closes nothing that is open."),
        ("a</p>", "</p> closes nothing that is open."),
        ("<p><b>a</b>", "<p> is never closed."),
        ("<p>a<b/>c</p>", "<b/> is never closed."),
        (
            '<a href="javascript:x()" href="/about/">a</a>',
            "<a> has an attribute twice.",
        ),
    ],
)
def test_what_the_editor_would_not_store_is_refused(text: str, said: str) -> None:
    assert fault(text) == said


@pytest.mark.parametrize(
    "stray",
    [
        "<SCRIPT>",
        "<script src=x",
        "<scr<b>ipt>",
        "< 6",
        "<!-- a -->",
        "<!--><script>",
        "<!DOCTYPE html>",
        "<![CDATA[<script>]]>",
        "<?php x ?>",
        "<a linktype='page' path='/about/'>",
        "<a href=/about/>",
        "<p title>",
    ],
)
def test_what_readers_of_html_read_differently_is_refused(stray: str) -> None:
    said = fault(f"<p>a</p>{stray}")
    assert said.startswith(("'<", '"<'))
    assert said.endswith("is no tag that text may have; a lone < is &lt;.")


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('linktype="page" path="/gone/"', "links to '/gone/', where there is no page."),
        ('linktype="page" id="7"', 'a link to a page is <a linktype="page" path='),
        ('linktype="page"', 'a link to a page is <a linktype="page" path="/…/">.'),
        ('href="/" class="x"', "a link has an href and nothing else."),
        ('target="_blank"', "a link has an href and nothing else."),
        ('href="javascript:x()"', "'javascript:x()' is no address to link to."),
        ('href="java\tscript:x()"', "'java\\tscript:x()' is no address to link to."),
        ('href="data:text/html,x"', "'data:text/html,x' is no address to link to."),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(attributes: str, said: str) -> None:
    assert fault(f"<p><a {attributes}>x</a></p>").startswith(said)


@pytest.mark.parametrize(
    ("embed", "said"),
    [
        (
            '<embed embedtype="citation" key="a">',
            "write a citation as <embed …/>, closed by the slash.",
        ),
        ('<embed key="a"/>', "an <embed/> needs embedtype and key."),
        (
            '<embed embedtype="image" id="1" alt=""/>',
            "an <embed/> needs embedtype and key.",
        ),
    ],
)
def test_an_embed_that_is_no_citation_is_refused(embed: str, said: str) -> None:
    assert fault(f"<p>{embed}</p>") == said


def test_only_the_first_fault_is_told() -> None:
    assert fault("<h1>a</h2><script>") == "<h1> is not allowed in text."
