"""What a reader asks the search, made harmless once, in front of either database."""

import unicodedata
from collections.abc import Iterable
from functools import cached_property

from wagtail.search.query import And, Or, PlainText, SearchQuery

from clinic.search.crisis import mentions_crisis
from clinic.search.words import words

MOST_CHARACTERS = 200
MOST_WORDS = 10
# Words that say nothing of what a page is about; they need not be in it.
SMALL_WORDS = frozenset(
    words(
        "a an and are as at be by can do does for from how i in is it my of on or "
        "that the this to was what when where which why will with you your"
    )
)


def cleaned(text: str) -> str:
    """A query as it may be shown again: no control characters, single spaces, short."""
    # The slice first, so that what follows has an end; lone surrogates are no text.
    signs = (
        " " if (kind := unicodedata.category(sign)) == "Cc" else sign * (kind[0] != "C")
        for sign in text[: 10 * MOST_CHARACTERS]
    )
    return " ".join("".join(signs).split())[:MOST_CHARACTERS].strip()


def number_forms(word: str) -> list[str]:
    """The word and what may be its singular or plural in English; some are no words."""
    forms = [word, f"{word}s"]
    if len(word) > 3 and word.endswith("s"):
        forms.append(word[:-1])
    if len(word) > 4 and word.endswith("es"):
        forms.append(word[:-2])
    if len(word) > 4 and word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    if word.endswith("y"):
        forms.append(f"{word[:-1]}ies")
    if word.endswith(("s", "x", "ch", "sh")):
        forms.append(f"{word}es")
    return forms


class Query:
    """The words of what a reader typed; nothing in them has a meaning to a database."""

    def __init__(self, text: str) -> None:
        self.text = cleaned(text)
        said = list(dict.fromkeys(words(self.text)))
        self._telling = [word for word in said if word not in SMALL_WORDS] or said
        self.words = self._telling[:MOST_WORDS]

    @property
    def is_cut(self) -> bool:
        """Whether the reader said more words than are looked for."""
        return len(self._telling) > MOST_WORDS

    @property
    def is_about_crisis(self) -> bool:
        """Whether the helplines should stand above the results."""
        return mentions_crisis(self.text)

    @cached_property
    def forms(self) -> dict[str, int]:
        """What a text may say for the words, and which of them it then has said."""
        return {
            form: number
            for number, word in reversed([*enumerate(self.words)])
            for form in number_forms(word)
        }

    def is_in(self, name: str) -> bool:
        """Whether the name has all the words."""
        return set(self.words) <= set(words(name))

    def share_in(self, said: Iterable[str]) -> float:
        """Which part of its words is among those, singular or plural: 0 to 1."""
        has = {self.forms[word] for word in said if word in self.forms}
        return len(has) / len(self.words)

    def begins_in(self, name: str) -> bool:
        """Whether it has all the words, or of the last one the beginning."""
        said = set(words(name))
        *whole, last = self.words
        return said.issuperset(whole) and any(word.startswith(last) for word in said)

    @property
    def anywhere(self) -> SearchQuery:
        """Every word, singular or plural, somewhere in the text."""
        forms = [
            [PlainText(form) for form in number_forms(word)] for word in self.words
        ]
        return And([Or(alike) for alike in forms])

    @property
    def in_names(self) -> SearchQuery:
        """Every word in a name; of the last one the beginning is enough."""
        return PlainText(" ".join(self.words))
