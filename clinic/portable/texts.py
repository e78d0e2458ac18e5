"""Rich text, between the form in the database and the form in a file.

A file names a linked page by its path and has each block of text on a line.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from wagtail.rich_text.rewriters import extract_attrs
from wagtail.whitelist import check_url

from clinic.portable.places import Places
from clinic.row_number import row_number

LINK = re.compile(r"<a\b([^>]*)>")
BLOCK_EDGE = r"</(?:p|ul|ol|li)>|<ul>|<ol>"
BLOCK_END = re.compile(rf"({BLOCK_EDGE})(?=<)")
BREAK = re.compile(rf"({BLOCK_EDGE})[ \t]*\n\s*")
# What the editor's own features can make; see WAGTAILADMIN_RICH_TEXT_EDITORS.
ALLOWED = {"p", "b", "i", "sup", "sub", "ul", "ol", "li", "br", "a", "embed"}
# A tag in the form that the editor stores, which all readers of HTML read alike.
TAG = re.compile(r"""</?[a-z][a-z0-9]*(?:\s+[-a-z]+="[^"<>]*")*\s*/?>""")
CLOSED = ALLOWED - {"br", "embed"}
Attributes = list[tuple[str, str | None]]


def to_file(html: str, places: Places) -> str:
    """Stored rich text as a file has it.

    A link to a page that is gone or not carried stays as text, as readers see it.
    """

    def link(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        kind, pk = attributes.get("linktype"), attributes.get("id", "")
        if not kind:
            return match[0]
        path = places.path_of.get(row_number(pk)) if kind == "page" else None
        return f'<a linktype="page" path="{path}">' if path else "<a>"

    return BLOCK_END.sub(r"\1\n", LINK.sub(link, html))


def to_page(text: str, places: Places) -> str:
    """The reverse of `to_file`; every path must be known."""

    def link(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        if attributes.get("linktype") != "page":
            return match[0]
        return f'<a id="{places.page_at[attributes["path"]]}" linktype="page">'

    return LINK.sub(link, BREAK.sub(r"\1", text).strip("\n"))


class _Reader(HTMLParser):
    """Notes what a file's rich text holds that the site would not store itself."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self.places = places
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "embed":
            self.faults.append("write a citation as <embed …/>, closed by the slash.")
        self._look(tag, attrs)
        if tag in CLOSED:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._look(tag, attrs)
        if tag in CLOSED:
            # Readers of HTML overlook the slash.
            self.faults.append(f"<{tag}/> is never closed.")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing that is open.")

    def _look(self, tag: str, attrs: Attributes) -> None:
        attributes = dict(attrs)
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}> is not allowed in text.")
        elif len(attributes) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice.")
        elif tag == "a":
            self.faults.extend(self._link_faults(attributes))
        elif tag == "embed":
            if set(attributes) != {"embedtype", "key"}:
                self.faults.append("an <embed/> needs embedtype and key.")
        elif set(attributes) - {"data-block-key"}:
            self.faults.append(f"<{tag}> may have no attributes.")

    def _link_faults(self, attributes: dict[str, str | None]) -> Iterator[str]:
        if "linktype" in attributes:
            if set(attributes) != {"linktype", "path"}:
                yield 'a link to a page is <a linktype="page" path="/…/">.'
            elif (path := attributes["path"]) not in self.places.page_at:
                yield f"links to {path!r:.80}, where there is no page."
        elif attributes and set(attributes) != {"href"}:
            yield "a link has an href and nothing else."
        elif attributes and check_url(attributes["href"]) is None:
            yield f"{attributes['href']!r:.80} is no address to link to."


def fault(text: str, places: Places) -> str:
    """What is wrong with a file's rich text, in a sentence; empty if nothing is."""
    if "\x00" in text:
        return "holds a NUL character."
    if "<" in (rest := TAG.sub("", text)):
        stray = rest[rest.index("<") :]
        return f"{stray!r:.40} is no tag that text may have; a lone < is &lt;."
    reader = _Reader(places)
    reader.feed(text)
    reader.close()
    if reader.open:
        reader.faults.append(f"<{reader.open[-1]}> is never closed.")
    # One slip often makes others after it.
    return next(iter(reader.faults), "")
