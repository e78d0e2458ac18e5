"""A list from A to Z, in which a reader finds a page under each of its names."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from string import ascii_uppercase
from typing import Any

OTHER = "#"  # where names stand that begin with no letter from A to Z


@dataclass(frozen=True)
class Line:
    """One name of a page; a cross entry is another name than that of the page."""

    name: str
    page: Any
    is_cross: bool = False


@dataclass(frozen=True)
class Letter:
    """A letter and the names that begin with it; there may be none."""

    letter: str
    lines: list[Line] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"letter-{'other' if self.letter == OTHER else self.letter.lower()}"


def sorting(name: str) -> str:
    """What a name is sorted by: letters without accents, upper and lower case alike."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip()


def initial(name: str) -> str:
    """The letter under which a name stands: A to Z, or `OTHER`."""
    first = sorting(name)[:1].upper()
    return first if first and first in ascii_uppercase else OTHER


def lines(pages: Iterable[Any]) -> list[Line]:
    """Every name of the pages, in order; by the `sort_name` and `also_listed_as` of each.

    Another name with which that name begins is left out: it would stand right beside.
    """
    found = []
    for page in pages:
        found.append(Line(page.sort_name, page))
        others = {sorting(name): name for name in page.also_listed_as}
        found += [
            Line(name, page, is_cross=True)
            for key, name in others.items()
            if not sorting(page.sort_name).startswith(key)
        ]
    return sorted(found, key=lambda line: (sorting(line.name), line.is_cross))


def letters(pages: Iterable[Any]) -> list[Letter]:
    """A to Z with their lines, and at the end `OTHER` if a name stands there."""
    by_initial = {
        letter: list(group)
        for letter, group in groupby(
            sorted(lines(pages), key=lambda line: initial(line.name)),
            key=lambda line: initial(line.name),
        )
    }
    wanted = [*ascii_uppercase, *(OTHER if OTHER in by_initial else "")]
    return [Letter(letter, by_initial.get(letter, [])) for letter in wanted]
