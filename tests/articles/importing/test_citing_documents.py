"""Sources of a document are matched, and its marks cite, only where that is certain."""

import pytest

from articles.citations import tag
from articles.importing import marks, sources
from articles.importing.marks import Citing
from articles.importing.outline import Heading, Item, Listing, Outline, Paragraph
from tests import factories
from tests.articles.importing.samples import LONG

pytestmark = pytest.mark.django_db
TITLE = "Evening light and the sleep of shift workers"


def entries(*lines: str, ordered: bool = True, heading: str = "References") -> list:
    listing = Listing(tuple(Item(line) for line in lines), ordered)
    outline = Outline("a.txt", "T", [Paragraph(LONG), Heading(heading), listing])
    found = sources.take_lists(outline, sources.Library())
    assert outline.parts == [Paragraph(LONG)]
    return found


def keys(found) -> list[str]:
    return [entry.page.slug if entry.page else "" for entry in found]


@pytest.fixture
def shelf() -> None:
    """References that a document may name."""
    factories.reference(
        "lee-2020",
        doi="10.1000/lee.1",
        pmid="123",
        title=TITLE,
        issued="2020",
        authors=[("person", {"family": "Lee", "given": "Ann"})],
    )
    factories.reference(
        "moss-2021", doi="", pmcid="PMC77", title="Short naps", issued="2021"
    )
    factories.reference("page-2022", doi="", address="https://www.clinic.example/naps/")
    factories.reference("draft-2023", doi="10.1000/draft", live=False)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Lee A. doi:10.1000/LEE.1.", "lee-2020"),
        ('See <a href="https://doi.org/10.1000/lee.1">here</a>', "lee-2020"),
        ('<a href="https://press.example/doi/full/10.1000/lee.1">here</a>', "lee-2020"),
        ("Anything. PMID: 123", "lee-2020"),
        ("Moss B. Short naps. PMC77", "moss-2021"),
        ('<a href="http://clinic.example/naps?utm_source=x">Naps</a>', "page-2022"),
        (f"Lee A. {TITLE}. J Sleep. 2020;4:1.", "lee-2020"),
        (f"Lee A. {TITLE}. J Sleep. 2019;4:1.", ""),
        (f"Moss B. {TITLE}. J Sleep. 2020;4:1.", ""),
        (f"Lee A. {TITLE}. 2020. doi:10.1000/other", ""),
        (f"Lee A. Erratum: {TITLE}. 2020.", ""),
        ("Moss B. Short naps. 2021.", ""),
        ("doi:10.1000/lee.1 and PMC77", ""),
        ("Lee 2023. 10.1000/draft", ""),
        ("doi:10.1000/lee.1 and 10.1000/other", ""),
        ("Lee A. Another study. 2020.", ""),
    ],
)
def test_an_entry_is_a_reference_only_if_that_is_certain(shelf, line, key) -> None:
    (entry,) = entries(line)
    assert keys([entry]) == [key]


def test_why_an_entry_is_no_reference_is_told(shelf) -> None:
    found = entries("doi:10.1000/lee.1 and PMC77", "10.1000/draft", "10.1000/new")
    assert "lee-2020, moss-2021" in found[0].why_not
    assert "draft-2023 is not published" in found[1].why_not
    assert (found[2].why_not, found[2].locator) == ("", "10.1000/new")


def test_lists_of_sources_are_found_under_their_names(shelf) -> None:
    assert keys(entries("10.1000/lee.1", heading="Sources:")) == ["lee-2020"]
    plain = Outline(
        "a.txt",
        "T",
        [
            *(Paragraph(LONG), Paragraph("References:")),
            *(
                Paragraph("1. Lee A. 10.1000/lee.1"),
                Paragraph("[2] Moss. PMC77"),
                Paragraph("Ends."),
            ),
        ],
    )
    found = sources.take_lists(plain, sources.Library())
    assert [(e.number, e.page.slug) for e in found] == [
        (1, "lee-2020"),
        (2, "moss-2021"),
    ]
    assert [part.text for part in plain.parts] == [LONG, "Ends."]
    none = Outline("a.txt", "T", [Heading("Sources of light"), Listing((Item("Sun"),))])
    assert sources.take_lists(none, sources.Library()) == []
    assert len(none.parts) == 2


def cited(html: str, *lines: str, ordered: bool = True) -> tuple[str, list[str]]:
    """What becomes of a text above these entries, and what is told of it."""
    library = sources.Library()
    listing = Listing(
        tuple(Item(line, ids=(f"ref-{n}",)) for n, line in enumerate(lines, 1)), ordered
    )
    outline = Outline("a.txt", "T", [Paragraph(html), Heading("References"), listing])
    citing = Citing(sources.take_lists(outline, library), library)
    marks.cite(outline, citing)
    return outline.parts[0].html, citing.unsure


ONE, TWO = tag("lee-2020"), tag("moss-2021")
BOTH = ("Lee A. Light. 2020. 10.1000/lee.1", "Moss B. Naps. 2021. PMC77")


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("A claim.[1]", f"A claim.{ONE}"),
        ("A claim [1, 2].", f"A claim {ONE}{TWO}."),
        ("A claim [1–2].", f"A claim {ONE}{TWO}."),
        ("A claim.<sup>2</sup>", f"A claim.{TWO}"),
        ("A claim<sup>[1,2]</sup>", f"A claim{ONE}{TWO}"),
        ('A claim<sup><a href="#ref-2">[2]</a></sup>', f"A claim{TWO}"),
        ('A claim [<a href="#ref-1">1</a>]', f"A claim {ONE}"),
        ("A claim (Lee, 2020).", f"A claim {ONE}."),
        ("A claim (Moss et al., 2021).", f"A claim {TWO}."),
        (
            'As <a href="https://doi.org/10.1000/lee.1">they say</a>.',
            f'As <a href="https://doi.org/10.1000/lee.1">they say</a>{ONE}.',
        ),
    ],
)
def test_a_mark_becomes_a_citation(shelf, html, becomes) -> None:
    assert cited(html, *BOTH) == (becomes, [])


@pytest.mark.parametrize(
    "html",
    [
        *("A claim.[3]", "A claim.[1, 3]", "A claim.[2–1]", "A claim (Lee, 2019)."),
        *("A claim (Nobody, 2020).", "A claim.<sup>9</sup>"),
    ],
)
def test_a_mark_that_is_not_certain_stays_and_is_told(shelf, html) -> None:
    became, unsure = cited(html, *BOTH)
    assert became == html
    assert len(unsure) == 1


@pytest.mark.parametrize(
    "html",
    [
        "40 mg/m<sup>2</sup>",
        "10<sup>2</sup> people",
        "H<sub>2</sub>O",
        "2020 [sic]",
        "(May 2020)",
    ],
)
def test_what_is_no_mark_stays_and_is_not_told(shelf, html) -> None:
    assert cited(html, *BOTH)[0] == html


def test_a_number_cites_nothing_where_the_list_has_none(shelf) -> None:
    became, unsure = cited("A claim.[1]", *BOTH, ordered=False)
    assert became == "A claim.[1]"
    assert "not certain" in unsure[0]
    became, unsure = cited("A claim.[1]", "Lee A. A lost study. 2020.")
    assert became == "A claim.[1]"
    assert "not in the library" in unsure[0]


def test_two_authors_of_that_name_and_year_are_nobody(shelf) -> None:
    became, unsure = cited("A claim (Lee, 2020).", *BOTH, "Lee C. Noise. 2020.")
    assert became == "A claim (Lee, 2020)."
    assert len(unsure) == 1


def test_two_lists_with_the_same_numbers_cite_nothing(shelf) -> None:
    library = sources.Library()
    listed = [Listing((Item(line),), is_ordered=True) for line in BOTH]
    outline = Outline(
        "a.txt", "T", [Paragraph("A.[1]"), Heading("References"), listed[0]]
    )
    outline.parts += [Heading("Sources"), listed[1]]
    citing = Citing(sources.take_lists(outline, library), library)
    marks.cite(outline, citing)
    assert outline.parts == [Paragraph("A.[1]")]
    assert len(citing.unsure) == 1


def test_a_link_to_an_unknown_source_is_listed_for_adding(shelf) -> None:
    library = sources.Library()
    citing = Citing([], library)
    html = 'As <a href="https://doi.org/10.1000/new">they</a> and <a href="https://b.example/">b</a> say.'
    assert citing.cite(html) == html
    assert [entry.locator for entry in citing.unknown] == ["10.1000/new"]
    assert citing.cite('<a href="#top">Up</a>') == "Up"
