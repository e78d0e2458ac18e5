"""The JSON API: Wagtail's own, version 2, of the visible pages; for reading alone.

docs/api.md describes it. What it tells of a page is named in the `api_fields` of its
class; nothing else is told.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Q
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.negotiation import (  # type: ignore[import-untyped]
    BaseContentNegotiation,
)
from rest_framework.renderers import JSONRenderer  # type: ignore[import-untyped]
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from clinic.models import SitePage, SitePageQuerySet, reviewed_since, site_pages
from clinic.search.found import CONDITION, page_types

WHOLE_NUMBER = re.compile(r"[0-9]{1,7}")
YEAR = re.compile(r"[0-9]{4}")
LONGEST_FIELDS = 500  # the parser of `fields` goes one level deeper with each bracket
# Outside of these a moment cannot be put into another time zone.
YEARS = range(1900, 2200)
ORDERS = ("id", "title", "slug", "first_published_at", "last_published_at")


def moment(name: str, text: str) -> datetime:
    """The moment that a parameter names, the beginning of a day if it is one.

    Raises BadRequestError for what is neither.
    """
    try:
        found: date | datetime | None = parse_date(text) or parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise BadRequestError(
            f"{name} must be a day or a moment, such as 2026-11-24 or "
            "2026-11-24T10:00:00Z."
        )
    if not isinstance(found, datetime):
        found = datetime.combine(found, time.min)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def any_of(lookups: Iterable[tuple[type[SitePage], str]], value: Any) -> Q:
    """The pages of which a lookup of their own type gives the value."""
    found = Q(pk__in=[])
    for model, lookup in lookups:
        pages = model._default_manager.filter(**{lookup: value})
        found |= Q(pk__in=pages.order_by().values("pk"))
    return found


def facet(name: str, end: str = "") -> list[tuple[type[SitePage], str]]:
    """By which lookup of which types a facet narrows."""
    return [
        (model, f"{model.facet_lookups[name]}{end}")
        for model in page_types()
        if name in model.facet_lookups
    ]


def published(comparison: str, when: datetime) -> Q:
    """The pages that readers got by then, or since; each type knows its own day."""
    own = [
        model for model in page_types() if model.published_field != "first_published_at"
    ]
    days = [(model, f"{model.published_field}__{comparison}") for model in own]
    tables = [model._meta.model_name for model in own]
    other = Q(**{f"first_published_at__{comparison}": when})
    day = timezone.localdate(when)
    return any_of(days, day) | (other & ~Q(content_type__model__in=tables))


class Asked:
    """What a query asks of the list. Raises BadRequestError for what cannot be asked."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self._query = query

    @cached_property
    def types(self) -> tuple[type[Page], ...]:
        """The page types that are asked for; none if all are."""
        text = self._query.get("type", "")
        try:
            found = page_models_from_string(text) if text else ()
        except (LookupError, ValueError):
            found = (None,)
        if any(model not in page_types() for model in found):
            raise BadRequestError(
                "type must name page types of this site, such as articles.ArticlePage."
            )
        return found

    @cached_property
    def filters(self) -> list[Q]:
        """What narrows the list, parameter by parameter."""
        return [
            getattr(self, f"_{name}")(text)
            for name, text in self._query.items()
            if name in PagesAPI.narrowing
        ]

    def _slug(self, text: str) -> Q:
        return Q(slug=text)

    def _condition(self, text: str) -> Q:
        named = site_pages().filter(slug=text, content_type__model=CONDITION)
        pk = named.visible().values_list("pk", flat=True).first()
        if pk is None:
            raise BadRequestError(
                "condition must be the last part of the address of a condition, such "
                "as ptsd."
            )
        return any_of(facet("condition"), pk)

    def _year(self, text: str) -> Q:
        if not YEAR.fullmatch(text):
            raise BadRequestError("year must be a year, such as 2026.")
        return any_of(facet("year", "__startswith"), text)

    def _changed_since(self, text: str) -> Q:
        return Q(last_published_at__gte=moment("changed_since", text))

    def _published_since(self, text: str) -> Q:
        return published("gte", moment("published_since", text))

    def _published_until(self, text: str) -> Q:
        return published("lte", moment("published_until", text))

    def _reviewed_since(self, text: str) -> Q:
        return reviewed_since(moment("reviewed_since", text))

    @property
    def order(self) -> list[str]:
        """The order of the list, in which every page has one place."""
        text = self._query.get("order", "id")
        if text.removeprefix("-") not in ORDERS:
            raise BadRequestError(
                f"order must be one of {', '.join(ORDERS)}, with - before it for the "
                "other way round."
            )
        return [text.replace("id", "pk"), "pk"]

    def check_sizes(self) -> None:
        """Refuse numbers that are none, and fields without end."""
        for name in ("limit", "offset"):
            if not WHOLE_NUMBER.fullmatch(self._query.get(name, "0")):
                raise BadRequestError(f"{name} must be a whole number, such as 20.")
        if len(self._query.get("fields", "")) > LONGEST_FIELDS:
            raise BadRequestError(
                f"fields must not be longer than {LONGEST_FIELDS} characters."
            )


class JSONAlways(BaseContentNegotiation):
    """There is one form of the answer, whatever is asked for."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class PagesAPI(PagesAPIViewSet):
    """The visible pages, as a list or one by one."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes: ClassVar[list[Any]] = [JSONRenderer]
    content_negotiation_class = JSONAlways
    http_method_names = ("get", "head")
    narrowing = (
        *("slug", "condition", "year", "changed_since", "published_since"),
        *("published_until", "reviewed_since"),
    )
    list_parameters = frozenset([*narrowing, "type", "order", "limit", "offset"])
    meta_fields = [
        *("type", "detail_url", "html_url", "slug"),
        *("first_published_at", "last_published_at"),
    ]
    body_fields = ["id", "title"]
    listing_default_fields = [*body_fields, *meta_fields]
    # What costs queries of its own is told of one page at a time.
    detail_only_fields = [
        *("sources", "corrections", "sign_offs", "frequency", "side_effects"),
        "reading_minutes",
    ]

    def get_base_queryset(self) -> SitePageQuerySet:
        """All that anybody may see below the home page."""
        home = Site.find_for_request(self.request).root_page
        return site_pages().visible().descendant_of(home, inclusive=True)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse parameters that nothing here reads, before anything is looked up."""
        super().initial(request, *args, **kwargs)
        known = {"fields"} | (self.list_parameters if self.is_list else frozenset())
        if unknown := sorted(set(request.GET) - known):
            raise BadRequestError(f"{', '.join(unknown)[:200]}: not a parameter here.")
        self.asked = Asked(request.GET)
        self.asked.check_sizes()

    @property
    def is_list(self) -> bool:
        """Whether pages are listed, not one told of."""
        return self.action == "listing_view"

    def check_query_parameters(self, queryset: Any) -> None:
        """They have been checked."""

    def filter_queryset(self, queryset: Any) -> Any:
        """It has been narrowed."""
        return queryset

    def get_queryset(self) -> Any:
        """The pages that are asked for; those of one type with what their fields need."""
        pages = self.get_base_queryset()
        if not self.is_list:
            return pages
        pages = pages.filter(*self.asked.filters)
        types = self.asked.types
        if len(types) != 1:
            return (pages.type(*types) if types else pages).order_by(*self.asked.order)
        (model,) = types
        rows = model.objects.filter(pk__in=pages.values("pk"))
        return model.for_api(rows.order_by(*self.asked.order))

    @classmethod
    def get_detail_default_fields(cls, model: Any) -> list[str]:
        """All that is told of such a page."""
        return list(cls.get_available_fields(model))

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """The list, and one page by its number."""
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
        ]


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesAPI)
