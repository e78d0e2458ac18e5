"""What an article tells other programs of itself, in the head of its page."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from articles import jsonld, markdown
from articles.models.citing import CitingPage
from clinic.described.api_fields import told
from clinic.described.head import Alternate
from clinic.described.jsonld import LANGUAGE, Node, iso, reviewed, web_page
from clinic.models import site_pages


class Described(CitingPage):
    """An article, as far as it describes itself to programs."""

    open_graph_type: ClassVar[str] = "article"
    text_section: ClassVar[str] = "Articles"
    published_field: ClassVar[str] = "published_on"
    api_fields: ClassVar[list[Any]] = [
        *("subtitle", "summary", "kind", "published_on"),
        told("authors", "told_authors"),
        told("about", "told_topics"),
        told("adapted_from", "told_original"),
        told("reading_minutes"),
        *CitingPage.api_fields,
    ]

    class Meta:
        abstract = True

    @path("index.md/")
    def as_markdown(self, request: HttpRequest) -> HttpResponse:
        """The article as Markdown; search engines are led to the article itself."""
        return HttpResponse(
            markdown.article(self, request),
            content_type="text/markdown; charset=utf-8",
            headers={"Link": f'<{self.full_url}>; rel="canonical"'},
        )

    @property
    def card_line(self) -> str:
        return self.get_kind_display()

    @property
    def text_address(self) -> str:
        return f"{self.full_url}index.md"

    @classmethod
    def for_api(cls, pages: Any) -> Any:
        """The articles of a list with their visible authors and topics; two queries each."""
        visible = site_pages().visible().values("pk")
        bylines = cls._meta.get_field("bylines").related_model.objects
        topics = cls._meta.get_field("topics").related_model.objects
        return pages.prefetch_related(
            Prefetch(
                "bylines", bylines.filter(author__in=visible).select_related("author")
            ),
            Prefetch(
                "topics", topics.filter(topic__in=visible).select_related("topic")
            ),
        ).defer_streamfields()

    @property
    def told_authors(self) -> list[dict[str, str]]:
        """Who stands above it, for the API, whose lists have only visible authors."""
        return [
            {
                "name": line.author.title,
                "role": line.role,
                "credentials": line.credentials,
                "html_url": line.author.full_url,
            }
            for line in rows(self, "bylines", "author")
        ]

    @property
    def told_topics(self) -> list[dict[str, str]]:
        """What it is about, for the API."""
        return [
            {
                "title": line.topic.title,
                "type": line.topic.specific_class._meta.label,
                "slug": line.topic.slug,
                "html_url": line.topic.full_url,
            }
            for line in rows(self, "topics", "topic")
        ]

    @property
    def told_original(self) -> dict[str, Any] | None:
        """Whose text it was adapted from, for the API; None if it was written here."""
        return asdict(self.original) if self.original else None

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        """The page with the article, which has the sources and the corrections."""
        told = web_page(self, context, mainEntity=jsonld.article(self, context))
        return told | reviewed(self.sign_offs())

    def open_graph(self) -> list[tuple[str, str]]:
        """When it was published and changed; what kind of article it is."""
        told = [
            ("article:published_time", iso(self.published_on)),
            ("article:modified_time", iso(self.updated_on)),
            ("article:section", self.get_kind_display()),
        ]
        return [(name, content) for name, content in told if content]

    def citation_tags(self, context: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Highwire's tags, for an article that was written here.

        None for one that was adapted: a search engine would take it for the original.
        """
        lines = context["bylines"]
        if self.original or any(line.role == "adapted" for line in lines):
            return []
        own = context["own"]
        return [
            ("citation_title", own.title),
            *(("citation_author", called(name)) for name in own.people()),
            ("citation_publication_date", own.issued.replace("-", "/")),
            ("citation_journal_title", own.container_title),
            ("citation_publisher", own.publisher),
            ("citation_language", LANGUAGE),
            ("citation_fulltext_html_url", own.address),
        ]

    def alternates(self, context: Mapping[str, Any]) -> list[Alternate]:
        """What the article rests on, for programs; how to cite it."""
        address = self.full_url
        return [
            Alternate("text/markdown", "The article as text", f"{address}index.md"),
            Alternate("application/json", "Evidence", f"{address}evidence.json"),
            Alternate(
                "application/vnd.citationstyles.csl+json",
                "How to cite it",
                f"{address}cite.json",
            ),
        ]


def rows(page: Any, relation: str, target: str) -> list[Any]:
    """The rows of an article that name a visible page: those of a list, or asked for."""
    fetched = getattr(page, "_prefetched_objects_cache", {})
    found = getattr(page, relation)
    if relation in fetched:
        return list(found.all())
    visible = site_pages().visible().values_list("pk", flat=True)
    return list(found.filter(**{f"{target}_id__in": visible}).select_related(target))


def called(name: Mapping[str, str]) -> str:
    """A name as Highwire's tags have it: the family name first."""
    if literal := name.get("literal"):
        return literal
    return ", ".join(part for part in (name.get("family"), name.get("given")) if part)
