"""The site into fixture files: what visitors can see, one file a thing."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail.models import Page

from clinic.models import ClinicSettings, Picture, site_pages
from clinic.portable.carried import (
    PICTURES,
    SETTINGS,
    describe_page,
    describe_picture,
    describe_settings,
    name_of,
)
from clinic.portable.files import Refused, dump
from clinic.portable.places import Places, home_page


@dataclass
class Exported:
    """What was written, and which pages were left out because they are not public."""

    files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def export(folder: Path) -> Exported:
    """Write the public site to `folder`, which must be empty or not there yet.

    Drafts, private pages and what stands below them are left out. Everything is
    written beside `folder` first and moved there whole. Raises Refused if the folder
    holds something already, or if the image of a picture is gone.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused([f"{folder} is not empty; name a new folder."])
    folder.parent.mkdir(parents=True, exist_ok=True)
    exported = Exported()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as name:
        target = Path(name) / "journal"
        target.mkdir()
        _write_all(target, exported)
        if folder.exists():
            folder.rmdir()
        target.rename(folder)
    folder.chmod(0o755)
    return exported


def _write_all(target: Path, exported: Exported) -> None:
    places = Places.now()
    carried = _carried_pages(places, exported)
    # A page that is not carried cannot be named by one that is.
    places.path_of = {page.pk: places.path_of[page.pk] for page, _ in carried}
    for page, position in carried:
        data = describe_page(page, places, position)
        _write(target, name_of(places.path_of[page.pk]), data, exported)
    for picture in Picture.objects.order_by("key"):
        data = describe_picture(picture)
        _write(target, f"{PICTURES}/{picture.key}", data, exported)
        copy = target / PICTURES / data["file"]
        try:
            with picture.file.open("rb") as source, copy.open("wb") as sink:
                shutil.copyfileobj(source, sink)
        except FileNotFoundError as error:
            text = f"The image of the picture {picture.key} is gone: {picture.file}."
            raise Refused([text]) from error
    row = ClinicSettings.objects.filter(site__is_default_site=True).first()
    if row is not None:
        _write(target, SETTINGS, describe_settings(row, places), exported)


def _carried_pages(places: Places, exported: Exported) -> list[tuple[Page, int]]:
    home = home_page()
    below = site_pages().descendant_of(home, inclusive=True).in_tree_order()
    visible = set(below.visible().values_list("pk", flat=True))
    carried: list[tuple[Page, int]] = []
    paths: dict[str, Any] = {}
    numbers: dict[str, int] = {}
    for page in below.specific():
        parent_path = page.path[: -page.steplen]
        if page.pk not in visible or (page.pk != home.pk and parent_path not in paths):
            exported.left_out.append(places.path_of[page.pk])
            continue
        paths[page.path] = page
        position = 0
        if getattr(paths.get(parent_path), "keeps_order", False):
            position = numbers[parent_path] = numbers.get(parent_path, 0) + 1
        carried.append((page, position))
    return carried


def _write(target: Path, name: str, data: dict[str, Any], exported: Exported) -> None:
    path = target / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dump(data), encoding="utf-8")
    exported.files.append(f"{name}.yaml")
