"""Citations are found, numbered, rendered and formatted."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from articles import citations
from articles.citations import Mention, Numbering, find, render, tag


@dataclass
class Source:
    """A reference as the formatter reads it; every part may be missing."""

    kind: str = "article-journal"
    title: str = "Antidepressant effects of ketamine"
    container_title: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    accessed: date | None = None
    authors: list[dict[str, str]] = field(default_factory=list)

    def people(self) -> list[dict[str, str]]:
        return self.authors


def person(number: int) -> dict[str, str]:
    """The author with that number: A1 A, A2 A and so on."""
    return {"family": f"A{number}", "given": "Ada"}


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
        '<sup class="citation"><a id="mention-3-2" href="#source-3"'
        ' role="doc-noteref" aria-label="Source 3">3</a></sup>'
    )


def test_a_mention_of_a_doubtful_source_says_so_in_a_word() -> None:
    assert render(Mention("a", 3, 2, "retracted")) == (
        '<sup class="citation"><a id="mention-3-2" href="#source-3"'
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


# --- Formatted ---
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Robert M.", "RM"),
        ("R. M.", "RM"),
        ("R.M.", "RM"),
        ("Jean-Luc", "JL"),
        ("ada", "A"),
        ("Özlem", "Ö"),
        ("", ""),
    ],
)
def test_initials(given: str, expected: str) -> None:
    assert citations.initials(given) == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"family": "Berman", "given": "Robert M."}, "Berman RM"),
        ({"family": "Berman"}, "Berman"),
        ({"given": "Robert"}, "R"),
        ({"literal": "World Health Organization"}, "World Health Organization"),
        ({}, ""),
    ],
)
def test_name(author: dict[str, str], expected: str) -> None:
    assert citations.name(author) == expected


def test_six_authors_are_all_named() -> None:
    written = citations.names(person(number) for number in range(1, 7))
    assert written == "A1 A, A2 A, A3 A, A4 A, A5 A, A6 A"


def test_of_seven_authors_six_are_named_then_et_al() -> None:
    written = citations.names(person(number) for number in range(1, 8))
    assert written == "A1 A, A2 A, A3 A, A4 A, A5 A, A6 A, et al"


def test_no_authors_are_no_words() -> None:
    assert citations.names([]) == ""


READ = date(2026, 11, 23)
BERMAN = [{"family": "Berman", "given": "Robert M."}]
WHO = [{"literal": "World Health Organization"}]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            Source(
                container_title="Biol Psychiatry",
                issued="2000-02-15",
                volume="47",
                issue="4",
                page="351-354",
                publisher="Elsevier",
                accessed=READ,
                authors=BERMAN,
            ),
            "Berman RM. Antidepressant effects of ketamine. Biol Psychiatry. "
            "2000;47(4):351-4.",
        ),
        (
            Source(
                kind="guideline",
                title="The Management of PTSD",
                container_title="Ann Intern Med",
                issued="2024-02-27",
                volume="177",
                accessed=READ,
            ),
            "The Management of PTSD. Ann Intern Med. 2024;177.",
        ),
        (
            Source(
                kind="webpage",
                title="PTSD basics",
                issued="2024-03",
                publisher="National Center for PTSD",
                accessed=READ,
                authors=[{"literal": "Veterans Affairs"}],
            ),
            "Veterans Affairs. PTSD basics [Internet]. National Center for PTSD; "
            "2024 Mar [cited 2026 Nov 23].",
        ),
        (
            Source(kind="webpage", title="What is PTSD?", accessed=READ),
            "What is PTSD? [Internet]. [cited 2026 Nov 23].",
        ),
        (
            Source(
                kind="book",
                title="Ketamine",
                issued="2016",
                publisher="Oxford University Press",
                authors=BERMAN,
            ),
            "Berman RM. Ketamine. Oxford University Press; 2016.",
        ),
        (
            Source(
                kind="chapter",
                title="Ketamine",
                container_title="LiverTox",
                issued="2018-04-25",
                publisher="NIDDK",
                page="12-20",
                accessed=READ,
            ),
            "Ketamine. In: LiverTox [Internet]. NIDDK; 2018 Apr 25 "
            "[cited 2026 Nov 23]. p. 12-20.",
        ),
        (
            Source(kind="report", title="Atlas", issued="2020", authors=WHO),
            "World Health Organization. Atlas. 2020.",
        ),
        (
            Source(
                kind="regulatory", title="Label", issued="2022-02", accessed=READ
            ),
            "Label [Internet]. 2022 Feb [cited 2026 Nov 23].",
        ),
    ],
    ids=lambda part: part.kind if isinstance(part, Source) else "",
)
def test_a_source_in_vancouver_style(source: Source, expected: str) -> None:
    assert citations.vancouver(source) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2000", "2000"),
        ("2000-02", "2000 Feb"),
        ("2000-02-05", "2000 Feb 5"),
        ("2000-13", "2000 13"),
        ("spring", "spring"),
        ("", ""),
    ],
)
def test_a_day_has_the_name_of_its_month(issued: str, expected: str) -> None:
    assert citations.day(issued) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("351-354", "351-4"),
        ("1199-1207", "1199-207"),
        ("99-101", "99-101"),
        ("351–354", "351-4"),
        ("7-7", "7-7"),
        ("e12-e15", "e12-e15"),
        ("351-", "351-"),
        ("4", "4"),
        ("", ""),
    ],
)
def test_pages_do_not_repeat_digits(page: str, expected: str) -> None:
    assert citations.pages(page) == expected


OWN = citations.OwnArticle(
    key="rewiring",
    title="Rewiring the Brain",
    container_title="Mental Health Journal",
    publisher="A clinic",
    issued="2026-01-05",
    updated="2026-11-23",
    address="https://clinic.example/rewiring/",
    authors=tuple(BERMAN),
)


def test_an_article_of_our_own_says_how_to_cite_it() -> None:
    assert OWN.cite_as == (
        "Berman RM. Rewiring the Brain. Mental Health Journal [Internet]. A clinic; "
        "2026 Jan 5 [updated 2026 Nov 23]. "
        "Available from: https://clinic.example/rewiring/"
    )


def test_an_article_that_nobody_changed_has_no_day_of_update() -> None:
    assert "updated" not in replace(OWN, updated="2026-01-05").cite_as


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, ""),
        ({"issued": "2000"}, " 2000."),
        ({"issued": "2000", "page": "351-4"}, " 2000;351-4."),
        ({"issued": "2000", "volume": "47"}, " 2000;47."),
        ({"volume": "47", "issue": "4"}, " 47(4)."),
        ({"issue": "4", "page": "5"}, " (4):5."),
        ({"container_title": "Lancet"}, " Lancet."),
    ],
)
def test_missing_parts_leave_no_marks_behind(
    parts: dict[str, str], expected: str
) -> None:
    source = Source(title="A title", **parts)
    assert citations.vancouver(source) == f"A title.{expected}"


@pytest.mark.parametrize("title", ["What is PTSD?", "Stop!", "Ketamine in the U.S."])
def test_a_title_that_ends_in_a_mark_gets_no_second_one(title: str) -> None:
    assert citations.vancouver(Source(title=title)) == title


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source(issued="2000-02", authors=[person(1), person(2)]), "A1 2000"),
        (Source(issued="2024", authors=[{"literal": "WHO"}]), "WHO 2024"),
        (Source(title="PTSD basics", issued="2024"), "PTSD basics 2024"),
        (Source(title="PTSD basics"), "PTSD basics"),
    ],
)
def test_a_source_in_a_word(source: Source, expected: str) -> None:
    assert citations.short(source) == expected
