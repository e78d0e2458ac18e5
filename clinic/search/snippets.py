"""The passage of a page in which a reader sees the words that were looked for."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Field, TextField
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import Block, CharBlock, RichTextBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from clinic.body import rewrite
from clinic.search.query import Query
from clinic.search.words import Words, words

LENGTH = 220  # characters of a passage: two or three lines of a result
SHORTEST = 40  # characters: what is shorter is a name or a number, not a passage
LEAD_IN = 90  # characters that may stand before the first word found
# A word as it is written: "Crohn’s" is one, and an accent may be a sign of its own.
WRITTEN = re.compile(r"[^\W_]+(?:['’ʼ\u0300-\u036f]+[^\W_]+)*[\u0300-\u036f]*")
SPACE = re.compile(r"\s+")
END = re.compile(r"[.!?…:]['’”)]?\s+(?=\S)")


@lru_cache(maxsize=8192)
def compared(written: str) -> tuple[str, ...]:
    """The words in what is written as one, as the index has them."""
    return tuple(words(written))


def found_in(text: str, query: Query) -> list[tuple[int, int, int]]:
    """Where the text has words of the query: start, end, and which word it is."""
    forms = query.forms
    return [
        (match.start(), match.end(), forms[word])
        for match in WRITTEN.finditer(text)
        for word in compared(match[0])
        if word in forms
    ]


def marked(text: str, query: Query) -> SafeString:
    """The text as safe HTML, with the words of the query in <mark>."""
    parts, last = [], 0
    for start, end, _ in found_in(text, query):
        if start >= last:
            parts += [
                escape(text[last:start]),
                f"<mark>{escape(text[start:end])}</mark>",
            ]
            last = end
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308  (every part is escaped above)


def cut(text: str, around: int) -> str:
    """A passage of the text around a place, from a sentence's or a word's beginning."""
    earliest = max(0, around - LEAD_IN)
    ends = [match.end() for match in END.finditer(text, earliest, around)]
    start = ends[0] if ends else earliest
    if start and not ends:
        start = text.find(" ", start, around) + 1 or start
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", around, end), min(end, around + 60))
    passage = text[start:end].strip()
    return f"{'… ' if start and not ends else ''}{passage}{' …' if end < len(text) else ''}"


def passage(texts: Iterator[str], query: Query) -> str:
    """The passage of the texts with the most words of the query; none, if none has any."""
    best, most = "", 0
    for text in texts:
        found = found_in(text, query)
        for start, _, _ in found:
            near = {word for at, _, word in found if 0 <= at - start < LENGTH - LEAD_IN}
            if len(near) > most:
                best, most = cut(text, start), len(near)
        if most == len(query.words):
            break
    return best


def texts_of(page: Page) -> Iterator[str]:
    """What the page says, paragraph by paragraph, from its own row: no query."""
    for field in page.search_fields:
        if isinstance(field, Words) and field.field_name != "title":
            model_field = getattr(type(page), field.field_name, None)
            stored = getattr(model_field, "field", None)
            if isinstance(stored, StreamField | TextField | CharField):
                yield from _pieces(stored, getattr(page, field.field_name))


def _pieces(field: Field[Any, Any], value: Any) -> list[str]:
    """The texts in the value of a field, with single spaces and no markup."""
    found: list[str] = []

    def leaf(block: Block, raw: Any) -> None:
        if isinstance(block, RichTextBlock):
            found.append(get_text_for_indexing(raw or ""))
        elif isinstance(block, CharBlock | TextBlock):
            found.append(raw or "")

    if isinstance(field, StreamField):
        rewrite(field.stream_block, list(value.raw_data), leaf)
    elif isinstance(field, RichTextField):
        found.append(get_text_for_indexing(value))
    elif not field.choices:
        found.append(value or "")
    plain = (SPACE.sub(" ", text).strip() for text in found)
    return [text for text in plain if len(text) >= SHORTEST]


class Result:
    """A page as the search shows it."""

    def __init__(self, page: Page, query: Query) -> None:
        self.page, self._query = page, query

    @property
    def type_word(self) -> str:
        """What a reader calls such a page."""
        return getattr(self.page, "type_word", "")

    @property
    def other_name(self) -> str:
        """The name under which it was found, if that is not its title."""
        return self._name(self._query.is_in)

    @property
    def begun_name(self) -> str:
        """The same, while the last word is still being typed."""
        return self._name(self._query.begins_in)

    def _name(self, fits: Callable[[str], bool]) -> str:
        if fits(self.page.title):
            return ""
        return next(filter(fits, getattr(self.page, "also_listed_as", ())), "")

    @property
    def lead(self) -> str:
        """What the page says of itself."""
        return getattr(self.page, "lead", "")

    @property
    def text(self) -> SafeString:
        """Its lead if that has all the words, else a passage that has, else the lead."""
        lead = self.lead
        here = {word for _, _, word in found_in(lead, self._query)}
        if len(here) < len(self._query.words):
            lead = passage(texts_of(self.page), self._query) or lead
        return marked(lead, self._query)
