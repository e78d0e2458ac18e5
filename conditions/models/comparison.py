"""Side effects side by side, the most serious first, with one denominator."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wagtail.blocks import StreamValue

from articles.models import (
    CitedSource,
    ReferencePage,
    cite_in,
    cited_keys,
    doubtful,
    numbering_of,
    sources_of,
)
from conditions.models.side_effect import Seriousness, SideEffectPage

# What can threaten life comes first.
ORDER = [Seriousness.EMERGENCY, Seriousness.ADVICE, Seriousness.MILD]


@dataclass(frozen=True)
class Row:
    """One side effect: its page, and how often it was counted, with numbered sources."""

    page: SideEffectPage
    frequency: StreamValue


@dataclass(frozen=True)
class Group:
    """The side effects that ask for the same thing of a person who has them."""

    seriousness: Seriousness
    rows: list[Row]


class Comparison:
    """A table of side effects. One query for their sources, however many there are."""

    def __init__(self, effects: Iterable[SideEffectPage]) -> None:
        effects = sorted(
            effects, key=lambda page: ORDER.index(Seriousness(page.seriousness))
        )
        keys = cited_keys([page.frequency for page in effects], {})
        self._references = ReferencePage.objects.visible().by_key(keys)
        self._numbering = numbering_of(self._references)
        rows = [Row(page, cite_in(page.frequency, self._numbering)) for page in effects]
        self.groups = [
            Group(seriousness, found)
            for seriousness in ORDER
            if (found := [r for r in rows if r.page.seriousness == seriousness])
        ]

    @cached_property
    def sources(self) -> list[CitedSource]:
        """The sources of the counts, numbered in the order of the table."""
        return sources_of(self._numbering, self._references)

    @property
    def doubtful(self) -> list[CitedSource]:
        """Those of the sources of which readers must be warned."""
        return doubtful(self.sources)
