"""The sources that a document lists, and the references of the library that they are.

An entry is a reference of ours only if an identifier says so, or title, year and first
author together, and nothing speaks against it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from articles import citations, duplicates, identifiers
from articles.importing.outline import (
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    folded,
    is_short,
)
from articles.models import ReferencePage

LABEL = re.compile(
    r"(?:list of |selected |our |further |key )?(?:references?|sources?|bibliography"
    r"|citations|works cited|literature(?: cited)?|footnotes|endnotes|notes)"
    r"(?: and (?:further reading|notes|sources|resources))?",
    re.IGNORECASE,
)
HREF = re.compile(r'href="([^"]+)"')
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^`]+", re.IGNORECASE)
PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE)
PMCID = re.compile(r"\bPMC\s?\d{1,9}\b", re.IGNORECASE)
NUMBERED = re.compile(r"\[?(\d{1,3})[\].)]\s+")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
BACK = re.compile(r"[\s↑↩^]+$")
# An entry that is about a source, and is not the source.
ABOUT = re.compile(
    r"\b(?:erratum|corrigendum|correction|retract\w+|reply|comment\w*|response to|review of)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 4  # in a title that is to be recognized by its words
NOTE = re.compile(r"(?:foot|end)note-\w+")

Marks = list[tuple[str, str]]


@dataclass
class Entry:
    """A source as the document lists it."""

    html: str
    text: str
    number: int | None = None
    ids: tuple[str, ...] = ()
    marks: Marks = field(default_factory=list)
    page: ReferencePage | None = None
    why_not: str = ""
    is_cited: bool = False

    @property
    def locator(self) -> str:
        """What the source can be looked up by; empty if the entry names nothing."""
        order = ("DOI", "PMID", "PMCID", "web address")
        found = sorted(self.marks, key=lambda mark: order.index(mark[0]))
        if not found:
            return ""
        name, value = found[0]
        address = next(
            (a for a in HREF.findall(self.html) if name == "web address"), ""
        )
        return unescape(address) or (value if name != "PMID" else f"PMID {value}")

    @property
    def year(self) -> str:
        found = YEAR.findall(self.text)
        return found[0] if found else ""


class Library:
    """All references of the site, by what they are recognized by."""

    def __init__(self) -> None:
        pages = ReferencePage.objects.order_by("pk").prefetch_related(None)
        self.all = [*pages]
        self.visible = set(ReferencePage.objects.visible().values_list("pk", flat=True))
        self.marked: dict[tuple[str, str], list[ReferencePage]] = defaultdict(list)
        self.titled: dict[tuple[str, ...], list[ReferencePage]] = defaultdict(list)
        for page in self.all:
            for mark in duplicates.marks(page):
                self.marked[mark].append(page)
            title = tuple(folded(page.title).split())
            if len(title) >= FEWEST_WORDS:
                self.titled[title[:FEWEST_WORDS]].append(page)

    def match(self, entry: Entry) -> None:
        """Say which reference the entry is, or why that is not certain."""
        found = {p.pk: p for mark in entry.marks for p in self.marked.get(mark, ())}
        if not found:
            found = {p.pk: p for p in self.by_title(entry)}
        if len(found) > 1:
            names = ", ".join(sorted(page.slug for page in found.values()))
            entry.why_not = f"It could be more than one reference: {names}."
        elif found:
            (page,) = found.values()
            if contradicts(entry, page):
                entry.why_not = f"It is like {page.slug}, but has another identifier."
            elif page.pk in self.visible:
                entry.page = page
            else:
                entry.why_not = f"The reference {page.slug} is not published yet."

    def by_title(self, entry: Entry) -> Iterable[ReferencePage]:
        """Those whose title, year and first author the entry names."""
        said = folded(entry.text).split()
        line = f" {' '.join(said)} "
        near = {tuple(said[n : n + FEWEST_WORDS]) for n in range(len(said))}
        for page in (p for start in near for p in self.titled.get(start, ())):
            title = folded(page.title)
            is_about = ABOUT.search(entry.text) and not ABOUT.search(page.title)
            if f" {title} " not in line or is_about:
                continue
            first = next(iter(page.people()), {})
            who = folded(first.get("family") or first.get("literal") or "")
            year = page.issued[:4]
            if year and year in entry.text and (not who or f" {who} " in line):
                yield page


def contradicts(entry: Entry, page: ReferencePage) -> bool:
    """Whether an entry names another identifier than the reference has."""
    theirs = dict(duplicates.marks(page))
    lasting = [mark for mark in entry.marks if mark[0] != "web address"]
    return any(theirs.get(name, value) != value for name, value in lasting)


def take_lists(outline: Outline, library: Library) -> list[Entry]:
    """The entries of all lists of sources, which go out of the text."""
    entries: list[Entry] = []
    taken: set[int] = set()
    for place, part in enumerate(outline.parts):
        if place in taken:
            continue
        if is_label(part):
            inside = below(outline.parts, place + 1)
            if inside:
                taken |= {place, *inside}
                outline.leave_out("Heading of the list of sources", part.text)
                entries += numbered(outline.parts[n] for n in inside)
        elif isinstance(part, Listing) and all(has_note(item) for item in part.items):
            taken.add(place)
            entries += numbered([part])
    outline.parts = [p for n, p in enumerate(outline.parts) if n not in taken]
    for entry in entries:
        library.match(entry)
    return entries


def has_note(item: Item) -> bool:
    return any(NOTE.fullmatch(name) for name in item.ids)


def is_label(part: Part) -> bool:
    """Whether a part is the heading of a list of sources."""
    is_line = isinstance(part, Heading) or is_short(part, 6)
    return is_line and bool(LABEL.fullmatch(part.text.strip(" :.")))


def below(parts: list[Part], start: int) -> list[int]:
    """The places of the entries: until a heading, or a text that is no entry."""
    found: list[int] = []
    for place in range(start, len(parts)):
        part = parts[place]
        is_entry = isinstance(part, Listing) or (
            isinstance(part, Paragraph) and looks_like_entry(part)
        )
        if not is_entry:
            break
        found.append(place)
    return found


def looks_like_entry(part: Paragraph) -> bool:
    """Whether a paragraph is one source: it has a number, an identifier or a year."""
    if NUMBERED.match(part.text) or marks_of(part.html, part.text):
        return True
    return bool(YEAR.search(part.text)) and len(part.text) < 500


def numbered(parts: Iterable[Part]) -> list[Entry]:
    """The entries with the numbers that the document gives them."""
    entries: list[Entry] = []
    for part in parts:
        if isinstance(part, Listing):
            flat = [item for item in part.items if item.depth == 0]
            for place, item in enumerate(flat):
                number = part.start + place if part.is_ordered else None
                entries.append(entry_of(item.html, item.ids, number))
        elif isinstance(part, Paragraph):
            entries.append(entry_of(part.html, part.ids, None))
    return entries


def entry_of(html: str, ids: tuple[str, ...], number: int | None) -> Entry:
    """One entry; a number that is typed in front of it counts where the list has none."""
    text = BACK.sub("", Paragraph(html).text)
    if typed := NUMBERED.match(text):
        number = number or int(typed[1])
        text = text[typed.end() :]
    return Entry(html, text, number, ids, marks_of(html, text))


def marks_of(html: str, text: str) -> Marks:
    """All by which a source can be recognized, in its text and in its links."""
    found: list[tuple[str, str]] = []
    for address in map(unescape, HREF.findall(html)):
        found += marks_of_address(address)
    found += [
        ("DOI", doi) for raw in DOI.findall(text) if (doi := identifiers.doi(raw))
    ]
    found += [("PMID", str(int(raw))) for raw in PMID.findall(text)]
    found += [
        ("PMCID", pmcid)
        for raw in PMCID.findall(text)
        if (pmcid := identifiers.pmcid(raw))
    ]
    return [*dict.fromkeys(found)]


def marks_of_address(address: str) -> Marks:
    """By what a link recognizes a source."""
    named = identifiers.identifier(address)
    if named is None:
        return []
    if named.name != "URL":
        return [(named.name, named.value)]
    inside = DOI.search(address.partition("?")[0])
    doi = identifiers.doi(inside[0]) if inside else ""
    return ([("DOI", doi)] if doi else []) + [
        ("web address", identifiers.compared(address))
    ]


def further(entries: Iterable[Entry]) -> list[str]:
    """The keys of references that are listed, but that the text does not name."""
    keys = (e.page.slug for e in entries if e.page and not e.is_cited)
    return [*dict.fromkeys(keys)]


def told(entry: Entry) -> dict[str, str]:
    """An entry for the report."""
    page = entry.page
    return {
        "text": entry.text[:400],
        "key": page.slug if page else "",
        "as": citations.short(page) if page else "",
        "pk": str(page.pk) if page else "",
        "locator": "" if page else entry.locator,
        "why": entry.why_not,
        "cited": "yes" if entry.is_cited else "",
    }
