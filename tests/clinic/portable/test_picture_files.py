"""A picture that `loaddata` brings gets its file and its sizes."""

from pathlib import Path
from typing import Any

import pytest
from django.core import serializers

from clinic.models import Picture
from clinic.models.picture import SHOWN_AS
from clinic.portable import load, picture_files
from tests.clinic.portable.small_journal import contents, image, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(small_journal: Path, media: Path, monkeypatch: Any) -> str:
    """The row of a shipped picture, in JSON; the site has nothing of it any more."""
    load([small_journal])
    monkeypatch.setattr(picture_files, "fixture_folders", lambda: [small_journal])
    text = serializers.serialize("json", Picture.objects.all())
    forget(media)
    return text


def forget(media: Path) -> None:
    """Delete all pictures and their files."""
    Picture.objects.all().delete()
    for path in media.rglob("*.*"):
        path.unlink()


@pytest.fixture
def loaddata(django_capture_on_commit_callbacks: Any) -> Any:
    """Load rows as `loaddata` does."""

    def loaddata(text: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for found in serializers.deserialize("json", text):
                found.save()

    return loaddata


def test_a_missing_file_comes_from_the_fixture_folders(row, loaddata, media) -> None:
    loaddata(row)
    saved = Picture.objects.get()
    assert Path(saved.file.path).read_bytes() == image()


def test_its_sizes_are_made_so_that_no_visit_has_to_write(row, loaddata) -> None:
    loaddata(row)
    assert Picture.objects.get().renditions.count() == len(SHOWN_AS)


def test_a_file_that_is_there_stays(row, loaddata, media) -> None:
    name = next(iter(serializers.deserialize("json", row))).object.file.name
    (media / name).write_bytes(image("red"))
    loaddata(row)
    assert (media / name).read_bytes() == image("red")


def test_a_picture_that_no_fixture_has_is_saved_without_a_file(
    row, loaddata, media
) -> None:
    picture("mine")
    text = serializers.serialize("json", Picture.objects.filter(key="mine"))
    forget(media)
    loaddata(text)
    assert Picture.objects.get().key == "mine"
    assert contents(media) == {}


def test_another_image_of_the_same_size_is_not_taken_for_it(
    row, loaddata, media, small_journal
) -> None:
    drawing = small_journal / "pictures/drawing.png"
    drawing.write_bytes(drawing.read_bytes()[:-1] + b"x")
    loaddata(row)
    assert contents(media) == {}


def test_a_picture_that_an_editor_saves_is_left_to_its_own_ways(
    row, media, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        picture("mine")
    assert [call for call in waiting if "complete" in repr(call)] == []
