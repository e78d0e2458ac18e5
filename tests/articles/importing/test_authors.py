"""Who wrote a document is recognized, and is a page of an author only if certain."""

import pytest

from articles.importing import authors
from articles.importing.outline import Heading, Item, Listing, Outline, Paragraph
from tests import factories
from tests.articles.importing.samples import LONG, OTHER

pytestmark = pytest.mark.django_db
BIO = (
    "Ann Lee is a nurse who has written about sleep for twenty years, and who walks by the "
    "sea whenever the weather lets her."
)


def outline(*parts) -> Outline:
    return Outline(
        "a.txt", "T", [Paragraph(p) if isinstance(p, str) else p for p in parts]
    )


@pytest.fixture
def ann():
    """The page of an author."""
    return factories.author(
        "ann-lee",
        title="Ann Lee",
        is_organisation=False,
        given_name="Ann",
        family_name="Lee",
    )


def test_a_box_and_its_repetition_go_out_of_the_text(ann) -> None:
    found = outline(
        *(LONG, Heading("Author"), Listing((Item("Ann Lee, R.N."), Item(BIO)))),
        *("By Ann Lee", BIO),
    )
    author = authors.recognize(found)
    assert (author.name, author.credentials, author.bio) == ("Ann Lee", "R.N.", BIO)
    assert author.page == ann
    assert [part.text for part in found.parts] == [LONG]
    assert [row.text for row in found.left_out].count(BIO) == 2


def test_a_bio_at_the_end_needs_no_heading() -> None:
    bio = BIO.replace("Ann Lee", "Dr. Ann Lee, M.D.")
    found = outline(LONG, OTHER, bio)
    author = authors.recognize(found)
    assert (author.name, author.credentials, author.page) == ("Ann Lee", "M.D.", None)
    assert [part.text for part in found.parts] == [LONG, OTHER]


def test_a_name_without_letters_is_a_bio_only_if_it_is_known(ann) -> None:
    found = outline(LONG, BIO)
    assert authors.recognize(found).page == ann
    claim = (
        "Calm Evenings is a habit that many people have come to like in a few weeks."
    )
    other = outline(LONG, claim)
    assert authors.recognize(other) is None
    assert [part.text for part in other.parts] == [LONG, claim]


def test_a_byline_names_the_author_and_a_review_of_others_does_not() -> None:
    found = outline("By Ann Lee", "Medically reviewed by Bea Moss", LONG)
    author = authors.recognize(found)
    assert (author.name, author.page) == ("Ann Lee", None)
    assert "Bea Moss" in author.said[0]
    assert [part.text for part in found.parts] == [LONG]


def test_a_name_that_two_pages_have_is_nobody(ann) -> None:
    factories.author("ann-lee-2", title="Ann Lee (Redactor)")
    found = authors.recognize(outline("By Ann Lee", LONG))
    assert found.page is None
    alias = authors.recognize(outline("By Redactor", LONG))
    assert alias.page.slug == "ann-lee-2"


def test_who_speaks_of_itself_may_be_an_author_but_nobody_else_is(ann) -> None:
    desk = factories.author("harbor", title="Harbor Street Sleep")
    assert authors.speaking("Harbor Street Sleep").page == desk
    assert authors.speaking("Nobody Known") is None
    assert authors.speaking("") is None
    assert (
        authors.recognize(outline(LONG, Heading("About the author"), OTHER)) is not None
    )
