"""Pages that cite sources: what they say, with its citations numbered."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import Block, RichTextBlock, StreamValue
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from articles import citations, jsonld, rules
from articles.blocks import INCLUDING, IncludedPageBlock, SourcesBlock
from articles.models.evidence import Evident
from articles.models.reference import ReferencePage
from articles.models.source import GONE, SOUND
from articles.models.watch import EvidenceChange
from articles.rating import RatedPageForm
from articles.signed import CitedReader
from clinic import links
from clinic.body import rewrite
from clinic.described.api_fields import told
from clinic.described.card import card, written
from clinic.described.jsonld import Node, node
from clinic.models import Frame, ReviewedPage, site_pages
from clinic.review.canonical import Reader
from clinic.rules.checking import Rule

LONG_LIST = 20  # sources: beyond, they would be most of what the page weighs


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


def sources_of(
    numbering: citations.Numbering, references: Mapping[str, ReferencePage]
) -> list[CitedSource]:
    """The list of the sources that were numbered, in the order of their numbers."""
    return [
        CitedSource(number, references[key], numbering.mentions_of(key))
        for key, number in numbering.numbers.items()
    ]


def numbering_of(
    references: Mapping[str, ReferencePage], *, noted: bool = True
) -> citations.Numbering:
    """A numbering that knows these references, of which to warn, and what to note."""
    doubts = {
        key: reference.standing.lower()
        for key, reference in references.items()
        if reference.is_doubtful
    }
    notes = {key: citations.in_margin(found) for key, found in references.items()}
    return citations.Numbering(references, doubts, notes if noted else {})


def doubtful(sources: Iterable[CitedSource]) -> list[CitedSource]:
    """Those sources of a list of which readers must be warned."""
    return [source for source in sources if source.reference.is_doubtful]


def cite_in(stream: StreamValue, numbering: citations.Numbering) -> StreamValue:
    """A copy of a stream that includes no page, its citations numbered."""
    raw = walk(
        stream.stream_block,
        list(stream.raw_data),
        numbering.expand,
        numbering.cite,
        lambda block, pk: pk,
    )
    return StreamValue(stream.stream_block, raw, is_lazy=True)


class CitedContent:
    """What a page says, with its citations numbered, and the sources it rests on.

    Built once for a page that is shown: a few queries for the included pages and one
    for the references, however many there are.
    """

    def __init__(self, page: "CitingPage") -> None:
        parts = page.parts(page.cited_parts)
        listed = page.parts(page.listing_parts)
        self.pages = named_pages(parts.values(), page.named_page_ids())
        cited = cited_keys(parts.values(), self.pages)
        self.references = ReferencePage.objects.visible().by_key(
            [*cited, *cited_keys(listed.values(), {})]
        )
        # Of a long list, what stands beside its sources comes when a reader is there.
        self.is_long = len(self.references.keys() & set(cited)) > LONG_LIST
        self._numbering = numbering_of(self.references, noted=not self.is_long)
        self._parts = {name: self._expanded(part) for name, part in parts.items()}
        self.sources = sources_of(self._numbering, self.references)
        self.doubtful = doubtful(self.sources)

    def __getitem__(self, name: str) -> Any:
        return self._parts[name]

    def linked(self, html: str) -> SafeString:
        """A rich text beside the cited parts, ready to be shown."""
        return mark_safe(expand_db_html(links.expand(html, self.pages)))  # noqa: S308

    def _text(self, html: str) -> SafeString:
        return self._numbering.expand(links.expand(html, self.pages))

    def _expanded(self, part: Any) -> Any:
        if isinstance(part, StreamValue):
            return self._expanded_stream(part)
        if isinstance(part, str):
            return mark_safe(expand_db_html(self._text(part)))  # noqa: S308
        return [self._expanded_copy(row, row.text) for row in part]

    def _expanded_stream(self, stream: StreamValue) -> StreamValue:
        raw = walk(
            stream.stream_block,
            list(stream.raw_data),
            self._text,
            self._numbering.cite,
            self._expanded_page,
        )
        shown = [child for child in raw if child["value"] is not None]
        return StreamValue(stream.stream_block, shown, is_lazy=True)

    def _expanded_page(self, block: IncludedPageBlock, pk: int) -> Any:
        page = self.pages.get(pk)
        if not isinstance(page, CitingPage):
            return None
        return self._expanded_copy(page, getattr(page, block.part))

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


class CitingPage(Evident, ReviewedPage):
    """A page whose text rests on sources."""

    # The parts that cite, in the order in which a reader meets them.
    cited_parts: ClassVar[tuple[str, ...]] = ("body",)
    # The parts that only list sources: these get no number.
    listing_parts: ClassVar[tuple[str, ...]] = ()
    publish_order: ClassVar[int] = 2
    rules: ClassVar[tuple[Rule, ...]] = (
        *ReviewedPage.rules,
        rules.every_source_is_there,
        rules.findings_have_sources,
        rules.retracted_sources_have_a_note,
        rules.frequency_words_have_numbers,
    )
    api_fields: ClassVar[list[Any]] = [
        told("corrections", "corrections_in_words"),
        told("sources", "told_sources"),
        told("sign_offs"),
    ]
    base_form_class = RatedPageForm
    clinical_reader: ClassVar[type[Reader]] = CitedReader
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

    @classmethod
    def evidence_changes(cls) -> Any:
        """When a source that such a page cites last came to stand otherwise."""
        changes = EvidenceChange.objects.filter(
            ~Q(before__in=SOUND, after__in=SOUND),
            reference__citations__page=OuterRef("pk"),
            reference__citations__number__isnull=False,
        )
        return Subquery(changes.order_by("-found_at").values("found_at")[:1])

    def parts(self, names: Iterable[str]) -> dict[str, Any]:
        """Parts as they are stored: rich text, a stream, or rows with a `text`."""
        found = {name: getattr(self, name) for name in names}
        return {
            name: list(part.all()) if hasattr(part, "all") else part
            for name, part in found.items()
        }

    def named_page_ids(self) -> list[int]:
        """The pages that the page names beside its cited parts, to be found with them."""
        return []

    def included_pages(self) -> dict[int, Any]:
        """The visible pages that its cited parts include or link to, by id."""
        return named_pages(self.parts(self.cited_parts).values())

    @cached_property
    def cited(self) -> CitedContent:
        """The page's parts with numbered citations, and its list of sources."""
        return CitedContent(self)

    @property
    def card_line(self) -> str:
        """What stands above its title on its card."""
        return self.type_word

    def card_address(self, clinic: Any) -> str:
        is_drawn = written(self.title) and written(clinic.name) and self.full_url
        return f"{self.full_url}card.png" if is_drawn else ""

    @path("card.png/")
    def card(self, request: HttpRequest) -> HttpResponse:
        """The picture that stands for it where its address is shared."""
        clinic = Frame(request, self).clinic
        picture = card(self.title, self.card_line, clinic.name, clinic.palette)
        if picture is None:
            raise Http404
        return HttpResponse(picture, content_type="image/png")

    @classmethod
    def quotable(cls, pages: Any) -> Any:
        """Those that rest on no source that was retracted or withdrawn."""
        gone = {"number__isnull": False, "reference__status__in": GONE}
        rows = cls._meta.get_field("cited_sources").related_model.objects.filter(**gone)
        return super().quotable(pages).exclude(pk__in=rows.values("page_id"))

    @property
    def told_sources(self) -> list[dict[str, Any]]:
        """The list of its sources for the API; `evidence.json` tells more."""
        return [
            {
                "number": line.number,
                "key": line.reference.key,
                "citation": line.reference.vancouver,
                "status": line.reference.status,
                "html_url": line.reference.full_url,
            }
            for line in self.cited.sources
        ]

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        """The page, with the sources that it rests on and what was corrected."""
        cites = [jsonld.source(line.reference) for line in self.cited.sources]
        corrected = jsonld.corrections(self)
        more = node("MedicalWebPage", citation=cites, correction=corrected)
        return super().json_ld(context) | more


def included_ids(parts: Iterable[Any]) -> list[int]:
    """The ids of the pages of which the parts show something."""
    wanted: list[int] = []

    def included(block: IncludedPageBlock, pk: int) -> None:
        wanted.append(pk)

    for part in parts:
        if isinstance(part, StreamValue):
            walk(part.stream_block, list(part.raw_data), str, str, included)
    return wanted


def linked_ids(parts: Iterable[Any]) -> list[int]:
    """The ids of the pages that the texts of the parts link to."""
    wanted: list[int] = []

    def text(html: str) -> None:
        wanted.extend(links.page_ids(html))

    for part in parts:
        if isinstance(part, StreamValue):
            walk(
                part.stream_block, list(part.raw_data), text, str, lambda block, pk: pk
            )
        elif isinstance(part, str):
            text(part)
        else:
            for row in part:
                text(row.text)
    return wanted


def named_pages(parts: Iterable[Any], others: Iterable[int] = ()) -> dict[int, Any]:
    """The visible pages that the parts include or link to, and the `others`, by id.

    One query, whatever their types: a page that can be included is joined from its own
    table, any other is a plain page. A second one only if what is included links on.
    """
    parts = list(parts)
    wanted = {*included_ids(parts), *linked_ids(parts), *others}
    if not wanted:
        return {}
    blocks = INCLUDING.values()
    tables = [block.target_model._meta.model_name for block in blocks]
    plain = site_pages().filter(pk__in=wanted).visible().select_related(*tables)
    pages: dict[int, Any] = {}
    for page in plain:
        typed = (getattr(page, table, None) for table in tables)
        pages[page.pk] = next((found for found in typed if found), page)
    inside = [
        getattr(pages[pk], block.part)
        for block in blocks
        for pk in included_ids(parts)
        if isinstance(pages.get(pk), block.target_model)
    ]
    if further := set(linked_ids(inside)) - wanted:
        pages |= site_pages().visible().in_bulk(further)
    return pages


def cited_keys(parts: Iterable[Any], pages: dict[int, Any]) -> list[str]:
    """Every key that the parts cite, in order, repeated as often as it is cited."""
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
        page = pages.get(pk)
        if isinstance(page, CitingPage):
            collect(getattr(page, block.part))

    for part in parts:
        collect(part)
    return keys


def all_keys(page: CitingPage) -> list[str]:
    """Every key that the page cites or lists, in order, cited ones first."""
    parts = page.parts(page.cited_parts).values()
    listed = page.parts(page.listing_parts).values()
    return [*cited_keys(parts, named_pages(parts)), *cited_keys(listed, {})]
