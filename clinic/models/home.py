"""The front door of the journal."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from clinic.described.head import Alternate, plain
from clinic.desk.choosing import refuse_other_types
from clinic.desk.panels import tabs
from clinic.models.page import IndexPage, SitePage
from clinic.models.visible import restricted, site_pages
from clinic.search.words import searched

# What the editors may choose, by name: the arrow of imports points the other way.
FEATURED = (
    "articles.ArticlePage",
    "conditions.ConditionPage",
    "conditions.SideEffectPage",
)
LISTS_OF_TOPICS = ("conditions.ConditionIndexPage", "conditions.SideEffectIndexPage")
JOURNAL = "articles.JournalPage"


class HomePage(SitePage):
    """The home page: what the journal is, what is new, where help is."""

    hero_title = models.CharField(
        "welcome",
        max_length=120,
        blank=True,
        help_text="The large line at the top, such as: Plain words about ketamine and "
        "mental health. Empty: the title.",
    )
    hero_text = models.TextField(
        "first words",
        blank=True,
        max_length=400,
        help_text="Two or three sentences on what readers find here.",
    )
    topics = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="topics",
        help_text="The list, of conditions or of side effects, whose pages are offered "
        "as a row of links.",
    )
    newest = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="newest articles",
        help_text="The journal whose six newest articles are shown.",
    )
    about = RichTextField(
        blank=True,
        verbose_name="about the clinic",
        help_text="A few paragraphs at the end of the page: who you are, whom you treat.",
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text")], heading="At the top"
        ),
        InlinePanel(
            "featured",
            label="Page",
            heading="Begin here",
            help_text="Up to three pages that a new reader should see first.",
            max_num=3,
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("topics", [*LISTS_OF_TOPICS]),
                PageChooserPanel("newest", [JOURNAL]),
            ],
            heading="Lists",
        ),
        FieldPanel("about"),
    ]
    edit_handler = tabs({"Write": content_panels}, SitePage.promote_panels)
    search_fields = [
        *SitePage.search_fields,
        *searched("hero_title", "hero_text", "about"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    keeps_order: ClassVar[bool] = True

    class Meta:
        verbose_name = "home page"

    @property
    def lead(self) -> str:
        return self.hero_text

    @property
    def opening(self) -> str:
        return plain(self.about)

    def clean(self) -> None:
        """Refuse lists of other kinds than the page has room for, and an end."""
        super().clean()
        if self.expire_at:
            raise ValidationError({"expire_at": "The home page does not expire."})
        errors = {}
        for name, labels in (("topics", LISTS_OF_TOPICS), ("newest", (JOURNAL,))):
            try:
                refuse_other_types(getattr(self, name), labels)
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page by its whole path at once, not by one query a level.

        A last part with a dot is a file of the page before it: no slug has a dot.
        """
        file = [part for part in path_components[-1:] if "." in part]
        parts = path_components[: len(path_components) - len(file)]
        if parts:
            url_path = f"{self.url_path}{'/'.join(parts)}/"
            found = site_pages().filter(url_path=url_path, alias_of=None)
            page = found.annotate(is_restricted=restricted("path")).specific().first()
            if page is not None:
                return page.route(request, file)
        return super().route(request, path_components)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["featured_pages"] = self._featured()
        children = context["frame"].children
        for name, number in (("newest", 6), ("topics", 12)):
            child = children.get(getattr(self, f"{name}_id"))
            # Which pages an index lists follows from its place: no need of its fields.
            index = child.specific_deferred if child else None
            context[f"{name}_index"] = index
            context[f"{name}_pages"] = (
                index.latest(number) if isinstance(index, IndexPage) else []
            )
        return context

    def alternates(self, context: Mapping[str, Any]) -> list[Alternate]:
        """The feeds of the journal whose articles are shown."""
        journal = context["newest_index"]
        return journal.alternates(context) if journal else []

    def _featured(self) -> list[Page]:
        wanted = [row.target_id for row in self.featured.all()]
        pages = site_pages().filter(pk__in=wanted).visible().specific()
        return sorted(pages, key=lambda page: wanted.index(page.pk))


class FeaturedPage(Orderable):
    """A page that the editors put at the top of the home page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    target = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )

    panels = [
        PageChooserPanel(
            "target",
            [*FEATURED],
            heading="Article, condition or side effect",
        )
    ]

    def clean(self) -> None:
        """Refuse a page that has no card on the home page."""
        super().clean()
        refuse_other_types(self.target if self.target_id else None, FEATURED)
