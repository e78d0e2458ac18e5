"""The plan of a load: what is done with each file, by what was loaded before."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from wagtail.models import Page

from clinic.models import ClinicSettings, Loaded, Picture
from clinic.portable.carried import (
    Carried,
    CarriedPage,
    CarriedPicture,
    CarriedSettings,
    describe_page,
    describe_picture,
    describe_settings,
    digest,
)
from clinic.portable.places import Places, home_page


class Action(StrEnum):
    """What loading does with one file."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    EDITED = "edited here"


@dataclass
class Step:
    """One file, what the site has for it, and what is to be done."""

    thing: Carried
    action: Action
    found: Any = None


@dataclass
class PageStep(Step):
    """A step whose thing is a page."""

    thing: CarriedPage


@dataclass
class Plan:
    """What loading does, file by file."""

    steps: list[Step] = field(default_factory=list)

    def labels(self, action: Action) -> list[str]:
        """The things with which `action` is done."""
        return [step.thing.label for step in self.steps if step.action == action]

    @property
    def writes(self) -> list[Step]:
        return [s for s in self.steps if s.action in {Action.CREATE, Action.UPDATE}]

    def as_json(self) -> dict[str, list[str]]:
        """The labels by action."""
        return {str(action): self.labels(action) for action in Action}


def make_plan(things: list[Carried], force: bool) -> Plan:
    """Compare the files with the site and with what was loaded before."""
    places = Places.now()
    remembered = {row.name: row for row in Loaded.objects.all()}
    found = find(things)
    plan = Plan()
    for thing in things:
        here = found.get(thing.name)
        row = remembered.get(thing.name)
        action = _action(thing, here, row, places, force)
        if isinstance(thing, CarriedPage):
            plan.steps.append(PageStep(thing, action, here))
        else:
            plan.steps.append(Step(thing, action, here))
    return plan


def find(things: list[Carried]) -> dict[str, Any]:
    """What the site has for each file, by name; a few queries for all of them."""
    pages = [thing for thing in things if isinstance(thing, CarriedPage)]
    home = home_page()
    keys = [page.translation_key for page in pages]
    by_key = {
        page.translation_key: page
        for page in Page.objects.filter(translation_key__in=keys).specific()
    }
    paths = {f"{home.url_path}{p.path.removeprefix('/')}": p for p in pages}
    others = Page.objects.filter(url_path__in=paths).exclude(translation_key__in=keys)
    by_path = {paths[page.url_path].name: page for page in others.specific()}
    found: dict[str, Any] = {
        page.name: by_key.get(page.translation_key) or by_path.get(page.name)
        for page in pages
    }
    wanted = {t.key: t.name for t in things if isinstance(t, CarriedPicture)}
    for picture in Picture.objects.filter(key__in=wanted):
        found[wanted[picture.key]] = picture
    for thing in things:
        if isinstance(thing, CarriedSettings):
            found[thing.name] = thing.find()
    return found


def site_digest(thing: Carried, here: Any, places: Places) -> str:
    """A fingerprint of what the site has for `thing`.

    What it names counts by its id, so that another page may move.
    """
    match thing:
        case CarriedPage():
            data = describe_page(here, places.by_id)
        case CarriedPicture():
            data = describe_picture(here) | {"sha": here.get_file_hash()}
        case CarriedSettings():
            data = describe_settings(here, places.by_id)
    return digest(data)


def _action(
    thing: Carried, here: Any, row: Loaded | None, places: Places, force: bool
) -> Action:
    if row is None:
        if here is None:
            return Action.CREATE
        return Action.UPDATE if force or _is_new(here) else Action.EDITED
    if here is None:
        return Action.CREATE if force else Action.EDITED
    is_same_here = row.site_digest == site_digest(thing, here, places)
    is_same = row.file_digest == thing.file_digest
    if force:
        is_moved = isinstance(thing, CarriedPage) and _is_moved(thing, here, places)
        is_same = is_same and is_same_here and not is_moved
    elif _is_edited(thing, here, row, places, is_same_here):
        return Action.EDITED
    return Action.UNCHANGED if is_same else Action.UPDATE


def _is_new(here: Any) -> bool:
    """Whether nobody has edited the thing yet.

    Wagtail's and our migrations make pages, and a first visit makes a row of settings.
    """
    if isinstance(here, ClinicSettings):
        return describe_settings(here, Places()) == describe_settings(
            ClinicSettings(), Places()
        )
    return isinstance(here, Page) and here.latest_revision_id is None


def _is_edited(
    thing: Carried, here: Any, row: Loaded, places: Places, is_same_here: bool
) -> bool:
    """Whether somebody changed the thing since it was last loaded.

    A page with the revision of then was not edited even if it reads otherwise: a row
    may have gone with the page that it named, or files may have a new form since.
    """
    if isinstance(thing, CarriedPage):
        if _is_moved(thing, here, places):
            return True
        if row.revision is not None and here.latest_revision_id == row.revision:
            return False
    return not is_same_here


def _is_moved(thing: CarriedPage, here: Any, places: Places) -> bool:
    """Whether the page is not published as its file says, or stands elsewhere."""
    is_out = here.live and not here.has_unpublished_changes
    return not is_out or places.path_of.get(here.pk) != thing.path


def remember(steps: list[Step]) -> None:
    """Note what file and site say now, for everything but an editor's own changes."""
    places = Places.now()
    fresh = find([step.thing for step in steps])
    rows = []
    for step in steps:
        if step.action == Action.EDITED:
            continue
        here = fresh[step.thing.name]
        rows.append(
            Loaded(
                name=step.thing.name,
                file_digest=step.thing.file_digest,
                site_digest=site_digest(step.thing, here, places),
                revision=getattr(here, "latest_revision_id", None),
            )
        )
    Loaded.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["file_digest", "site_digest", "revision", "loaded_at"],
    )
