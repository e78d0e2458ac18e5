"""What every page of the site is."""

from collections.abc import Mapping
from http import HTTPMethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import Block
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from clinic.a_to_z import Letter, letters
from clinic.contact.origin import is_from_here
from clinic.described import jsonld
from clinic.described.head import Alternate, Head, plain
from clinic.desk.panels import MENU, SLUG, promote_panels, tabs
from clinic.desk.starts import Start
from clinic.models.frame import Frame
from clinic.models.page_form import SitePageForm
from clinic.models.visible import SitePageManager, site_pages
from clinic.rules import every_page
from clinic.rules.checking import Finding, Level, Rule, by_field, check
from clinic.rules.passages import own_rows
from clinic.search.words import Beginnings, Words, searched

# Last parts of addresses at which the site itself answers, not a page.
TAKEN = frozenset(
    [
        "_util",
        "admin",
        "api",
        "compare",
        "documents",
        "feed",
        "health",
        "media",
        "search",
        "shared",
        "static",
        "style-guide",
    ]
)

FORGED = (
    "This form was sent from another site. Please open the page here and send it.\n"
)


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
    # What a reader calls such a page; types with the same word are one to a reader.
    type_word: ClassVar[str] = "Page"
    # Among pages that a search found alike, those with a lower number come first.
    search_order: ClassVar[int] = 6
    # By what lists are narrowed: the name of a facet, and where its value is, as a
    # lookup from this page type.
    facet_lookups: ClassVar[dict[str, str]] = {}
    # Under which heading of /llms.txt such pages stand; none of those without.
    text_section: ClassVar[str] = ""
    # The field that says since when readers have the page.
    published_field: ClassVar[str] = "first_published_at"
    # What is looked at in such a page before readers get it, and ever after.
    rules: ClassVar[tuple[Rule, ...]] = (
        every_page.no_prompt_is_left,
        every_page.pictures_are_told_in_words,
        every_page.links_lead_somewhere,
        every_page.typed_addresses_lead_somewhere,
        every_page.headings_are_in_order,
    )
    # How a new page of the type may begin: an editor chooses one.
    starts: ClassVar[tuple[Start, ...]] = ()
    # What the JSON API tells of such a page beside its title and addresses.
    api_fields: ClassVar[list[Any]] = []
    # What schema.org calls such a page, and what it is about; and Open Graph's word.
    web_page_type: ClassVar[str] = "WebPage"
    entity_type: ClassVar[str] = "Thing"
    open_graph_type: ClassVar[str] = "website"

    # Pages are read. One with a form of its own adds POST.
    allowed_http_methods: ClassVar[tuple[HTTPMethod, ...]] = (
        HTTPMethod.GET,
        HTTPMethod.HEAD,
        HTTPMethod.OPTIONS,
    )

    objects = SitePageManager()
    base_form_class = SitePageForm
    promote_panels = promote_panels(SLUG)

    search_fields = [
        *Page.search_fields,
        # The title is worth most, then the other names: see `clinic.search.backend`.
        Words("title", boost=10),
        Words("names", boost=2),
        Beginnings("names"),
        *searched("search_description"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def keys_in(cls, block: Block, value: Any) -> list[tuple[type[Page], str]]:
        """What a leaf of this page's text names by key: page type and slug.

        Fixtures are refused if there is no such page.
        """
        return []

    @classmethod
    def quotable(cls, pages: Any) -> Any:
        """Those of the pages against which nothing speaks that the site knows of.

        A page that is due for review is to be left out here, once pages can be signed.
        """
        return pages

    @property
    def text_address(self) -> str:
        """Where programs that read text find it best."""
        return self.full_url or ""

    @classmethod
    def for_api(cls, pages: Any) -> Any:
        """The pages of a list, with what their `api_fields` read."""
        return pages

    def clean(self) -> None:
        """Refuse an address that is taken, and to publish what breaks a rule gravely.

        The rows refuse what they cannot hold: the editor's form asks them too, but
        fixture files come without a form.
        """
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError(
                {"slug": f"The site itself answers at “{self.slug}”: choose another."}
            )
        for relation in own_rows(self):
            for row in getattr(self, relation.get_accessor_name()).all():
                row.clean()
        if not self.is_rough and (
            faults := by_field(self, *check([self], Level.ERROR))
        ):
            raise ValidationError(faults)

    def findings(self) -> list[Finding]:
        """What its rules find in it, errors first."""
        return check([self])[0]

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Who may see the page: one query, none where routing has asked already."""
        if self.is_restricted is False:
            return PageViewRestriction.objects.none()
        if self.alias_of_id:
            return super().get_view_restrictions()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        here_or_above = [self.path[:end] for end in ends]
        return PageViewRestriction.objects.filter(page__path__in=here_or_above)

    @property
    def is_over(self) -> bool:
        """Whether the time of the page is over, though it may still be called live."""
        return bool(self.expire_at and self.expire_at <= timezone.now())

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find this page or one below it; when its time is over, it is gone."""
        if not path_components and self.is_over:
            raise Http404
        return super().route(request, path_components)

    def check_request_method(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Refuse a method that the page does not answer, and a form of another site."""
        refusal = super().check_request_method(request, *args, **kwargs)
        if refusal is None and request.method == "POST" and not is_from_here(request):
            return HttpResponseForbidden(FORGED, content_type="text/plain")
        return refusal

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["frame"] = Frame(request, self)
        context["address"] = self.full_url
        context["head"] = Head(self, context)
        return context

    def json_ld(self, context: Mapping[str, Any]) -> jsonld.Node:
        """What the page says of itself after schema.org; `context` is its template's."""
        return jsonld.web_page(self, context)

    def card_address(self, clinic: Any) -> str:
        """Where the picture is that stands for it where it is shared; empty if none."""
        return ""

    def open_graph(self) -> list[tuple[str, str]]:
        """What a page of its Open Graph type says beyond what every page does."""
        return []

    def citation_tags(self, context: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Highwire's tags; only an article of one's own is to be cited by them."""
        return []

    def alternates(self, context: Mapping[str, Any]) -> list[Alternate]:
        """The page in other forms, and its feeds, to be named in its head."""
        return []

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
    def names(self) -> list[str]:
        """Everything that a reader may call the page and type into the search."""
        return [self.title]

    @property
    def spellings(self) -> list[str]:
        """The names that are spelled as they should be, which a slip may have meant."""
        return self.names

    @property
    def lead(self) -> str:
        """What the page says of itself in a list: one or two plain sentences."""
        return getattr(self, "summary", "") or self.search_description

    @property
    def opening(self) -> str:
        """The first words of its text, in plain words, where there is no `lead`."""
        return ""

    @property
    def sort_name(self) -> str:
        """The name under which the page stands in a list from A to Z."""
        return self.title

    @property
    def also_listed_as(self) -> list[str]:
        """Other names under which a list from A to Z leads to the page."""
        return []

    @property
    def first_published(self) -> Any:
        """When readers first got the page (a date, an aware datetime, or None)."""
        return self.first_published_at

    @property
    def updated_on(self) -> Any:
        """When readers last got a new version (an aware datetime, or None)."""
        return self.last_published_at


class Parts(RoutablePageMixin):
    """A page that has more to offer, such as a feed or a file, below its own address."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As any page; when its time is over, so are the addresses of its own."""
        if self.is_over:
            return super(RoutablePageMixin, self).route(request, path_components)
        return super().route(request, path_components)


class IndexPage(Parts, SitePage):
    """A page that lists other pages; there is one of each kind."""

    intro = RichTextField(
        blank=True, help_text="A few words above the list. May stay empty."
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels = [*SitePage.promote_panels, MENU]
    edit_handler = tabs({"Write": content_panels}, promote_panels)
    search_fields = [*SitePage.search_fields, *searched("intro")]
    max_count = 1
    type_word: ClassVar[str] = "List"
    web_page_type: ClassVar[str] = "CollectionPage"

    class Meta:
        abstract = True

    def render_part(
        self, request: HttpRequest, template: str, part: str, address: str, **more: Any
    ) -> HttpResponse:
        """Answer at an `address` below the page's own, with a title of its own."""
        shown = {"part": part, "address": f"{self.full_url}{address}", **more}
        return self.render(request, template=template, context_overrides=shown)

    def entries(self) -> models.QuerySet[Any]:
        """The visible pages that the index lists, in its order."""
        return site_pages().child_of(self).visible().in_tree_order().specific()

    @cached_property
    def listed(self) -> models.QuerySet[Any]:
        """The entries of a page that is shown, asked for once."""
        return self.entries()

    @property
    def opening(self) -> str:
        return plain(self.intro)

    def letters(self) -> list[Letter]:
        """The entries from A to Z, each under all its names."""
        return letters(self.listed)

    def latest(self, number: int) -> list[Any]:
        """The first `number` entries."""
        return list(self.entries()[:number])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = self.listed
        return context

    def json_ld(self, context: Mapping[str, Any]) -> jsonld.Node:
        """The page with its list; none where it shows something else, or a part by choice."""
        is_list = not (context.get("part") or context["head"].is_narrowed)
        entries = context["entries"] if is_list else []
        told = jsonld.listed(entries) if entries else None
        return jsonld.web_page(self, context, mainEntity=told)
