"""References as RIS, the form that reference managers exchange.

PMID and PMCID have no tag of their own. As PubMed and EndNote do, the PMID is the
accession number (AN) in the database (DB) PubMed, and the PMCID is C2.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

import rispy

from articles import identifiers
from articles.exchange.csl import loose_date
from articles.exchange.entries import Entry, all_of, check_number, entry
from articles.exchange.errors import ImportRefused
from articles.exchange.items import ISBN, Item, date_text

# Every tag under its own name, in lower case as rispy asks.
TAGS = (
    *("TY", "ID", "M3", "AU", "TI", "T2", "PY", "DA", "VL", "IS", "SP", "EP", "PB"),
    *("SN", "DO", "DB", "AN", "C2", "UR", "Y2", "ER"),
)
# These are read too: what other programs write in their place.
MORE_TAGS = ("A1", "T1", "BT", "JF", "JO", "JA", "J2", "Y1", "U1", "U2")
TYPES = {
    "article-journal": "JOUR",
    "webpage": "ELEC",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
}
TYPES_READ = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS"), "article-journal"),
    **dict.fromkeys(("INPR", "ABST"), "article-journal"),
    **dict.fromkeys(("CONF", "CPAPER"), "paper-conference"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("ELEC", "BLOG", "ICOMM", "WEB"), "webpage"),
    **dict.fromkeys(("RPRT", "GOVDOC"), "report"),
    **dict.fromkeys(("BILL", "CASE", "HEAR", "LEGAL", "STAT"), "legislation"),
    "STAND": "standard",
    "THES": "thesis",
}
LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: +(.*))?")
NUMBERED = re.compile(r"(\w{1,12})\[(pmid|pmcid)\]", re.IGNORECASE)
PAGES = re.compile(r"([^-]+)-([^-]+)")


class Writer(rispy.RisWriter):
    """Writes each tag as it is called, without numbers between the entries."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {tag: tag.lower() for tag in TAGS}
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = ["AU"]
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}
    REFERENCE_TYPE_KEY = "ty"

    def set_header(self, count: int) -> str:
        return ""


def write(items: list[Item]) -> str:
    """The items as RIS."""
    text: str = rispy.dumps([tagged(item) for item in items], implementation=Writer)
    return text


def tagged(item: Item) -> dict[str, str | list[str]]:
    """The item by RIS tags in lower case; only those that it has."""
    issued, accessed = date_text(item.get("issued")), date_text(item.get("accessed"))
    pages = PAGES.fullmatch(item.get("page", ""))
    first, last = pages.groups() if pages else (item.get("page", ""), "")
    tags = {
        "ty": TYPES.get(item["type"], "GEN"),
        "id": item.get("id", ""),
        "m3": item.get("genre", ""),
        "au": [written_name(name) for name in item.get("author", [])],
        "ti": item["title"],
        "t2": item.get("container-title", ""),
        "py": issued[:4],
        "da": slashed(issued) if len(issued) > 4 else "",
        "vl": item.get("volume", ""),
        "is": item.get("issue", ""),
        "sp": first,
        "ep": last,
        "pb": item.get("publisher", ""),
        "sn": item.get("ISBN", ""),
        "do": item.get("DOI", ""),
        "db": "PubMed" if "PMID" in item else "",
        "an": item.get("PMID", ""),
        "c2": item.get("PMCID", ""),
        "ur": item.get("URL", ""),
        "y2": slashed(accessed) if accessed else "",
    }
    return {tag: value for tag, value in tags.items() if value}


def slashed(day: str) -> str:
    """A date as RIS writes it: YYYY/MM/DD/ and nothing for what is not known."""
    return "/".join([*day.split("-"), "", ""][:3]) + "/"


def written_name(name: dict[str, str]) -> str:
    """A name as RIS writes it.

    A comma ends the family name; the first comma of an organization is doubled, as
    EndNote does, so that it is not taken for a person.
    """
    if "literal" in name:
        return name["literal"].replace(",", ",,", 1)
    return f"{name['family']}, {name.get('given', '')}".strip()


class Reader(rispy.RisParser):
    """Reads every tag as a list; whoever asks takes the first."""

    DEFAULT_MAPPING: ClassVar[dict[str, str]] = {
        tag: tag for tag in (*TAGS, *MORE_TAGS)
    }
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = [*TAGS[1:], *MORE_TAGS]
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}


def read(text: str) -> list[Item]:
    """The items of a RIS file; raises ImportRefused if anything is wrong."""
    return all_of(entries(text))


def entries(text: str) -> list[Entry]:
    """Each entry as an item or a refusal; raises ImportRefused if it is no RIS."""
    found = [*divided(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))]
    check_number(len(found))
    return [
        entry(f"Entry {number} (line {line})", told, lines)
        for number, (line, lines) in enumerate(found, 1)
    ]


def divided(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The entries of a file: the number of the first line, and a line for each tag.

    A line without a tag goes on with the one before. It is put together here, and not
    by rispy, which would take a time that grows with the square of such lines.
    """
    start, tags = 0, list[list[str]]()
    for number, line in enumerate(lines, 1):
        tag = LINE.fullmatch(line.strip("\ufeff \t"))
        if tag and tag[1] == "TY":
            if start:
                raise ImportRefused(f"The entry of line {start} does not end with ER.")
            start, tags = number, [["TY  -", tag[2] or ""]]
        elif tag and not start:
            raise ImportRefused(f"Line {number}: an entry begins with TY.")
        elif tag and tag[1] == "ER":
            yield start, [*map(" ".join, tags), "ER  - "]
            start = 0
        elif tag:
            tags.append([f"{tag[1]}  -", tag[2] or ""])
        elif start:
            tags[-1].append(line.strip())
    if start:
        raise ImportRefused(f"The entry of line {start} does not end with ER.")


def told(lines: list[str]) -> dict[str, Any]:
    """What an entry says, for `accepted`."""
    (record,) = rispy.loads(
        "\n".join(lines), implementation=Reader, skip_unknown_tags=True
    )

    def first(*tags: str) -> str:
        values = (value for tag in tags for value in record.get(tag, ()) if value)
        return next(values, "")

    kind = TYPES_READ.get(record["TY"].strip().upper(), "document")
    is_book = kind == "book"
    genre = first("M3")
    return {
        "id": first("ID"),
        "type": kind,
        "genre": genre if kind == "report" else "",
        "title": first("TI", "T1", *(["BT", "T2"] if is_book else [])),
        "author": [
            read_name(name) for tag in ("AU", "A1") for name in record.get(tag, ())
        ],
        "container-title": first(
            "T2", "JF", "JO", "JA", "J2", *([] if is_book else ["BT"])
        ),
        "issued": issued(first("PY", "Y1"), first("DA")),
        "volume": first("VL"),
        "issue": first("IS"),
        "page": "-".join(part for part in (first("SP"), first("EP")) if part),
        "publisher": first("PB"),
        "DOI": first("DO") or identifiers.doi(genre),
        **numbers(first("DB"), first("AN"), first("C2"), first("U1"), first("U2")),
        # Of a journal it is the ISSN.
        "ISBN": first("SN") if ISBN.search(first("SN")) else "",
        "URL": next(filter(identifiers.address, record.get("UR", ())), first("UR")),
        "accessed": loose_date(first("Y2")),
    }


def issued(year: str, day: str) -> str:
    """The day if it is one of that year, else the year."""
    year, day = loose_date(year), loose_date(day)
    return day if day.startswith(year[:4]) and len(day) > len(year) else year


def numbers(database: str, accession: str, custom: str, *noted: str) -> dict[str, str]:
    """The PMID and the PMCID, wherever programs put them."""
    found = {
        match[2].upper(): match[1]
        for text in noted
        for match in NUMBERED.finditer(text)
    }
    is_theirs = "pubmed" in database.lower() or "pmid" in accession.lower()
    return {
        "PMID": (accession if is_theirs else "") or found.get("PMID", ""),
        "PMCID": identifiers.pmcid(custom) or found.get("PMCID", ""),
    }


def read_name(text: str) -> dict[str, str]:
    """A name of a RIS file: family, given, suffix; without comma it is not divided."""
    if ",," in text or "," not in text:
        return {"literal": text.replace(",,", ",")}
    family, given, suffix = [*map(str.strip, text.split(",", 2)), ""][:3]
    return {"family": f"{family} {suffix}", "given": given}
