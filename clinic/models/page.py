"""What every page of the site is."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import Block
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from clinic.models.frame import Frame
from clinic.models.visible import SitePageManager, site_pages
from clinic.panels import MENU, SLUG, promote_panels, tabs


class SitePageForm(WagtailAdminPageForm):
    """The editor's form, which tells the page its rows, and if it is only a draft."""

    def clean(self) -> dict[str, Any]:
        self.instance.is_rough = self.is_deferred_validation
        # The page's own clean() asks about its rows: let it see those that were posted.
        for formset in self.formsets.values():
            if formset.is_valid():
                formset.save(commit=False)
        return super().clean()


class SitePage(Page):
    """A page of this site: what readers, search and the menus need of any of them."""

    # True while an editor saves a draft: what publishing needs may still be missing.
    is_rough: bool = False
    # What routing found out: whether the page or one above it is private.
    is_restricted: bool | None = None
    # True on a page whose children stand in an order that the editors chose.
    keeps_order: ClassVar[bool] = False
    # When many pages are loaded at once, those with a lower number go live first.
    publish_order: ClassVar[int] = 0

    objects = SitePageManager()
    base_form_class = SitePageForm
    promote_panels = promote_panels(SLUG)

    class Meta:
        abstract = True

    @classmethod
    def keys_in(cls, block: Block, value: Any) -> list[tuple[type[Page], str]]:
        """What a leaf of this page's text names by key: page type and slug.

        Fixtures are refused if there is no such page.
        """
        return []

    def clean(self) -> None:
        """Let the rows of the page refuse what they cannot hold.

        The editor's form asks them too; fixture files come without a form.
        """
        super().clean()
        for relation in get_all_child_relations(self):
            if relation.related_model._meta.app_label.startswith("wagtail"):
                continue  # comments and the like
            for row in getattr(self, relation.get_accessor_name()).all():
                row.clean()

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Who may see the page: one query, none where routing has asked already."""
        if self.is_restricted is False:
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        here_or_above = [self.path[:end] for end in ends]
        return PageViewRestriction.objects.filter(page__path__in=here_or_above)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find this page or one below it; when its time is over, it is gone."""
        if not path_components and self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().route(request, path_components)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["frame"] = Frame(request, self)
        return context

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

    intro = RichTextField(
        blank=True, help_text="A few words above the list. May stay empty."
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels = [*SitePage.promote_panels, MENU]
    edit_handler = tabs({"Write": content_panels}, promote_panels)
    max_count = 1

    class Meta:
        abstract = True

    def entries(self) -> models.QuerySet[Any]:
        """The visible pages that the index lists, in its order."""
        return site_pages().child_of(self).visible().in_tree_order().specific()

    def latest(self, number: int) -> list[Any]:
        """The first `number` entries."""
        return list(self.entries()[:number])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = self.entries()
        return context
