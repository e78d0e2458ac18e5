"""Paragraphs that say what another one says: in the document, or in the journal."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from wagtail.blocks import RichTextBlock

from articles.importing.outline import Paragraph, Part
from articles.models import ArticlePage
from articles.sentences import lines
from clinic.body import rewrite
from clinic.search.words import words

FEWEST_WORDS = 12  # what is shorter is said often, and rightly
SHINGLE = 4  # words in a row
ALIKE = 0.75  # share of rows of words that two texts have in common

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Repeat:
    """A paragraph that is there twice; `where` is empty for the document itself."""

    text: str
    where: str = ""
    pk: int = 0
    is_exact: bool = False


def shingles(text: str) -> Shingles:
    """Every row of words in a text; none if it is too short to be compared."""
    found = words(text)
    if len(found) < FEWEST_WORDS:
        return frozenset()
    return frozenset(zip(*(found[n:] for n in range(SHINGLE)), strict=False))


def are_alike(one: str, other: str) -> bool:
    """Whether two texts say the same, but for a few words."""
    ours, theirs = shingles(one), shingles(other)
    if not ours or not theirs:
        return words(one) == words(other) != []
    return len(ours & theirs) >= ALIKE * min(len(ours), len(theirs))


class Paragraphs:
    """The paragraphs seen so far, found again by the rows of words they share."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Shingles]] = []
        self.places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)

    def like(self, text: str) -> tuple[str, bool] | None:
        """One that says the same, and whether in the very same words."""
        ours = shingles(text)
        shared = Counter(place for row in ours for place in self.places.get(row, ()))
        for place, number in shared.most_common(3):
            said, theirs = self.seen[place]
            if number >= ALIKE * max(len(ours), len(theirs)):
                return said, words(said) == words(text)
        return None

    def add(self, text: str) -> None:
        found = shingles(text)
        for row in found:
            if len(self.places[row]) < 20:
                self.places[row].append(len(self.seen))
        self.seen.append((text, found))


def within(parts: list[Part]) -> list[Repeat]:
    """The paragraphs that the document itself has twice."""
    known, found = Paragraphs(), []
    for part in parts:
        if isinstance(part, Paragraph):
            if twin := known.like(part.text):
                found.append(Repeat(part.text, is_exact=twin[1]))
            known.add(part.text)
    return found


def elsewhere(parts: list[Part]) -> list[Repeat]:
    """The paragraphs that stand in another article of the journal, drafts too."""
    known = Paragraphs()
    found: dict[tuple[str, int], Repeat] = {}
    for part in parts:
        if isinstance(part, Paragraph):
            known.add(part.text)
    for article in ArticlePage.objects.only("title", "body").order_by("pk").iterator():
        for text in texts(article):
            if twin := known.like(text):
                again = Repeat(twin[0], article.title, article.pk, twin[1])
                found.setdefault((twin[0], article.pk), again)
    return [*found.values()]


def texts(article: ArticlePage) -> list[str]:
    """The paragraphs of an article, as plain words."""
    found: list[str] = []

    def leaf(block: object, value: object) -> None:
        if isinstance(block, RichTextBlock):
            found.extend(lines(str(value or "")))

    rewrite(article.body.stream_block, [*article.body.raw_data], leaf)
    return found
