"""Citations are found, numbered and rendered."""

import pytest

from articles import citations
from articles.citations import Mention, Numbering, find, render, tag


# --- Found ---
def test_keys_are_found_in_order_and_as_often_as_they_are_cited() -> None:
    html = f"<p>One{tag('b')}, two{tag('a')}</p><ul><li>{tag('b')}</li></ul>"
    assert find(html) == ["b", "a", "b"]


def test_text_without_a_citation_has_no_keys() -> None:
    assert find("<p>Plain.</p>") == []


def test_other_embeds_are_no_citations() -> None:
    assert find('<embed embedtype="image" key="a"/>') == []


def test_the_order_of_the_attributes_does_not_matter() -> None:
    assert find('<embed key="berman-2000" embedtype="citation" />') == ["berman-2000"]


def test_a_tag_without_a_key_is_found_without_one() -> None:
    assert find('<embed embedtype="citation"/>') == [""]


@pytest.mark.parametrize("key", ["berman-2000", "<b>x</b>", 'a"b', "a&b", ""])
def test_a_key_comes_out_of_its_tag_as_it_went_in(key: str) -> None:
    assert find(f"<p>Before {tag(key)} after</p>") == [key]


@pytest.mark.parametrize("key", ["berman-2000", "2000", "a-1-b"])
def test_a_key_is_lower_case_letters_digits_and_hyphens(key: str) -> None:
    assert citations.KEY.fullmatch(key)


@pytest.mark.parametrize("key", ["", "Berman", "a b", "-a", "a-", "a--b", "ä", "a_b"])
def test_anything_else_is_no_key(key: str) -> None:
    assert not citations.KEY.fullmatch(key)


# --- Numbered ---
def test_the_same_source_keeps_its_number() -> None:
    numbering = Numbering(known={"a", "b"})
    numbers = [numbering.cite(key).number for key in ("b", "a", "b")]
    assert numbers == [1, 2, 1]


def test_every_mention_of_a_source_has_an_anchor_of_its_own() -> None:
    numbering = Numbering(known={"a", "b"})
    anchors = [numbering.cite(key).anchor for key in ("a", "b", "a")]
    assert anchors == ["mention-1-1", "mention-2-1", "mention-1-2"]


def test_an_unknown_key_takes_no_number() -> None:
    numbering = Numbering(known={"a", "b"})
    numbers = [numbering.cite(key).number for key in ("a", "gone", "b")]
    assert numbers == [1, None, 2]


def test_an_unknown_key_is_not_among_the_sources() -> None:
    numbering = Numbering(known={"a"})
    numbering.cite("gone")
    assert (numbering.numbers, numbering.mentions) == ({}, {})


def test_a_source_knows_all_its_mentions() -> None:
    numbering = Numbering(known={"a", "b"})
    cited = [numbering.cite(key) for key in ("a", "b", "a")]
    assert numbering.mentions_of("a") == [cited[0], cited[2]]


def test_expanding_numbers_each_tag_and_leaves_the_text_alone() -> None:
    numbering = Numbering(known={"a"})
    html = numbering.expand(f"<p>One{tag('a')}, <b>two</b>{tag('a')}.</p>")
    first, second = numbering.mentions_of("a")
    assert html == f"<p>One{render(first)}, <b>two</b>{render(second)}.</p>"


def test_numbers_go_on_from_one_text_to_the_next() -> None:
    numbering = Numbering(known={"a", "b"})
    numbering.expand(tag("b"))
    assert 'id="mention-2-1"' in numbering.expand(tag("a"))


# --- Rendered ---
def test_a_mention_is_a_raised_number_that_leads_to_its_source() -> None:
    assert render(Mention("a", 3, 2)) == (
        '<sup class="citation"><a href="#source-3" id="mention-3-2"'
        ' role="doc-noteref" aria-label="Source 3">3</a></sup>'
    )


def test_a_mention_of_a_doubtful_source_says_so_in_a_word() -> None:
    assert render(Mention("a", 3, 2, "retracted")) == (
        '<sup class="citation"><a href="#source-3" id="mention-3-2"'
        ' role="doc-noteref" aria-label="Source 3, retracted">3'
        '<span class="citation__doubt"> retracted</span></a></sup>'
    )


def test_a_word_of_doubt_is_text() -> None:
    assert "<b>" not in render(Mention("a", 1, doubt="<b>"))


def test_only_the_mentions_of_the_doubtful_source_are_marked() -> None:
    numbering = Numbering(known={"a", "b"}, doubts={"b": "retracted"})
    cited = [numbering.cite(key) for key in ("a", "b", "b")]
    assert [mention.doubt for mention in cited] == ["", "retracted", "retracted"]
    assert numbering.mentions_of("b") == cited[1:]


def test_the_first_mention_alone_has_its_source_in_the_margin() -> None:
    numbering = Numbering(known={"a", "b"}, notes={"a": "Berman 2000. A <trial>"})
    html = numbering.expand(f"<p>One{tag('a')}, two{tag('a')}, three{tag('b')}.</p>")
    note = "<b>1</b> Berman 2000. A &lt;trial&gt;</span>"
    assert html.count('<span class="margin-note" aria-hidden="true">') == 1
    assert f'</sup><span class="margin-note" aria-hidden="true">{note}, two' in html


def test_the_margin_says_what_is_doubtful() -> None:
    assert "<i>Retracted.</i> Wakefield 1998" in render(
        Mention("a", 1, doubt="retracted", note="Wakefield 1998")
    )


def test_a_mention_prints_itself() -> None:
    assert str(Mention("a", 1)) == render(Mention("a", 1))


def test_a_missing_source_is_a_visible_mark_with_its_key() -> None:
    html = render(Mention("gone-2000"))
    assert "[source not available: gone-2000]" in html
    assert "<a" not in html


def test_a_citation_without_a_key_says_so() -> None:
    assert "[source not available: no key]" in render(Mention(""))


@pytest.mark.parametrize("key", ["<script>alert(1)</script>", '"><b>x</b>'])
def test_a_key_with_html_in_it_is_escaped(key: str) -> None:
    shown = Numbering(known=set()).expand(f"<p>A{tag(key)}</p>")
    assert shown == f"<p>A{render(Mention(key))}</p>"
    assert "<script" not in shown
    assert "<b>" not in shown


def test_a_key_with_html_in_it_is_escaped_once() -> None:
    shown = Numbering(known=set()).expand(tag("a&b"))
    assert "[source not available: a&amp;b]" in shown


def test_a_warning_names_the_source_and_its_word() -> None:
    said = (
        "One source of this page no longer stands as it did: Berman 2000 (retracted)."
    )
    assert citations.warning([("Berman 2000", "retracted")], "this page") == said


def test_a_warning_counts_several_sources() -> None:
    doubts = [("A", "retracted"), ("B", "corrected")]
    said = "2 sources of it no longer stand as they did: A (retracted), B (corrected)."
    assert citations.warning(doubts, "it") == said


def test_without_doubt_there_is_no_warning() -> None:
    assert citations.warning([], "this page") == ""
