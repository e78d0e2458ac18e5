"""The record of who cites what, kept in step with the texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django_tasks import task
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from articles import citations
from articles.blocks import INCLUDING
from articles.models.citing import CitingPage, cited_keys, named_pages
from articles.models.claim import Claim, claims_of
from articles.models.reference import ReferencePage
from clinic.desk.panels import Use
from clinic.models import ClinicalText, record_text, site_pages


class Citation(models.Model):
    """The record that a published page cites a source; rewritten on every publish."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="cited_sources"
    )
    reference = models.ForeignKey(
        ReferencePage, on_delete=models.PROTECT, related_name="citations"
    )
    number = models.PositiveIntegerField(
        null=True, help_text="None if the page only lists the source."
    )
    mentions = models.PositiveIntegerField()

    class Meta:
        ordering = ["page_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reference"], name="one_citation_per_page_and_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} cites {self.reference_id}"

    @property
    def how(self) -> str:
        """How the page uses the source, in words."""
        if self.number is None:
            return "lists it for further reading"
        times = {1: "once", 2: "twice"}.get(self.mentions, f"{self.mentions} times")
        return f"cites it {times}, as number {self.number}"


@dataclass(frozen=True)
class Record:
    """On which sources a page rests, and where in it; not saved yet."""

    citations: list[Citation]
    claims: list[Claim]


def record_of(
    page: CitingPage,
    pages: dict[int, Any],
    known: Mapping[str, ReferencePage] | None = None,
) -> Record:
    """The record of a page as it now reads.

    `pages` are those that it includes, by id; `known` the references by key, which are
    else looked up in one query.
    """
    claims = claims_of(page, pages)
    listed = cited_keys(page.parts(page.listing_parts).values(), {})
    keys = dict.fromkeys([*(claim.key for claim in claims), *listed])
    known = ReferencePage.objects.by_key(keys) if known is None else known
    numbering = citations.Numbering(known=known)
    for claim in claims:
        claim.place = numbering.cite(claim.key).place
    rows = {
        key: Citation(
            page_id=page.pk,
            reference=known[key],
            number=numbering.numbers.get(key),
            mentions=numbering.mentions[key],
        )
        for key in keys
        if key in known
    }
    for claim in claims:
        if row := rows.get(claim.key):
            claim.citation = row
    return Record(list(rows.values()), [claim for claim in claims if claim.key in rows])


def write(records: Iterable[Record]) -> None:
    """Save records of pages that have none."""
    records = list(records)
    Citation.objects.bulk_create(row for found in records for row in found.citations)
    Claim.objects.bulk_create(row for found in records for row in found.claims)


def record(page: CitingPage, without: int = 0) -> None:
    """Write down anew on which sources the page, as it now reads, rests, and where.

    Also which text it is that a clinician can have signed.

    `without` is the id of an included page that is just going.
    """
    pages = named_pages(page.parts(page.cited_parts).values())
    pages.pop(without, None)
    found = record_of(page, pages)
    with transaction.atomic():
        Citation.objects.filter(page_id=page.pk).delete()
        write([found])
        record_text(page.pk, without)


@task()
def record_page(page_id: int) -> None:
    """Write the record of one page anew, if it is published and cites."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page and isinstance(citing := page.specific, CitingPage):
        record(citing)


def record_all() -> int:
    """Write the record of every published page anew; return how many there are."""
    recorded = 0
    for page in Page.objects.filter(live=True).specific().iterator():
        if isinstance(page, CitingPage):
            record(page)
            recorded += 1
    return recorded


def ids_showing(included: Page) -> set[int]:
    """The ids of the pages that show a part of this one."""
    return {
        int(usage.object_id)
        for usage in ReferenceIndex.get_references_to(included)
        if INCLUDING.keys() & set(usage.model_path.split("."))
    }


def pages_showing(included: Page) -> Iterator[CitingPage]:
    """The published pages that show a part of this one."""
    pages = Page.objects.filter(pk__in=ids_showing(included), live=True)
    for page in pages.specific():
        if isinstance(page, CitingPage):
            yield page


def uses_of_part(included: Page) -> list[Use]:
    """The published pages that show a part of this one, for the editors."""
    pages = site_pages().filter(pk__in=ids_showing(included), live=True)
    shown = pages.with_status().order_by("title")
    return [Use(page, "shows it in its text") for page in shown]


def record_citations(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_published`: keep the record in step with the text.

    As a task, so that of many pages that are loaded at once each is recorded once, and
    only when all that they include is there.
    """
    if isinstance(instance, CitingPage):
        record_page.enqueue(instance.pk)
        for page in pages_showing(instance):
            record_page.enqueue(page.pk)


def forget_citations(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: a page that is gone cites nothing anywhere."""
    Citation.objects.filter(page_id=instance.pk).delete()
    ClinicalText.objects.filter(page_id=instance.pk).delete()
    for page in pages_showing(instance):
        record(page, without=instance.pk)


def pages_resting_on(page: Page) -> PageQuerySet:
    """The published pages that cite a reference at or below `page`."""
    return Page.objects.filter(
        cited_sources__reference__path__startswith=page.path
    ).distinct()
