"""The sentence of a text in which a source is cited."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

from articles.citations import TAG, key_of

LONGEST = 400
# Stands in a text for a citation while its sentences are found; readers never see it.
MARK = "\ue000"
# Where the lines of a text end, whatever its tags say.
LINE = re.compile(r"</(?:p|li|h\d|blockquote|td|th)>|<br\s*/?>", re.IGNORECASE)
# A sentence ends with its stop, what closes behind it, and the sources it cites, where
# the next begins with a capital letter, a digit or a quotation mark.
END = re.compile(rf"[.!?][\"'”’)\]]*{MARK}*\s+(?=[\"'“‘(]?[A-Z0-9])")
# A stop behind one of these ends no sentence.
ABBREVIATION = re.compile(r"(?:\b(?:Dr|Mr|Ms|Mrs|Prof|St|vs|no|e\.g|i\.e)|\b[A-Z])\.$")


def cited(html: str) -> list[tuple[str, str]]:
    """Every citation of a rich text in order: its key, and the sentence that cites."""
    keys = iter([key_of(match[0]) for match in TAG.finditer(html)])
    marked = TAG.sub(MARK, html.replace(MARK, ""))
    return [
        (next(keys), shortened(sentence.replace(MARK, "").strip()))
        for line in lines(marked)
        for sentence in sentences(line)
        for _ in range(sentence.count(MARK))
    ]


def plain(html: str) -> str:
    """A rich text as one line of plain words, without its citations."""
    return " ".join(lines(TAG.sub("", html)))


def lines(html: str) -> list[str]:
    """The paragraphs and items of a rich text, as plain text."""
    text = unescape(strip_tags(LINE.sub("\n", html)))
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def sentences(line: str) -> Iterator[str]:
    """The sentences of one line of plain text."""
    start = 0
    for match in END.finditer(line):
        until_stop = line[start : match.start() + 1].replace(MARK, "")
        if ABBREVIATION.search(until_stop):
            continue
        yield line[start : match.end()]
        start = match.end()
    yield line[start:]


def shortened(sentence: str) -> str:
    """The sentence, or as many of its first words as fit, and an ellipsis."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
