"""The pages that editors chose for certain words, which stand above what is found."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from clinic.models import SitePage, site_pages
from clinic.search.found import word_of
from clinic.search.query import Query
from clinic.search.words import words

ELSEWHERE = "Another site"


@dataclass(frozen=True)
class Pin:
    """One page, or an address elsewhere, that the editors chose."""

    title: str
    address: str
    type_word: str
    description: str
    page_id: int | None


def pins(query: Query, request: HttpRequest, home: Page) -> list[Pin]:
    """What is pinned to these words, in the editors' order; one query.

    Wagtail keeps their words in lower case; a reader's are compared with accents and
    signs, without, and without small words. A page that nobody may see is no pin.
    """
    said = {normalise_query_string(query.text), " ".join(words(query.text))}
    said.add(" ".join(query.words))
    pages = site_pages().descendant_of(home, inclusive=True).visible()
    rows = SearchPromotion.objects.filter(query__query_string__in=said)
    chosen = rows.filter(Q(page=None) | Q(page__in=pages)).select_related("page")
    return [_pin(row, request) for row in chosen]


def _pin(row: SearchPromotion, request: HttpRequest) -> Pin:
    if row.page is None:
        title = row.external_link_text or row.external_link_url
        return Pin(title, row.external_link_url, ELSEWHERE, row.description, None)
    model = row.page.cached_content_type.model_class()
    kind = model if model and issubclass(model, SitePage) else None
    text = row.description or row.page.search_description
    address = row.page.get_url(request)
    return Pin(row.page.title, address, word_of(kind), text, row.page.pk)
