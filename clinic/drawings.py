"""The drawings that a body may show: SVG files of the site, set into the page itself.

Inside the page a drawing has its colors, by day and by night and on paper. The files
are the site's own code, never an upload: an SVG may hold scripts.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
)

FOLDER = settings.BASE_DIR / "templates/drawings"
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


@dataclass(frozen=True)
class Drawing:
    """One drawing: its file says what it is called, and what it tells in words."""

    name: str
    svg: SafeString

    @property
    def title(self) -> str:
        """What it is called, for everybody."""
        return self._said("title")

    @property
    def words(self) -> str:
        """All that it tells, for people who cannot see it."""
        return self._said("desc")

    def _said(self, tag: str) -> str:
        found = re.search(rf"<{tag}>(.*?)</{tag}>", self.svg, re.DOTALL)
        return unescape(found[1]).strip() if found else ""


@cache
def drawings() -> dict[str, Drawing]:
    """All drawings by name; one more file in the folder is one more, after a restart.

    Only a file needs to name SVG: within a page it is known.
    """
    texts = {
        path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.svg"))
    }
    return {
        name: Drawing(name, mark_safe(text.strip().replace(NAMESPACE, "")))  # noqa: S308
        for name, text in texts.items()
    }


def choices() -> list[tuple[str, str]]:
    """The drawings as an editor chooses among them: name and title."""
    return [(name, found.title or name) for name, found in drawings().items()]


class DrawingChoiceBlock(ChoiceBlock):
    """The name of a drawing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """In migrations, plain text: they know no file."""
        return ("wagtail.blocks.CharBlock", [], {})


class ShownDrawing(StructValue):
    """A drawing in a text."""

    @property
    def drawn(self) -> Drawing | None:
        """The drawing, or None if its file is no longer there."""
        return drawings().get(self["drawing"])


class DrawingBlock(StructBlock):
    drawing = DrawingChoiceBlock(
        help_text="It brings its title and its words to be read aloud."
    )
    caption = RichTextBlock(
        required=False,
        help_text="What to look for, how sure it is, and on which sources it rests.",
    )
    credit = CharBlock(
        max_length=200,
        required=False,
        help_text="Who drew it, and under which license it may be shown.",
    )

    class Meta:
        icon = "draft"
        label = "Drawing"
        value_class = ShownDrawing
        description = "One of the site's own drawings, in the colors of the page."
        template = "blocks/drawing.html"
        preview_value = {
            "drawing": "glutamate-pathway",
            "caption": "<p>A caption says what to look for.</p>",
            "credit": "Who drew it (its license)",
        }
