"""Sources: the page of a reference, its key and its state."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.blocks import CharBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import PageManager

from articles import citations, duplicates, jsonld, rules
from articles.models.cited_by import cited_by
from articles.models.evidence import Citable
from articles.models.reference_form import CONTENT_PANELS
from articles.models.source import (
    DIGITS,
    DOI,
    GONE,
    PARTIAL_DATE,
    PMCID,
    SOUND,
    Kind,
    Status,
    StudyDesign,
)
from clinic.described.api_fields import told
from clinic.described.jsonld import Node, web_page
from clinic.desk.panels import Use, promote_panels, tabs
from clinic.models import SitePage, SitePageQuerySet, site_pages
from clinic.rules.checking import Rule
from clinic.search.words import searched


class ReferenceQuerySet(SitePageQuerySet):
    """References, asked for by adjectives and by key."""

    def by_key(self, keys: Iterable[str]) -> dict[str, "ReferencePage"]:
        """The references with these keys; one query, none if there are no keys."""
        wanted = set(keys)
        if not wanted:
            return {}
        found = self.filter(slug__in=wanted).select_related("lookup")
        return {page.slug: page for page in found}


class ReferencePage(Citable, SitePage):
    """A source. Its slug is the citation key and never changes once published."""

    kind = models.CharField(
        "kind of source", max_length=24, choices=Kind.choices, default=Kind.ARTICLE
    )
    authors = StreamField(
        [
            (
                "person",
                StructBlock(
                    [
                        ("family", CharBlock(label="Family name")),
                        ("given", CharBlock(required=False, label="Given names")),
                    ],
                    icon="user",
                    label_format="{family} {given}",
                ),
            ),
            ("organisation", CharBlock(icon="group", label="Organization")),
        ],
        blank=True,
        collapsed=True,
        help_text="In the order of the source. Such as: Berman, Robert M.",
    )
    container_title = models.CharField(
        "published in",
        max_length=255,
        blank=True,
        help_text="The journal, book or website it is in, such as: Biological "
        "Psychiatry.",
    )
    issued = models.CharField(
        "published",
        max_length=10,
        blank=True,
        validators=[PARTIAL_DATE],
        help_text="Year, year-month or year-month-day, such as 2000 or 2000-02-15.",
    )
    volume = models.CharField(max_length=20, blank=True, help_text="Such as 47.")
    issue = models.CharField(max_length=20, blank=True, help_text="Such as 4.")
    page = models.CharField(
        "pages", max_length=40, blank=True, help_text="Such as 351-354."
    )
    publisher = models.CharField(
        max_length=255,
        blank=True,
        help_text="Of a book, report or web page, such as: World Health Organization.",
    )
    doi = models.CharField(
        "DOI",
        max_length=255,
        blank=True,
        validators=[DOI],
        help_text="Without https, such as 10.1016/S0006-3223(99)00230-9.",
    )
    pmid = models.CharField(
        "PMID",
        max_length=9,
        blank=True,
        validators=[DIGITS],
        help_text="PubMed's number, such as 10686270.",
    )
    pmcid = models.CharField(
        "PMCID",
        max_length=12,
        blank=True,
        validators=[PMCID],
        help_text="PubMed Central's, such as PMC5729569.",
    )
    isbn = models.CharField("ISBN", max_length=20, blank=True, help_text="Of a book.")
    address = models.URLField(
        "web address", max_length=500, blank=True, help_text="Where you read it."
    )
    accessed = models.DateField(
        "read on", null=True, blank=True, help_text="The day on which you read it."
    )
    archived_url = models.URLField(
        "archived address",
        max_length=500,
        blank=True,
        help_text="A copy that stays, such as one at web.archive.org.",
    )
    study_design = models.CharField(
        max_length=40,
        choices=StudyDesign.choices,
        blank=True,
        help_text="How it was studied. Empty if it is no study.",
    )
    evidence_note = models.TextField(
        "what it shows",
        blank=True,
        max_length=500,
        help_text="One plain sentence, such as: Seven people felt better within three "
        "days of one infusion.",
    )
    status = models.CharField(
        max_length=12,
        choices=Status.choices,
        default=Status.UNKNOWN,
        help_text="Every list of sources warns of one that is corrected, questioned, "
        "retracted, withdrawn or superseded.",
    )
    notice = models.TextField(
        blank=True, help_text="What happened to the source, with an address if any."
    )
    checked_on = models.DateField(
        "looked up on",
        null=True,
        blank=True,
        help_text="The day on which somebody last looked for corrections.",
    )

    objects = PageManager.from_queryset(ReferenceQuerySet)()

    content_panels = CONTENT_PANELS
    promote_panels = promote_panels()
    edit_handler = tabs({"Write": content_panels}, promote_panels)
    search_fields = [
        *SitePage.search_fields,
        *searched("authors", "container_title", "issued", "publisher", "isbn"),
        *searched("locators", "get_kind_display", "get_study_design_display"),
        *searched("evidence_note", "notice"),
    ]
    parent_page_types = ["articles.ReferenceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    rules: ClassVar[tuple[Rule, ...]] = (
        *SitePage.rules,
        rules.can_be_found,
        rules.doubt_has_a_note,
    )
    type_word: ClassVar[str] = "Reference"
    search_order: ClassVar[int] = 9
    facet_lookups: ClassVar[dict[str, str]] = {"year": "issued"}
    api_fields: ClassVar[list[Any]] = [
        *("kind", "container_title", "issued", "publisher"),
        *("doi", "pmid", "pmcid", "isbn", "address"),
        told("citation", "vancouver"),
        *("study_design", "evidence_note", "status"),
        told("standing"),
        "notice",
        told("looked_up_on"),
    ]

    class Meta:
        verbose_name = "reference"

    @classmethod
    def for_api(cls, pages: Any) -> Any:
        return pages.select_related("lookup")

    @property
    def key(self) -> str:
        """The citation key."""
        return self.slug

    @property
    def names(self) -> list[str]:
        return [self.title, self.key]

    @property
    def locators(self) -> list[str]:
        """The identifiers and addresses, as a reader may paste them into the search."""
        found = [f"PMID {self.pmid}"] if self.pmid else []
        return found + [part for link in self.links for part in link]

    @property
    def lead(self) -> str:
        return self.evidence_note

    @property
    def is_doubtful(self) -> bool:
        """Whether readers must be told that the source no longer stands as it did."""
        return self.status not in SOUND

    @property
    def is_gone(self) -> bool:
        """Whether nothing should rest on it any more."""
        return self.status in GONE

    @property
    def looked_up_on(self) -> date | None:
        """The day on which it was last looked up for corrections and retractions.

        By an editor or by the watch; a question without an answer does not count.
        """
        lookup = getattr(self, "lookup", None)
        answered = lookup.answered_at if lookup else None
        days = [self.checked_on, timezone.localdate(answered) if answered else None]
        return max((day for day in days if day), default=None)

    @property
    def standing(self) -> str:
        """What has become of it, in words for readers: "Retracted"."""
        if self.is_doubtful:
            return self.get_status_display()
        lookup = getattr(self, "lookup", None)
        if lookup and lookup.told:
            return self.get_status_display()  # what an editor made of a notice stands
        if self.looked_up_on:
            return "No retraction or correction found"
        is_said_current = self.status == Status.CURRENT
        return self.get_status_display() if is_said_current else "Not looked up"

    @property
    def has_identifier(self) -> bool:
        """Whether it has an identifier that outlives an address."""
        return bool(self.doi or self.pmid or self.pmcid)

    @property
    def vancouver(self) -> str:
        """The whole source in one line, in Vancouver style."""
        return citations.vancouver(self)

    @property
    def short_title(self) -> str:
        """The source in a word, such as "Berman 2000"."""
        return citations.short(self)

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where to read it: label and address, the most stable first."""
        found = []
        if self.doi:
            found.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.pmid:
            address = f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
            found.append((f"PubMed {self.pmid}", address))
        if self.pmcid:
            address = f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
            found.append((self.pmcid, address))
        if self.address and not found:
            found.append(
                (re.sub(r"^https?://(www\.)?", "", self.address), self.address)
            )
        if self.archived_url:
            found.append(("Archived copy", self.archived_url))
        return found

    def uses(self) -> list[Use]:
        """The published pages that cite or list it, for the editors."""
        rows = {row.page_id: row for row in self.citations.all()}
        pages = site_pages().filter(pk__in=rows).with_status()
        return [Use(page, rows[page.pk].how) for page in pages.order_by("title")]

    def people(self) -> list[dict[str, str]]:
        """The authors in order, as CSL names."""
        return [
            {"literal": author["value"]}
            if author["type"] == "organisation"
            else author["value"]
            for author in self.authors.raw_data
        ]

    def clean(self) -> None:
        """Keep key and source for ever, and each source once."""
        super().clean()
        if wrong := self.wrong_key:
            raise ValidationError({"slug": wrong})
        if self.expire_at:
            raise ValidationError(
                {"expire_at": "A source does not expire. Set its status to withdrawn."}
            )
        # Wagtail takes a live page that has no revision, as after `loaddata`, offline
        # until the day comes.
        is_later = self.go_live_at and self.go_live_at > timezone.now()
        if is_later and self.live and not self.live_revision_id:
            raise ValidationError(
                {"go_live_at": "The source is published: publish the change now."}
            )
        if not self.is_rough and (reason := duplicates.why_twice(self)):
            raise ValidationError(reason)

    @property
    def wrong_key(self) -> str:
        """What is wrong with the citation key; empty if nothing is."""
        if not citations.KEY.fullmatch(self.slug or ""):
            return "A citation key is lower-case letters, digits and hyphens."
        # As stored: while it is first published, the page itself has the date already.
        published = ReferencePage.objects.filter(
            pk=self.pk, first_published_at__isnull=False
        )
        key = published.values_list("slug", flat=True).first()
        if key and key != self.slug:
            return (
                f"The citation key {key} was published and stays: pages cite the "
                "source by it."
            )
        if ReferencePage.objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
            return f"The citation key {self.slug} is taken by another reference."
        return ""

    @property
    def opening(self) -> str:
        return self.vancouver

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        return web_page(self, context, mainEntity=jsonld.work(self))

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A page that is only previewed may have no id yet, and then no record.
        context["cited_by"] = (
            cited_by(self.citations, request.GET.get("page")) if self.pk else None
        )
        return context
