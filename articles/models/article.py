"""Articles, with their bylines, corrections and what to read next."""

import math
import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.blocks import CharBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from articles.blocks import CitedBodyBlock
from articles.models.author import AuthorPage
from articles.models.citing import CitedRow, CitingPage
from articles.models.reference import ReferencePage
from clinic.models import SitePageQuerySet

WORDS_PER_MINUTE = 200  # an unhurried adult reader of plain English


class ArticleKind(models.TextChoices):
    """What a reader may expect of an article."""

    EXPLAINER = "explainer", "Explainer"
    REVIEW = "review", "Review of the evidence"
    GUIDE = "guide", "Guide"
    NEWS = "news", "News"


class ArticlePage(CitingPage):
    """An article of the journal."""

    subtitle = models.CharField(max_length=200, blank=True)
    summary = models.TextField(
        blank=True, max_length=400, help_text="One or two plain sentences."
    )
    kind = models.CharField(
        max_length=12, choices=ArticleKind.choices, default=ArticleKind.EXPLAINER
    )
    published_on = models.DateField(default=timezone.localdate)
    key_points = StreamField(
        [("point", CharBlock(max_length=255, icon="tick"))],
        blank=True,
        help_text="Three to five sentences a hurried reader should take away.",
    )
    body = StreamField(CitedBodyBlock(), blank=True)
    competing_interests = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    source_title = models.CharField(
        max_length=255,
        blank=True,
        help_text="The title of the document that this article was adapted from.",
    )
    source_publisher = models.CharField(max_length=255, blank=True)
    source_sells_treatment = models.BooleanField(
        "the publisher of the source sells this treatment", default=False
    )
    source_note = RichTextField(
        blank=True, help_text="What was changed or left out, and why."
    )

    cited_parts: ClassVar[tuple[str, ...]] = ("body", "corrections")
    content_panels = [
        *Page.content_panels,
        FieldPanel("subtitle"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("published_on")]),
        InlinePanel("bylines", label="Author", heading="Authors"),
        FieldPanel("key_points"),
        FieldPanel("body"),
        InlinePanel("topics", label="Topic", heading="Conditions and side effects"),
        InlinePanel("see_also", label="Page", heading="See also"),
        InlinePanel("further_reading", label="Source", heading="Further reading"),
        InlinePanel("corrections", label="Correction", heading="Corrections"),
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
        ),
    ]
    parent_page_types = ["articles.JournalPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "article"

    @cached_property
    def reading_minutes(self) -> int:
        """Minutes that an unhurried reader needs for the body, at least 1."""
        words = 0
        for block in self.body:
            for text in block.block.get_searchable_content(block.value):
                words += len(re.findall(r"\w+", strip_tags(str(text))))
        return max(1, math.ceil(words / WORDS_PER_MINUTE))

    @cached_property
    def visible_bylines(self) -> list["Byline"]:
        """The bylines of authors whom readers may see, in order; one query."""
        return list(visible_bylines().filter(page=self))

    def clean(self) -> None:
        """Ask, before publishing, for a summary, an author and a body."""
        super().clean()
        if self.is_rough:
            return
        errors = {}
        if not self.summary:
            errors["summary"] = "Say in one or two plain sentences what it is about."
        if not self.body:
            errors["body"] = "There is nothing to read yet."
        if errors:
            raise ValidationError(errors)
        if not self.bylines.all():
            raise ValidationError("Say who wrote this: add at least one author.")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted = [row.target_id for row in self.see_also.all()]
        wanted += [row.topic_id for row in self.topics.all()]
        found = SitePageQuerySet(Page).visible().in_bulk(wanted)
        context["see_also"] = [
            found[row.target_id]
            for row in self.see_also.all()
            if row.target_id in found
        ]
        context["topics"] = [
            found[row.topic_id] for row in self.topics.all() if row.topic_id in found
        ]
        context["further_reading"] = self.further_reading.select_related(
            "reference"
        ).filter(reference__in=ReferencePage.objects.visible())
        return context


class Role(models.TextChoices):
    """What a person did for an article."""

    AUTHOR = "author", "By"
    EDITOR = "editor", "Edited by"
    ADAPTED = "adapted", "Adapted from an article by"
    ILLUSTRATOR = "illustrator", "Drawings by"


class Byline(Orderable):
    """One name above an article, with the credentials as they read then."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        AuthorPage, on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.AUTHOR)
    credentials = models.CharField(
        max_length=120, blank=True, help_text="As they read when this was published."
    )

    panels = [FieldPanel("author"), FieldPanel("role"), FieldPanel("credentials")]


def visible_bylines() -> models.QuerySet[Byline]:
    """The bylines of authors whose pages are visible, each with its author."""
    return Byline.objects.filter(
        author__in=AuthorPage.objects.visible()
    ).select_related("author")


class CorrectionKind(models.TextChoices):
    """What was changed, for readers."""

    SOURCE = "source", "Changed from the original document"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    SAFETY = "safety", "Safety"


class Correction(CitedRow, Orderable):
    """A change that readers are told of, with its reason and source."""

    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(
        max_length=12, choices=CorrectionKind.choices, default=CorrectionKind.CORRECTION
    )
    made_on = models.DateField(default=timezone.localdate)

    panels = [FieldPanel("kind"), FieldPanel("made_on"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        pass


class SeeAlso(Orderable):
    """Another page of the site that belongs to the same question."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="see_also")
    target = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("target")]


class FurtherReading(Orderable):
    """A source that the text does not rest on, but that leads on."""

    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="further_reading"
    )
    reference = models.ForeignKey(
        ReferencePage, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=255, blank=True)

    panels = [
        PageChooserPanel("reference", "articles.ReferencePage"),
        FieldPanel("note"),
    ]
