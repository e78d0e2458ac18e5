"""The listings of articles, authors, key facts and references in the admin."""

from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.query import PageQuerySet

from articles.adding_views import AddReferencesView
from articles.importing.views import ImportDocumentView, ImportedView
from articles.models import ArticlePage, AuthorPage, KeyFactPage, ReferencePage
from articles.models.article import ArticleKind
from articles.models.source import SOUND, Kind, Status
from articles.models.watch import Link
from clinic.desk.listings import (
    ListedFilterSet,
    ListingView,
    ListingViewSet,
    shown_columns,
    shown_date,
    yes_or_nothing,
)
from clinic.models import site_pages


def topics_of_articles(request: Any) -> PageQuerySet:
    """The pages that an article is about."""
    return (
        site_pages().filter(article_topics__isnull=False).distinct().order_by("title")
    )


class ArticleFilterSet(ListedFilterSet):
    kind = django_filters.MultipleChoiceFilter(
        label="Kind", choices=ArticleKind.choices, widget=CheckboxSelectMultiple
    )
    author = django_filters.ModelMultipleChoiceFilter(
        field_name="bylines__author",
        label="Author",
        queryset=lambda request: AuthorPage.objects.order_by("title"),
        widget=CheckboxSelectMultiple,
    )
    topic = django_filters.ModelMultipleChoiceFilter(
        field_name="topics__topic",
        label="Condition or side effect",
        queryset=topics_of_articles,
        widget=CheckboxSelectMultiple,
    )
    year = django_filters.NumberFilter(
        field_name="published_on", lookup_expr="year", label="Year"
    )

    class Meta:
        model = ArticlePage
        fields: list[str] = []


class ArticleListing(ListingView):
    found_in = ("title", "subtitle", "summary")
    default_ordering = "-published_on"

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        return (
            super()
            .annotate_queryset(pages)
            .annotate(sources=Count("cited_sources", distinct=True))
            .prefetch_related("bylines__author")
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Beside the button for a new one, that for a document."""
        document = HeaderButton(
            "Import a document", url=reverse("articles:import"), icon_name="upload"
        )
        shown: list[HeaderButton] = [*super().header_buttons]
        return [*shown, document] if self.add_url else shown


def authors_of(article: ArticlePage) -> str:
    """The names above an article, in their order."""
    return ", ".join(row.author.title for row in article.bylines.all())


class ArticleViewSet(ListingViewSet):
    model = ArticlePage
    name = "articles"
    icon = "doc-full"
    menu_label = "Articles"
    menu_order = 10
    index_view_class = ArticleListing
    filterset_class = ArticleFilterSet
    columns = shown_columns(
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        Column("authors", label="Authors", accessor=authors_of),
        Column("sources", label="Sources", sort_key="sources", width="8%"),
        Column(
            "published_on",
            label="Published on",
            accessor=lambda page: shown_date(page.published_on),
            sort_key="published_on",
            width="12%",
        ),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The listing, the import of a document, and what became of one."""
        return [
            *super().get_urlpatterns(),
            path("import/", ImportDocumentView.as_view(), name="import"),
            path("<int:page_id>/imported/", ImportedView.as_view(), name="imported"),
        ]


class AuthorFilterSet(ListedFilterSet):
    class Meta:
        model = AuthorPage
        fields = ["is_reviewer", "is_active", "is_organisation"]


class AuthorListing(ListingView):
    found_in = ("title", "given_name", "family_name", "affiliation")

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        written = Count("bylines__page", distinct=True)
        return super().annotate_queryset(pages).annotate(written=written)


class AuthorViewSet(ListingViewSet):
    model = AuthorPage
    name = "authors"
    icon = "group"
    menu_label = "Authors"
    menu_order = 50
    index_view_class = AuthorListing
    filterset_class = AuthorFilterSet
    columns = shown_columns(
        Column("lead", label="Work"),
        Column("written", label="Articles", sort_key="written", width="8%"),
        Column(
            "is_reviewer",
            label="Reviewer",
            accessor=lambda page: yes_or_nothing(page.is_reviewer),
            sort_key="is_reviewer",
            width="9%",
        ),
        Column(
            "is_active",
            label="Works here",
            accessor=lambda page: yes_or_nothing(page.is_active),
            sort_key="is_active",
            width="10%",
        ),
    )


class KeyFactFilterSet(ListedFilterSet):
    class Meta:
        model = KeyFactPage
        fields: list[str] = []


class KeyFactListing(ListingView):
    found_in = ("title", "text")

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        sources = Count("cited_sources", distinct=True)
        return super().annotate_queryset(pages).annotate(sources=sources)


class KeyFactViewSet(ListingViewSet):
    model = KeyFactPage
    name = "key-facts"
    icon = "thumbtack"
    menu_label = "Key facts"
    menu_order = 60
    index_view_class = KeyFactListing
    filterset_class = KeyFactFilterSet
    columns = shown_columns(
        Column("sources", label="Sources", sort_key="sources", width="8%"),
        Column(
            "checked_on",
            label="Sources read on",
            accessor=lambda page: shown_date(page.checked_on),
            sort_key="checked_on",
            width="14%",
        ),
    )


class ReferenceFilterSet(ListedFilterSet):
    kind = django_filters.MultipleChoiceFilter(
        label="Kind", choices=Kind.choices, widget=CheckboxSelectMultiple
    )
    status = django_filters.MultipleChoiceFilter(
        label="Standing", choices=Status.choices, widget=CheckboxSelectMultiple
    )
    doubtful = django_filters.ChoiceFilter(
        label="Readers are warned of it",
        choices=[("yes", "Yes"), ("no", "No")],
        empty_label="Either",
        widget=RadioSelect,
        method="filter_doubtful",
    )
    cited = django_filters.ChoiceFilter(
        label="Cited",
        choices=[("never", "By no page"), ("yes", "By at least one page")],
        empty_label="Either",
        widget=RadioSelect,
        method="filter_cited",
    )
    link = django_filters.MultipleChoiceFilter(
        field_name="lookup__link",
        label="Link",
        choices=Link.choices,
        widget=CheckboxSelectMultiple,
    )
    year = django_filters.CharFilter(
        field_name="issued", lookup_expr="startswith", label="Year"
    )

    class Meta:
        model = ReferencePage
        fields: list[str] = []

    def filter_doubtful(
        self, queryset: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        if value == "yes":
            return queryset.exclude(status__in=SOUND)
        return queryset.filter(status__in=SOUND)

    def filter_cited(
        self, queryset: QuerySet[Any], name: str, value: str
    ) -> QuerySet[Any]:
        return queryset.filter(citations__isnull=value == "never").distinct()


class ReferenceListing(ListingView):
    found_in = ("title", "slug", "container_title", "publisher", "doi", "pmid", "pmcid")
    default_ordering = "slug"

    def annotate_queryset(self, pages: PageQuerySet) -> PageQuerySet:
        cited_by = Count("citations__page", distinct=True)
        pages = super().annotate_queryset(pages).prefetch_related("lookup")
        return pages.annotate(cited_by=cited_by)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Beside the button for one, that for many."""
        many = HeaderButton(
            "Add by DOI or file", url=reverse("references:add"), icon_name="upload"
        )
        shown: list[HeaderButton] = [*super().header_buttons]
        return [*shown, many] if self.add_url else shown


class ReferenceViewSet(ListingViewSet):
    model = ReferencePage
    name = "references"
    icon = "link"
    menu_label = "References"
    menu_order = 40
    index_view_class = ReferenceListing
    filterset_class = ReferenceFilterSet
    columns = shown_columns(
        Column("slug", label="Key", sort_key="slug"),
        Column(
            "issued",
            label="Year",
            accessor=lambda page: page.issued[:4],
            sort_key="issued",
            width="6%",
        ),
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        Column(
            "cited_by",
            label="Cited by",
            accessor=lambda page: pages_in_words(page.cited_by),
            sort_key="cited_by",
            width="9%",
        ),
        Column(
            "standing",
            label="Standing",
            accessor="standing",
            sort_key="status",
            width="12%",
        ),
        Column(
            "looked_up_on",
            label="Looked up on",
            accessor=lambda page: shown_date(page.looked_up_on),
            sort_key="lookup__answered_at",
            width="10%",
        ),
        Column(
            "link", label="Link", accessor=lambda page: link_in_words(page), width="8%"
        ),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The listing, and adding many at once."""
        many = path("add/", AddReferencesView.as_view(), name="add")
        return [*super().get_urlpatterns(), many]


def link_in_words(page: ReferencePage) -> str:
    """That the address of a source is dead, as the watch found it; else nothing."""
    lookup = getattr(page, "lookup", None)
    if lookup is None or lookup.link != Link.DEAD:
        return ""
    return f"Dead ({lookup.link_status})"


def pages_in_words(number: int) -> str:
    """A number of pages, such as "1 page"."""
    return f"{number} page{'' if number == 1 else 's'}" if number else "no page"


VIEWSETS = (
    ArticleViewSet(),
    ReferenceViewSet(),
    AuthorViewSet(),
    KeyFactViewSet(),
)
