"""The list of all sources, in pages."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from articles.models.reference import ReferencePage
from clinic.models import IndexPage

REFERENCES_PER_PAGE = 50


class ReferenceIndexPage(IndexPage):
    """All sources of the journal."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["articles.ReferencePage"]

    class Meta:
        verbose_name = "list of references"

    def entries(self) -> models.QuerySet[Any]:
        return ReferencePage.objects.child_of(self).visible().order_by("slug")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.entries(), REFERENCES_PER_PAGE)
        context["entries"] = pages.get_page(request.GET.get("page"))
        return context
