"""References as RIS, the form that reference managers exchange.

PMID and PMCID have no tag of their own. As PubMed and EndNote do, the PMID is the
accession number (AN) in the database (DB) PubMed, and the PMCID is C2.
"""

import re
from typing import ClassVar

import rispy

from articles.exchange.items import Item, date_text

# Every tag under its own name, in lower case as rispy asks.
TAGS = (
    *("TY", "ID", "M3", "AU", "TI", "T2", "PY", "DA", "VL", "IS", "SP", "EP", "PB"),
    *("SN", "DO", "DB", "AN", "C2", "UR", "Y2", "ER"),
)
TYPES = {
    "article-journal": "JOUR",
    "webpage": "ELEC",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
}
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
