"""The list of all sources, in pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

from articles.models.reference import ReferencePage
from articles.models.resting import because_pages_rest_on
from clinic.models import IndexPage

REFERENCES_PER_PAGE = 50


class ReferenceIndexPage(IndexPage):
    """All sources of the journal."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["articles.ReferencePage"]

    class Meta:
        verbose_name = "list of references"

    def clean(self) -> None:
        """Keep the address, and the list itself, while pages rest on a source in it."""
        super().clean()
        if self.expire_at and (reason := because_pages_rest_on(self, "expire")):
            raise ValidationError({"expire_at": reason})
        renamed = ReferenceIndexPage.objects.filter(pk=self.pk).exclude(slug=self.slug)
        if renamed and (reason := because_pages_rest_on(self, "change its address")):
            raise ValidationError({"slug": reason})

    def entries(self) -> models.QuerySet[Any]:
        visible = ReferencePage.objects.child_of(self).visible()
        return visible.select_related("lookup").order_by("slug")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self.entries(), REFERENCES_PER_PAGE)
        context["entries"] = pages.get_page(request.GET.get("page"))
        return context
