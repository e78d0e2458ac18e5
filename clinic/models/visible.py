"""The one way to ask for the pages that anybody may read."""

from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def restricted(path: str) -> Exists:
    """Whether the page at the path in the field `path`, or one above it, is private."""
    here = ExpressionWrapper(OuterRef(path), output_field=models.CharField())
    return Exists(
        PageViewRestriction.objects.annotate(here=here).filter(
            here__startswith=F("page__path")
        )
    )


class SitePageQuerySet(PageQuerySet):
    """Pages, asked for by adjectives."""

    def visible(self) -> Self:
        """Pages that anybody may read now: published, not expired, not private.

        One query without another in front of it, so that asking often costs little.
        """
        return self.filter(
            ~restricted("path"),
            ~restricted("alias_of__path"),
            Q(expire_at=None) | Q(expire_at__gt=timezone.now()),
            live=True,
        )

    def with_status(self) -> Self:
        """Pages that know what their status says; a few queries, however many pages."""
        return self.annotate_approved_schedule().prefetch_workflow_states()

    def in_tree_order(self) -> Self:
        """Pages as the editors arranged them."""
        return self.order_by("path")


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


def site_pages() -> SitePageQuerySet:
    """All pages of whatever type, as plain `Page` rows."""
    return SitePageQuerySet(Page)
