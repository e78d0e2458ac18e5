"""What readers must be told after they have read: corrections, and changed evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from articles.models.article import ArticlePage
from articles.models.citation import Citation
from articles.models.correction import Correction, CorrectionKind
from articles.models.reference import ReferencePage
from articles.models.source import SOUND
from articles.models.watch import EvidenceChange
from clinic.described.head import plain
from clinic.models import Version, site_pages

TOLD = (CorrectionKind.CORRECTION, CorrectionKind.SAFETY)


@dataclass(frozen=True)
class Change:
    """One thing that readers are told of: where it stands, and since when."""

    id: UUID
    title: str
    summary: str
    address: str
    kind: str
    at: datetime


def changes(number: int) -> list[Change]:
    """The last corrections of visible pages and changes of the sources they rest on.

    The newest first. Updates, and changes from an original, harm nobody and are not
    among them. Five queries.
    """
    found = [*notes(number), *corrections(number), *evidence_changes(number)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:number]


def notes(number: int) -> Iterable[Change]:
    """What readers were told in a sentence when a page went live; it is a record."""
    visible = site_pages().visible().values("pk")
    rows = Version.objects.told().filter(kind__in=TOLD, page__in=visible)
    rows = rows.defer("content").select_related("page").order_by("-published_at", "-pk")
    for row in rows[:number]:
        said = f"{row.published_at.isoformat()} {row.kind} {row.sentence}"
        yield Change(
            id=uuid5(row.page.translation_key, said),
            title=f"{row.get_kind_display()}: {row.page.title}",
            summary=row.sentence,
            address=f"{row.page.full_url}#corrections",
            kind=row.get_kind_display(),
            at=row.published_at,
        )


def corrections(number: int) -> Iterable[Change]:
    """Corrections, of safety too; what stands in one stays, so that it keeps its id."""
    rows = Correction.objects.filter(
        kind__in=TOLD, page__in=ArticlePage.objects.visible().values("pk")
    )
    for row in rows.select_related("page").order_by("-made_on", "-pk")[:number]:
        page = row.page
        said = f"{row.made_on} {row.kind} {row.text}"
        yield Change(
            id=uuid5(page.translation_key, said),
            title=f"{row.get_kind_display()}: {page.title}",
            summary=plain(row.text),
            address=f"{page.full_url}#corrections",
            kind=row.get_kind_display(),
            at=timezone.make_aware(datetime.combine(row.made_on, time.min)),
        )


def evidence_changes(number: int) -> Iterable[Change]:
    """Sources of visible pages that no longer stand as they did, or stand again."""
    visible = site_pages().visible().values("pk")
    cites = Citation.objects.filter(number__isnull=False, page__in=visible)
    rows = EvidenceChange.objects.filter(
        ~Q(before__in=SOUND, after__in=SOUND),
        reference__in=ReferencePage.objects.visible().values("pk"),
        reference__citations__in=cites.values("pk"),
    )
    found = list(rows.select_related("reference").distinct()[:number])
    citing: dict[int, list[str]] = {}
    sources = {row.reference_id for row in found}
    named = cites.filter(reference__in=sources).order_by("page__title")
    for source, title in named.values_list("reference_id", "page__title"):
        citing.setdefault(source, []).append(title)
    for row in found:
        yield changed(row, citing[row.reference_id])


def changed(row: EvidenceChange, titles: list[str]) -> Change:
    """A change of a source, with the pages that rest on it."""
    reference: Any = row.reference
    words = row.get_after_display()
    rest = f"Pages that rest on it: {', '.join(titles)}."
    told = [f"{reference.title} ({row.in_words}).", row.notice, rest]
    return Change(
        id=uuid5(reference.translation_key, row.found_at.isoformat()),
        title=f"{words}: {reference.short_title}",
        summary=" ".join(part for part in told if part),
        address=reference.full_url,
        kind=words,
        at=row.found_at,
    )
