"""Conditions and side effects that a document names are offered as its topics."""

import pytest

from articles.importing.outline import Heading, Item, Listing, Outline, Paragraph
from articles.importing.topics import offered
from tests import factories

pytestmark = pytest.mark.django_db


def named(text: str, *parts) -> dict[str, int]:
    outline = Outline("a.txt", "T", [Paragraph(text), *parts])
    return {offer.page.slug: offer.times for offer in offered(outline)}


@pytest.fixture
def pages() -> None:
    """Topics with other names."""
    other = [("name", {"text": name, "kind": "lay"}) for name in ("Low mood", "MDD")]
    factories.condition("depression", title="Depression", also_called=other)
    factories.condition("trd", title="Treatment-resistant depression")
    factories.condition("hidden", title="Insomnia", live=False)
    factories.side_effect("breathing", title="Respiratory depression")
    factories.side_effect("headache", title="Headaches")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Depression, and low mood.", {"depression": 2}),
        ("Treatment-resistant depression.", {"trd": 1}),
        ("Respiratory depression is rare.", {"breathing": 1}),
        ("A headache came.", {"headache": 1}),
        ("MDD is meant, mdd is not.", {"depression": 1}),
        ("Depressions of the ground.", {"depression": 1}),
        ("Antidepressants, and insomnia.", {}),
    ],
)
def test_topics_are_named_in_whole_words(pages, text, found) -> None:
    assert named(text) == found


def test_what_stands_in_headings_or_often_is_wanted(pages) -> None:
    outline = Outline(
        "a.txt",
        "About headaches",
        [
            *(Heading("Low mood"), Paragraph("Treatment-resistant depression.")),
            Listing((Item("Respiratory depression"),) * 3),
        ],
    )
    wanted = {offer.page.slug: offer.is_wanted for offer in offered(outline)}
    assert wanted == {
        "headache": True,
        "depression": True,
        "trd": False,
        "breathing": True,
    }


def test_offers_cost_the_same_however_many_topics(
    pages, django_assert_num_queries
) -> None:
    outline = Outline("a.txt", "T", [Paragraph("Depression")])
    with django_assert_num_queries(2):
        offered(outline)
