"""Articles, with their bylines, corrections and what to read next."""

import math
import re
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.blocks import (
    Block,
    CharBlock,
    RichTextBlock,
    TextBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles import rules
from articles.blocks import CitedBodyBlock, FurtherReadingBlock
from articles.citations import OwnArticle
from articles.models.article_form import ArticleForm
from articles.models.author import AuthorPage
from articles.models.citing import CitingPage
from articles.models.described import Described
from articles.models.evidence import Citable, iso
from articles.models.original import Original
from articles.models.reference import ReferencePage
from articles.starts import STARTS
from clinic import links
from clinic.body import rewrite
from clinic.desk.choosing import TypedPageBlock
from clinic.desk.panels import tabs
from clinic.desk.starts import Start
from clinic.models import Frame, site_pages
from clinic.review.change_notes import NOTE, TAB
from clinic.rules.checking import Rule
from clinic.rules.every_page import has_a_summary, who_speaks_of_suicide_shows_help
from clinic.search.words import searched

# What "see also" may name, by name: the arrow of imports points the other way.
SEE_ALSO = (
    "articles.ArticlePage",
    "conditions.ConditionPage",
    "conditions.SideEffectPage",
    "articles.KeyFactPage",
    "clinic.StandardPage",
)
WORDS_PER_MINUTE = 200  # an unhurried adult reader of plain English


class ArticleKind(models.TextChoices):
    """What a reader may expect of an article."""

    EXPLAINER = "explainer", "Explainer"
    REVIEW = "review", "Review of the evidence"
    GUIDE = "guide", "Guide"
    NEWS = "news", "News"


class ArticlePage(Described, Citable, CitingPage):
    """An article of the journal."""

    subtitle = models.CharField(
        max_length=200,
        blank=True,
        help_text="A second line below the title, such as: What the trials found. May "
        "stay empty.",
    )
    summary = models.TextField(
        blank=True,
        max_length=400,
        help_text="One or two plain sentences: what a reader will know afterwards. "
        "Lists, searches and shared links show them.",
    )
    kind = models.CharField(
        max_length=12,
        choices=ArticleKind.choices,
        default=ArticleKind.EXPLAINER,
        help_text="An explainer tells how something works, a review weighs the "
        "evidence, a guide says what to do.",
    )
    published_on = models.DateField(
        default=timezone.localdate,
        help_text="The day that readers see. For an adapted text, the day of the "
        "adaptation.",
    )
    key_points = StreamField(
        [("point", CharBlock(max_length=255, icon="tick"))],
        blank=True,
        help_text="Three to five sentences a hurried reader should take away.",
    )
    body = StreamField(
        CitedBodyBlock(),
        blank=True,
        help_text="The plus sign offers the blocks. Begin each section with a Section "
        "heading; cite with / in a text.",
    )
    see_also = StreamField(
        [("page", TypedPageBlock(page_type=[*SEE_ALSO]))],
        blank=True,
        help_text="Other pages of this site that belong to the same question.",
    )
    further_reading = StreamField(
        [("sources", FurtherReadingBlock())],
        blank=True,
        help_text="Sources that the text does not rest on, but that lead on.",
    )
    competing_interests = models.TextField(
        blank=True,
        help_text="What a reader should know about those who wrote it. Such as: The "
        "clinic offers this treatment.",
    )
    funding = models.TextField(
        blank=True, help_text="Who paid for the work, such as: The clinic's own means."
    )
    source_title = models.CharField(
        "title of the original",
        max_length=255,
        blank=True,
        help_text="The title of the document that this article was adapted from. Empty "
        "if it was written here.",
    )
    source_publisher = models.CharField(
        "publisher of the original",
        max_length=255,
        blank=True,
        help_text="Such as a clinic or a magazine; write “not stated” if it names none.",
    )
    source_sells_treatment = models.BooleanField(
        "the publisher of the original sells this treatment",
        default=False,
        help_text="Readers are told of this interest.",
    )
    source_note = RichTextField(
        "what was changed",
        blank=True,
        help_text="What was changed or left out, and why.",
    )

    # When the standing of a source last changed; set by who lists many articles.
    evidence_changed_at: datetime | None = None

    base_form_class = ArticleForm
    starts: ClassVar[tuple[Start, ...]] = STARTS
    cited_parts: ClassVar[tuple[str, ...]] = ("body", "corrections")
    listing_parts: ClassVar[tuple[str, ...]] = ("further_reading",)
    rules: ClassVar[tuple[Rule, ...]] = (
        *CitingPage.rules,
        has_a_summary,
        who_speaks_of_suicide_shows_help,
        rules.has_a_body,
        rules.has_an_author,
        rules.somebody_answers_for_it,
    )
    clinical_parts: ClassVar[tuple[str, ...]] = (
        *("title", "subtitle", "summary", "key_points", "body"),
    )
    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("published_on")]),
        InlinePanel(
            "bylines",
            label="Author",
            heading="Authors",
            help_text="In the order in which they stand above the article.",
        ),
        FieldPanel("key_points"),
        FieldPanel("body"),
        InlinePanel(
            "topics",
            label="Topic",
            heading="Conditions and side effects",
            help_text="What the article is about: their pages list it.",
        ),
        FieldPanel("see_also"),
        FieldPanel("further_reading"),
    ]
    change_panels = [
        *NOTE,
        InlinePanel(
            "corrections",
            label="Correction",
            heading="Corrections at length",
            help_text="Where one sentence is not enough: what was wrong, what is true, "
            "and on which source. Add to this list, and leave what stands in it.",
        ),
    ]
    origin_panels = [
        MultiFieldPanel(
            [FieldPanel("competing_interests"), FieldPanel("funding")],
            heading="Interests",
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_title"),
                FieldPanel("source_publisher"),
                FieldPanel("source_sells_treatment"),
                FieldPanel("source_note"),
            ],
            heading="Adapted from",
            help_text="Only for an article that began as somebody else's text. If that "
            "has no title, write “untitled”.",
        ),
    ]
    edit_handler = tabs(
        {
            "Write": content_panels,
            TAB: change_panels,
            "About this text": origin_panels,
        },
        CitingPage.promote_panels,
    )
    search_fields = [
        *CitingPage.search_fields,
        *searched("subtitle", "summary", "get_kind_display", "key_points", "body"),
        *searched("source_title", "source_publisher", "source_note"),
    ]
    parent_page_types = ["articles.JournalPage"]
    subpage_types: ClassVar[list[str]] = []
    type_word: ClassVar[str] = "Article"
    search_order: ClassVar[int] = 3
    facet_lookups: ClassVar[dict[str, str]] = {
        "condition": "topics__topic",
        "author": "bylines__author",
        "year": "published_on",
        "kind": "kind",
    }

    class Meta:
        verbose_name = "article"

    @property
    def reading_minutes(self) -> int:
        """Minutes that an unhurried reader needs for the body, at least 1."""
        words = 0

        def leaf(block: Block, value: Any) -> None:
            nonlocal words
            if isinstance(block, RichTextBlock | CharBlock | TextBlock):
                words += len(re.findall(r"\w+", strip_tags(value or "")))

        rewrite(self.body.stream_block, list(self.body.raw_data), leaf)
        return max(1, math.ceil(words / WORDS_PER_MINUTE))

    @cached_property
    def shown_bylines(self) -> list[Any]:
        """The bylines of authors whose pages are visible, each with its author.

        Through the page's own rows, so that a preview shows what is not saved yet;
        rows in memory are filtered by ids alone.
        """
        authors = AuthorPage.objects.visible().values_list("pk", flat=True)
        rows = self.bylines.filter(author_id__in=authors).select_related("author")
        return list(rows)

    def named_page_ids(self) -> list[int]:
        """The pages of "see also", and those that the texts at the end link to."""
        bios = [line.author.bio for line in self.shown_bylines]
        linked = [links.page_ids(text) for text in (self.source_note, *bios)]
        return sum(linked, [row["value"] for row in self.see_also.raw_data])

    @property
    def shown_see_also(self) -> list[Page]:
        """The visible pages of "see also"."""
        pages = self.cited.pages
        ids = [row["value"] for row in self.see_also.raw_data]
        return [pages[pk] for pk in ids if pk in pages]

    @property
    def original(self) -> Original | None:
        """The text that it was adapted from; None if it was written here."""
        if not self.source_title:
            return None
        return Original.told(
            self.source_title,
            self.source_publisher,
            sells_treatment=self.source_sells_treatment,
        )

    @property
    def shown_source_note(self) -> SafeString:
        """The source note, ready to be shown."""
        return self.cited.linked(self.source_note)

    @property
    def shown_further_reading(self) -> list[tuple[ReferencePage, str]]:
        """The visible sources for further reading, each with its note."""
        known = self.cited.references
        return [
            (known[mention.key], block.value["note"])
            for block in self.further_reading
            for mention in block.value["sources"]
            if mention.key in known
        ]

    @property
    def first_published(self) -> Any:
        return self.published_on

    @property
    def told_changes(self) -> list[Any]:
        """The notes of its versions, and the corrections that tell more at length."""
        rows = [*super().told_changes, *self.cited["corrections"]]
        return sorted(rows, key=lambda row: row.made_on, reverse=True)

    def own(self, frame: Frame) -> OwnArticle:
        """The article as others may cite it."""
        above = [p for p in frame.breadcrumb if p.depth > frame.home.depth]
        updated = self.updated_on and timezone.localdate(self.updated_on)
        return OwnArticle(
            key=self.slug,
            title=self.title,
            container_title=above[0].title if above else frame.clinic.name,
            publisher=frame.clinic.name,
            issued=iso(self.published_on) or "",  # none while a draft is previewed
            updated=iso(updated) or "",
            address=self.full_url or "",
            authors=tuple(
                line.author.as_csl for line in self.shown_bylines if line.is_author
            ),
        )

    def work(self, request: HttpRequest) -> OwnArticle:
        return self.own(Frame(request, self))

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        visible = site_pages().visible().values_list("pk", flat=True)
        rows = self.topics.filter(topic_id__in=visible)
        context["topics"] = [row.topic for row in rows.select_related("topic")]
        context["bylines"] = self.shown_bylines
        context["own"] = self.own(context["frame"])
        return context
