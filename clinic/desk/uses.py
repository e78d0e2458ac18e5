"""Where pages, pictures and documents are used: told before they are taken away."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from clinic.desk.named import names_in
from clinic.desk.panels import Use, name_of_part
from clinic.models import ClinicSettings, User, site_pages

# So many pages are named, the others only counted: a long list is read by nobody.
MOST_NAMED = 50
# So many drafts that may name a thing are looked into; a clinic has few at a time.
MOST_DRAFTS = 100


@dataclass(frozen=True)
class OtherUse:
    """Something that is no page, such as the settings, and how it uses a thing."""

    title: str
    how: str
    address: str


@dataclass(frozen=True)
class Uses:
    """All that uses something, as one person may see it."""

    pages: list[Use]
    others: list[OtherUse]
    editable: set[int]  # the pages that the person may edit
    more: int  # pages that are not named
    unseen: int  # pages that the person may not see

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.pages) + len(self.others) + self.more + self.unseen


# How pages, by their ids, use something.
Hows = defaultdict[int, list[str]]


def uses_of(things: Sequence[Model], user: User) -> Uses:
    """All that uses the `things`, which are of one kind, or pages below them.

    A handful of queries, however many uses there are; more only for open drafts.
    """
    going = taken_away(things)
    hows = in_the_index(going)
    for thing in things:
        add_own_uses(hows, thing)
        add_drafts(hows, thing)
    if issubclass(going.model, Page):
        for pk in going.filter(pk__in=list(hows)).values_list("pk", flat=True):
            del hows[pk]
    others = [*in_settings(going, user), *in_pins(going, user)]
    return as_seen_by(user, hows, others)


def taken_away(things: Sequence[Model]) -> QuerySet[Any]:
    """The things, and the pages below them."""
    if not isinstance(things[0], Page):
        ids = [thing.pk for thing in things]
        return type(things[0])._default_manager.filter(pk__in=ids)
    below = Q()
    for thing in things:
        below |= Q(path__startswith=thing.path)  # type: ignore[attr-defined]
    return site_pages().filter(below)


# --- Pages that use them ---


def in_the_index(going: QuerySet[Any]) -> Hows:
    """The pages that Wagtail's index of references knows; it follows stored rows."""
    hows: Hows = defaultdict(list)
    pages = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.get_references_to_in_bulk(going)
    rows = rows.filter(base_content_type=pages).order_by("pk")
    for kind, pk, path in rows.values_list(
        "content_type_id", "object_id", "model_path"
    ):
        model = ContentType.objects.get_for_id(kind).model_class()
        how = how_in(model, path.split(".")[0]) if model else "in a record"
        if how not in hows[int(pk)]:
            hows[int(pk)].append(how)
    return hows


def add_own_uses(hows: Hows, thing: Model) -> None:
    """What a page itself knows beyond the index, such as who cites it by its key."""
    known = getattr(thing, "uses", None)
    for use in known() if known else []:
        if use.page.pk not in hows:
            hows[use.page.pk].append(use.how)


def add_drafts(hows: Hows, thing: Model) -> None:
    """The pages whose newest draft uses it, though their stored row may not."""
    base = Page if isinstance(thing, Page) else type(thing)
    alone = re.compile(rf"(?<!\d){thing.pk}(?!\d)")
    drafts = site_pages().filter(has_unpublished_changes=True).exclude(pk=thing.pk)
    text = Cast("latest_revision__content", TextField())
    naming = drafts.annotate(draft=text).filter(draft__contains=str(thing.pk))
    for page in naming.order_by("-latest_revision_created_at")[:MOST_DRAFTS]:
        if page.pk in hows or not alone.search(page.draft):
            continue
        draft = page.specific_deferred.get_latest_revision_as_object()
        for name in names_in(draft):
            how = f"{how_in(type(draft), name.part)} of a draft"
            is_it = name.pk == str(thing.pk) and issubclass(name.model, base)
            if is_it and how not in hows[page.pk]:
                hows[page.pk].append(how)


def how_in(model: type[Model], part: str) -> str:
    """In which part of a form, as its editor knows it."""
    return f"in “{name_of_part(model, part)}”"


# --- What else uses them ---


def in_settings(going: QuerySet[Any], user: User) -> Iterator[OtherUse]:
    """The clinic's settings, where they name one of them."""
    finder = AdminURLFinder(user)
    for settings in ClinicSettings.objects.select_related("site"):
        named = [n for n in names_in(settings) if issubclass(n.model, going.model)]
        ids = [name.pk for name in named]
        gone = {str(pk) for pk in going.filter(pk__in=ids).values_list("pk", flat=True)}
        parts = {name.part for name in named if name.pk in gone}
        if parts and (address := finder.get_edit_url(settings)):
            how = "; ".join(how_in(ClinicSettings, part) for part in sorted(parts))
            yield OtherUse("Clinic settings", how, address)


def in_pins(going: QuerySet[Any], user: User) -> Iterator[OtherUse]:
    """The searches above whose results editors put one of the pages."""
    if issubclass(going.model, Page) and user.has_perm(
        "wagtailsearchpromotions.change_searchpromotion"
    ):
        for pin in SearchPromotion.objects.filter(page__in=going).select_related(
            "query"
        ):
            address = reverse("wagtailsearchpromotions:edit", args=[pin.query_id])
            yield OtherUse(f"The search for “{pin.query}”", "shows it first", address)


# --- Who may see it ---


def as_seen_by(user: User, hows: Hows, others: list[OtherUse]) -> Uses:
    """What the person may see: drafts and private pages only where they may edit."""
    ids = list(hows)
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    editable = set(mine.filter(pk__in=ids).values_list("pk", flat=True))
    public = site_pages().filter(pk__in=ids).visible().values("pk")
    seen = site_pages().filter(Q(pk__in=editable) | Q(pk__in=public))
    number = seen.count()
    named = seen.with_status().order_by("title", "pk")[:MOST_NAMED]
    return Uses(
        pages=[Use(page, "; ".join(sorted(hows[page.pk]))) for page in named],
        others=others,
        editable=editable,
        more=max(0, number - MOST_NAMED),
        unseen=len(ids) - number,
    )
