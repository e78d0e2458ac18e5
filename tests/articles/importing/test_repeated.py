"""A paragraph that is there twice is told of: in a document, and in the journal."""

import pytest

from articles.importing import repeated
from articles.importing.outline import Paragraph
from articles.importing.recognizing import told_repeats
from articles.importing.repeated import Repeat
from tests import factories
from tests.articles.importing.samples import LONG, OTHER

ALMOST = LONG.replace("a few weeks", "some weeks")


def test_the_same_words_and_almost_the_same_are_found() -> None:
    parts = [Paragraph(text) for text in (LONG, OTHER, f"<b>{LONG}</b>", ALMOST)]
    assert repeated.within(parts) == [Repeat(LONG, is_exact=True), Repeat(ALMOST)]
    assert repeated.are_alike(LONG, ALMOST)
    assert not repeated.are_alike(LONG, OTHER)


def test_short_lines_and_other_texts_are_not() -> None:
    lines = ["Ask your doctor first.", "Ask your doctor first.", LONG, OTHER]
    assert repeated.within([Paragraph(line) for line in lines]) == []


@pytest.mark.django_db
def test_another_article_that_says_the_same_is_named() -> None:
    text = f"<p>{OTHER}</p><p>{ALMOST}</p>"
    body = [("heading", {"text": "A", "aspect": ""}), ("paragraph", text)]
    made = factories.article("calm-nights", title="Calm nights", body=body)
    factories.article("another")
    found = repeated.elsewhere([Paragraph(LONG), Paragraph("Nothing of it is there.")])
    assert found == [Repeat(LONG, "Calm nights", made.pk)]


def test_an_article_that_shares_many_paragraphs_is_told_of_once() -> None:
    shared = [Repeat(f"{LONG} {n}", "Calm nights", 7) for n in range(4)]
    said = told_repeats([Repeat(OTHER), *shared])
    assert len(said) == 2
    assert said[1].startswith("4 paragraphs stand in the article “Calm nights” too")
    assert len(told_repeats(shared[:3])) == 3
