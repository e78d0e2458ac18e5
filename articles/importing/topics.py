"""The conditions and side effects that a text names.

They live above this app: each app that has such pages registers, under the hook
`TOPICS`, a function that returns the visible ones.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail import hooks

from articles.importing.outline import Heading, Outline, folded
from clinic.models import SitePage

TOPICS = "register_article_topics"
OFTEN = 3  # named as often as that, a text is about it
LONGEST_ABBREVIATION = 5


@dataclass(frozen=True)
class Offer:
    """A topic that the text names; wanted, unless the editor says otherwise."""

    page: SitePage
    names: tuple[str, ...]
    times: int
    is_wanted: bool


@dataclass
class Names:
    """All names of all topics, found in a line in whole words, the longest first.

    So “respiratory depression” is not depression.
    """

    pages: list[SitePage]
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    shown: dict[str, str] = field(default_factory=dict)
    short: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for place, page in enumerate(self.pages):
            for name in dict.fromkeys(page.names):
                self.learn(name, place)
        longest_first = sorted(self.by_name, key=len, reverse=True)
        self.pattern = re.compile(
            rf"(?<= )(?:{'|'.join(longest_first) or '(?!)'})(?= )"
        )

    def learn(self, name: str, place: int) -> None:
        """Remember a name in singular and plural; an abbreviation as it stands."""
        if name.isupper() and len(name) <= LONGEST_ABBREVIATION:
            self.short[name].append(place)
            return
        for form in forms(folded(name)):
            self.shown.setdefault(form, name)
            if place not in self.by_name[form]:
                self.by_name[form].append(place)

    def in_line(self, line: str) -> Iterator[tuple[int, str]]:
        """The topics that a line names, and by which name."""
        for found in self.pattern.findall(f" {folded(line)} "):
            yield from ((place, self.shown[found]) for place in self.by_name[found])
        for name, places in self.short.items():
            times = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", line))
            yield from ((place, name) for place in places for _ in range(times))


def forms(name: str) -> Iterator[str]:
    """A name in singular and plural."""
    if name:
        yield name
        yield name[:-1] if name.endswith("s") and len(name) > 4 else f"{name}s"


def offered(outline: Outline) -> list[Offer]:
    """The topics that the text names, those that it names most first."""
    pages = [page for found in hooks.get_hooks(TOPICS) for page in found()]
    known = Names(pages)
    times, names, headed = Counter[int](), defaultdict[int, set[str]](set), set[int]()
    for line, is_heading in [(outline.title, True), *lines(outline)]:
        for place, name in known.in_line(line):
            times[place] += 1
            names[place].add(name)
            headed |= {place} if is_heading else set()
    offers = [
        Offer(
            pages[n],
            tuple(sorted(names[n])),
            times[n],
            n in headed or times[n] >= OFTEN,
        )
        for n in times
    ]
    return sorted(offers, key=lambda offer: (-offer.times, offer.page.title))


def lines(outline: Outline) -> Iterator[tuple[str, bool]]:
    """Every line of the text, and whether it is a heading."""
    for part in outline.parts:
        yield from ((line, isinstance(part, Heading)) for line in part.lines)
