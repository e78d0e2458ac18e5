"""The marks by which a text cites, such as [1]: made into citations where certain.

Where anything is in doubt, the mark stays as it stands and is told: a citation that points
at the wrong source is worse than none.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from html import unescape

from articles import citations
from articles.importing.outline import (
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    folded,
    plain,
)
from articles.importing.sources import Entry, Library, marks_of_address

NUMBERS = r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*"
MARK = re.compile(
    # [1], also as a link to its entry; with or without being raised
    rf"(?P<link>(?:<sup>)?\[?(?:<sup>)?<a href=\"#(?P<id>[\w.:-]+)\">(?:<sup>)?\[?(?P<linked>\d{{1,3}})\]?(?:</sup>)?</a>(?:</sup>)?\]?(?:</sup>)?)"
    rf"|<sup>\[?(?P<raised>{NUMBERS})\]?</sup>"
    rf"|\[(?P<square>{NUMBERS})\]"
    r"|\((?P<author>[A-Z][\w’'-]+)(?: et al\.?| (?:and|&amp;) [A-Z][\w’'-]+)?,? (?P<year>(?:19|20)\d{2})\)"
    r"|(?P<anchor><a href=\"(?P<address>[^\"#][^\"]*)\">(?:(?!</a>).)*</a>)"
)
# Before a raised number that cites: the end of a word that is no unit, or of a sentence.
CITES = re.compile(r"(?:[^\W\d_]{4,}|[.,;:!?)”\"’])\s?$")
LOCAL = re.compile(r"<a href=\"#[^\"]*\">((?:(?!</a>).)*)</a>")


@dataclass
class Citing:
    """Makes marks into citations, and remembers what it was not sure of."""

    entries: list[Entry]
    library: Library
    unsure: list[str] = field(default_factory=list)
    made: int = 0
    unknown: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_number: defaultdict[int, list[Entry]] = defaultdict(list)
        self.by_id: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.number:
                self.by_number[entry.number].append(entry)
            for name in entry.ids:
                self.by_id[name].append(entry)

    def cite(self, html: str) -> str:
        """The line with its citations; links to places in the page lose their address."""
        done, start = [], 0
        for match in MARK.finditer(html):
            done += [html[start : match.start()], self.cited(match, html)]
            start = match.end()
        return LOCAL.sub(r"\1", "".join([*done, html[start:]]))

    def cited(self, match: re.Match[str], html: str) -> str:
        """What stands in place of one mark."""
        if match["anchor"]:
            return self.linked(match)
        found = self.entries_of(match, html)
        if found is None:
            return match[0]
        pages = [entry.page for entry in found]
        if not found or not all(pages):
            self.doubt(match, html, found)
            return match[0]
        self.made += len(found)
        for entry in found:
            entry.is_cited = True
        return "".join(citations.tag(page.slug) for page in pages if page)

    def entries_of(self, match: re.Match[str], html: str) -> list[Entry] | None:
        """The entries that a mark means; empty if that is not certain, None if no mark."""
        if match["link"]:
            named = self.by_id.get(match["id"], [])
            return named if len(named) == 1 else []
        if match["author"]:
            return self.by_author(match["author"], match["year"])
        numbers = numbers_of(match["raised"] or match["square"])
        if match["raised"] and not CITES.search(plain_before(html, match.start())):
            return None
        if not self.by_number and match["raised"]:
            return None
        found = [self.by_number.get(number, []) for number in numbers]
        is_certain = numbers and all(len(entries) == 1 for entries in found)
        return [entries[0] for entries in found] if is_certain else []

    def by_author(self, family: str, year: str) -> list[Entry]:
        """The one entry that begins with that author and has that year."""
        who = folded(family)
        found = [
            entry
            for entry in self.entries
            if folded(entry.text).startswith(f"{who} ") and entry.year == year
        ]
        return found if len(found) == 1 else []

    def linked(self, match: re.Match[str]) -> str:
        """A link to what is a reference of ours is followed by a citation of it."""
        marks = marks_of_address(unescape(match["address"]))
        entry = Entry(match["anchor"], plain(match["anchor"]), marks=marks)
        pages = {p.pk: p for mark in marks for p in self.library.marked.get(mark, ())}
        if (
            len(pages) == 1
            and (page := next(iter(pages.values()))).pk in self.library.visible
        ):
            self.made += 1
            for listed in self.entries:
                listed.is_cited |= listed.page is not None and listed.page.pk == page.pk
            return match[0] + citations.tag(page.slug)
        if any(name != "web address" for name, _ in marks):
            self.library.match(entry)
            self.unknown.append(entry)
        return match[0]

    def doubt(self, match: re.Match[str], html: str, found: list[Entry]) -> None:
        """Tell of a mark that stays as it is."""
        around = f"{plain(html[: match.start()])[-60:]} {plain(match[0])}".strip()
        why = (
            "its source is not in the library"
            if found
            else "it is not certain which source"
        )
        said = f"“…{around}”: {why}."
        if said not in self.unsure:
            self.unsure.append(said)


def numbers_of(text: str) -> list[int]:
    """The numbers of a mark: “1, 3–5” is 1, 3, 4 and 5; none if a range runs backward."""
    found: list[int] = []
    for piece in re.split(r"\s*[,;]\s*", text):
        first, _, last = re.sub(r"\s*[–-]\s*", "-", piece).partition("-")
        start, end = int(first), int(last or first)
        if not 0 < start <= end <= start + 30:
            return []
        found += range(start, end + 1)
    return [*dict.fromkeys(found)]


def plain_before(html: str, end: int) -> str:
    """The end of the plain text before a mark."""
    return re.sub(r"<[^>]*>", "", html[:end])[-40:]


def cite(outline: Outline, citing: Citing) -> None:
    """Make the marks in all texts of the outline into citations."""
    outline.parts = [cited_part(part, citing) for part in outline.parts]


def cited_part(part: Part, citing: Citing) -> Part:
    """One part with its citations; headings and tables hold none."""
    if isinstance(part, Paragraph):
        return replace(part, html=citing.cite(part.html))
    if isinstance(part, Listing):
        items = tuple(
            Item(citing.cite(item.html), item.depth, item.ids) for item in part.items
        )
        return replace(part, items=items)
    return part
