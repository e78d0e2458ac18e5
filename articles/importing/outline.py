"""What any document comes down to: its title, and its parts in order.

`html` is the text of a part within its line: `b`, `i`, `sup`, `sub`, `br` and `a` alone,
written by `reading` and nobody else.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from html import unescape
from typing import Any, ClassVar

from clinic.search.words import words

TAGS = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """The text of a line, as plain words."""
    return " ".join(unescape(TAGS.sub("", html.replace("<br/>", " "))).split())


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    text: str
    level: int = 2
    ids: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a quotation is one that somebody else said."""

    html: str
    is_quote: bool = False
    ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return plain(self.html)

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Item:
    """A line of a list; `depth` is 1 in a list within a list."""

    html: str
    depth: int = 0
    ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return plain(self.html)


@dataclass(frozen=True)
class Listing:
    """A list, bulleted or numbered from `start`."""

    items: tuple[Item, ...]
    is_ordered: bool = False
    start: int = 1

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(item.text for item in self.items)


@dataclass(frozen=True)
class Table:
    """A table: all rows are as long as its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(" ".join(map(plain, row)) for row in (self.head, *self.rows))


Part = Heading | Paragraph | Listing | Table


@dataclass(frozen=True)
class LeftOut:
    """What of a document is not part of the article, and why."""

    why: str
    text: str


@dataclass
class Outline:
    """A document as it was read."""

    KINDS: ClassVar[dict[str, type]] = {
        kind.__name__: kind for kind in (Heading, Paragraph, Listing, Table)
    }

    name: str
    title: str = ""
    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def leave_out(self, why: str, *texts: str) -> None:
        """Remember texts that are not part of the article."""
        self.left_out += [LeftOut(why, text) for text in texts if text]

    def packed(self) -> dict[str, Any]:
        """The outline as JSON holds it."""
        parts = [[type(part).__name__, asdict(part)] for part in self.parts]
        return asdict(self) | {"parts": parts}

    @classmethod
    def unpacked(cls, packed: dict[str, Any]) -> "Outline":
        """The outline again."""
        found = cls(packed["name"], packed["title"], notes=packed["notes"])
        found.left_out = [LeftOut(**row) for row in packed["left_out"]]
        found.parts = [*map(unpacked_part, packed["parts"])]
        return found


def unpacked_part(packed: tuple[str, dict[str, Any]]) -> Part:
    """One part again."""
    name, told = packed
    if name == "Listing":
        items = tuple(Item(**row | {"ids": tuple(row["ids"])}) for row in told["items"])
        return Listing(items, told["is_ordered"], told["start"])
    if name == "Table":
        rows = tuple(map(tuple, told["rows"]))
        return Table(tuple(told["head"]), rows, told["caption"])
    return Outline.KINDS[name](**told | {"ids": tuple(told["ids"])})


def folded(text: str) -> str:
    """A text as it is compared with others: its words alone."""
    return " ".join(words(text))


def is_short(part: Part, most_words: int = 14) -> bool:
    """Whether a part is a paragraph of one short line without a final stop."""
    if not isinstance(part, Paragraph) or part.is_quote or "<br/>" in part.html:
        return False
    text = part.text
    return (
        0 < len(text) <= 120
        and len(text.split()) <= most_words
        and text[-1] not in ".;,!"
    )


def sections(parts: list[Part]) -> Iterator[tuple[int, int]]:
    """Where each section begins (its heading) and ends, in the order of the parts."""
    starts = [n for n, part in enumerate(parts) if isinstance(part, Heading)]
    yield from zip(starts, [*starts[1:], len(parts)], strict=True)
