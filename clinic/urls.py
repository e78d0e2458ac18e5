"""Where each address leads; pages route themselves, below everything named here."""

from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from clinic import style_guide
from clinic.described import api, llms, robots, sitemap
from clinic.search import results, suggestions
from clinic.serving import errors, health, media
from clinic.sharing import draft

# Readers get no cookie, so a page's form has no token of Django's: a page asks itself
# whence a form comes (`SitePage.check_request_method`).
serve = csrf_exempt(wagtail_views.serve)

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media.serve),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("robots.txt", robots.robots),
    path("llms.txt", llms.llms_txt),
    path("sitemap.xml", sitemap.sitemap_xml),
    path("api/v2/", api.router.urls),
    path("search/", results.results, name="search"),
    path("style-guide/", style_guide.style_guide, name="style_guide"),
    *draft.URLS,
    path("search/suggestions/", suggestions.suggestions, name="suggestions"),
    # The files of a page, which end in no slash: Wagtail's own pattern asks for one.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:ris|bib|json|md|png))$", serve),
    # Wagtail's own addresses, such as its login for private pages, before all pages.
    *(found for found in wagtail_urls.urlpatterns if found.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
handler404 = errors.not_found
