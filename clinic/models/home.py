"""The front door of the journal."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from clinic.models.page import IndexPage, SitePage
from clinic.models.visible import restricted, site_pages
from clinic.words import searched


class HomePage(SitePage):
    """The home page: what the journal is, what is new, where help is."""

    hero_title = models.CharField(max_length=120, blank=True)
    hero_text = models.TextField(blank=True, max_length=400)
    topics = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="conditions",
        help_text="The index, below this page, whose pages fill the grid.",
    )
    newest = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The index, below this page, whose newest pages are listed.",
    )
    about = RichTextField(blank=True, verbose_name="about the clinic")

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text")], heading="Welcome"
        ),
        InlinePanel("featured", label="Featured page", max_num=3),
        FieldPanel("newest"),
        FieldPanel("topics"),
        FieldPanel("about"),
    ]
    search_fields = [
        *SitePage.search_fields,
        *searched("hero_title", "hero_text", "about"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    keeps_order: ClassVar[bool] = True
    lead_fields: ClassVar[tuple[str, ...]] = ("hero_text",)

    class Meta:
        verbose_name = "home page"

    @property
    def lead(self) -> str:
        return self.hero_text

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page by its whole path at once, not by one query a level."""
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            found = site_pages().filter(url_path=url_path, alias_of=None)
            page = found.annotate(is_restricted=restricted("path")).specific().first()
            if page is not None:
                return page.route(request, [])
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

    panels = [FieldPanel("target")]
