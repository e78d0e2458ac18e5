"""Sources are written in Vancouver style, and in a word."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from articles import citations


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
            Source(kind="regulatory", title="Label", issued="2022-02", accessed=READ),
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


def test_a_draft_without_a_day_says_how_to_cite_it_as_far_as_it_goes() -> None:
    said = replace(OWN, issued="", updated="").cite_as
    assert "[Internet]. A clinic. Available from" in said


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


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            Source(issued="2000", authors=BERMAN),
            "Berman 2000. Antidepressant effects of ketamine",
        ),
        (Source(issued="2021"), "Antidepressant effects of ketamine 2021"),
        (
            Source(title="A title that goes on " * 9, issued="2001", authors=BERMAN),
            "Berman 2001. A title that goes on A title that goes on A title that goes on A title…",
        ),
    ],
)
def test_in_the_margin_a_source_is_short(source: Source, expected: str) -> None:
    assert citations.in_margin(source) == expected
