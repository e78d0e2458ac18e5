"""The image files of pictures that came by `loaddata`, which carries rows alone."""

from functools import partial
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from clinic.models import Picture
from clinic.portable.carried import PICTURES, stored_name
from clinic.portable.load import fixture_folders


def bring_file(
    sender: Any, instance: Picture, raw: bool, using: str, **kwargs: Any
) -> None:
    """Receiver of `post_save`: give a picture that `loaddata` saved its file and sizes.

    Once everything is loaded, for the sizes may be among it.
    """
    if raw:
        transaction.on_commit(partial(complete, instance), using=using)


def complete(picture: Picture) -> None:
    """Copy the picture's file from the fixture folders, if it is missing and they have
    it; make its sizes, if there is a file."""
    storage = picture.file.storage
    if not storage.exists(picture.file.name):
        source = _shipped(picture)
        if source is None:
            return
        with source.open("rb") as content:
            storage.save(picture.file.name, File(content))
    picture.make_sizes()


def _shipped(picture: Picture) -> Path | None:
    """The image in the fixture folders that loading stores under the picture's name."""
    for folder in fixture_folders():
        for path in sorted((folder / PICTURES).glob("*")):
            if path.stat().st_size != picture.file_size:
                continue
            content = path.read_bytes()
            if stored_name(picture, path.suffix, content) == picture.file.name:
                return path
    return None
