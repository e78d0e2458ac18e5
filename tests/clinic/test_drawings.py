"""Each drawing is small, takes the page's colors, and says in words what it shows."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError

from clinic import drawings
from clinic.blocks import BodyBlock
from clinic.drawings import Drawing, DrawingBlock

NAMES = sorted(drawings.drawings())
VIGNETTES = sorted((Path(settings.BASE_DIR) / "static/img").glob("*.svg"))
# A drawing is set into pages under a strict policy, and into any palette.
KEPT_OUT = re.compile(r"#[0-9a-f]{3}|rgb|<style|style=|<script|\son\w+=|href|\sid=")
SMALLEST = 12  # pixels, of words on the narrowest telephone
NARROW = 320 - 40  # pixels that the narrowest telephone leaves for a text


def shown(name: str, caption: str = "") -> BeautifulSoup:
    """The block as readers get it."""
    block = DrawingBlock()
    value = block.to_python({"drawing": name, "caption": caption, "credit": "By me"})
    html = BodyBlock().child_blocks["drawing"].render(value)
    return BeautifulSoup(html, "html.parser")


def test_there_are_the_three_that_the_articles_show() -> None:
    assert {"glutamate-pathway", "history", "treatment-day"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_small_and_brings_no_color_of_its_own(name: str) -> None:
    drawing = drawings.drawings()[name]
    assert len(drawing.svg.encode()) <= 6 * 1024
    assert KEPT_OUT.findall(drawing.svg) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_can_be_heard(name: str) -> None:
    svg = ElementTree.fromstring(drawings.drawings()[name].svg)  # noqa: S314 – ours
    first, second = list(svg)[:2]
    assert svg.get("role") == "img"
    assert first.tag.endswith("title")
    assert second.tag.endswith("desc")
    words = shown(name).select_one("details p")
    assert words
    assert words.text == second.text
    assert len(words.text) > 100


@pytest.mark.parametrize("name", NAMES)
def test_its_words_can_be_read_on_the_narrowest_telephone(name: str) -> None:
    svg = drawings.drawings()[name].svg
    box = re.search(r'viewBox="\S+ \S+ (\S+) \S+"', svg)
    assert box
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
    assert min(sizes) * NARROW / float(box[1]) >= SMALLEST


def test_a_reader_gets_title_caption_and_credit() -> None:
    figure = shown("history", "<p>To scale.</p>")
    assert figure.select_one(".drawing__title").text.startswith("From operating room")
    assert "To scale." in figure.figcaption.text
    assert figure.select_one(".drawing__credit").text == "By me"


def test_a_drawing_whose_file_is_gone_leaves_its_caption() -> None:
    figure = shown("gone", "<p>To scale.</p>")
    assert "To scale." in figure.text
    assert not figure.select("svg, details, .drawing__title")


def test_an_editor_cannot_choose_what_is_not_there() -> None:
    block = DrawingBlock().child_blocks["drawing"]
    assert block.clean("history") == "history"
    with pytest.raises(ValidationError):
        block.clean("../base")


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Iterator[Path]:
    """Another folder of drawings."""
    monkeypatch.setattr(drawings, "FOLDER", tmp_path)
    drawings.drawings.cache_clear()
    yield tmp_path
    drawings.drawings.cache_clear()


def test_a_clinic_adds_a_drawing_by_adding_a_file(folder: Path) -> None:
    svg = "<svg><title>Our house &amp; garden</title><desc>A door.</desc></svg>"
    (folder / "house.svg").write_text(svg)
    assert drawings.drawings() == {"house": Drawing("house", svg)}
    assert drawings.choices() == [("house", "Our house & garden")]
    assert drawings.drawings()["house"].words == "A door."


@pytest.mark.parametrize("path", VIGNETTES, ids=lambda path: path.stem)
def test_a_small_drawing_of_the_site_is_small(path: Path) -> None:
    assert path.stat().st_size <= 4 * 1024
    assert ElementTree.parse(path).getroot().get("viewBox")  # noqa: S314 – ours
