"""What every page of the site is, and the one way to ask for public pages."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import Block
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


class SitePageQuerySet(PageQuerySet):
    """Pages, asked for by adjectives."""

    def visible(self) -> Self:
        """Pages that anybody may read now: published, not expired, not private.

        One subquery, so that asking often costs nothing extra.
        """
        restricted = PageViewRestriction.objects.annotate(
            here=ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        ).filter(here__startswith=F("page__path"))
        return self.filter(
            ~Exists(restricted),
            Q(expire_at=None) | Q(expire_at__gt=timezone.now()),
            live=True,
        )

    def in_tree_order(self) -> Self:
        """Pages as the editors arranged them."""
        return self.order_by("path")


SitePageManager = PageManager.from_queryset(SitePageQuerySet)


def site_pages() -> SitePageQuerySet:
    """All pages of whatever type, as plain `Page` rows."""
    return SitePageQuerySet(Page)


class SitePageForm(WagtailAdminPageForm):
    """The editor's form, which tells the page when it is only a draft."""

    def clean(self) -> dict[str, Any]:
        self.instance.is_rough = self.is_deferred_validation
        return super().clean()


class SitePage(Page):
    """A page of this site: what readers, search and the menus need of any of them."""

    # True while an editor saves a draft: what publishing needs may still be missing.
    is_rough: bool = False
    # True on a page whose children stand in an order that the editors chose.
    keeps_order: ClassVar[bool] = False
    # When many pages are loaded at once, those with a lower number go live first.
    publish_order: ClassVar[int] = 0

    objects = SitePageManager()
    base_form_class = SitePageForm
    promote_panels = Page.promote_panels

    class Meta:
        abstract = True

    @classmethod
    def keys_in(cls, block: Block, value: Any) -> list[tuple[type[Page], str]]:
        """What a leaf of this page's text names by key: page type and slug.

        Fixtures are refused if there is no such page.
        """
        return []

    @cached_property
    def breadcrumb(self) -> list[Page]:
        """The visible pages above this one, the home page first."""
        if not self.path:
            return []
        above = SitePageQuerySet(Page).filter(depth__gt=1)
        return list(above.ancestor_of(self).visible().in_tree_order())

    @property
    def contents(self) -> list[dict[str, str]]:
        """The sections of the body: `{anchor, text}`, by the ids of their headings."""
        body = getattr(self, "body", None)
        return [
            {"anchor": f"section-{child['id'][:8]}", "text": child["value"]["text"]}
            for child in (body.raw_data if body else ())
            if child["type"] == "heading" and child.get("id")
        ]

    @property
    def lead(self) -> str:
        """What the page says of itself in a list: one or two plain sentences."""
        return getattr(self, "summary", "") or self.search_description

    @property
    def updated_on(self) -> Any:
        """When readers last got a new version (an aware datetime, or None)."""
        return self.last_published_at


class ReviewedPage(SitePage):
    """A page with clinical content, which a clinician has to sign."""

    class Meta:
        abstract = True


class IndexPage(SitePage):
    """A page that lists other pages; there is one of each kind."""

    intro = RichTextField(blank=True)

    max_count = 1
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    def entries(self) -> models.QuerySet[Any]:
        """The visible pages that the index lists, in its order."""
        return self.get_children().specific().visible()

    def latest(self, number: int) -> list[Any]:
        """The `number` newest entries, newest first."""
        return list(self.entries()[:number])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = self.entries()
        return context
