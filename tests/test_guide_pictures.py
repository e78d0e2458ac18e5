"""The pictures of the editor's guide are those that its script takes."""

import re

import pytest
from PIL import Image

from tests.guide_pictures import FOLDER, LARGEST, PICTURES, SIZE
from tests.manual import said

SHOWN = re.findall(r"!\[([^\]]*)\]\(pictures/([a-z-]+)\.png\)", said("docs/editing.md"))


def test_the_guide_shows_every_picture_once_and_no_other() -> None:
    names = [name for _, name in SHOWN]
    assert sorted(names) == sorted(PICTURES)


def test_every_picture_is_there_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{n}.png" for n in PICTURES}


def test_every_picture_tells_in_words_what_is_on_it() -> None:
    assert [name for words, name in SHOWN if len(words) < 20] == []


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_small_and_as_wide_as_a_desk(name: str) -> None:
    path = FOLDER / f"{name}.png"
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as picture:
        assert picture.size == (SIZE["width"], SIZE["height"])
