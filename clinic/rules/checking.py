"""Checking pages by rules: what a rule is, what it finds, and many pages at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from clinic.desk.panels import name_of_part
from clinic.rules.passages import own_rows, places

T = TypeVar("T")


class Level(StrEnum):
    """How grave it is: an error misleads or harms a reader and is not published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Remark:
    """What a rule says of a page: what to do, and at which field and block."""

    text: str
    field: str = ""
    block: str = ""


class Known:
    """Pages of one type that are checked together, and what was asked for all of them.

    `known(ask)` calls `ask(pages)` once, however many pages and rules want to know.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self._told: dict[Any, Any] = {}

    def __call__(self, ask: Callable[[Sequence[Any]], T]) -> T:
        if ask not in self._told:
            self._told[ask] = ask(self.pages)
        found: T = self._told[ask]
        return found


@dataclass(frozen=True)
class Rule:
    """One rule: its name, how grave a breach is and why, and the function that looks."""

    name: str
    level: Level
    reason: str
    look: Callable[[Any, Known], Iterable[Remark]]

    @property
    def holds(self) -> str:
        """What it asks for, in a sentence."""
        return " ".join((self.look.__doc__ or "").split())

    def __call__(self, page: Page, known: Known) -> Iterator["Finding"]:
        for remark in self.look(page, known):
            yield Finding(self, page, remark)


def rule(level: Level, reason: str) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of a function over a page and what is known around it."""

    def made(look: Callable[[Any, Known], Iterable[Remark]]) -> Rule:
        return Rule(look.__name__.replace("_", "-"), level, reason, look)

    return made


@dataclass(frozen=True)
class Finding:
    """One breach of a rule on a page."""

    rule: Rule
    page: Page
    remark: Remark

    @property
    def is_error(self) -> bool:
        """Whether it keeps the page from being published."""
        return self.rule.level == Level.ERROR

    @property
    def text(self) -> str:
        """What to do, in a plain sentence."""
        return self.remark.text

    @property
    def label(self) -> str:
        """What the editor calls the place: the name of the field."""
        name = self.remark.field
        return name_of_part(type(self.page), name) if name else "The whole page"

    @property
    def innermost(self) -> str:
        """By what the place is known in the form: the block, else the field."""
        return self.remark.block or self.remark.field

    @property
    def path(self) -> str:
        """Its place in the editor's form, as Wagtail's own links to comments have it."""
        return ".".join(part for part in (self.remark.field, self.remark.block) if part)

    @property
    def edit_address(self) -> str:
        """The editor's form of the page, opened at the place."""
        form = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return f"{form}#:w:contentpath={self.path}" if self.path else form


def check(pages: Sequence[Any], *levels: Level) -> list[list[Finding]]:
    """What the rules of each page find, errors first, then as the form goes.

    A few queries for all pages of a type.
    Only rules of these levels look, if any are named.
    """
    kinds = {type(page) for page in pages}
    known = {k: Known([page for page in pages if type(page) is k]) for k in kinds}
    found = [
        [
            finding
            for kept in page.rules
            if not levels or kept.level in levels
            for finding in kept(page, known[type(page)])
        ]
        for page in pages
    ]
    return [in_order(of_page) for of_page in found]


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings of one page, errors first, then as the form goes."""
    if len(findings) < 2:
        return findings
    known = {place: number for number, place in enumerate(places(findings[0].page))}
    last = len(known)
    return sorted(
        findings, key=lambda one: (not one.is_error, known.get(one.path, last))
    )


def by_field(page: Page, findings: Iterable[Finding]) -> dict[str, list[str]]:
    """What was found, for a ValidationError: sentences by field of the page."""
    fields = {field.name for field in page._meta.concrete_fields}
    told: dict[str, list[str]] = {}
    for finding in findings:
        name = finding.remark.field
        place = name if name in fields else NON_FIELD_ERRORS
        told.setdefault(place, []).append(finding.text)
    return told


# So many pages of a type are looked at together.
TOGETHER = 200


def page_types() -> list[type[Any]]:
    """The types of page that rules hold for."""
    return [kind for kind in apps.get_models() if hasattr(kind, "rules")]


def together(pages: QuerySet[Any]) -> Iterator[list[Any]]:
    """The pages of a queryset, some at a time."""
    rest = pages.order_by("path").iterator(TOGETHER)
    while some := list(islice(rest, TOGETHER)):
        yield some


def published() -> Iterator[Finding]:
    """What the rules find in all pages that readers see; few queries a type."""
    for kind in page_types():
        rows = [row.get_accessor_name() for row in own_rows(kind)]
        for some in together(kind.objects.visible().prefetch_related(*rows)):
            yield from chain.from_iterable(check(some))


def drafts() -> Iterator[Finding]:
    """What the rules find in the newest drafts that readers do not see yet."""
    for kind in page_types():
        for some in together(kind.objects.filter(has_unpublished_changes=True)):
            newest = [page.get_latest_revision_as_object() for page in some]
            yield from chain.from_iterable(check(newest))


def as_told(finding: Finding) -> dict[str, str]:
    """A finding for programs and for the shell: all that it says, as text."""
    return {
        "page": finding.page.url or finding.page.url_path,
        "title": finding.page.title,
        "level": finding.rule.level.value,
        "rule": finding.rule.name,
        "place": finding.path,
        "text": finding.text,
        "edit": finding.edit_address,
    }
