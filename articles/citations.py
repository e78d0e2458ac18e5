"""The citation tag in text: found, numbered, rendered and formatted.

In rich text a citation is `<embed embedtype="citation" key="berman-2000"/>`; in a
block it is the plain key. The key is the slug of the reference's page, never a
database id, so that moved content cannot come to point at another source.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from textwrap import shorten
from typing import Protocol

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TAG = re.compile(r'<embed\b(?=[^>]*\bembedtype="citation")[^>]*/>')
LONGEST_NOTE = 72  # characters of a title: three lines of the margin
KEY_ATTRIBUTE = re.compile(r'\bkey="([^"]*)"')


def tag(key: str) -> str:
    """The tag by which rich text cites the source `key`."""
    return f'<embed embedtype="citation" key="{escape(key)}"/>'


def key_of(citation_tag: str) -> str:
    """The key that a citation tag names; empty if it names none."""
    match = KEY_ATTRIBUTE.search(citation_tag)
    return unescape(match[1]) if match else ""


def find(html: str) -> list[str]:
    """The keys cited in `html`, in order, repeated as often as they are cited."""
    return [key_of(match[0]) for match in TAG.finditer(html)]


@dataclass(frozen=True)
class Mention:
    """One place where a source is cited.

    `number` is the source's number on the page, or None if there is no such source;
    `place` counts the mentions of that source from 1; `doubt` is the word by which
    readers must be warned of it, such as "retracted"; `note` is what stands of it in
    the margin, beside its first mention.
    """

    key: str
    number: int | None = None
    place: int = 1
    doubt: str = ""
    note: str = ""

    @property
    def anchor(self) -> str:
        """The id of this place, to which the list of sources links back."""
        return f"mention-{self.number}-{self.place}"

    @property
    def spoken(self) -> str:
        """What the link is called, for those who do not see it: "Source 3"."""
        return f"Source {self.number}" + (f", {self.doubt}" if self.doubt else "")

    def __str__(self) -> SafeString:
        """The mention as readers see it, so that a template can print it."""
        return render(self)


@dataclass
class Numbering:
    """Gives each source of a page its number by first appearance.

    `known` are the keys of the sources that exist and may be shown; any other key
    gets no number, so that a missing source never shifts or takes another's place.
    `doubts` says of which ones readers must be warned, and by which word; `notes` what
    the margin says of each.
    """

    known: Collection[str]
    doubts: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)

    def cite(self, key: str) -> Mention:
        """Count one more mention of `key`."""
        if key not in self.known:
            return Mention(key)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        self.mentions[key] += 1
        return self._mention(key, number, self.mentions[key])

    def expand(self, html: str) -> SafeString:
        """Return `html` with each citation tag replaced by its rendered mention."""
        # The rest of the text is what Wagtail's editor stored through its allow-list.
        return mark_safe(  # noqa: S308
            TAG.sub(lambda match: render(self.cite(key_of(match[0]))), html)
        )

    def mentions_of(self, key: str) -> list[Mention]:
        """Every mention of `key` so far, in order."""
        number = self.numbers[key]
        places = range(1, self.mentions[key] + 1)
        return [self._mention(key, number, place) for place in places]

    def _mention(self, key: str, number: int, place: int) -> Mention:
        note = self.notes.get(key, "") if place == 1 else ""
        return Mention(key, number, place, self.doubts.get(key, ""), note)


def render(mention: Mention) -> SafeString:
    """The mention as a raised number that links to the list of sources.

    A doubtful source has its word beside the number, so that no reader needs a color or
    the list to be warned. A missing one is a visible mark with its key, never another
    source.
    """
    if mention.number is None:
        return format_html(
            '<span class="citation-missing">[source not available: {}]</span>',
            mention.key or "no key",
        )
    doubt = mention.doubt and format_html(
        '<span class="citation__doubt"> {}</span>', mention.doubt
    )
    return format_html(
        '<sup class="citation"><a href="#source-{}" id="{}" role="doc-noteref"'
        ' aria-label="{}">{}{}</a></sup>{}',
        mention.number,
        mention.anchor,
        mention.spoken,
        mention.number,
        doubt,
        beside(mention),
    )


def beside(mention: Mention) -> SafeString:
    """The note in the margin, for the eye alone: the link beside it says the same."""
    if not mention.note:
        return SafeString()
    return format_html(
        '<span class="margin-note" aria-hidden="true"><b>{}</b>{} {}</span>',
        mention.number,
        format_html(" <i>{}.</i>", mention.doubt.capitalize()) if mention.doubt else "",
        mention.note,
    )


def warning(doubts: Collection[tuple[str, str]], what: str) -> str:
    """One sentence that warns of sources, each with its word; empty if there are none.

    `what` rests on them: "One source of this article no longer stands as it did:
    Berman 2000 (retracted)."
    """
    if not doubts:
        return ""
    named = ", ".join(f"{source} ({doubt})" for source, doubt in doubts)
    if len(doubts) == 1:
        return f"One source of {what} no longer stands as it did: {named}."
    return f"{len(doubts)} sources of {what} no longer stand as they did: {named}."


class Source(Protocol):
    """What the formatter reads of a reference; `kind` is CSL's name of it."""

    kind: str
    title: str
    container_title: str
    issued: str
    volume: str
    issue: str
    page: str
    publisher: str
    accessed: date | None

    def people(self) -> Iterable[Mapping[str, str]]:
        """Authors in order, as CSL names: `{family, given}` or `{literal}`."""
        ...


def initials(given: str) -> str:
    """The initials of a given name: "Robert M." and "R. M." give "RM"."""
    return "".join(part[0].upper() for part in re.split(r"[\s.\-]+", given) if part)


def name(person: Mapping[str, str]) -> str:
    """A person as Vancouver style writes them: "Berman RM"; an organisation in full."""
    if literal := person.get("literal"):
        return literal
    return f"{person.get('family', '')} {initials(person.get('given', ''))}".strip()


def names(people: Iterable[Mapping[str, str]]) -> str:
    """The authors' line: six at most, then "et al" (ICMJE recommendations)."""
    written = [name(person) for person in people]
    shown = ", ".join(written[:6])
    return f"{shown}, et al" if len(written) > 6 else shown


def in_margin(source: Source) -> str:
    """The source as a note in the margin: "Berman 2000. Antidepressant effects of …".

    The list of sources has it in full.
    """
    said = short(source)
    if said.startswith(source.title):
        return shorten(said, LONGEST_NOTE, placeholder="…")
    return f"{said}. {shorten(source.title, LONGEST_NOTE, placeholder='…')}"


def short(source: Source) -> str:
    """The source in a word for tight places: "Berman 2000"."""
    people = list(source.people())
    first = people[0] if people else {}
    who = first.get("literal") or first.get("family") or source.title
    return f"{who} {source.issued[:4]}".strip()


MONTHS = {
    "01": "Jan",
    "02": "Feb",
    "03": "Mar",
    "04": "Apr",
    "05": "May",
    "06": "Jun",
    "07": "Jul",
    "08": "Aug",
    "09": "Sep",
    "10": "Oct",
    "11": "Nov",
    "12": "Dec",
}


def day(issued: str) -> str:
    """A date, or what is known of it, as NLM writes it: "2000-02-15" is "2000 Feb 15".

    A draft may hold what is no date: that stays as it is.
    """
    year, month, number = f"{issued}--".split("-")[:3]
    parts = (year, MONTHS.get(month, month), number.lstrip("0"))
    return " ".join(part for part in parts if part)


def pages(page: str) -> str:
    """Pages without the digits that repeat: "351-354" gives "351-4"."""
    first, dash, last = page.replace("–", "-").partition("-")
    if not (first.isdigit() and last.isdigit() and len(first) == len(last)):
        return page
    alike = next((n for n in range(len(last)) if first[n] != last[n]), 0)
    return f"{first}{dash}{last[alike:]}"


def sentences(parts: Iterable[str]) -> str:
    """The parts that are there, each closed by one full stop."""
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )


def vancouver(source: Source) -> str:
    """The source in Vancouver style as plain text, without its identifiers.

    The parts and their order are those of NLM's *Citing Medicine*, 2nd edition, as the
    ICMJE recommends it: chapters 1 (journal articles), 2 (books and their parts) and 25
    (websites). Which address a reader finds it at stands beside it in our lists.
    """
    who = names(source.people())
    if source.kind == "article-journal" or (source.container_title and source.volume):
        return sentences([who, source.title, source.container_title, volume(source)])
    medium = " [Internet]" if source.kind == "webpage" or source.accessed else ""
    if not source.container_title:
        return sentences([who, f"{source.title}{medium}", imprint(source)])
    inside = f"In: {source.container_title}{medium}"
    where = f"p. {pages(source.page)}" if source.page else ""
    return sentences([who, source.title, inside, imprint(source), where])


def volume(source: Source) -> str:
    """Where in a journal it stands: "2000;47(4):351-4"."""
    place = source.volume + (f"({source.issue})" if source.issue else "")
    where = ":".join(part for part in (place, pages(source.page)) if part)
    return ";".join(part for part in (source.issued[:4], where) if part)


def imprint(source: Source) -> str:
    """Who published it and when, and when it was read: "WHO; 2024 [cited 2026 Nov 3]"."""
    issued = day(source.issued) if source.issued else ""
    out = "; ".join(part for part in (source.publisher, issued) if part)
    read = f"[cited {day(source.accessed.isoformat())}]" if source.accessed else ""
    return " ".join(part for part in (out, read) if part)


@dataclass(frozen=True)
class OwnArticle:
    """An article of this journal as others may cite it; a `Source` like any other."""

    key: str
    title: str
    container_title: str
    publisher: str
    issued: str
    updated: str
    address: str
    authors: tuple[Mapping[str, str], ...] = ()
    kind: str = "article-journal"
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    accessed: date | None = None

    def people(self) -> tuple[Mapping[str, str], ...]:
        return self.authors

    @property
    def cite_as(self) -> str:
        """How to cite it: as an article of a journal on the internet (NLM, chapter 23).

        The day on which it was read is the reader's to add.
        """
        is_newer = self.updated > self.issued
        update = f"[updated {day(self.updated)}]" if is_newer else ""
        published = " ".join(part for part in (day(self.issued), update) if part)
        where = f"{self.container_title} [Internet]"
        out = "; ".join(part for part in (self.publisher, published) if part)
        # The address stays without a full stop, which would become part of it.
        said = sentences([names(self.authors), self.title, where, out])
        return f"{said} Available from: {self.address}"
