"""Facets: by what a list can be narrowed, how many entries each choice leaves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from clinic.models import site_pages

# What an entry is, by the name of the facet, such as {"year": {2026}}.
Traits = dict[str, set[Any]]
FIRST_CHOICES = 8  # the rest of a long facet is folded


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many entries it leaves, and the address that does it.

    If it is chosen, the address takes the choice back.
    """

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list, with all choices that leave something."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """The choices that are always in sight; the chosen one is."""
        return [
            c for n, c in enumerate(self.choices) if c.is_chosen or n < FIRST_CHOICES
        ]

    @property
    def more(self) -> list[Choice]:
        """The choices that are folded away."""
        return [choice for choice in self.choices if choice not in self.first]


@dataclass(frozen=True)
class Axis:
    """A facet before anything is counted: its name, its label and every option.

    An option is what an entry's trait is called in the address and to a reader; the
    options come in the order in which a reader sees them.
    """

    name: str
    label: str
    options: Mapping[Any, tuple[str, str]]

    def trait(self, value: str | None) -> Any:
        """The trait that is called `value` in an address, or None."""
        named = (trait for trait, option in self.options.items() if option[0] == value)
        return next(named, None)


class Selection:
    """The entries that are left by what a reader has chosen, and the facets to go on.

    `entries` are all, by id and in their order; `query` is what the address says, in
    which values that no axis has are ignored; `kept` are the other parameters that
    the addresses carry on. The number of the page is never one of them.
    """

    def __init__(
        self,
        axes: Sequence[Axis],
        entries: Mapping[int, Traits],
        query: Mapping[str, str],
        path: str,
        kept: Mapping[str, str] | None = None,
    ) -> None:
        self.path = path
        self._entries = entries
        self._kept = dict(kept or {})
        self._order = [*self._kept, *(axis.name for axis in axes)]
        asked = {axis.name: axis.trait(query.get(axis.name)) for axis in axes}
        self._chosen = {
            name: trait for name, trait in asked.items() if trait is not None
        }
        self._parameters = self._kept | {
            axis.name: axis.options[self._chosen[axis.name]][0]
            for axis in axes
            if axis.name in self._chosen
        }
        self.ids = [pk for pk, traits in entries.items() if self._fits(traits)]
        self.facets = [facet for axis in axes if (facet := self._facet(axis)).choices]

    @property
    def chosen(self) -> list[tuple[str, Choice]]:
        """What is chosen: the label of the facet and the choice, which can be undone."""
        return [
            (facet.label, choice)
            for facet in self.facets
            for choice in facet.choices
            if choice.is_chosen
        ]

    @property
    def clear_address(self) -> str:
        """Where nothing is chosen."""
        return self._address(self._kept)

    @property
    def kept(self) -> str:
        """What stands before the number of a page in an address, such as `year=2026&`."""
        return f"{urlencode(self._parameters)}&" if self._parameters else ""

    def _fits(self, traits: Traits, without: str = "") -> bool:
        """Whether an entry has every chosen trait, the one of `without` aside."""
        return all(
            name == without or trait in traits[name]
            for name, trait in self._chosen.items()
        )

    def _facet(self, axis: Axis) -> Facet:
        """The facet, its counts taken among what all other facets leave."""
        left = (t for t in self._entries.values() if self._fits(t, without=axis.name))
        counts = Counter(trait for traits in left for trait in traits[axis.name])
        chosen = self._chosen.get(axis.name)
        choices = [
            self._choice(axis, trait, counts[trait], is_chosen=trait == chosen)
            for trait in axis.options
            if counts[trait] or trait == chosen
        ]
        return Facet(axis.name, axis.label, choices)

    def _choice(self, axis: Axis, trait: Any, count: int, *, is_chosen: bool) -> Choice:
        value, label = axis.options[trait]
        others = {k: v for k, v in self._parameters.items() if k != axis.name}
        address = self._address(others if is_chosen else others | {axis.name: value})
        return Choice(label, count, address, is_chosen)

    def _address(self, parameters: Mapping[str, str]) -> str:
        """The address that says this, in one order, so that there is one of it."""
        said = {name: parameters[name] for name in self._order if name in parameters}
        return f"{self.path}?{urlencode(said)}" if said else self.path


def gathered(
    rows: Iterable[tuple[Any, ...]], names: Sequence[str]
) -> dict[int, Traits]:
    """Entries from rows of an id and one value for each name, in the order of the rows.

    An entry with several values stands in several rows; a name may stand twice.
    """
    entries: dict[int, Traits] = {}
    for pk, *values in rows:
        if pk not in entries:
            entries[pk] = {name: set() for name in names}
        traits = entries[pk]
        for name, value in zip(names, values, strict=True):
            if value:
                traits[name].add(value)
    return entries


def page_axis(
    name: str, label: str, entries: Mapping[int, Traits], model_name: str
) -> Axis:
    """An axis of the visible pages of one type that the entries name by id; one query.

    Ids of other pages, and of those that nobody may see, are no options.
    """
    ids = {pk for traits in entries.values() for pk in traits[name]}
    pages = site_pages().filter(pk__in=ids, content_type__model=model_name).visible()
    named = pages.order_by("title").values_list("pk", "slug", "title")
    return Axis(name, label, {pk: (slug, title) for pk, slug, title in named})


def year_axis(name: str, label: str, entries: Mapping[int, Traits]) -> Axis:
    """An axis of the years that the entries name, the last first.

    Dates and texts that begin with a year are made into the year.
    """
    for traits in entries.values():
        traits[name] = {str(value)[:4] for value in traits[name]}
    years = {year for traits in entries.values() for year in traits[name]}
    return Axis(
        name, label, {year: (year, year) for year in sorted(years, reverse=True)}
    )
