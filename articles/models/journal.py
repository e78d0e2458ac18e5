"""The journal: the list of its articles."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField

from articles.feeds import CorrectionsFeed, JournalFeed, answer
from articles.models.article import ArticleKind, ArticlePage
from articles.models.byline import visible_bylines
from articles.models.changes import Change, changes
from articles.models.citation import Citation
from articles.models.reference import ReferencePage
from articles.models.watch import with_evidence_changed_at
from clinic.described.head import Alternate, plain
from clinic.desk.panels import tabs
from clinic.models import IndexPage
from clinic.search.facets import Axis, Selection, gathered, page_axis, year_axis
from clinic.search.words import searched

ARTICLES_PER_PAGE = 20
# The topics of an article are conditions and side effects; the facet is of the first.
CONDITION = "conditionpage"


class JournalPage(IndexPage):
    """The journal's own page: what it is for, and its articles, newest first."""

    aims = RichTextField(
        blank=True,
        verbose_name="aims and scope",
        help_text="What the journal is for, what it leaves to others, who decides.",
    )

    content_panels = [*IndexPage.content_panels, FieldPanel("aims")]
    edit_handler = tabs({"Write": content_panels}, IndexPage.promote_panels)
    search_fields = [*IndexPage.search_fields, *searched("aims")]
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

    def news(self, number: int) -> list[ArticlePage]:
        """The articles that were published, or whose evidence changed, last.

        With their visible bylines, the sources they cite, and when their evidence
        changed. Six queries, however many there are.
        """
        entries = with_evidence_changed_at(self.entries())
        changed = entries.filter(evidence_changed_at__isnull=False)
        found = ("pk", "published_on", "evidence_changed_at")
        days, moments = {}, {}
        for pk, day, moment in [
            *entries.values_list(*found)[:number],
            *changed.order_by("-evidence_changed_at").values_list(*found)[:number],
        ]:
            days[pk] = max(day, timezone.localdate(moment)) if moment else day
            moments[pk] = moment
        newest = sorted(days, key=lambda pk: days[pk], reverse=True)
        articles = listed(newest[:number])
        for article in articles:
            article.evidence_changed_at = moments[article.pk]
        return with_sources(articles)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest articles as an Atom feed."""
        return answer(JournalFeed(), request, self)

    @path("feed/corrections/")
    def corrections_feed(self, request: HttpRequest) -> HttpResponse:
        """Corrections, and changes of the evidence, as an Atom feed."""
        return answer(CorrectionsFeed(), request, self)

    def changes(self, number: int) -> list[Change]:
        """What readers must be told after they have read, the newest first."""
        return changes(number)

    @property
    def opening(self) -> str:
        return plain(self.intro or self.aims)

    def alternates(self, context: Mapping[str, Any]) -> list[Alternate]:
        """The feeds."""
        feeds = {
            self.title: "feed/",
            f"{self.title}: corrections and safety": "feed/corrections/",
        }
        return [
            Alternate("application/atom+xml", title, f"{self.full_url}{address}")
            for title, address in feeds.items()
        ]

    def selection(self, query: Mapping[str, str], address: str) -> Selection:
        """The ids of the articles that a reader's query leaves; three queries."""
        lookups = ArticlePage.facet_lookups
        rows = self.entries().values_list("pk", *lookups.values())
        entries = gathered(rows, list(lookups))
        kinds = {kind.value: (kind.value, kind.label) for kind in ArticleKind}
        axes = [
            page_axis("condition", "Condition", entries, CONDITION),
            page_axis("author", "Author or source", entries, "authorpage"),
            year_axis("year", "Year", entries),
            Axis("kind", "Kind", kinds),
        ]
        return Selection(axes, entries, query, address)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        selection = self.selection(request.GET, request.path)
        pages = Paginator(selection.ids, ARTICLES_PER_PAGE)
        entries = pages.get_page(request.GET.get("page"))
        entries.object_list = listed(list(entries.object_list))
        context |= {"entries": entries, "selection": selection}
        return context


def listed(ids: list[int]) -> list[ArticlePage]:
    """The articles with these ids, in their order, with their visible bylines."""
    bylines = models.Prefetch("bylines", visible_bylines())
    articles = (
        ArticlePage.objects.visible().filter(pk__in=ids).prefetch_related(bylines)
    )
    found = {page.pk: page for page in articles.defer_streamfields()}
    return [found[pk] for pk in ids if pk in found]


def with_sources(articles: list[ArticlePage]) -> list[ArticlePage]:
    """The articles, with the visible sources that they cite; two queries."""
    visible = ReferencePage.objects.visible().values_list("pk", flat=True)
    cited = Citation.objects.filter(number__isnull=False, reference_id__in=visible)
    models.prefetch_related_objects(
        articles,
        models.Prefetch("cited_sources", cited.select_related("reference__lookup")),
    )
    return articles
