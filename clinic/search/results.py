"""The pages of the search: its results, and what is offered when there are none."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from clinic.search.facets import Selection
from clinic.search.failed import count
from clinic.search.found import Found, listed
from clinic.search.pins import pins
from clinic.search.query import Query
from clinic.search.snippets import Result
from clinic.search.spelling import Advice

RESULTS_PER_PAGE = 20
FEW = 2  # results, with which a reader may have meant other words


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The page of the search: the form, and what `?q=` finds."""
    query = Query(request.GET.get("q", ""))
    context: dict[str, Any] = {"query": query}
    if query.words:
        home = Site.find_for_request(request).root_page
        context |= _answer(request, query, home)
    return render(request, "clinic/search.html", context)


def _answer(request: HttpRequest, query: Query, home: Page) -> dict[str, Any]:
    """What is found, narrowed and cut into pages; what is pinned; what else to try."""
    found = Found(query, home)
    selection = Selection(
        found.axes(), found.entries, request.GET, request.path, {"q": query.text}
    )
    pages = Paginator(selection.ids, RESULTS_PER_PAGE)
    entries = pages.get_page(request.GET.get("page"))
    is_first = entries.number == 1 and not selection.chosen
    chosen = pins(query, request, home) if is_first else []
    pinned = {pin.page_id for pin in chosen}
    ids = [pk for pk in entries.object_list if pk not in pinned]
    answer: dict[str, Any] = {"selection": selection, "entries": entries}
    answer |= {"pins": chosen, "results": results_of(ids, found, query)}
    if is_first and len(found.hits) <= FEW and not chosen:
        if not query.is_about_crisis:
            answer["advice"] = Advice(query, home, len(found.hits))
        if not found.hits and request.method == "GET":
            count(query)
    return answer


def results_of(ids: list[int], found: Found, query: Query) -> list[Result]:
    """The pages with these ids as the search shows them; one query."""
    return [Result(page, query) for page in listed(ids, found.hits)]
