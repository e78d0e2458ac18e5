"""References in the files of other programs: RIS, BibTeX, CSL-JSON."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.exchange import bibtex, csl, ris
from articles.exchange.items import Item, item_of

__all__ = ["FORMATS", "Format", "Item", "item_of"]


@dataclass(frozen=True)
class Format:
    """A form of file: its name for people, its media type, and how it is written."""

    label: str
    content_type: str
    write: Callable[[list[Item]], str]


# By the ending of the file.
FORMATS = {
    "ris": Format("RIS", "application/x-research-info-systems", ris.write),
    "bib": Format("BibTeX", "application/x-bibtex", bibtex.write),
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", csl.write),
}
