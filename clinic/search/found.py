"""What a query finds: the pages, in their order, and by what they can be narrowed.

`clinic.search.words` prepares text and query alike, the search's backend finds and ranks. What
nobody may see is asked away in the same database query that finds, so it is in no
result, count or facet.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Value
from django.utils.text import slugify
from wagtail.models import Page

from clinic.models import SitePage, SitePageQuerySet, site_pages
from clinic.search.facets import Axis, Traits, gathered, page_axis, year_axis
from clinic.search.query import Query
from clinic.search.words import words

CONDITION = "conditionpage"
FACETS = ("type", "condition", "year")
LAST = 10  # what the `search_order` of a type is taken from, to weigh it
# What it adds to relevance, which is 1 at most, that a page has the words as a name. The
# first is such that a page of any type but a reference beats a condition called otherwise.
# "ketamine side effects" says the whole title of the list "Side effects", and more.
TITLE_ITSELF, TITLE_AND_MORE, IN_TITLE, IN_OTHER_NAME = 4, 2, 1, 0.8
PART_IN_TITLE = 1  # times the share of the words that the title has


def page_types() -> list[type[SitePage]]:
    """All page types of the site."""
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


@dataclass(frozen=True)
class Hit:
    """A page that was found, and what puts it in order."""

    title: str
    published: float
    page_type: type[SitePage] | None
    relevance: float

    @property
    def weight(self) -> int:
        """How much a page of its type counts: a condition 9, a reference 1."""
        return LAST - (self.page_type or SitePage).search_order


def hits(found: SitePageQuerySet, home: Page) -> dict[int, Hit]:
    """What of the found anybody may see, below `home`, by id; one query."""
    kinds = ContentType.objects.get_for_models(*page_types())
    types = {kinds[model].pk: model for model in page_types()}
    names = ("pk", "title", "first_published_at", "content_type_id", "relevance")
    pages = found.descendant_of(home, inclusive=True).visible().order_by()
    return {
        pk: Hit(title, when.timestamp() if when else 0, types.get(kind), relevance)
        for pk, title, when, kind, relevance in pages.values_list(*names)
    }


def by_name(query: Query, home: Page) -> dict[int, Hit]:
    """The visible pages that have the words in their names; one query, unranked."""
    found = site_pages().autocomplete(query.in_names, order_by_relevance=False)
    return hits(found.get_queryset().annotate(relevance=Value(0.0)), home)


def by_text(query: Query, home: Page) -> dict[int, Hit]:
    """The visible pages that have the words anywhere, ranked; one query."""
    found = site_pages().search(query.anywhere).annotate_score("relevance")
    return hits(found.get_queryset(), home)


class Found:
    """The visible pages below `home` that a query finds, best first, with their traits.

    Three queries, however much they find: by text, by name, and for the traits. These
    are asked for apart: PostgreSQL misjudges them in one.
    """

    def __init__(self, query: Query, home: Page) -> None:
        self._query, self._called = query, (query.words, words(query.text))
        self._named = by_name(query, home)
        ranked = by_text(query, home)
        self._best = max((hit.relevance for hit in ranked.values()), default=0) or 1
        self.hits = dict(sorted((self._named | ranked).items(), key=self._place))

    def _place(self, found: tuple[int, Hit]) -> tuple[Any, ...]:
        """By worth, and what is alike by the newest.

        The worth is how relevant a page is beside the best, and more if the words are in
        its names; times the weight of its type. So a page that is called just so comes
        first, but no source before what explains it.
        """
        pk, hit = found
        # The root, because one short text that says a word twice is not ten times as good.
        fit = sqrt(hit.relevance / self._best) + self._name_worth(pk, hit)
        return (-round(hit.weight * fit, 6), -hit.published, hit.title, pk)

    def _name_worth(self, pk: int, hit: Hit) -> float:
        """What it adds that the words are the title, hold it, or are in any name."""
        title = words(hit.title)
        if title in self._called:
            return TITLE_ITSELF
        if title and self._query.forms.keys() >= set(title):
            return TITLE_AND_MORE
        if pk not in self._named:
            return PART_IN_TITLE * self._query.share_in(title)
        return IN_TITLE if self._query.begins_in(hit.title) else IN_OTHER_NAME

    @cached_property
    def types(self) -> set[type[SitePage]]:
        """The types of what was found."""
        return {hit.page_type for hit in self.hits.values() if hit.page_type}

    @cached_property
    def entries(self) -> dict[int, Traits]:
        """The traits of each page by its id, best first."""
        lookups = [*facet_lookups(self.types)]
        rows = site_pages().filter(pk__in=self.hits)
        values = rows.values_list("pk", *(lookup for _, lookup in lookups))
        traits = gathered(values, [name for name, _ in lookups])
        types = {pk: {word_of(hit.page_type)} for pk, hit in self.hits.items()}
        none: Traits = {name: set() for name in FACETS}
        return {
            pk: none | traits[pk] | {"type": types[pk]}
            for pk in self.hits
            if pk in traits
        }

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


def facet_lookups(types: Iterable[type[SitePage]]) -> Iterator[tuple[str, str]]:
    """Facet and lookup from a plain page, for what these page types say of theirs."""
    for model in sorted(types, key=lambda model: model.__name__):
        for name, lookup in model.facet_lookups.items():
            if name in FACETS:
                yield name, f"{model._meta.model_name}__{lookup}"


def listed(ids: Iterable[int], found: Mapping[int, Hit]) -> list[Page]:
    """The visible pages with these ids, in their order, each as its type; one query."""
    wanted = list(ids)
    types = {model for pk in wanted if (model := found[pk].page_type)}
    tables = sorted(str(model._meta.model_name) for model in types)
    pages = site_pages().visible().filter(pk__in=wanted)
    by_id = (pages.select_related(*tables) if tables else pages).in_bulk()
    typed = []
    for pk in wanted:
        if page := by_id.get(pk):
            own = (getattr(page, table, None) for table in tables)
            typed.append(next((one for one in own if one), page))
    return typed
