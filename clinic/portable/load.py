"""Fixture files into the site: checked, planned, then written in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from wagtail.models import Page

from clinic.alone import alone
from clinic.models import Picture, site_pages
from clinic.portable import notes
from clinic.portable.carried import (
    HOME,
    PICTURES,
    SETTINGS,
    Carried,
    CarriedPage,
    CarriedPicture,
    CarriedSettings,
)
from clinic.portable.files import Problem, Record, Refused, read_folder
from clinic.portable.places import Places, home_page
from clinic.portable.plan import Action, PageStep, Plan, Step, make_plan, remember
from clinic.tasks import each_once

Report = Callable[[int, int, str], None]  # report(done, all, label)


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
    with as_the_only_loader():
        _check(things, Places.now())
        plan = make_plan(things, force)
        _check_plan(plan)
        if plan.writes and not dry_run:
            _write(plan, report)
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


def _check(things: list[Carried], places: Places) -> None:
    pages = [thing for thing in things if isinstance(thing, CarriedPage)]
    known = {
        (page.specific_class, page.slug)
        for page in site_pages().visible()
        if page.specific_class
    }
    known |= {(page.model, page.slug) for page in pages}
    for page in pages:
        places.page_at.setdefault(page.path, 0)
        places.model_at[page.path] = page.model
    for thing in things:
        if isinstance(thing, CarriedPicture):
            places.picture_at.setdefault(thing.key, 0)
    for thing in things:
        match thing:
            case CarriedPage():
                thing.check(places, known)
                _check_parent(thing, places)
            case CarriedPicture():
                thing.check()
            case CarriedSettings():
                thing.check(places)
    if problems := [problem for thing in things for problem in thing.problems]:
        raise Refused(problems)


def _check_parent(page: CarriedPage, places: Places) -> None:
    if page.path == "/":
        if page.model is not home_page().specific_class:
            page.complain("the home page has another type here.", "type")
        return
    if page.parent_path not in places.page_at:
        page.complain(f"there is no page {page.parent_path} above it.")
        return
    parent = places.model_at[page.parent_path]
    if page.model not in parent.allowed_subpage_models():
        noun, above = page.model.get_verbose_name(), parent.get_verbose_name()
        page.complain(f"a page of type {noun} has no place below {above}.", "type")


def _check_plan(plan: Plan) -> None:
    """Refuse a file of another type than its page; leave what names a deleted page.

    The second would be a fault of the file, had not an editor deleted that page.
    """
    for step in plan.writes:
        model = type(step.found)
        if isinstance(step, PageStep) and step.found and model != step.thing.model:
            noun = model.get_verbose_name()
            step.thing.complain(f"the page here has the type {noun}.", "type")
    if problems := [p for step in plan.writes for p in step.thing.problems]:
        raise Refused(problems)
    while waiting := _naming_what_is_gone(plan):
        for step in waiting:
            step.action = Action.EDITED
            step.thing.problems.clear()


def _naming_what_is_gone(plan: Plan) -> list[Step]:
    with suppress(Refused):
        _check([step.thing for step in plan.writes], _places(plan))
    return [step for step in plan.writes if step.thing.problems]


def _places(plan: Plan) -> Places:
    """The places of today; a page that an editor moved is also where its file is."""
    places = Places.now()
    for step in plan.steps:
        if isinstance(step, PageStep) and step.found:
            places.page_at.setdefault(step.thing.path, step.found.pk)
            places.model_at.setdefault(step.thing.path, type(step.found))
    return places


# --- Writing ---


def as_the_only_loader() -> AbstractContextManager[None]:
    """Hold the loaders' lock; raises Refused if another loader has it."""
    busy = Refused(["Another load is under way; wait until it is done."])
    return alone("load", busy)


def _write(plan: Plan, report: Report) -> None:
    written: list[str] = []
    try:
        with transaction.atomic(), each_once():
            _write_all(plan, report, written)
    except BaseException:
        for name in written:
            Picture._meta.get_field("file").storage.delete(name)
        raise


def _write_all(plan: Plan, report: Report, written: list[str]) -> None:
    steps, done = plan.writes, 0
    for step in steps:
        if isinstance(step.thing, CarriedPicture):
            step.thing.save(step.found or Picture(), written)
            done += 1
            report(done, len(steps), step.thing.label)
    places = _places(plan)
    pages = [step for step in steps if isinstance(step, PageStep)]
    for step in sorted(pages, key=_depth):
        with _explained(step.thing):
            step.found = _put_in_place(step, places)
        places.page_at[step.thing.path] = step.found.pk
    for step in sorted(pages, key=_publish_order):
        with _explained(step.thing):
            _publish(step, places)
        done += 1
        report(done, len(steps), step.thing.label)
    _arrange(plan, places)
    for step in steps:
        if isinstance(step.thing, CarriedSettings):
            with _explained(step.thing):
                step.thing.save(places)
            report(len(steps), len(steps), step.thing.label)
    remember(plan.steps)


@contextmanager
def _explained(thing: Carried) -> Iterator[None]:
    """Turn what a model refuses into problems of the file."""
    try:
        yield
    except ValidationError as error:
        raise Refused(_problems(thing, error)) from error


def _depth(step: PageStep) -> tuple[int, int, str]:
    page = step.thing
    return (page.path.count("/") if page.path != "/" else 0, page.position, page.path)


def _publish_order(step: PageStep) -> tuple[int, int, str]:
    return (step.thing.model.publish_order, step.thing.path.count("/"), step.thing.path)


def _put_in_place(step: PageStep, places: Places) -> Page:
    """The step's page where its file says; if it is new, unpublished for now.

    All pages are there before the first is published, so that they can name another.
    """
    page, found = step.thing, step.found
    if page.path == "/":
        return found
    parent = Page.objects.get(pk=places.page_at[page.parent_path])
    if found is None:
        new = {"title": page.record.data["title"], "slug": page.slug, "live": False}
        return parent.add_child(
            instance=page.model(translation_key=page.translation_key, **new)
        )
    if not found.is_child_of(parent):
        found.move(parent, pos="last-child")
        found = Page.objects.get(pk=found.pk).specific
    found.slug = page.slug
    return found


def _publish(step: PageStep, places: Places) -> None:
    thing, page = step.thing, step.found
    # Its place in the tree, which pages put below or beside it have changed since.
    page.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
    page.translation_key = thing.translation_key
    thing.fill(page, places)
    notes.save(page, thing.change_notes)
    # Publishing validates the page as a whole.
    page.save_revision(clean=False).publish()
    dates = {
        name: thing.record.data[name]
        for name in ("first_published_at", "last_published_at")
        if name in thing.record.data
    }
    if dates:
        Page.objects.filter(pk=page.pk).update(**dates)
    if when := dates.get("last_published_at"):
        notes.redate(page, when)


def _problems(thing: Carried, error: ValidationError) -> list[Problem]:
    by_field: dict[str, list[ValidationError]] = error.update_error_dict({})
    return [
        thing.record.problem(text, *([] if name == NON_FIELD_ERRORS else [name]))
        for name, errors in by_field.items()
        for text in ValidationError(errors).messages
    ]


def _arrange(plan: Plan, places: Places) -> None:
    """Put what was written behind its neighbor of the files, if a parent keeps order.

    The others stay as the editors arranged them.
    """
    wanted: dict[str, list[PageStep]] = {}
    for step in plan.steps:
        if isinstance(step, PageStep) and step.thing.position and step.found:
            wanted.setdefault(step.thing.parent_path, []).append(step)
    for path, steps in wanted.items():
        parent = Page.objects.get(pk=places.page_at[path])
        here = list(parent.get_children().values_list("pk", flat=True))
        steps = [step for step in sorted(steps, key=_depth) if step.found.pk in here]
        order = [step.found.pk for step in steps]
        if order == [pk for pk in here if pk in order]:
            continue
        for number, step in enumerate(steps):
            if step in plan.writes:
                target = order[number - 1] if number else parent.pk
                Page.objects.get(pk=step.found.pk).move(
                    Page.objects.get(pk=target),
                    pos="right" if number else "first-child",
                )
