"""The citation tag in text: found, numbered, rendered and formatted.

In rich text a citation is `<embed embedtype="citation" key="berman-2000"/>`; in a
block it is the plain key. The key is the slug of the reference's page, never a
database id, so that moved content cannot come to point at another source.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TAG = re.compile(r'<embed\b(?=[^>]*\bembedtype="citation")[^>]*/>')
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
    `place` counts the mentions of that source from 1.
    """

    key: str
    number: int | None = None
    place: int = 1

    @property
    def anchor(self) -> str:
        """The id of this place, to which the list of sources links back."""
        return f"mention-{self.number}-{self.place}"

    def __str__(self) -> SafeString:
        """The mention as readers see it, so that a template can print it."""
        return render(self)


@dataclass
class Numbering:
    """Gives each source of a page its number by first appearance.

    `known` are the keys of the sources that exist and may be shown; any other key
    gets no number, so that a missing source never shifts or takes another's place.
    """

    known: Collection[str]
    numbers: dict[str, int] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)

    def cite(self, key: str) -> Mention:
        """Count one more mention of `key`."""
        if key not in self.known:
            return Mention(key)
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        self.mentions[key] += 1
        return Mention(key, number, self.mentions[key])

    def expand(self, html: str) -> SafeString:
        """Return `html` with each citation tag replaced by its rendered mention."""
        # The rest of the text is what Wagtail's editor stored through its allow-list.
        return mark_safe(  # noqa: S308
            TAG.sub(lambda match: render(self.cite(key_of(match[0]))), html)
        )

    def mentions_of(self, key: str) -> list[Mention]:
        """Every mention of `key` so far, in order."""
        number = self.numbers[key]
        return [
            Mention(key, number, place) for place in range(1, self.mentions[key] + 1)
        ]


def render(mention: Mention) -> SafeString:
    """The mention as a raised number that links to the list of sources.

    A missing source is a visible mark with its key, never another source.
    """
    if mention.number is None:
        return format_html(
            '<span class="citation-missing">[source not available: {}]</span>',
            mention.key or "no key",
        )
    return format_html(
        '<sup class="citation"><a id="{}" href="#source-{}" role="doc-noteref"'
        ' aria-label="Source {}">{}</a></sup>',
        mention.anchor,
        mention.number,
        mention.number,
        mention.number,
    )


class Source(Protocol):
    """What the formatter reads of a reference."""

    title: str
    container_title: str
    issued: str
    volume: str
    issue: str
    page: str
    publisher: str

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


def short(source: Source) -> str:
    """The source in a word for tight places: "Berman 2000"."""
    people = list(source.people())
    first = people[0] if people else {}
    who = first.get("literal") or first.get("family") or source.title
    return f"{who} {source.issued[:4]}".strip()


def vancouver(source: Source) -> str:
    """The source in Vancouver style as plain text, without its identifiers.

    The order of the parts is that of NLM's *Citing Medicine*, as the ICMJE
    recommends it.
    """
    year = source.issued[:4]
    place = source.volume + (f"({source.issue})" if source.issue else "")
    where = ":".join(part for part in (place, source.page) if part)
    published = ";".join(part for part in (year, where) if part)
    parts = [
        names(source.people()),
        source.title,
        source.container_title,
        source.publisher if not source.container_title else "",
        published,
    ]
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
