"""Entries of a file: each an item, or the reason why it is refused."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item, accepted

Entry = Item | ImportRefused
MOST_ENTRIES = 10_000


def entry(place: str, told: Callable[[Any], Mapping[str, Any]], raw: Any) -> Entry:
    """What `told` makes of the raw entry, as an item or as a refusal with its place."""
    try:
        return accepted(told(raw))
    except ImportRefused as refusal:
        return refusal.at(place)


def all_of(entries: Iterable[Entry]) -> list[Item]:
    """The items; raises the first refusal, if there is one."""
    items: list[Item] = []
    for found in entries:
        if isinstance(found, ImportRefused):
            raise found
        items.append(found)
    return items


def check_number(number: int) -> None:
    """Refuse a file without entries, or with too many."""
    if number == 0:
        raise ImportRefused("There is no entry in it.")
    if number > MOST_ENTRIES:
        raise ImportRefused(f"There are more than {MOST_ENTRIES:,} entries in it.")
