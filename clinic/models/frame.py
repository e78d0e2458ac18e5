"""What stands around every page of the site."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from clinic.models.clinic_settings import ClinicSettings
from clinic.models.visible import site_pages


class Frame:
    """What stands around a page: menu, breadcrumb, footer links, the clinic's settings.

    Two queries: one for the settings, one for the pages around.
    """

    def __init__(self, request: HttpRequest, page: Page | None = None) -> None:
        self.today = timezone.localdate()
        self.site = Site.find_for_request(request)
        self.home = self.site.root_page
        self.clinic = self._clinic(request)
        path = page.path if page else ""
        step = Page.steplen
        above = [path[:end] for end in range(2 * step, len(path), step)]
        children = Q(path__startswith=self.home.path, depth=self.home.depth + 1)
        around = site_pages().filter(children | Q(path__in=above)).visible()
        self._around = list(around.in_tree_order())
        self.breadcrumb = [found for found in self._around if found.path in above]

    def _clinic(self, request: HttpRequest) -> ClinicSettings:
        """The clinic's settings; those that an editor previews are on the request.

        Not `for_request`: it would write a row where there is none, and readers never do.
        """
        previewed = getattr(request, ClinicSettings.get_cache_attr_name(), None)
        if previewed:
            return previewed
        stored = ClinicSettings.objects.select_related("logo").filter(site=self.site)
        return stored.first() or ClinicSettings(site=self.site)

    @property
    def children(self) -> dict[int, Page]:
        """The visible pages directly below the home page, in their order, by id."""
        depth = self.home.depth + 1
        return {page.pk: page for page in self._around if page.depth == depth}

    @property
    def menu(self) -> list[Page]:
        """The pages of the main menu."""
        return [page for page in self.children.values() if page.show_in_menus]

    @property
    def footer(self) -> list[Page]:
        """The policy pages, in the order of the settings."""
        wanted = [row["value"] for row in self.clinic.policy_pages.raw_data]
        children = self.children
        return [children[pk] for pk in wanted if pk in children]

    @property
    def first_helplines(self) -> list[Any]:
        """The helplines for the strip at the top and the emergency cards."""
        return [line.value for line in self.clinic.helplines if line.value["is_first"]]
