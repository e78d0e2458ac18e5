"""Health topics: what conditions and side effects share, and the articles on them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.query import PageQuerySet

from articles.models import ArticlePage, CitingPage
from clinic.described.api_fields import told
from clinic.described.jsonld import Node, node
from clinic.desk.choosing import refuse_other_types
from clinic.rules.checking import Rule
from clinic.rules.every_page import has_a_summary, who_speaks_of_suicide_shows_help
from clinic.search.words import searched

ARTICLES_PER_PAGE = 20


class NameKind(models.TextChoices):
    """Why a topic has another name."""

    LAY = "lay", "Everyday name"
    MEDICAL = "medical", "Medical name"
    BRAND = "brand", "Brand"
    ABBREVIATION = "abbreviation", "Abbreviation"
    MISSPELLING = "misspelling", "Misspelling"


TOPICS = ("conditions.ConditionPage", "conditions.SideEffectPage")
# A misspelling is no name, and a brand names a medicine, not what it treats.
FOR_SEARCH_ALONE = {NameKind.MISSPELLING, NameKind.BRAND}


class OtherNameBlock(StructBlock):
    text = CharBlock(max_length=120, label="Name")
    kind = ChoiceBlock(
        choices=NameKind.choices,
        default=NameKind.LAY,
        help_text="Brands and misspellings help searchers alone: no reader sees them.",
    )

    class Meta:
        icon = "tag"
        label_format = "{text}"


class TopicPage(CitingPage):
    """A condition or side effect: its names, and the articles that are about it."""

    also_called = StreamField(
        [("name", OtherNameBlock())],
        blank=True,
        collapsed=True,
        help_text="Every other name under which somebody may look for it.",
    )
    summary = models.TextField(
        blank=True,
        max_length=400,
        help_text="One or two plain sentences: what it is. Lists and searches show them.",
    )

    search_fields = [*CitingPage.search_fields, *searched("summary")]
    subpage_types: ClassVar[list[str]] = []
    rules: ClassVar[tuple[Rule, ...]] = (
        *CitingPage.rules,
        has_a_summary,
        who_speaks_of_suicide_shows_help,
    )
    api_fields: ClassVar[list[Any]] = [
        "summary",
        told("also_called", "also_listed_as"),
        *CitingPage.api_fields,
    ]

    class Meta:
        abstract = True

    @property
    def names(self) -> list[str]:
        """Its title and all other names, those for search alone too."""
        others = [row["value"]["text"] for row in self.also_called.raw_data]
        return [self.title, *others]

    @property
    def other_names(self) -> list[str]:
        """The names a reader may know it by; the rest helps search alone."""
        return [
            row["value"]["text"]
            for row in self.also_called.raw_data
            if row["value"].get("kind") not in FOR_SEARCH_ALONE
        ]

    @property
    def spellings(self) -> list[str]:
        """All its names but the misspellings."""
        slips = {
            row["value"]["text"]
            for row in self.also_called.raw_data
            if row["value"].get("kind") == NameKind.MISSPELLING
        }
        return [name for name in self.names if name not in slips]

    @property
    def also_listed_as(self) -> list[str]:
        return self.other_names

    def entity(self) -> Node:
        """The condition or side effect itself, as far as its page says it in fields."""
        return node(
            self.entity_type,
            name=self.title,
            alternateName=self.also_listed_as,
            description=self.summary,
            url=self.full_url,
        )

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        about = node(self.web_page_type, mainEntity=self.entity())
        return super().json_ld(context) | about

    def articles(self) -> PageQuerySet:
        """The visible articles about this topic, newest first."""
        if not self.pk:  # a new topic that is only previewed
            return ArticlePage.objects.none()
        return (
            ArticlePage.objects.visible()
            .filter(topics__topic=self)
            .distinct()
            .order_by("-published_on", "title")
        )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.articles().defer_streamfields(), ARTICLES_PER_PAGE)
        context["articles"] = pages.get_page(request.GET.get("page"))
        return context


class ArticleTopic(Orderable):
    """An article is about a condition or a side effect."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="article_topics"
    )

    panels = [PageChooserPanel("topic", [*TOPICS], heading="Condition or side effect")]

    def clean(self) -> None:
        """Refuse a page that is no topic."""
        super().clean()
        refuse_other_types(self.topic if self.topic_id else None, TOPICS)
