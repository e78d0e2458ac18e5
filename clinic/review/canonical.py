"""The canonical text of a page: what a clinician signs, word for word.

One line for each thing that the page says: where it stands, a tab, the words. So a text
in one field is never taken for one in another. docs/decisions/0013-sign-off.md says what
is in it and what is not.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import Block, ChooserBlock, RichTextBlock, StreamValue
from wagtail.fields import RichTextField

from clinic.body import rewrite

# The forms of the text, the newest last: see the decision. In that one is signed.
FORMS = (1, 2)
VERSION = FORMS[-1]
# Where the text of one line ends and that of another begins.
LINES = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr"]
)
# The only signs of typography that change what is said: 10⁶ is not 106.
SIGNS = {"sup": "^", "sub": "_", "s": "-", "strike": "-", "del": "-"}


class Reader:
    """Reads the clinical content of a page; a page type may bring one that knows more."""

    def __init__(self, page: Any, without: int = 0) -> None:
        """`without` is the id of an included page that is just going."""
        self.page = page
        self.without = without

    def part(self, page: Any, name: str) -> Any:
        """What a page says in one of its clinical parts, as text, lists and mappings."""
        value = getattr(page, name)
        if isinstance(value, StreamValue):
            return rewrite(value.stream_block, list(value.raw_data), self.leaf)
        fields = {field.name: field for field in page._meta.get_fields()}
        if isinstance(fields.get(name), RichTextField):
            return self.rich(value)
        return value

    def leaf(self, block: Block, value: Any) -> Any:
        """What a leaf of a body says; a chosen page or picture is known by an id alone."""
        if isinstance(block, ChooserBlock):
            return None
        return self.rich(value) if isinstance(block, RichTextBlock) else value

    def rich(self, html: str | None) -> list[str]:
        """The lines of a rich text without its typography."""
        parser = RichText(self)
        parser.feed(html or "")
        parser.close()
        return parser.lines()

    def mark(self, attributes: Mapping[str, str | None]) -> str:
        """What stands in the text for an `<embed>`; nothing if it says nothing."""
        return ""


class RichText(HTMLParser):
    """A rich text on its way into lines; what is no text stands in [brackets]."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(convert_charrefs=True)
        self._reader = reader
        self._lines = [""]

    def lines(self) -> list[str]:
        """The lines in which there is anything."""
        return [line for line in map(words, self._lines) if line]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a sign; put a mark in the place of an embed."""
        if tag in LINES:
            self._lines.append("")
        elif tag in SIGNS:
            self._lines[-1] += f"[{SIGNS[tag]}"
        elif tag == "br":
            self._lines[-1] += " "
        elif tag == "embed" and (mark := self._reader.mark(dict(attrs))):
            self._lines[-1] += f"[{escaped(mark)}]"

    def handle_endtag(self, tag: str) -> None:
        """End a line or a sign."""
        if tag in LINES:
            self._lines.append("")
        elif tag in SIGNS:
            self._lines[-1] += "]"

    def handle_data(self, data: str) -> None:
        """Take the words; brackets of the text itself cannot be taken for ours."""
        self._lines[-1] += escaped(data)


def escaped(text: str) -> str:
    """The text with a backslash before each bracket and backslash."""
    for sign in "\\[]":
        text = text.replace(sign, f"\\{sign}")
    return text


def words(value: Any) -> str:
    """A value in words: one way to write each letter, one space between words."""
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def told(place: str, value: Any) -> Iterator[str]:
    """The lines of what stands at a place; none where nothing is said."""
    match value:
        case Mapping():
            for name, inside in value.items():
                yield from told(f"{place}/{name}", inside)
        case list() | tuple():
            for number, item in enumerate(value, 1):
                yield from told_item(f"{place}/{number}", item)
        case None | False:
            return
        case _ if text := words(value):
            yield f"{place}\t{text}"


def told_item(place: str, item: Any) -> Iterator[str]:
    """The lines of an item of a list; that of a stream says of which type it is."""
    if isinstance(item, Mapping) and "value" in item:
        yield from told(f"{place} {item['type']}", item["value"])
    else:
        yield from told(place, item)


def canonical(page: Any, without: int = 0, form: int = VERSION) -> str:
    """The text that a clinician signs, with the number of its form."""
    reader = page.clinical_reader(page, without)
    lines = [f"clinical text\t{form}"]
    for name in page.earlier_parts.get(form, page.clinical_parts):
        lines += told(name, reader.part(page, name))
    return "\n".join(lines) + "\n"


def digest(page: Any, without: int = 0, form: int = VERSION) -> str:
    """The SHA-256 of the canonical text, in hexadecimal digits."""
    return hashlib.sha256(canonical(page, without, form).encode()).hexdigest()


def digests(page: Any, without: int = 0) -> list[str]:
    """Those of the text in every form, that of today last."""
    return [digest(page, without, form) for form in FORMS]
