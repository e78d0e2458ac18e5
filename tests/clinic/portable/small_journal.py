"""A small journal in fixture files, and ways to write, count and compare it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import PageLogEntry, Revision

from clinic.models import ClinicSettings, Loaded, Picture, site_pages
from clinic.portable.files import dump

ABOUT: dict[str, Any] = {
    "type": "clinic.StandardPage",
    "title": "About us",
    "body": [{"type": "paragraph", "value": "<p>Who we are.</p>"}],
}
ARTICLE: dict[str, Any] = {
    "type": "articles.ArticlePage",
    "title": "On sleep",
    "summary": "What it says.",
    "body": [
        {
            "type": "paragraph",
            "value": '<p>Known.<embed embedtype="citation" key="berman-2000"/></p>',
        },
        {"type": "figure", "value": {"image": "drawing", "alt": "A drawing"}},
    ],
    "bylines": [{"author": "/authors/desk/"}],
}
JOURNAL: dict[str, Any] = {
    "home/about": ABOUT,
    "home/authors": {"type": "articles.AuthorIndexPage", "title": "Authors"},
    "home/authors/desk": {
        "type": "articles.AuthorPage",
        "title": "The desk",
        "is_organisation": True,
        "bio": "<p>Who writes.</p>",
    },
    "home/references": {"type": "articles.ReferenceIndexPage", "title": "Sources"},
    "home/references/berman-2000": {
        "type": "articles.ReferencePage",
        "title": "A study",
        "doi": "10.1000/1",
    },
    "home/journal": {"type": "articles.JournalPage", "title": "The journal"},
    "home/journal/on-sleep": ARTICLE,
    "pictures/drawing": {
        "type": "clinic.Picture",
        "title": "A drawing",
        "credit": "The desk",
        "file": "drawing.png",
    },
    "settings": {
        "type": "clinic.ClinicSettings",
        "name": "Harbor Street Clinic",
        "policy_pages": [{"type": "page", "value": "/about/"}],
    },
}


def image(color: str = "teal") -> bytes:
    """A small PNG."""
    sink = BytesIO()
    Image.new("RGB", (4, 3), color).save(sink, "PNG")
    return sink.getvalue()


def picture(key: str, color: str = "teal", **fields: Any) -> Picture:
    """A picture of the site."""
    file = ImageFile(BytesIO(image(color)), f"{key}.png")
    return Picture.objects.create(**{"title": key, "key": key, "file": file} | fields)


def put(folder: Path, files: Mapping[str, Any]) -> Path:
    """Write files: data or text under a name without ending, bytes under a path."""
    for name, content in files.items():
        path = folder / (name if isinstance(content, bytes) else f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = dump(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def journal_in(folder: Path) -> Path:
    """The whole small journal, written to `folder`."""
    return put(folder, JOURNAL | {"pictures/drawing.png": image()})


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def state() -> dict[str, Any]:
    """What loading may write: pages as they read, and how often they were written."""
    return {
        "pages": list(
            site_pages().in_tree_order().values_list("url_path", "title", "live")
        ),
        "revisions": Revision.objects.count(),
        "log": PageLogEntry.objects.count(),
        "pictures": list(Picture.objects.values_list("key", "title", "file")),
        "settings": list(ClinicSettings.objects.values_list("name")),
        "loaded": list(Loaded.objects.order_by("name").values()),
    }
