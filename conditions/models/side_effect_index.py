"""The list of side effects: from A to Z, and side by side."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from clinic.models import IndexPage
from conditions.models.comparison import Comparison
from conditions.models.side_effect import SideEffectPage


class SideEffectIndexPage(IndexPage):
    """All side effects, from A to Z; at `compare/` side by side."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["conditions.SideEffectPage"]

    class Meta:
        verbose_name = "list of side effects"

    def entries(self) -> models.QuerySet[Any]:
        return SideEffectPage.objects.child_of(self).visible().order_by("title")

    @path("compare/")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """All side effects in one table."""
        return self.render_part(
            request,
            "conditions/side_effect_comparison.html",
            part="Side effects compared",
            address="compare/",
            comparison=Comparison(self.entries()),
        )
