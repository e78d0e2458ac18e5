"""The journal: the list of its articles."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from articles.models.article import ArticlePage, visible_bylines
from clinic.models import IndexPage
from clinic.panels import tabs

ARTICLES_PER_PAGE = 20


class JournalPage(IndexPage):
    """The journal's own page: what it is for, and its articles, newest first."""

    aims = RichTextField(
        blank=True,
        verbose_name="aims and scope",
        help_text="What the journal is for, what it leaves to others, who decides.",
    )

    content_panels = [*IndexPage.content_panels, FieldPanel("aims")]
    edit_handler = tabs({"Write": content_panels}, IndexPage.promote_panels)
    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = "journal"

    def entries(self) -> models.QuerySet[Any]:
        return (
            ArticlePage.objects.child_of(self)
            .visible()
            .order_by("-published_on", "-first_published_at", "title")
        )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        bylines = Prefetch("bylines", visible_bylines())
        pages = Paginator(self.entries().prefetch_related(bylines), ARTICLES_PER_PAGE)
        context["entries"] = pages.get_page(request.GET.get("page"))
        return context
