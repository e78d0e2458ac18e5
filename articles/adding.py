"""References to be added: each entry becomes a draft under a new key, none twice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import citations, duplicates, identifiers
from articles.exchange.entries import Entry
from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item, date_text, kind_of
from articles.lookups import UNTITLED
from articles.models import ReferenceIndexPage, ReferencePage
from articles.models.source import Kind
from clinic.models.page import TAKEN
from clinic.tasks import each_once

LONGEST_KEY = 60
# Letters that do not fall apart into one of ASCII and its accent.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)


@dataclass
class Row:
    """One line of the plan: a source that is new, already there, or refused.

    `there` is the reference in the library, or one without `pk` earlier in the plan.
    """

    title: str
    item: Item | None = None
    key: str = ""
    there: ReferencePage | None = None
    reason: str = ""
    # In the form: whether the editor wants it, and what is wrong with the key.
    is_wanted: bool = True
    wrong: str = ""

    @property
    def is_new(self) -> bool:
        return not self.there and not self.reason

    @property
    def state(self) -> str:
        """What becomes of it, in words."""
        if self.reason:
            return "refused"
        return "already there" if self.there else "new"

    @property
    def what(self) -> str:
        """What sort of source it is, by whom and of when, in words."""
        item = self.item or {}
        first = [citations.name(name) for name in item.get("author", [])[:1]]
        known = (Kind(kind_of(item)).label, *first, date_text(item.get("issued"))[:4])
        return ", ".join(filter(None, known))


def planned(entries: Iterable[Entry]) -> list[Row]:
    """What becomes of each entry, in order; nothing is written."""
    known = duplicates.by_mark(ReferencePage.objects.order_by("pk"))
    keys = Keys()
    rows = []
    for entry in entries:
        row = planned_row(entry)
        if row.item and row.is_new:
            page = draft(row.item, "")
            row.reason = why_not(page)
            settle(row, page, known)
            if row.is_new:
                row.key = page.slug = keys.suggested(row.item)
        rows.append(row)
    return rows


def planned_row(entry: Entry) -> Row:
    """The line of an entry, as long as nobody has compared it with others."""
    if isinstance(entry, ImportRefused):
        return Row(title="", reason=str(entry))
    return Row(title=entry["title"], item=entry)


def settle(
    row: Row, page: ReferencePage, known: dict[tuple[str, str], ReferencePage]
) -> None:
    """Say if the source is known already; else remember it for those that follow."""
    if row.reason:
        return
    marks = duplicates.marks(page)
    twin = next((known[mark] for mark in marks if mark in known), None)
    row.there = twin
    if twin is None:
        known |= dict.fromkeys(marks, page)


def why_not(page: ReferencePage) -> str:
    """Why such a draft could never be published as it is; empty if it could."""
    try:
        page.clean_fields(exclude=[*LEFT_TO_EDITORS])
    except ValidationError as error:
        name = next(iter(error.message_dict))
        label = ReferencePage._meta.get_field(name).verbose_name
        return f"The field “{label}” is not well formed: {error.messages[0]}"
    return ""


def draft(item: Item, key: str) -> ReferencePage:
    """The item as a page, not saved and not published."""
    accessed = date_text(item.get("accessed"))
    return ReferencePage(
        title=item["title"],
        draft_title=item["title"],
        slug=key,
        live=False,
        kind=kind_of(item),
        authors=[
            ("organisation", name["literal"])
            if "literal" in name
            else ("person", {"family": name["family"], "given": name.get("given", "")})
            for name in item.get("author", [])
        ],
        container_title=item.get("container-title", ""),
        issued=date_text(item.get("issued")),
        volume=item.get("volume", ""),
        issue=item.get("issue", ""),
        page=item.get("page", ""),
        publisher=item.get("publisher", ""),
        doi=item.get("DOI", ""),
        pmid=item.get("PMID", ""),
        pmcid=item.get("PMCID", ""),
        isbn=item.get("ISBN", ""),
        address=item.get("URL", ""),
        accessed=date.fromisoformat(accessed) if len(accessed) == 10 else None,
    )


FILLED = {
    *("title", "kind", "container_title", "issued", "volume", "issue", "page"),
    *("publisher", "doi", "pmid", "pmcid", "isbn", "address"),
}
LEFT_TO_EDITORS = {field.name for field in ReferencePage._meta.fields} - FILLED


class Keys:
    """The citation keys that are taken, and those that are still free."""

    def __init__(self) -> None:
        self.taken = {*TAKEN, *ReferencePage.objects.values_list("slug", flat=True)}
        self.tried: dict[str, Iterator[str]] = {}

    def suggested(self, item: Item) -> str:
        """A free key for the item: `berman-2000`, else `berman-2000-b` and so on."""
        base = stem(item)
        if base not in self.tried:
            self.tried[base] = endings(base)
        found = next(key for key in self.tried[base] if key not in self.taken)
        self.taken.add(found)
        return found


def endings(base: str) -> Iterator[str]:
    """The key itself, then with b to z, then with numbers."""
    yield base
    yield from (f"{base}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{base}-{number}" for number in count(27))


def stem(item: Item) -> str:
    """Family name and year, such as `berman-2000`; without authors words of the title."""
    first: dict[str, str] = next(iter(item.get("author", [])), {})
    who = first.get("family") or first.get("literal", "")
    year = date_text(item.get("issued"))[:4]
    if not who and item["title"].startswith(UNTITLED):
        url = identifiers.compared(item.get("URL", ""))
        ids = (
            f"{name} {item[name]}" for name in ("DOI", "PMID", "PMCID") if name in item
        )
        words = slugged(next(ids, url))
    else:
        words = slugged(who) or "-".join(slugged(item["title"]).split("-")[:3])
    words = words[:LONGEST_KEY].strip("-") or "source"
    return f"{words}-{year}" if year else words


def slugged(text: str) -> str:
    """The text in lower-case ASCII letters and digits, with hyphens for all else."""
    text = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.replace("'", "").replace("’", "")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def check_keys(rows: Iterable[Row]) -> bool:
    """Whether the keys of all new sources may be used; each row is told what is wrong."""
    taken = Keys().taken
    wanted = [row for row in rows if row.is_new and row.is_wanted]
    for row in wanted:
        row.wrong = ""
        if not citations.KEY.fullmatch(row.key) or len(row.key) > LONGEST_KEY + 10:
            row.wrong = "A key is lower-case letters, digits and hyphens."
        elif row.key in taken:
            row.wrong = f"The key {row.key} is taken: choose another."
        taken.add(row.key)
    return not any(row.wrong for row in wanted)


def parent() -> ReferenceIndexPage:
    """The list below which references are added; raises ImportRefused if none is."""
    found = ReferenceIndexPage.objects.order_by("path").first()
    if found is None:
        raise ImportRefused("There is no list of references yet: add that page first.")
    return found


def create(rows: Iterable[Row], user: Any = None) -> list[ReferencePage]:
    """Make drafts of the new sources, all of them or none; logged with the user.

    Raises ImportRefused if somebody added one of them, or took its key, meanwhile.
    """
    wanted = [row for row in rows if row.is_new and row.is_wanted]
    with transaction.atomic(), each_once():
        here = ReferenceIndexPage.objects.select_for_update().get(pk=parent().pk)
        known = duplicates.by_mark(ReferencePage.objects.order_by("pk"))
        for row in wanted:
            page = draft(row.item or {}, row.key)
            if any(mark in known for mark in duplicates.marks(page)):
                raise ImportRefused(f"“{row.title}” was added by somebody meanwhile.")
        if not check_keys(wanted):
            raise ImportRefused(next(row.wrong for row in wanted if row.wrong))
        return [created(row, here, user) for row in wanted]


def created(row: Row, here: ReferenceIndexPage, user: Any) -> ReferencePage:
    """The draft of one source, saved as the editor's own form would save it."""
    page = draft(row.item or {}, row.key)
    page.owner = user
    here.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page
