"""The map of the site for search engines: every visible page."""

from typing import Any

from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap

from clinic.models import site_pages


class SiteMap(Sitemap):
    """All visible pages below the home page, with the day of their last change."""

    def items(self) -> Any:
        home = self.get_wagtail_site().root_page
        return (
            site_pages().descendant_of(home, inclusive=True).visible().in_tree_order()
        )


def sitemap_xml(request: HttpRequest) -> HttpResponseBase:
    """The map as XML."""
    return sitemap(request, {"pages": SiteMap(request)})
