"""Two versions of a page beside each other: the older on the left, changes marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import ForeignObjectComparison
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Page, Revision

# A piece of a text that Wagtail compares by itself: a block, or a row of a list.
PIECE = "comparison__child-object"
# How changed words are told without color, and to who hears the page.
MARKS = {"deletion": "del", "addition": "ins"}


@dataclass(frozen=True)
class Row:
    """One piece of the page in both versions."""

    older: SafeString
    newer: SafeString
    is_changed: bool


@dataclass(frozen=True)
class Part:
    """One field, or list of rows, that differs; unchanged pieces are only counted."""

    label: str
    rows: list[Row]

    @property
    def shown(self) -> list[Row | int]:
        """Changed pieces, each between its neighbors; and how many are left out."""
        near = {
            place + step
            for place, row in enumerate(self.rows)
            if row.is_changed
            for step in (-1, 0, 1)
        }
        found: list[Row | int] = []
        for place, row in enumerate(self.rows):
            if place in near:
                found.append(row)
            elif found and isinstance(found[-1], int):
                found[-1] += 1
            else:
                found.append(1)
        return found


def parts(comparisons: Iterable[Any]) -> list[Part]:
    """What Wagtail found to differ, field by field, as rows of two cells."""
    return [
        Part(str(compared.field_label()), [row(piece) for piece in pieces(compared)])
        for compared in comparisons
    ]


class ChosenComparison(ForeignObjectComparison):
    """A field that names another object, which the two versions may know already."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.owners = (obj_a, obj_b)

    def get_objects(self) -> list[Any]:
        """What is named in each; None where it is no longer there."""
        found = []
        for owner in self.owners:
            try:
                found.append(getattr(owner, self.field.name))
            except ObjectDoesNotExist:
                found.append(None)
        return found


def know_what_rows_name(compared: Any) -> None:
    """Fetch at once all that the rows of a list name."""
    names = [f.name for f in compared.field.related_model._meta.fields if f.is_relation]
    for rows in (compared.val_a, compared.val_b):
        prefetch_related_objects(rows.get_object_list(), *names)


def pieces(compared: Any) -> Iterator[Any]:
    """The pieces of one comparison: blocks, rows, or the whole of a plain field."""
    if compared.is_child_relation:
        know_what_rows_name(compared)
        for child in compared.get_child_comparisons():
            yield piece_of_row(child)
        return
    html = f"<div>{compared.htmldiff()}</div>"
    whole: Any = BeautifulSoup(html, "html.parser").div
    blocks = whole.find_all("div", class_=PIECE, recursive=False)
    yield from blocks or [whole]


def piece_of_row(child: Any) -> Any:
    """One row of a list, with its fields."""
    state = {True: "addition"}.get(bool(child.is_addition()), "")
    state = "deletion" if child.is_deletion() else state
    fields = "".join(
        f"<dt>{compared.field_label()}</dt><dd>{compared.htmldiff()}</dd>"
        for compared in child.get_field_comparisons()
    )
    moved = child.get_position_change()
    words = f"<p>Moved {'down' if moved > 0 else 'up'}.</p>" if moved else ""
    html = f'<div class="{PIECE} {state}">{words}<dl>{fields}</dl></div>'
    return BeautifulSoup(html, "html.parser").div


def row(piece: Any) -> Row:
    """The two cells of a piece: each without what only the other version has."""
    changed = {*piece.get("class", [])} & {*MARKS} or piece.select(
        ", ".join(f".{mark}" for mark in MARKS)
    )
    moved = piece.p is not None and piece.p.text.startswith("Moved ")
    return Row(
        side(piece, without="addition"),
        side(piece, without="deletion"),
        bool(changed) or moved,
    )


def side(piece: Any, without: str) -> SafeString:
    """The HTML of a piece in one version; Wagtail has escaped the words in it."""
    if without in piece.get("class", []):
        return SafeString("")
    shown = BeautifulSoup(str(piece), "html.parser")
    for other in shown.select(f".{without}"):
        other.decompose()
    for mark, tag in MARKS.items():
        for words in shown.select(f".{mark}"):
            words.wrap(shown.new_tag(tag))
    return mark_safe(str(shown))  # noqa: S308


class SideBySideView(RevisionsCompareView):
    """The page of the admin on which two versions are compared."""

    template_name = "clinic/admin/side_by_side.html"

    def setup(
        self,
        request: HttpRequest,
        pk: Any,
        revision_id_a: Any,
        revision_id_b: Any,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().setup(request, pk, revision_id_a, revision_id_b, *args, **kwargs)
        older, newer = sorted((revision_id_a, revision_id_b), key=self.age)
        self.revision_id_a, self.revision_id_b = older, newer

    def age(self, version: Any) -> float:
        """Where a version stands in time: the numbers of revisions only grow."""
        named = {
            "earliest": 0,
            "live": self.object.live_revision_id or 0.5,
            "latest": float("inf"),
        }
        return named[version] if version in named else float(version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["parts"] = parts(context["comparison"])
        context["older"] = version(self.object, self.revision_id_a)
        context["newer"] = version(self.object, self.revision_id_b)
        return context


def version(page: Page, name: Any) -> dict[str, Any]:
    """What stands above a column: the revision, and what it is to readers."""
    first_or_last = {"live": page.live_revision_id, "latest": page.latest_revision_id}
    rows = Revision.page_revisions.filter(object_id=str(page.pk))
    if name == "earliest":
        revision = rows.order_by("created_at", "id").first()
    else:
        pk = first_or_last.get(name, name)
        revision = rows.filter(pk=pk).select_related("user").first()
    is_live = name == "live" or (
        revision is not None and revision.pk == page.live_revision_id
    )
    is_latest = revision is not None and revision.pk == page.latest_revision_id
    return {"revision": revision, "is_live": is_live, "is_latest": is_latest}
