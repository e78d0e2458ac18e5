"""Notices that a source was retracted, questioned or corrected, as others tell them.

Crossref is asked which works update a DOI (`works?filter=updates:DOI`), and what it
knows of the DOI itself, for it says "none" of a DOI that it never heard of too. Both
carry what publishers and Retraction Watch told Crossref.
https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.formats import date_format

from articles.exchange.plain import plain
from articles.models.source import SOUND, Status
from articles.web import Answer, Unreachable

WORKS = "https://api.crossref.org/works"
Ask = Callable[..., Answer]

# Crossref's types of update, and the natures of Retraction Watch.
KINDS = {
    "retraction": Status.RETRACTED,
    "withdrawal": Status.WITHDRAWN,
    "removal": Status.WITHDRAWN,
    # A part of it is retracted: the rest may stand, so an editor has to read it.
    "partial retraction": Status.CONCERN,
    "expression of concern": Status.CONCERN,
    "correction": Status.CORRECTED,
    "corrigendum": Status.CORRECTED,
    "erratum": Status.CORRECTED,
    "corrected article": Status.CORRECTED,
    "reinstatement": Status.CORRECTED,
}
# These take nothing back of what the source says.
HARMLESS = {"addendum", "clarification", "comment", "new edition", "new version"}
RANK = {
    Status.CORRECTED: 1,
    Status.SUPERSEDED: 1,
    Status.CONCERN: 2,
    Status.WITHDRAWN: 3,
    Status.RETRACTED: 4,
}


class Unknown(Exception):
    """Nothing can be said about a source; the message says why. Never "fine"."""


def rank(status: str) -> int:
    """How grave a status is; 0 if readers need not be warned."""
    return 0 if status in SOUND else RANK[Status(status)]


@dataclass(frozen=True)
class Notice:
    """That something became of a source: what, when, and where it stands."""

    status: Status
    kind: str
    doi: str = ""
    day: date | None = None
    told_by: str = ""

    @property
    def token(self) -> str:
        """What tells this notice from another, whoever tells of it."""
        return f"{self.status} {self.doi.lower() or self.day or self.kind}"

    def __str__(self) -> str:
        """The notice for readers."""
        words = self.kind.capitalize()
        if self.day:
            words += f" of {date_format(self.day, 'F j, Y')}"
        if self.doi:
            words += f" (doi:{self.doi})"
        return f"{words}, told by {self.told_by}."


@dataclass
class Told:
    """All that was told about a source; `strange` are words that nobody knows here."""

    notices: list[Notice] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def add(self, kind: Any, doi: str, day: date | None, told_by: str) -> None:
        """Note one notice by the word for its kind."""
        word = plain(str(kind).lower().replace("_", " ").replace("-", " "))[:60]
        if status := KINDS.get(word):
            self.notices.append(Notice(status, word, plain(doi)[:255], day, told_by))
        elif word not in HARMLESS:
            self.strange.append(word)

    def holding(self) -> list[Notice]:
        """The notices but for those that a later reinstatement took back.

        Raises Unknown if there is something, but nothing that can be understood.
        """
        if self.strange and not self.notices:
            words = ", ".join(sorted(set(self.strange)))
            raise Unknown(f"There is a notice of a kind that is not known: {words}.")
        back = [one.day for one in self.notices if one.kind == "reinstatement"]
        last = max((day for day in back if day), default=date.min)
        return [
            one
            for one in self.notices
            if rank(one.status) <= RANK[Status.CORRECTED] or (one.day or last) >= last
        ]


def worst(notices: Iterable[Notice]) -> Notice | None:
    """The gravest notice, the newest of those that are; None if there is none."""
    return max(
        notices,
        key=lambda one: (rank(one.status), one.day or date.min),
        default=None,
    )


def ask_crossref(doi: str, ask: Ask) -> Told:
    """What Crossref tells about a DOI; raises Unknown if it cannot say."""
    told = Told()
    works = message(ask, f"{WORKS}?filter=updates:{quote(doi, safe='')}&rows=100")
    items = works.get("items")
    if not isinstance(items, list):
        raise Unknown("Crossref's answer has no list of works.")
    for work in items:
        read_updates(told, work, doi)
    if not told.notices:
        read_updated_by(told, message(ask, f"{WORKS}/{quote(doi, safe='')}"))
    return told


def message(ask: Ask, address: str) -> dict[str, Any]:
    """What Crossref says at an address; raises Unknown if that is nothing."""
    try:
        answer = ask(address, accept="application/json")
    except Unreachable as error:
        raise Unknown(error.reason) from error
    if answer.status == 404:
        raise Unknown("Crossref does not know this DOI.")
    if answer.status != 200:
        raise Unknown(f"Crossref answered {answer.status}.")
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise Unknown("Crossref's answer is no JSON.") from None
    inner = found.get("message") if isinstance(found, dict) else None
    if not isinstance(inner, dict):
        raise Unknown("Crossref's answer says nothing.")
    return inner


def read_updates(told: Told, work: Any, doi: str) -> None:
    """Note what a work that updates others says about the one with this DOI."""
    if not isinstance(work, dict):
        raise Unknown("Crossref's answer names a work that is none.")
    for update in entries(work, "update-to"):
        if str(update.get("DOI", "")).lower() == doi.lower():
            notice_doi = text(work.get("DOI"))
            # A publisher may put the notice at the address of the work itself.
            other = "" if notice_doi.lower() == doi.lower() else notice_doi
            told.add(update.get("type"), other, day_of(update), "Crossref")


def read_updated_by(told: Told, work: dict[str, Any]) -> None:
    """Note what Crossref says at the work itself."""
    for update in entries(work, "updated-by"):
        doi = text(update.get("DOI"))
        told.add(update.get("type"), doi, day_of(update), "Crossref")


def entries(work: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of objects in a work; empty if it has none."""
    found = work.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Unknown(f"Crossref's answer has a strange “{name}”.")
    return found


def text(value: Any) -> str:
    """A DOI as it was told; empty if it was none."""
    return value.strip() if isinstance(value, str) else ""


def day_of(update: dict[str, Any]) -> date | None:
    """The day of an update; None if it has none that is whole."""
    try:
        year, month, day = update["updated"]["date-parts"][0]
        return date(year, month, day)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return None
