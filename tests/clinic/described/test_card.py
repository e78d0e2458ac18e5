"""A page that is shared has a picture of its title, as hidden as the page is."""

from io import BytesIO

import pytest
from PIL import Image

from clinic.described.card import LEFT, MOST_LINES, RIGHT, set_title, written
from tests import factories
from tests.heads import tags

ADDRESS = "/mental-health-journal/on-sleep/"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("On sleep – “ñandú” and more…", "On sleep - “nandu” and more…"),
        ("Σ-receptors", None),
        ("日本", None),
        ("", None),
    ],
)
def test_a_title_is_written_in_the_letters_that_the_font_has(title, found) -> None:
    assert written(title) == found


@pytest.mark.parametrize("title", ["Short", "word " * 80, "x" * 255, "two " + "y" * 99])
def test_every_title_fits_the_card(title: str) -> None:
    rows, font = set_title(title)
    assert len(rows) <= MOST_LINES
    assert max(font.getlength(row.removesuffix(" …")) for row in rows) <= RIGHT - LEFT


@pytest.mark.django_db
def test_an_article_names_its_card_which_is_drawn_and_hidden_with_it(client) -> None:
    article = factories.article("on-sleep", title="On sleep")
    told = tags(client.get(ADDRESS).content.decode())
    assert told["og:image"] == [f"http://localhost:8000{ADDRESS}card.png"]
    assert told["og:image:alt"] == ["On sleep – The clinic"]
    assert told["twitter:card"] == ["summary_large_image"]
    answer = client.get(f"{ADDRESS}card.png")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    article.title = "Another"
    factories.publish(article)
    assert client.get(f"{ADDRESS}card.png").content != answer.content
    article.unpublish()
    assert client.get(f"{ADDRESS}card.png").status_code == 404


@pytest.mark.django_db
def test_a_title_that_cannot_be_written_has_no_card(client) -> None:
    factories.article("on-sleep", title="日本")
    told = tags(client.get(ADDRESS).content.decode())
    assert "og:image" not in told
    assert told["twitter:card"] == ["summary"]
    assert client.get(f"{ADDRESS}card.png").status_code == 404
