"""The HTML of a document as an outline: what is a part, and what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from articles import identifiers
from articles.importing import allowed
from articles.importing.documents import LONGEST, TOO_LONG, Given
from articles.importing.errors import DocumentRefused
from articles.importing.outline import (
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    Table,
    plain,
)

STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
# Parts of a page that are no article, by their element or by the name of their class.
AROUND = {"nav": "Menu", "footer": "Footer", "aside": "Beside the article"}
ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog"}
CLASSES = re.compile(
    r"(?:^|[\s_-])(breadcrumbs?|share|sharing|social|cookies?|newsletter|related|sidebar"
    r"|menu|navbar|pagination|comments?|advert\w*|promo|popup|skip-link)(?:[\s_-]|$)",
    re.IGNORECASE,
)
MOST_AROUND = 0.4  # more of the text than this is the article, whatever its class says
LEFT = {
    "img": "picture",
    "svg": "drawing",
    "iframe": "embedded page",
    "video": "video",
    "audio": "sound",
    "script": "script",
    "form": "form",
    "object": "embedded object",
}
MOST_PARTS = 3_000
TOO_MANY_PARTS = (
    f"The document has more than {MOST_PARTS:,} headings, paragraphs, lists and tables: "
    "give one article, not a book."
)
BREAKS = re.compile(r"(?:<br/>\s*)+")
BLOCKS = "p, div, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6"
SITE_NAME = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")


def read(given: Given) -> Outline:
    """The outline of a document; raises DocumentRefused if there is nothing to read."""
    allowed.check(given.html)
    whole = LexborHTMLParser(given.html)
    outline = Outline(given.name, given.title, notes=[*given.notes])
    for tag, word in LEFT.items():
        if number := len(whole.css(tag)):
            what = word if number == 1 else f"{number} {word}s"
            outline.leave_out("Not text", what.capitalize())
    title = whole.css_first("title")
    page_title = plain(escape(title.text())) if title else ""
    reader = Reader(LexborHTMLParser(allowed.clean(given.html)), outline)
    reader.read()
    if not any(part.text for part in outline.parts):
        raise DocumentRefused("There is no text in the document.")
    if sum(len(part.text) for part in outline.parts) > LONGEST:
        raise DocumentRefused(TOO_LONG)
    settle_title(outline, page_title)
    return outline


def settle_title(outline: Outline, page_title: str) -> None:
    """The first heading of the first level is the title; else the one of the page."""
    first = outline.parts[0]
    tops = [p for p in outline.parts if isinstance(p, Heading) and p.level == 1]
    if not outline.title and tops and (first == tops[0] or len(tops) == 1):
        outline.title = tops[0].text
    if outline.title:
        outline.parts = [p for p in outline.parts if not is_title(p, outline.title)]
    elif page_title:
        outline.title = SITE_NAME.split(page_title)[0][:255]


def is_title(part: Part, title: str) -> bool:
    """Whether the part says the title once more, as the first heading."""
    return isinstance(part, Heading) and part.level == 1 and part.text == title


class Reader:
    """Walks through a page that was cleaned, and fills the outline."""

    def __init__(self, tree: Any, outline: Outline) -> None:
        self.root = tree.body or tree.root
        self.outline = outline
        self.line: list[str] = []
        self.ids: list[str] = []

    def read(self) -> None:
        """Take away what stands around the article; read the rest."""
        if self.root is None:
            return
        length = len(self.root.text())
        self.take_away(length)
        self.walk(self.root)
        self.end_line()

    def take_away(self, length: int) -> None:
        """Menus, footers, rows of shares: out of the page, into what was left out."""
        article = self.root.css("article") + self.root.css("main")
        taken: dict[int, Any] = {}
        for node in self.root.css("nav, footer, aside, header, [role], [class]"):
            why = why_around(node)
            if not why or node.css("h1") or is_within(node, taken):
                continue
            text = " ".join(node.text(separator=" ").split())
            if why == "Menu" or len(text) <= MOST_AROUND * length:
                taken[node.mem_id] = node
                self.outline.leave_out(why, text[:300])
        for node in taken.values():
            node.decompose()
        if len(article) == 1 and len(article[0].text()) > length / 2:
            self.leave_around(article[0])

    def leave_around(self, article: Any) -> None:
        """Read the article alone; what stands around it was left out."""
        around = Reader(LexborHTMLParser(self.root.html or ""), Outline(""))
        twin = (around.root.css("article") + around.root.css("main"))[0]
        twin.decompose()
        around.walk(around.root)
        around.end_line()
        texts = [part.text[:300] for part in around.outline.parts]
        self.outline.leave_out("Around the article", *texts)
        heading = around.root.css_first("h1")
        if heading and not article.css("h1"):
            self.outline.title = self.outline.title or plain(escape(heading.text()))
        self.root = article

    def walk(self, node: Any) -> None:
        """All that a node holds, in order."""
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag in STYLES and child.css(BLOCKS):
                self.walk(child)  # Some editors wrap a whole text in one such element.
            elif tag in {"-text", "a", "br", "img", *STYLES}:
                self.line.append(inline(child))
                self.ids += ids_in(child)
            else:
                self.end_line()
                self.part(child, tag)
                self.end_line()

    def part(self, node: Any, tag: str) -> None:
        """One element that is a part of its own, or holds parts."""
        match tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                text = plain(inline_all(node))
                if text:
                    self.add(Heading(text, int(tag[1]), ids(node)))
            case "summary" | "dt":
                term = BREAKS.sub(" ", inline_all(node))
                self.add_lines(f"<b>{term}</b>", node)
            case "ul" | "ol":
                items = tuple(items_of(node))
                start = (node.attributes.get("start") or "1")[:6]
                is_ordered = tag == "ol"
                number = int(start) if start.isdecimal() and start.isascii() else 1
                if items:
                    self.add(Listing(items, is_ordered, number))
            case "table":
                self.table(node)
            case "blockquote":
                self.quote(node)
            case "figcaption":
                text = plain(inline_all(node))
                self.outline.leave_out("Caption of a picture", text)
            case _:
                self.ids += ids(node)
                self.walk(node)

    def quote(self, node: Any) -> None:
        """The paragraphs of a quotation."""
        inside = Reader(LexborHTMLParser(""), Outline(""))
        inside.walk(node)
        inside.end_line()
        for part in inside.outline.parts:
            if isinstance(part, Paragraph):
                part = replace(part, is_quote=True)
            self.add(part)

    def table(self, node: Any) -> None:
        """A simple table; one that only arranges a page is read cell by cell."""
        rows = [tuple(cells(row)) for row in node.css("tr")]
        rows = [row for row in rows if any(map(plain, row))]
        if not is_simple(node, rows):
            for cell in node.css("td, th, caption"):
                if not cell.css("table"):
                    self.walk(cell)
                    self.end_line()
            return
        caption = node.css_first("caption")
        said = plain(inline_all(caption))[:255] if caption else ""
        self.add(Table(tuple(map(plain, rows[0])), tuple(rows[1:]), said))

    def add_lines(self, html: str, node: Any) -> None:
        self.line.append(html)
        self.ids += ids(node)
        self.end_line()

    def end_line(self) -> None:
        """What was gathered is a paragraph; two breaks in a row begin another."""
        html = "".join(self.line)
        found, self.line, self.ids = tuple(self.ids), [], []
        for piece in re.split(r"<br/>\s*(?:<br/>\s*)+", html):
            text = trimmed(piece)
            if plain(text):
                self.add(heading_of(text, found) or Paragraph(text, ids=found))

    def add(self, part: Part) -> None:
        self.outline.parts.append(part)
        if len(self.outline.parts) > MOST_PARTS:
            raise DocumentRefused(TOO_MANY_PARTS)


def is_within(node: Any, taken: dict[int, Any]) -> bool:
    """Whether one of the elements around a node was taken away already."""
    above = node.parent
    while above is not None:
        if above.mem_id in taken:
            return True
        above = above.parent
    return False


def why_around(node: Any) -> str:
    """Why an element is no part of the article; empty if it may be."""
    if why := AROUND.get(node.tag):
        return why
    if (node.attributes.get("role") or "") in ROLES:
        return "Around the article"
    found = CLASSES.search(node.attributes.get("class") or "")
    return f"Around the article ({found[1].lower()})" if found else ""


def heading_of(html: str, found: tuple[str, ...]) -> Heading | None:
    """A line that is all in bold is a heading without its name."""
    match = re.fullmatch(r"<b>((?:(?!</?b>).)+)</b>:?", html, re.DOTALL)
    text = plain(html)
    is_line = match and len(text) <= 100 and "<br/>" not in html
    if not is_line or text[-1] in ".,;!" or "<a " in html:
        return None
    return Heading(text.rstrip(":"), 6, found)


def trimmed(html: str) -> str:
    """A line without spaces and breaks around it, and single ones in it."""
    pieces = re.sub(r"[ \t\n\xa0]+", " ", html).split("<br/>")
    pieces = [piece.strip() for piece in pieces]
    full = [place for place, piece in enumerate(pieces) if piece]
    return "<br/>".join(pieces[full[0] : full[-1] + 1]) if full else ""


def ids(node: Any) -> tuple[str, ...]:
    """The name of a place to which the page itself may link."""
    found = node.attributes.get("id") if node.tag[0] != "-" else None
    return (found[:100],) if found else ()


def ids_in(node: Any) -> tuple[str, ...]:
    """The names of a node and of the nodes in it."""
    if node.tag[0] == "-":
        return ()
    inner = (ids(found) for found in node.css("[id]"))
    return tuple(dict.fromkeys(sum(inner, ids(node))))


def inline(node: Any) -> str:
    """One node as a piece of a line."""
    tag = node.tag
    if tag == "-text":
        return escape(node.text(deep=False), quote=False)
    if tag == "br":
        return "<br/>"
    inner = inline_all(node) if tag[0] != "-" else ""
    inner = BREAKS.sub("<br/>", inner)  # Only between elements may a line be cut.
    if not plain(inner):
        return " " if inner else ""
    if style := STYLES.get(tag):
        return f"<{style}>{inner}</{style}>"
    if tag == "a" and (address := kept(node.attributes.get("href") or "")):
        return f'<a href="{escape(address)}">{re.sub("</?a[^>]*>", "", inner)}</a>'
    return inner


def inline_all(node: Any) -> str:
    """All that a node holds as one line; blocks in it are parted by spaces."""
    found = []
    for child in node.iter(include_text=True):
        is_inline = child.tag in {"-text", "a", "br", "img", *STYLES}
        found.append(inline(child) if is_inline else f" {inline(child)} ")
    return "".join(found)


def kept(address: str) -> str:
    """The address of a link if it may stay: of the web, mail, or a place in the text."""
    address = address.strip()
    if address.startswith("#"):
        return address[:120] if re.fullmatch(r"#[\w.:-]+", address) else ""
    if re.fullmatch(r"mailto:[\w.+-]+@[\w.-]+", address, re.ASCII):
        return address
    return identifiers.address(address)


def items_of(node: Any, depth: int = 0) -> Iterator[Item]:
    """The items of a list; those of a list within follow their item."""
    for child in node.iter():
        if child.tag in {"ul", "ol"}:
            yield from items_of(child, min(depth + 1, 3))
            continue
        inner = [n for n in child.iter(include_text=True) if n.tag not in {"ul", "ol"}]
        html = trimmed(
            "".join(f"{inline(n)} " if n.tag == "p" else inline(n) for n in inner)
        )
        if plain(html):
            yield Item(html, depth, ids_in(child))
        for nested in child.iter():
            if nested.tag in {"ul", "ol"}:
                yield from items_of(nested, min(depth + 1, 3))


def cells(row: Any) -> Iterator[str]:
    """The cells of a row, each as one line."""
    for cell in row.iter():
        if cell.tag in {"td", "th"}:
            yield trimmed(inline_all(cell))


def is_simple(node: Any, rows: list[tuple[str, ...]]) -> bool:
    """Whether a table holds rows of equal length, at least two, and no other table."""
    if len(rows) < 2 or len(rows[0]) < 2 or len({*map(len, rows)}) != 1:
        return False
    merged = node.css("[colspan], [rowspan], table table, li")
    return not merged and len(rows[0]) <= 12 and len(rows) <= 200
