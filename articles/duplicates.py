"""When two references are the same source: by DOI, PMID, PMCID or web address."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from articles import identifiers


class Identified(Protocol):
    """Whatever has the identifiers of a source."""

    doi: str
    pmid: str
    pmcid: str
    address: str


def marks(source: Identified) -> list[tuple[str, str]]:
    """By what the source is recognized: name and value, as they are compared."""
    found = (
        ("DOI", source.doi.lower()),
        ("PMID", source.pmid.lstrip("0")),
        ("PMCID", source.pmcid),
        ("web address", identifiers.compared(source.address)),
    )
    return [(name, value) for name, value in found if value]


def twin_of(source: Identified, others: QuerySet[Any]) -> tuple[str, Any] | None:
    """What else is this source: the name of the shared mark, and the first of `others`.

    One query, none for a source without identifiers.
    """
    asked = [Q(doi__iexact=source.doi)] if source.doi else []
    asked += [Q(pmid=source.pmid)] if source.pmid else []
    asked += [Q(pmcid=source.pmcid)] if source.pmcid else []
    if host := urlsplit(source.address).hostname:
        asked.append(Q(address__icontains=host.removeprefix("www.")))
    if not asked:
        return None
    ours = marks(source)
    for other in others.filter(reduce(or_, asked)).order_by("pk"):
        theirs = marks(other)
        for mark in ours:
            if mark in theirs:
                return mark[0], other
    return None


def why_twice(page: Any) -> str:
    """Why a reference must not be published: another that was published is this source.

    Empty if there is none. A draft keeps nobody from publishing.
    """
    published = type(page).objects.filter(first_published_at__isnull=False)
    twin = twin_of(page, published.exclude(pk=page.pk))
    if twin is None:
        return ""
    name, other = twin
    return f"The reference {other.slug} has the same {name}: cite that one instead."


def by_mark(sources: Iterable[Any]) -> dict[tuple[str, str], Any]:
    """The sources by everything that they are recognized by; the first of each."""
    found: dict[tuple[str, str], Any] = {}
    for source in sources:
        for mark in marks(source):
            found.setdefault(mark, source)
    return found
