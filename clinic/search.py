"""The search: the pages that a query finds, put in order, narrowed and shown.

`clinic.words` prepares text and query alike, Wagtail's index finds. What nobody may see
is asked away in the same database query that finds, so it is in no result, count or
facet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from clinic.facets import Axis, Selection, Traits, gathered, page_axis, year_axis
from clinic.models import SitePage, site_pages
from clinic.query import Query
from clinic.words import words

RESULTS_PER_PAGE = 20
# How many types a page goes back that has the words only in its text, and goes forward
# that is called just so.
STEP = 5
CONDITION = "conditionpage"
FACETS = ("type", "condition", "year")


def page_types() -> list[type[SitePage]]:
    """All page types of the site."""
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


@dataclass(frozen=True)
class Hit:
    """A page that was found, and what puts it in order."""

    title: str
    published: float
    page_type: type[SitePage] | None
    is_named: bool


class Found:
    """The visible pages below `home` that a query finds, best first, with their traits.

    Three queries, however much they find: by the names of pages, by their text, and for
    the traits. These are asked for apart: PostgreSQL misjudges them in one.
    """

    def __init__(self, query: Query, home: Page) -> None:
        self._query, self._home = query, home
        kinds = ContentType.objects.get_for_models(*page_types())
        self._types = {kinds[model].pk: model for model in page_types()}
        pages = site_pages()
        # By relevance, SQLite would need a time that grows with the square of the hits.
        by_name = pages.autocomplete(query.in_names, order_by_relevance=False)
        by_text = pages.search(query.anywhere, order_by_relevance=False)
        hits = self._hits(by_text, is_named=False) | self._hits(by_name, is_named=True)
        self.hits = dict(sorted(hits.items(), key=self._place))

    def _hits(self, results: Any, *, is_named: bool) -> dict[int, Hit]:
        """The results that anybody may see, by id."""
        pages = results.get_queryset().visible()
        rows = (
            pages.descendant_of(self._home, inclusive=True)
            .order_by()
            .values_list("pk", "title", "first_published_at", "content_type_id")
        )
        return {
            pk: Hit(
                title, when.timestamp() if when else 0, self._types.get(kind), is_named
            )
            for pk, title, when, kind in rows
        }

    @cached_property
    def entries(self) -> dict[int, Traits]:
        """The traits of each page by its id, best first."""
        names, lookups = zip(*facet_lookups(), strict=True)
        rows = site_pages().filter(pk__in=self.hits).values_list("pk", *lookups)
        traits = gathered(rows, names)
        types = {pk: {word_of(hit.page_type)} for pk, hit in self.hits.items()}
        return {
            pk: traits[pk] | {"type": types[pk]} for pk in self.hits if pk in traits
        }

    def _place(self, found: tuple[int, Hit]) -> tuple[Any, ...]:
        """By type and by where the words are; of pages that are alike the newest first."""
        pk, hit = found
        place = (hit.page_type or SitePage).search_order
        if not hit.is_named:
            place += STEP
        elif words(hit.title) == self._query.words:
            place -= STEP
        return (place, -hit.published, hit.title, pk)

    def axes(self) -> list[Axis]:
        """By what the results can be narrowed; one query."""
        found = {traits for entry in self.entries.values() for traits in entry["type"]}
        types = sorted(page_types(), key=lambda model: model.search_order)
        in_order = dict.fromkeys(model.type_word for model in types)
        options = {word: (slugify(word), word) for word in in_order if word in found}
        return [
            Axis("type", "Type", options),
            page_axis("condition", "Condition", self.entries, CONDITION),
            year_axis("year", "Year", self.entries),
        ]


def word_of(page_type: type[SitePage] | None) -> str:
    """What a reader calls a page of that type; nothing if it is none of ours."""
    return page_type.type_word if page_type else ""


def facet_lookups() -> list[tuple[str, str]]:
    """Facet and lookup from a plain page, for all that the page types say of theirs."""
    return [
        (name, f"{model._meta.model_name}__{lookup}")
        for model in page_types()
        for name, lookup in model.facet_lookups.items()
        if name in FACETS
    ]


def listed(ids: Iterable[int]) -> Iterator[Page]:
    """The visible pages with these ids, in their order, each with its lead; one query."""
    wanted, types = list(ids), page_types()
    tables = [str(model._meta.model_name) for model in types]
    fields = [
        f"{table}__{name}"
        for table, model in zip(tables, types, strict=True)
        for name in ("page_ptr", *model.lead_fields)
    ]
    plain = ("title", "url_path", "search_description", "content_type", "path", "depth")
    pages = (
        site_pages()
        .visible()
        .select_related(*tables)
        .only(*plain, *fields)
        .in_bulk(wanted)
    )
    for page in (pages[pk] for pk in wanted if pk in pages):
        typed = (getattr(page, table, None) for table in tables)
        yield next((found for found in typed if found), page)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The page of the search: the form, and what `?q=` finds."""
    query = Query(request.GET.get("q", ""))
    context: dict[str, Any] = {"query": query}
    if query.words:
        found = Found(query, Site.find_for_request(request).root_page)
        selection = Selection(
            found.axes(), found.entries, request.GET, request.path, {"q": query.text}
        )
        pages = Paginator(selection.ids, RESULTS_PER_PAGE)
        entries = pages.get_page(request.GET.get("page"))
        context |= {"selection": selection, "entries": entries}
        context["results"] = list(listed(entries.object_list))
    return render(request, "clinic/search.html", context)
