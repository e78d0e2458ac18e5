"""What the search proposes while a reader types: pages by their names, as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from clinic.search.found import IN_OTHER_NAME, IN_TITLE, Hit, by_name, listed
from clinic.search.query import Query
from clinic.search.snippets import Result
from clinic.search.words import folded

MOST = 8
FEWEST_LETTERS = 2
SECONDS = 60  # for which a browser may show the same again


@require_safe
@cache_control(public=True, max_age=SECONDS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """`{"suggestions": [{title, also, type, address}]}` for the beginning in `?q=`.

    Visible pages alone, those of a reader's own words first; `also` is the other name
    that fits, or empty. Nothing is kept of what was asked.
    """
    query = Query(request.GET.get("q", ""))
    return JsonResponse({"suggestions": _suggested(request, query)})


def _suggested(request: HttpRequest, query: Query) -> list[dict[str, str]]:
    if sum(map(len, query.words)) < FEWEST_LETTERS:
        return []
    home = Site.find_for_request(request).root_page
    hits = by_name(query, home)
    typed = " ".join(query.words)

    def place(found: tuple[int, Hit]) -> tuple[Any, ...]:
        pk, hit = found
        worth = IN_TITLE if query.begins_in(hit.title) else IN_OTHER_NAME
        begins = folded(hit.title).startswith(typed)
        return (-worth * hit.weight, not begins, hit.title, pk)

    best = [pk for pk, _ in sorted(hits.items(), key=place)[:MOST]]
    shown = (Result(page, query) for page in listed(best, hits))
    return [
        {
            "title": result.page.title,
            "also": result.begun_name,
            "type": result.type_word,
            "address": result.page.get_url(request),
        }
        for result in shown
    ]
