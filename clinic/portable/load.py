"""Fixture files into the site: checked, planned, then written in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import locks
from django.db import connection, transaction
from wagtail.models import Page

from clinic.models import Loaded, Picture, site_pages
from clinic.portable.carried import (
    HOME,
    PICTURES,
    SETTINGS,
    Carried,
    CarriedPage,
    CarriedPicture,
    CarriedSettings,
    describe_page,
    describe_picture,
    describe_settings,
    digest,
)
from clinic.portable.files import Problem, Record, Refused, read_folder
from clinic.portable.places import Places, home_page

ADVISORY_LOCK = 7_306_001  # any number, the same in every loader of this site
Report = Callable[[int, int, str], None]  # report(done, all, label)


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


def fixture_folders() -> list[Path]:
    """The folders that this site ships: `fixtures/journal/` of each app."""
    folders = (Path(app.path) / "fixtures/journal" for app in apps.get_app_configs())
    return [folder for folder in folders if folder.is_dir()]


def load(
    folders: Iterable[Path],
    *,
    force: bool = False,
    dry_run: bool = False,
    report: Report = lambda done, total, label: None,
) -> Plan:
    """Bring the site to what the files in `folders` say; returns what was done.

    What an editor changed since the last load stays, unless `force`. Raises Refused,
    with nothing written, if a file is wrong or another load is under way.
    """
    things = _read(folders)
    with _alone():
        _check(things)
        plan = _plan(things, force)
        if plan.writes and not dry_run:
            _write(plan, report)
        elif not dry_run:
            _remember(plan.steps)
    return plan


# --- Reading and checking: nothing is written, no lock of the database is held ---


def _read(folders: Iterable[Path]) -> list[Carried]:
    things: list[Carried] = []
    problems: list[Problem | str] = []
    for folder in folders:
        try:
            records = read_folder(folder)
        except Refused as refusal:
            problems += refusal.problems
            continue
        if not records:
            problems.append(f"There are no fixture files (*.yaml) in {folder}.")
        things += [_thing(record) for record in records]
    seen: dict[str, Carried] = {}
    for thing in things:
        problems += thing.problems
        for name in {thing.record.name, thing.name}:
            other = seen.setdefault(name, thing)
            if other is not thing:
                text = f"describes the same thing as {other.record.file}."
                problems.append(thing.record.problem(text))
    if problems:
        raise Refused(problems)
    return things


def _thing(record: Record) -> Carried:
    if record.name == SETTINGS:
        return CarriedSettings(record)
    if record.name.startswith(f"{PICTURES}/"):
        return CarriedPicture(record)
    thing = CarriedPage(record)
    if record.name != HOME and not record.name.startswith(f"{HOME}/"):
        thing.complain(
            f"files are {HOME}.yaml, {HOME}/…, {PICTURES}/… or {SETTINGS}.yaml."
        )
    return thing


def _check(things: list[Carried]) -> None:
    places = Places.now()
    pages = [thing for thing in things if isinstance(thing, CarriedPage)]
    known = {
        (page.specific_class, page.slug)
        for page in site_pages().visible()
        if page.specific_class
    }
    known |= {(page.model, page.slug) for page in pages}
    for page in pages:
        places.page_at.setdefault(page.path, 0)
    for thing in things:
        if isinstance(thing, CarriedPicture):
            places.picture_at.setdefault(thing.key, 0)
    model_at = {page.path: page.model for page in pages}
    for thing in things:
        match thing:
            case CarriedPage():
                thing.check(places, known)
                _check_parent(thing, model_at, places)
            case CarriedPicture():
                thing.check()
            case CarriedSettings():
                thing.check(places)
    if problems := [problem for thing in things for problem in thing.problems]:
        raise Refused(problems)


def _check_parent(
    page: CarriedPage, model_at: dict[str, type[Page]], places: Places
) -> None:
    if page.path == "/":
        if page.model is not home_page().specific_class:
            page.complain("the home page has another type here.", "type")
        return
    parent = model_at.get(page.parent_path)
    if parent is None:
        if page.parent_path not in places.page_at:
            page.complain(f"there is no page {page.parent_path} above it.")
            return
        parent = Page.objects.get(pk=places.page_at[page.parent_path]).specific_class
    if page.model not in parent.allowed_subpage_models():
        noun, above = page.model.get_verbose_name(), parent.get_verbose_name()
        page.complain(f"a page of type {noun} has no place below {above}.", "type")


# --- Planning ---


def _plan(things: list[Carried], force: bool) -> Plan:
    places = Places.now()
    remembered = {row.name: row for row in Loaded.objects.all()}
    found = _find(things)
    plan = Plan()
    for thing in things:
        here = found.get(thing.name)
        row = remembered.get(thing.name)
        site_digest = _site_digest(thing, here, places) if here else ""
        action = _action(thing, here, row, site_digest, force)
        if isinstance(thing, CarriedPage):
            plan.steps.append(PageStep(thing, action, here))
        else:
            plan.steps.append(Step(thing, action, here))
    return plan


def _find(things: list[Carried]) -> dict[str, Any]:
    """What the site has for each file, by name; a few queries for all of them."""
    pages = [thing for thing in things if isinstance(thing, CarriedPage)]
    home = home_page()
    keys = [page.translation_key for page in pages]
    by_key = {
        page.translation_key: page
        for page in Page.objects.filter(translation_key__in=keys).specific()
    }
    paths = {f"{home.url_path}{p.path.removeprefix('/')}": p for p in pages}
    by_path = {
        paths[page.url_path].name: page
        for page in Page.objects.filter(url_path__in=paths).specific()
    }
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


def _site_digest(thing: Carried, here: Any, places: Places) -> str:
    match thing:
        case CarriedPage():
            data = describe_page(here, places) | {
                "path": places.path_of.get(here.pk, ""),
                "live": here.live and not here.has_unpublished_changes,
            }
        case CarriedPicture():
            data = describe_picture(here) | {"sha": here.get_file_hash()}
        case CarriedSettings():
            data = describe_settings(here, places)
    return digest(data)


def _action(
    thing: Carried, here: Any, row: Loaded | None, site_digest: str, force: bool
) -> Action:
    if row is None:
        if here is None:
            return Action.CREATE
        # Wagtail's and our migrations make pages that nobody has edited yet.
        untouched = isinstance(here, Page) and here.latest_revision_id is None
        return Action.UPDATE if untouched or force else Action.EDITED
    is_same_file = row.file_digest == thing.file_digest
    is_same_here = row.site_digest == site_digest
    if is_same_here:
        return Action.UNCHANGED if is_same_file else Action.UPDATE
    if force:
        return Action.UPDATE if here is not None else Action.CREATE
    return Action.EDITED


# --- Writing ---


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the loaders' lock; raises Refused if another loader has it."""
    busy = Refused(["Another load is under way; wait until it is done."])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            if not cursor.fetchone()[0]:
                raise busy
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
        return
    settings.CLINIC_VAR.mkdir(parents=True, exist_ok=True)
    with (settings.CLINIC_VAR / "load.lock").open("w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise busy
        yield


def _write(plan: Plan, report: Report) -> None:
    written: list[str] = []
    try:
        with transaction.atomic():
            _write_all(plan, report, written)
    except BaseException:
        for name in written:
            Picture._meta.get_field("file").storage.delete(name)
        raise


def _write_all(plan: Plan, report: Report, written: list[str]) -> None:
    steps, done = plan.writes, 0
    for step in steps:
        if isinstance(step.thing, CarriedPicture):
            written.append(step.thing.save(step.found or Picture()))
            done += 1
            report(done, len(steps), step.thing.label)
    written[:] = [name for name in written if name]
    pages = [step for step in steps if isinstance(step, PageStep)]
    for step in sorted(pages, key=_depth):
        if step.found is None:
            step.found = _shell(step.thing)
    places = Places.now()
    for step in sorted(pages, key=_publish_order):
        _publish(step, places)
        done += 1
        report(done, len(steps), step.thing.label)
    _arrange(plan)
    for step in steps:
        if isinstance(step.thing, CarriedSettings):
            step.thing.save(places)
            report(len(steps), len(steps), step.thing.label)
    _remember(plan.steps)


def _depth(step: PageStep) -> tuple[int, int, str]:
    page = step.thing
    return (page.path.count("/") if page.path != "/" else 0, page.position, page.path)


def _publish_order(step: PageStep) -> tuple[int, int, str]:
    return (step.thing.model.publish_order, step.thing.path.count("/"), step.thing.path)


def _shell(page: CarriedPage) -> Page:
    """An unpublished page in its place in the tree, so that others can point at it."""
    home = home_page()
    above = f"{home.url_path}{page.parent_path.removeprefix('/')}"
    parent = Page.objects.get(url_path=above)
    return parent.add_child(
        instance=page.model(
            title=page.record.data["title"],
            slug=page.slug,
            translation_key=page.translation_key,
            live=False,
        )
    )


def _publish(step: PageStep, places: Places) -> None:
    thing, page = step.thing, step.found
    page.translation_key = thing.translation_key
    thing.fill(page, places)
    try:
        page.full_clean()
        page.save_revision(clean=False).publish()
    except ValidationError as error:
        raise Refused(_problems(thing, error)) from error
    dates = {
        name: thing.record.data[name]
        for name in ("first_published_at", "last_published_at")
        if name in thing.record.data
    }
    if dates:
        Page.objects.filter(pk=page.pk).update(**dates)


def _problems(thing: Carried, error: ValidationError) -> list[Problem]:
    if not hasattr(error, "error_dict"):
        return [thing.record.problem(text) for text in error.messages]
    return [
        thing.record.problem(text, *([] if name == "__all__" else [name]))
        for name, texts in error.message_dict.items()
        for text in texts
    ]


def _arrange(plan: Plan) -> None:
    """Put the children of pages that keep an order where their files say."""
    wanted: dict[Any, dict[Any, int]] = {}
    for step in plan.steps:
        if isinstance(step.thing, CarriedPage) and step.thing.position and step.found:
            parents = wanted.setdefault(step.thing.parent_path, {})
            parents[step.thing.translation_key] = step.thing.position
    home = home_page()
    for path, order in wanted.items():
        parent = Page.objects.get(url_path=f"{home.url_path}{path.removeprefix('/')}")
        children = list(parent.get_children().filter(translation_key__in=order))
        sorted_children = sorted(children, key=lambda page: order[page.translation_key])
        if children == sorted_children:
            continue
        for child in sorted_children:
            Page.objects.get(pk=child.pk).move(
                Page.objects.get(pk=parent.pk), pos="last-child"
            )


def _remember(steps: list[Step]) -> None:
    """Note what file and site say now, for everything but an editor's own changes."""
    places = Places.now()
    fresh = _find([step.thing for step in steps])
    rows = []
    for step in steps:
        if step.action == Action.EDITED:
            continue
        here = fresh.get(step.thing.name)
        if here is not None:
            rows.append(
                Loaded(
                    name=step.thing.name,
                    file_digest=step.thing.file_digest,
                    site_digest=_site_digest(step.thing, here, places),
                )
            )
    Loaded.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["file_digest", "site_digest", "loaded_at"],
    )
