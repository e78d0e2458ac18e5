"""What a reader may have meant: the words of a query as names on the site spell them.

The same on both databases, and no extension of either: the names of a site are few
enough to compare in Python, and it is done only when little was found.
"""

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches

from django.core.cache import cache
from wagtail.models import Page

from clinic.models import SitePage, site_pages
from clinic.search.found import by_name, by_text, page_types
from clinic.search.query import Query, number_forms
from clinic.search.words import words

SHORTEST = 4  # letters: of shorter words too many are alike (ADHD and ADD)
# How much alike two words are, of 1. "skizofrenia" and "schizophrenia" have 0.77, but of
# shorter words "fainting" and "findings" have 0.75; a slip in the first letter is rare.
ALIKE, ALIKE_IF_SHORT, ALIKE_BUT_THE_FIRST = 0.75, 0.8, 0.85
SHORT = 8  # letters
KEPT = 600  # seconds for which the names of the site are remembered


def vocabulary(home: Page) -> dict[str, int]:
    """The words in names of visible pages below `home`, and in how many each is."""
    key = f"search-vocabulary-{home.pk}"
    known: dict[str, int] | None = cache.get(key)
    if known is None:
        known = dict(Counter(word for name in _names(home) for word in words(name)))
        cache.set(key, known, KEPT)
    return known


def _names(home: Page) -> list[str]:
    """All titles, and the other names of the types that have such; few queries."""
    pages = site_pages().descendant_of(home, inclusive=True).visible()
    names = list(pages.values_list("title", flat=True))
    for model in page_types():
        if model.spellings is not SitePage.spellings:
            for page in model.objects.descendant_of(home).visible():
                names += page.spellings
    return names


def meant(query: Query, known: Mapping[str, int]) -> Query | None:
    """The query with each word that no name has replaced by one that is much like it."""
    said = [_nearest(word, known) for word in query.words]
    return Query(" ".join(said)) if said != query.words else None


def _nearest(word: str, known: Mapping[str, int]) -> str:
    is_known = any(form in known for form in number_forms(word))
    if is_known or len(word) < SHORTEST or not word.isalpha():
        return word
    fit = [name for name in known if _may_be_meant(name, len(word))]
    begun = [name for name in fit if name[0] == word[0]]
    alike = ALIKE if len(word) > SHORT else ALIKE_IF_SHORT
    near = get_close_matches(word, begun, cutoff=alike) or get_close_matches(
        word, fit, cutoff=ALIKE_BUT_THE_FIRST
    )
    # Of words that are about as near, the one that more names have was likely meant.
    return max(near[:2], key=lambda name: known[name]) if near else word


def _may_be_meant(name: str, length: int) -> bool:
    """Whether a name is a word about as long as what was typed."""
    return name.isalpha() and len(name) >= SHORTEST and abs(len(name) - length) <= 2


class Advice:
    """What to try when a query found little."""

    def __init__(self, query: Query, home: Page, number: int) -> None:
        """`number` is how many pages the query itself found."""
        known = vocabulary(home)
        said = [word for word in query.words if word in known]
        # Each word for itself, where it is the words together that no page has.
        self.apart = said if not number and len(query.words) > 1 else []
        self.meant = meant(query, known)
        if self.meant and len(_found(self.meant, home)) <= number:
            self.meant = None  # a page that is hidden now, or one that says no more


def _found(query: Query, home: Page) -> set[int]:
    return {*by_text(query, home), *by_name(query, home)}
