"""The form in which a source travels: an item of CSL-JSON 1.0.2.

All formats are read into items and written from them. Their texts are plain, their
identifiers in normal form, their keys always in the same order; what is not known is
left out.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from articles import identifiers
from articles.citations import Source
from articles.exchange.errors import ImportRefused
from articles.exchange.plain import plain

Item = dict[str, Any]

# The sorts of source of `articles.models.source.Kind` for which CSL has no name of its
# own. A label or a notice of an authority is no "regulation", which in CSL is a law.
GENRES = {"guideline": "Guideline", "regulatory": "Regulatory document"}
KINDS = {genre.lower(): kind for kind, genre in GENRES.items()}
# What the other types of CSL are among our kinds; the rest are reports.
NEAREST = {
    **dict.fromkeys(
        (
            *("article", "article-journal", "article-magazine", "article-newspaper"),
            *("review", "review-book", "paper-conference", "periodical"),
        ),
        "article-journal",
    ),
    **dict.fromkeys(
        ("webpage", "post", "post-weblog", "dataset", "software"), "webpage"
    ),
    **dict.fromkeys(("book", "classic", "collection"), "book"),
    **dict.fromkeys(
        ("chapter", "entry", "entry-dictionary", "entry-encyclopedia"), "chapter"
    ),
    **dict.fromkeys(
        ("bill", "hearing", "legal_case", "legislation", "regulation", "treaty"),
        "regulatory",
    ),
    **dict.fromkeys(
        (
            *("report", "document", "thesis", "standard", "pamphlet", "manuscript"),
            *("broadcast", "event", "figure", "graphic", "interview", "map", "patent"),
            *("motion_picture", "musical_score", "performance", "song", "speech"),
            "personal_communication",
        ),
        "report",
    ),
}
# The longest text of each field: what the page of a reference can hold.
LONGEST = {
    "title": 255,
    "container-title": 255,
    "publisher": 255,
    "genre": 100,
    "volume": 20,
    "issue": 20,
    "page": 40,
}
LONGEST_NAME = 200
MOST_NAMES = 1000
LONGEST_RAW = 10_000  # With all its markup.
CALLED = {
    "id": "key",
    "URL": "web address",
    "accessed": "date of access",
    "author": "name of an author",
    "container-title": "journal or book",
    "genre": "type",
    "issued": "date",
}
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
ISBN = re.compile(r"(?<![\dXx])(?:\d-?){9}(?:(?:\d-?){3}\d|[\dXx])(?![\dXx-])")
HYPHEN = re.compile(r"\s?[-‐‑–—−][-‐‑–—−\s]*")
NORMAL = {
    "DOI": identifiers.doi,
    "PMID": identifiers.pmid,
    "PMCID": identifiers.pmcid,
    "URL": identifiers.address,
}


class Exchanged(Source, Protocol):
    """What is read of a reference when it is written into a file."""

    kind: str
    doi: str
    pmid: str
    pmcid: str
    isbn: str
    address: str
    accessed: date | None

    @property
    def key(self) -> str: ...


def item_of(source: Exchanged) -> Item:
    """The source as an item, ready to be written in any format."""
    return tidied(
        {
            "id": source.key,
            "type": "report" if source.kind in GENRES else source.kind,
            "genre": GENRES.get(source.kind, ""),
            "title": plain(source.title) or source.key,
            "author": list(source.people()),
            "container-title": source.container_title,
            "issued": source.issued,
            "volume": source.volume,
            "issue": source.issue,
            "page": source.page,
            "publisher": source.publisher,
            "DOI": source.doi,
            "PMID": source.pmid,
            "PMCID": source.pmcid,
            "ISBN": source.isbn,
            "URL": source.address,
            "accessed": source.accessed.isoformat() if source.accessed else "",
        }
    )


def kind_of(item: Item) -> str:
    """The kind of source, in the words of `Kind`; a report when nothing else fits."""
    known = KINDS.get(item.get("genre", "").lower())
    nearest = NEAREST.get(item.get("type", ""), "report")
    return known if known and nearest in {"report", "regulatory"} else nearest


def tidied(told: Mapping[str, Any]) -> Item:
    """An item of what is told: texts, dates as YYYY[-MM[-DD]], names as CSL has them.

    What is not well formed is left out; an address that only repeats the DOI, PMID or
    PMCID becomes that identifier.
    """
    text = {name: plain(told.get(name, "")) for name in told if name != "author"}
    for name, normal in NORMAL.items():
        text[name] = normal(text.get(name, ""))
    found = identifiers.identifier(text["URL"]) if text["URL"] else None
    if found and found.name != "URL" and text[found.name] in {"", found.value}:
        text |= {"URL": "", found.name: found.value}
    isbn = ISBN.search(text.get("ISBN", ""))
    item = {
        "id": text.get("id", ""),
        "type": text["type"] if text.get("type") in NEAREST else "document",
        "genre": text.get("genre", ""),
        "title": text.get("title", ""),
        "author": people(told.get("author", [])),
        "container-title": text.get("container-title", ""),
        "issued": date_parts(text.get("issued", "")),
        "volume": text.get("volume", ""),
        "issue": text.get("issue", ""),
        "page": HYPHEN.sub("-", text.get("page", "")),
        "publisher": text.get("publisher", ""),
        **{name: text[name] for name in ("DOI", "PMID", "PMCID")},
        "ISBN": isbn[0].upper() if isbn else "",
        "URL": text["URL"],
        "accessed": date_parts(text.get("accessed", "")),
    }
    return {name: value for name, value in item.items() if value}


def accepted(told: Mapping[str, Any]) -> Item:
    """As `tidied`, but nothing is left out.

    Raises ImportRefused, with the name of the field, for what is not well formed, too
    long, or missing.
    """
    check_sizes(told)
    item = tidied(told)
    if not item.get("title"):
        raise ImportRefused("There is no title.")
    for name in (*NORMAL, "ISBN", "issued", "accessed"):
        value = plain(told.get(name, ""))
        moved = name == "URL" and identifiers.address(value)
        if value and name not in item and not moved:
            raise ImportRefused(
                f"The {called(name)} “{value[:60]}” is not well formed."
            )
    for name, most in LONGEST.items():
        if len(item.get(name, "")) > most:
            raise ImportRefused(f"The {called(name)} is longer than {most} characters.")
    names = item.get("author", [])
    if any(len(part) > LONGEST_NAME for name in names for part in name.values()):
        raise ImportRefused(
            f"The name of an author is longer than {LONGEST_NAME} characters."
        )
    return item


def check_sizes(told: Mapping[str, Any]) -> None:
    """Refuse what is far too long or too much, before any time is spent on it."""
    names = told.get("author", [])
    if len(names) > MOST_NAMES:
        raise ImportRefused(f"There are more than {MOST_NAMES:,} authors.")
    texts = [(name, text) for name, text in told.items() if name != "author"]
    texts += [("author", part) for name in names for part in name.values()]
    for name, text in texts:
        if len(text) > LONGEST_RAW:
            raise ImportRefused(
                f"The {called(name)} is longer than {LONGEST_RAW:,} characters."
            )


def called(field: str) -> str:
    """What a field of an item is to people."""
    return CALLED.get(field, field)


def people(names: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The names in order, plain; a name of which nothing is left goes."""
    found = (
        literal(name["literal"])
        if name.get("literal")
        else person(name.get("family", ""), name.get("given", ""))
        for name in names
    )
    return [name for name in found if name]


def person(family: str, given: str = "") -> dict[str, str]:
    """A person; a comma within a part would be read as its end, so it goes."""
    parts = {"family": part_of_name(family), "given": part_of_name(given)}
    if not parts["family"]:
        return literal(parts["given"])
    return {name: part for name, part in parts.items() if part}


def part_of_name(text: str) -> str:
    """A family name or given names, without commas."""
    return plain(plain(text).replace(",", " "))


def literal(text: str) -> dict[str, str]:
    """An organization, or a name that is not divided; empty if there is none."""
    name = plain(re.sub(r"\s*,[\s,]*", ", ", plain(text)).strip(" ,"))
    return {"literal": name} if name else {}


def date_parts(text: str) -> dict[str, list[list[int]]]:
    """A date of one to three parts in CSL's form; empty if `text` is no such date."""
    match = DATE.fullmatch(text)
    found = [int(part) for part in match.groups() if part] if match else []
    return {"date-parts": [found]} if found else {}


def date_text(value: Mapping[str, Any] | None) -> str:
    """The date in an item as YYYY[-MM[-DD]]; empty if there is none."""
    parts = value["date-parts"][0] if value else []
    return "-".join(
        f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts)
    )
