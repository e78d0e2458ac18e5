"""What Crossref and PubMed know of a source, asked by its identifier.

Crossref's REST API gives a work below `message`, in a form close to CSL-JSON. NCBI's
Literature Citation Exporter gives CSL-JSON itself. Neither is asked unless
`settings.LOOKUPS` is on. A web page is never fetched.
"""

import json
from typing import Any
from urllib.parse import quote

from articles.exchange import csl
from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item, accepted
from articles.identifiers import Identifier
from articles.web import Unreachable, ask

CROSSREF = "https://api.crossref.org/works/{}"
PUBMED = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id={}"
PMC = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pmc/?format=csl&id={}"
UNTITLED = "Title to fill in"
LIMIT = 2_000_000
SECONDS = 8.0
# Crossref's types that CSL calls otherwise.
TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "report-component": "report",
    "dissertation": "thesis",
}


def look_up(identifier: Identifier) -> Item:
    """The source with this identifier, as others describe it.

    Raises `Unreachable` if it cannot be asked for, and ImportRefused if what is
    answered is of no use. Each message is a sentence.
    """
    if identifier.name == "DOI":
        return accepted(crossref(identifier.value))
    if identifier.name == "URL":
        raise Unreachable("A web page is not read.")
    is_pubmed = identifier.name == "PMID"
    address = PUBMED if is_pubmed else PMC
    told = csl.told(answer(address.format(identifier.value.removeprefix("PMC"))))
    # What they call "accessed" is the day of our question, not of our reading.
    told |= {"id": "", "accessed": "", identifier.name: identifier.value}
    return accepted(told)


def crossref(doi: str) -> dict[str, Any]:
    """What Crossref says of a DOI, for `accepted`."""
    found = answer(CROSSREF.format(quote(doi, safe="")))
    message = found.get("message")
    if not isinstance(message, dict):
        raise ImportRefused("Crossref's answer is of another form than expected.")
    told = csl.told(message)
    kind = TYPES.get(told["type"], told["type"])
    return told | {"id": "", "type": kind, "DOI": doi, "URL": "", "accessed": ""}


def answer(address: str) -> dict[str, Any]:
    """The JSON object at an address; raises `Unreachable` if there is none."""
    found = ask(address, accept="application/json", limit=LIMIT, seconds=SECONDS)
    if found.status == 404:
        raise Unreachable("It is not known there.")
    if found.status != 200:
        raise Unreachable(f"The answer was {found.status}.")
    try:
        told = json.loads(found.body)
    except (ValueError, RecursionError):
        raise Unreachable("The answer was no JSON.") from None
    if isinstance(told, list) and len(told) == 1:
        told = told[0]
    if not isinstance(told, dict):
        raise Unreachable("The answer was of another form than expected.")
    return told


def without_lookup(identifier: Identifier) -> Item:
    """A source of which only the identifier is known: its title is to be filled in."""
    kind = "webpage" if identifier.name == "URL" else "article-journal"
    title = f"{UNTITLED} ({identifier})"
    if len(title) > 255:
        title = f"{title[:250]}…)"
    return accepted({"type": kind, "title": title, identifier.name: identifier.value})
