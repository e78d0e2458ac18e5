"""The journal taken out of a site: its pages and pictures, and the record of loads."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from clinic.models import ClinicSettings, Loaded, Picture, site_pages
from clinic.portable import fields
from clinic.portable.carried import (
    NAMESPACE,
    SETTINGS,
    describe_page,
    describe_settings,
    digest,
)
from clinic.portable.load import as_the_only_loader
from clinic.portable.places import Places, home_page
from clinic.tasks import each_once

AT_ONCE = 500  # rows in one statement: SQLite takes some thousands of values


@dataclass(frozen=True)
class Leaving:
    """How much goes when the journal is cleared."""

    pages: int
    pictures: int

    def __str__(self) -> str:
        return f"{counted(self.pages, 'page')} and {counted(self.pictures, 'picture')}"


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 page", "2 pages"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def what_goes() -> Leaving:
    """What `clear` would delete now."""
    below = site_pages().descendant_of(home_page())
    return Leaving(below.count(), Picture.objects.count())


def clear() -> Leaving:
    """Delete every page below the home page and every picture; returns how many.

    The home page and the clinic's settings stay, without what named a page or picture
    that is gone. The next load writes them anew if nobody edited them since the last.
    Accounts, groups, documents and the log stay. Raises Refused, with nothing deleted,
    if a load is under way.
    """
    with as_the_only_loader(), transaction.atomic(), each_once():
        leaving = what_goes()
        _tidy()
        _delete_pages()
        _delete(Picture.objects.all())
    return leaving


# --- What stays ---


@dataclass(frozen=True)
class Kept:
    """A thing that stays, and how its room describes and saves it."""

    name: str  # in the table of what was loaded
    row: Any
    describe: Callable[[Any, Places], dict[str, Any]]
    save: Callable[[], Any]

    def digest(self, places: Places) -> str:
        """A fingerprint of the thing, as loading takes it."""
        return digest(self.describe(self.row, places.by_id))

    def is_as_loaded(self, loaded: Loaded | None, places: Places) -> bool:
        """Whether nobody edited the thing since it was loaded."""
        if loaded is None or getattr(self.row, "has_unpublished_changes", False):
            return False
        revision = getattr(self.row, "latest_revision_id", None)
        is_same = revision is not None and revision == loaded.revision
        return is_same or loaded.site_digest == self.digest(places)


def _tidy() -> None:
    """Let the home page and the settings name nothing that goes; forget all loads."""
    remembered = Loaded.objects.in_bulk(field_name="name")
    Loaded.objects.all().delete()
    home = home_page().specific
    before = Places.now()
    after = Places({home.pk: "/"}, {"/": home.pk}, {"/": type(home)})
    for kept in _kept(home):
        is_as_loaded = kept.is_as_loaded(remembered.get(kept.name), before)
        content = fields.to_file(kept.row, after)
        if content != fields.to_file(kept.row, before):
            fields.fill(kept.row, content, after, uuid.uuid5(NAMESPACE, kept.name))
            kept.save()
        if is_as_loaded:
            _remember(kept, after)


def _kept(home: Any) -> Iterator[Kept]:
    yield Kept(
        f"page {home.translation_key}",
        home,
        describe_page,
        lambda: home.save_revision(clean=False).publish(),
    )
    settings = ClinicSettings.objects.filter(site__is_default_site=True).first()
    if settings:
        yield Kept(SETTINGS, settings, describe_settings, settings.save)


def _remember(kept: Kept, places: Places) -> None:
    """Note that the thing is as it was loaded, from a file that has changed since."""
    Loaded.objects.create(
        name=kept.name,
        file_digest="",
        site_digest=kept.digest(places),
        revision=getattr(kept.row, "latest_revision_id", None),
    )


# --- What goes ---


def _delete_pages() -> None:
    """Delete the pages in the reverse of the order in which loading publishes them.

    What cites goes before what is cited: the schema protects a source that is cited.
    """
    below = site_pages().descendant_of(home_page())
    # Going, they need not be unpublished one by one.
    below.update(live=False)
    kinds: dict[int, list[int]] = {}
    for pk in below.order_by().values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(pk).model_class()
        kinds.setdefault(getattr(model, "publish_order", 0), []).append(pk)
    for order in sorted(kinds, reverse=True):
        _delete(below.filter(content_type__in=kinds[order]))


def _delete(rows: models.QuerySet[Any]) -> None:
    while some := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        rows.filter(pk__in=some).delete()
