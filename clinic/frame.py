"""What stands around every page: menu, footer links and the clinic's settings."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from clinic.models import ClinicSettings, site_pages


class Frame:
    """The parts around a page, each asked for when a template first needs it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.today = timezone.localdate()
        self.site = Site.find_for_request(request)
        self.clinic = ClinicSettings.for_request(request)
        wanted = [row["value"] for row in self.clinic.policy_pages.raw_data]
        home = self.site.root_page
        children = site_pages().child_of(home).visible().in_tree_order()
        around = [*children]
        self.menu = [page for page in around if page.show_in_menus]
        by_id = {page.pk: page for page in around}
        self.footer = [by_id[pk] for pk in wanted if pk in by_id]

    @property
    def first_helplines(self) -> list[Any]:
        """The helplines for the strip at the top."""
        return [line.value for line in self.clinic.helplines if line.value["is_first"]]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, built only if a template uses it."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}
