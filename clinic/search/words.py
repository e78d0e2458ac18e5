"""The words of a text, as the index of the search and a reader's query both have them.

A text is made into words here, before any database sees it, on the way into the index
and on the way to it. So SQLite and PostgreSQL, which cut texts up differently, find the
same pages, and no character of a query has a meaning to either.
"""

import re
import unicodedata
from typing import Any

from wagtail.search import index

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
LONGEST_WORD = 60  # PostgreSQL refuses words of 2 KB; none that we know is longer


def words(text: str) -> list[str]:
    """The words of `text` in order: lower-case letters and digits without accents.

    "Crohn’s" is one word, "5-HT2A" and "10.1000/x" are two and three.
    """
    joined = APOSTROPHE.sub("", text.casefold())
    if joined.isascii():  # most text is, and has no accents to look for
        return [word[:LONGEST_WORD] for word in WORD.findall(joined)]
    parts = unicodedata.normalize("NFKD", joined)
    plain = "".join(sign for sign in parts if unicodedata.category(sign)[0] != "M")
    return [word[:LONGEST_WORD] for word in WORD.findall(plain.casefold())]


def folded(value: Any) -> str:
    """The words of a field's value, be it a text or a list of texts, as one text."""
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(folded, value)))
    return " ".join(words("" if value is None else str(value)))


class Words(index.SearchField):
    """A field whose words lead to its page."""

    def get_value(self, obj: Any) -> str:
        return folded(super().get_value(obj))


class Beginnings(index.AutocompleteField):
    """A field of which the beginning of a last word is enough."""

    def get_value(self, obj: Any) -> str:
        return folded(super().get_value(obj))


def searched(*names: str) -> list[Words]:
    """For a page's `search_fields`: its fields, properties or methods of these names."""
    return [Words(name) for name in names]
