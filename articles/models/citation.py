"""The record of who cites what, kept in step with the texts."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from articles import citations
from articles.blocks import INCLUDING
from articles.models.citing import CitingPage, cited_keys, named_pages
from articles.models.reference import ReferencePage
from clinic.models import site_pages
from clinic.panels import Use


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


def citation_rows(
    page_id: int,
    numbering: citations.Numbering,
    known: Mapping[str, ReferencePage],
) -> list[Citation]:
    """The record of a page that rests on the `known` sources, not saved yet."""
    return [
        Citation(
            page_id=page_id,
            reference=reference,
            number=numbering.numbers.get(key),
            mentions=numbering.mentions[key],
        )
        for key, reference in known.items()
    ]


def record(page: CitingPage, without: int = 0) -> None:
    """Write down anew which sources the page, as it now reads, rests on.

    `without` is the id of an included page that is just going.
    """
    parts = page.parts(page.cited_parts).values()
    pages = named_pages(parts)
    pages.pop(without, None)
    cited = cited_keys(parts, pages)
    listed = cited_keys(page.parts(page.listing_parts).values(), {})
    known = ReferencePage.objects.by_key([*cited, *listed])
    numbering = citations.Numbering(known=known)
    for key in cited:
        numbering.cite(key)
    with transaction.atomic():
        Citation.objects.filter(page_id=page.pk).delete()
        Citation.objects.bulk_create(citation_rows(page.pk, numbering, known))


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
    """Receiver of `page_published`: keep the record in step with the text."""
    if not isinstance(instance, CitingPage):
        return
    record(instance)
    for page in pages_showing(instance):
        record(page)


def forget_citations(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: a page that is gone cites nothing anywhere."""
    Citation.objects.filter(page_id=instance.pk).delete()
    for page in pages_showing(instance):
        record(page, without=instance.pk)


def pages_resting_on(page: Page) -> PageQuerySet:
    """The published pages that cite a reference at or below `page`."""
    return Page.objects.filter(
        cited_sources__reference__path__startswith=page.path
    ).distinct()
