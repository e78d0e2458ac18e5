"""The map of the site for search engines: every visible page."""

import math
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from clinic.models import site_pages

# At sitemaps.org's 50,000 a map would be several megabytes.
MOST_IN_A_MAP = 5_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def document(kind: str, rows: Iterable[str]) -> HttpResponse:
    """The rows as a document of that kind after sitemaps.org."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{NAMESPACE}">'
    text = "\n".join([head, *rows, f"</{kind}>\n"])
    return HttpResponse(text, content_type="application/xml")


def row(address: str, changed: datetime | None) -> str:
    """One page of a map; a page that was never published by an editor has no date."""
    day = changed and f"<lastmod>{timezone.localdate(changed).isoformat()}</lastmod>"
    return f"<url><loc>{escape(address)}</loc>{day or ''}</url>"


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """All visible pages below the home page, with the day of their last change.

    If they are too many for one map, an index of maps, which are at `?p=1` and so on;
    404 for a map that there is not. A query or two, and no page is built.
    """
    site = Site.find_for_request(request)
    home = site.root_page
    pages = site_pages().descendant_of(home, inclusive=True).visible().order_by("path")
    maps = math.ceil(pages.count() / MOST_IN_A_MAP) or 1
    asked = request.GET.get("p")
    if asked is None and maps > 1:
        places = (f"{site.root_url}/sitemap.xml?p={n}" for n in range(1, maps + 1))
        maps_of_it = (f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
        return document("sitemapindex", maps_of_it)
    if asked not in {None, *(str(number) for number in range(1, maps + 1))}:
        raise Http404
    first = (int(asked or 1) - 1) * MOST_IN_A_MAP
    found = pages.values_list("url_path", "last_published_at")
    found = found[first : first + MOST_IN_A_MAP]
    cut = len(home.url_path) - 1
    rows = (row(site.root_url + path[cut:], when) for path, when in found)
    return document("urlset", rows)
