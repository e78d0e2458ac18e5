"""HTML of this site as Markdown, for programs that read text."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
LISTS = {"ul", "ol"}
PARAGRAPHS = {"p", "figcaption", "summary", "caption", "dt", "dd"}
GROUPS = {
    *("article", "aside", "body", "details", "div", "dl", "figure", "footer"),
    *("header", "main", "nav", "section"),
}
BLOCKS = {*HEADINGS, *LISTS, *PARAGRAPHS, *GROUPS, "blockquote", "table", "li"}
UNREAD = {"script", "style", "svg", "template"}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
SPECIAL = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;))")
# A paragraph that begins so would become a heading or a list.
MARK = re.compile(r"^(?=(?:#{1,6}|[-+])\s)")
NUMBER = re.compile(r"^(\d+)(?=[.)]\s)")
SOURCE = "#source-"


def escaped(text: str) -> str:
    """Plain text in one line, as Markdown reads it."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def markdown(html: str, address: str) -> str:
    """The HTML as Markdown, its links as seen from `address`.

    A mention of a source is a footnote, `[^3]`. Drawings are left out; what stands below
    them is not.
    """
    return "\n\n".join(blocks(BeautifulSoup(html, "html.parser"), address))


def blocks(parent: Tag, address: str) -> Iterator[str]:
    """The blocks of an element, one after the other."""
    run: list[str] = []
    for child in parent.children:
        if isinstance(child, Tag) and child.name in BLOCKS:
            yield from paragraph(run)
            run = []
            yield from block(child, address)
        else:
            run.append(inline(child, address))
    yield from paragraph(run)


def paragraph(run: list[str]) -> Iterator[str]:
    """What stands together as one paragraph, if there is anything."""
    text = re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", "".join(run))).strip()
    if text:
        yield NUMBER.sub(r"\1\\", MARK.sub(r"\\", text))


def block(tag: Tag, address: str) -> Iterator[str]:
    """An element that stands by itself."""
    if tag.get("aria-hidden") == "true":
        return
    if tag.name in HEADINGS:
        if text := inline(tag, address).strip():
            yield f"{HEADINGS[tag.name]} {text}"
    elif tag.name in LISTS:
        yield "\n".join(items(tag, address))
    elif tag.name == "blockquote":
        inside = "\n\n".join(blocks(tag, address))
        yield "\n".join(f"> {line}".rstrip() for line in inside.splitlines())
    elif tag.name == "table":
        yield from table(tag, address)
    else:
        yield from blocks(tag, address)


def items(tag: Tag, address: str) -> Iterator[str]:
    """The items of a list; what belongs to one is indented below it."""
    for place, item in enumerate(tag.find_all("li", recursive=False), 1):
        mark = "- " if tag.name == "ul" else f"{place}. "
        lines = "\n\n".join(blocks(item, address)).splitlines()
        indented = [f"{' ' * len(mark)}{line}" if line else "" for line in lines]
        yield mark + "\n".join(indented).lstrip()


def table(tag: Tag, address: str) -> Iterator[str]:
    """A table with its caption above it."""
    if caption := tag.find("caption"):
        yield from blocks(caption, address)
    rows = [
        [
            re.sub(r"\s+", " ", " ".join(blocks(cell, address))).replace("|", "\\|")
            for cell in row.find_all(["th", "td"])
        ]
        for row in tag.find_all("tr")
    ]
    if rows:
        rows.insert(1, ["---"] * len(rows[0]))
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def inline(node: object, address: str) -> str:
    """What stands within a line."""
    if isinstance(node, PreformattedString) or not isinstance(
        node, NavigableString | Tag
    ):
        return ""  # a comment and the like
    if isinstance(node, NavigableString):
        return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", node))
    if node.name in UNREAD or node.get("aria-hidden") == "true":
        return ""
    if node.name == "br":
        return "\n"
    if node.name == "img":
        source = urljoin(address, str(node.get("src", "")))
        return f"![{escaped(str(node.get('alt', '')))}]({source})"
    text = "".join(inline(child, address) for child in node.children)
    if node.name == "a":
        return link(str(node.get("href", "")), text, address)
    if (mark := MARKS.get(node.name)) and text.strip():
        return marked(text, mark)
    return text


def marked(text: str, mark: str) -> str:
    """A text between two marks, which stand beside a letter, never beside a space."""
    bare = text.strip()
    before, _, after = text.partition(bare)
    return f"{before}{mark}{bare}{mark}{after}"


def link(href: str, text: str, address: str) -> str:
    """A link; one to a source is a footnote, one within the page its words alone."""
    if href.startswith(SOURCE):
        number = href.removeprefix(SOURCE)
        doubt = text.strip().removeprefix(number).strip()
        return f"[^{number}]" + (f" ({doubt})" if doubt else "")
    if not href or href.startswith("#") or not text.strip():
        return text
    target = urljoin(address, href).replace(" ", "%20").replace(")", "%29")
    return f"[{text.strip()}]({target})"
