"""Pages that cite sources, and the record of who cites what."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from wagtail.blocks import Block, RichTextBlock, StreamValue
from wagtail.fields import RichTextField
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html

from articles import citations
from articles.blocks import INCLUDING, IncludedPageBlock, SourcesBlock
from articles.models.reference import ReferencePage
from clinic.body import rewrite
from clinic.models import ReviewedPage, site_pages


def walk(
    block: Block,
    raw: Any,
    text: Callable[[str], Any],
    key: Callable[[str], Any],
    included: Callable[[IncludedPageBlock, int], Any],
) -> Any:
    """Rewrite the citing leaves of a raw body: its texts, keys and included pages."""

    def leaf(kind: Block, value: Any) -> Any:
        if isinstance(kind, SourcesBlock):
            return [key(item) for item in value or []]
        if isinstance(kind, RichTextBlock):
            return text(value or "")
        if isinstance(kind, IncludedPageBlock) and value:
            return included(kind, value)
        return value

    return rewrite(block, raw, leaf)


@dataclass(frozen=True)
class CitedSource:
    """One line of a page's list of sources."""

    number: int
    reference: ReferencePage
    mentions: list[citations.Mention]


class CitedContent:
    """What a page says, with its citations numbered, and the sources it rests on.

    Built once for a page that is shown: a few queries for the included pages and one
    for the references, however many there are.
    """

    def __init__(self, page: "CitingPage") -> None:
        self._included = included_pages(page)
        known = ReferencePage.objects.visible().by_key(cited_keys(page, self._included))
        self._numbering = citations.Numbering(known=known)
        self._parts = {
            name: self._expanded(page.cited_part(name)) for name in page.cited_parts
        }
        self.sources = [
            CitedSource(number, known[key], self._numbering.mentions_of(key))
            for key, number in self._numbering.numbers.items()
        ]

    def __getitem__(self, name: str) -> Any:
        return self._parts[name]

    def _expanded(self, part: Any) -> Any:
        if isinstance(part, StreamValue):
            return self._expanded_stream(part)
        if isinstance(part, str):
            return mark_safe(expand_db_html(self._numbering.expand(part)))  # noqa: S308
        return [self._expanded_copy(row, row.text) for row in part]

    def _expanded_stream(self, stream: StreamValue) -> StreamValue:
        numbering = self._numbering
        raw = walk(
            stream.stream_block,
            list(stream.raw_data),
            numbering.expand,
            numbering.cite,
            self._expanded_page,
        )
        shown = [child for child in raw if child["value"] is not None]
        return StreamValue(stream.stream_block, shown, is_lazy=True)

    def _expanded_page(self, block: IncludedPageBlock, pk: int) -> Any:
        page = self._included.get(pk)
        return page and self._expanded_copy(page, page.cited_part(block.part))

    def _expanded_copy(self, row: Any, part: Any) -> Any:
        shown = copy(row)
        shown.shown = self._expanded(part)
        return shown


class CitedRow(models.Model):
    """A row of a page, such as a correction, whose text may cite."""

    text = RichTextField()
    # The text with numbered citations; set on a copy when the page is shown.
    shown: Any = None

    class Meta:
        abstract = True


class CitingPage(ReviewedPage):
    """A page whose text rests on sources."""

    # The parts that cite, in the order in which a reader meets them.
    cited_parts: ClassVar[tuple[str, ...]] = ("body",)
    publish_order: ClassVar[int] = 2
    # The part that another page includes; set on a copy when that page is shown.
    shown: Any = None

    class Meta:
        abstract = True

    @classmethod
    def keys_in(cls, block: Block, value: Any) -> list[tuple[type[Page], str]]:
        """The references that a leaf cites."""
        keys: list[str] = []
        if isinstance(block, SourcesBlock):
            keys = [mention.key for mention in block.to_python(value)]
        elif isinstance(block, RichTextBlock):
            keys = citations.find(value)
        return [(ReferencePage, key) for key in keys]

    def cited_part(self, name: str) -> Any:
        """A part as it is stored: rich text, a stream, or rows with a `text`."""
        part = getattr(self, name)
        return list(part.all()) if hasattr(part, "all") else part

    @cached_property
    def cited(self) -> CitedContent:
        """The page's parts with numbered citations, and its list of sources."""
        return CitedContent(self)

    def clean(self) -> None:
        """Refuse to publish a citation of a source that is not there."""
        super().clean()
        if self.is_rough:
            return
        keys = dict.fromkeys(cited_keys(self, included_pages(self)))
        known = ReferencePage.objects.visible().by_key(keys)
        missing = [key or "(no key)" for key in keys if key not in known]
        if missing:
            raise ValidationError(
                "There is no reference with this citation key: "
                f"{', '.join(missing)}. Add the reference or mend the key."
            )


def included_pages(page: CitingPage) -> dict[int, Any]:
    """The visible pages of which the page shows a part, by id; few queries."""
    wanted: list[int] = []

    def included(block: IncludedPageBlock, pk: int) -> None:
        wanted.append(pk)

    for part in map(page.cited_part, page.cited_parts):
        if isinstance(part, StreamValue):
            walk(part.stream_block, list(part.raw_data), str, str, included)
    if not wanted:
        return {}
    found = site_pages().filter(pk__in=wanted).visible().specific()
    return {shown.pk: shown for shown in found if isinstance(shown, CitingPage)}


def cited_keys(page: CitingPage, included: dict[int, Any]) -> list[str]:
    """Every key that the page cites, in order, repeated as often as it is cited."""
    keys: list[str] = []

    def text(html: str) -> None:
        keys.extend(citations.find(html))

    def collect(part: Any) -> None:
        if isinstance(part, StreamValue):
            walk(part.stream_block, list(part.raw_data), text, keys.append, inside)
        elif isinstance(part, str):
            text(part)
        else:
            for row in part:
                text(row.text)

    def inside(block: IncludedPageBlock, pk: int) -> None:
        if pk in included:
            collect(included[pk].cited_part(block.part))

    for name in page.cited_parts:
        collect(page.cited_part(name))
    return keys


class Citation(models.Model):
    """The record that a published page cites a source; rewritten on every publish."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="cited_sources"
    )
    reference = models.ForeignKey(
        ReferencePage, on_delete=models.PROTECT, related_name="citations"
    )
    number = models.PositiveIntegerField()
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


def record(page: CitingPage) -> None:
    """Write down anew which sources the page, as it now reads, rests on."""
    keys = cited_keys(page, included_pages(page))
    known = ReferencePage.objects.by_key(keys)
    numbering = citations.Numbering(known=known)
    for key in keys:
        numbering.cite(key)
    rows = [
        Citation(
            page_id=page.pk,
            reference=known[key],
            number=number,
            mentions=numbering.mentions[key],
        )
        for key, number in numbering.numbers.items()
    ]
    with transaction.atomic():
        Citation.objects.filter(page_id=page.pk).delete()
        Citation.objects.bulk_create(rows)


def pages_showing(included: Page) -> Iterator[CitingPage]:
    """The published pages that show a part of this one."""
    ids = {
        int(usage.object_id)
        for usage in ReferenceIndex.get_references_to(included)
        if INCLUDING.keys() & set(usage.model_path.split("."))
    }
    for page in Page.objects.filter(pk__in=ids, live=True).specific():
        if isinstance(page, CitingPage):
            yield page


def record_citations(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_published`: keep the record in step with the text."""
    if not isinstance(instance, CitingPage):
        return
    record(instance)
    for page in pages_showing(instance):
        record(page)


def forget_citations(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: a page that is gone cites nothing."""
    Citation.objects.filter(page_id=instance.pk).delete()


def pages_resting_on(page: Page) -> PageQuerySet:
    """The published pages that cite a reference at or below `page`."""
    return Page.objects.filter(
        cited_sources__reference__path__startswith=page.path
    ).distinct()
