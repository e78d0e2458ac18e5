"""A text without markup as simple HTML: its paragraphs, lists and links."""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from statistics import median

BULLET = re.compile(r"\s*[-–—•●◦▪‣·*]\s+(?=\S)")
NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
INDENTED = re.compile(r"(?: {3,}|\t)\s*\S")
# [words](address), as Markdown and many exports of web pages write a link.
NAMED_LINK = re.compile(
    r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()]{1,500}(?:\([^\s()]*\)[^\s()]*)?)\)"
)
BARE_LINK = re.compile(r"https?://[^\s<>\"“”]{1,500}")
LONGEST_WRAPPED = 100  # no line is longer in a text that was wrapped by hand
SHORTEST_WRAPPED = 45


def html(text: str) -> str:
    """The text as HTML: `p`, `ul`, `ol`, and a link where an address stands."""
    return "\n".join(written(joined(text.split("\n"))))


def joined(lines: list[str]) -> list[str]:
    """The lines; where a text was wrapped by hand, a paragraph is one line again."""
    if not is_wrapped(lines):
        return lines
    found: list[str] = []
    for line in lines:
        starts = not line.strip() or BULLET.match(line) or NUMBER.match(line)
        if found and found[-1].strip() and not starts:
            found[-1] = f"{found[-1].rstrip()} {line.strip()}"
        else:
            found.append(line)
    return found


def is_wrapped(lines: list[str]) -> bool:
    """Whether most lines end only because the paper did."""
    if max(map(len, lines)) > LONGEST_WRAPPED:
        return False
    followed = [
        len(line) for line, after in pairwise(lines) if line.strip() and after.strip()
    ]
    return len(followed) >= 3 and median(followed) >= SHORTEST_WRAPPED


def written(lines: list[str]) -> Iterator[str]:
    """The lines as paragraphs and lists."""
    within = ""
    for line in lines:
        if not line.strip():
            continue
        kind = kind_of(line)
        is_more = within and not kind and INDENTED.match(line)
        if is_more:
            yield f"<li>{inline(line)}</li>"
            continue
        if kind != within:
            if within:
                yield f"</{within}>"
            if kind:
                yield opening(kind, line)
        within = kind
        words = inline((NUMBER if kind == "ol" else BULLET).sub("", line, count=1))
        yield f"<li>{words}</li>" if kind else f"<p>{inline(line)}</p>"
    if within:
        yield f"</{within}>"


def kind_of(line: str) -> str:
    """The list that a line belongs to: `ul`, `ol`, or none."""
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else ""


def opening(kind: str, line: str) -> str:
    """The beginning of a list; one that does not begin with 1 says so."""
    number = NUMBER.match(line)
    if kind == "ul" or not number or number[1] == "1":
        return f"<{kind}>"
    return f'<ol start="{int(number[1])}">'


def inline(line: str) -> str:
    """One line, its addresses as links."""
    found, start = [], 0
    for match in NAMED_LINK.finditer(line):
        found += [bare(line[start : match.start()]), link(match[2], match[1])]
        start = match.end()
    return "".join([*found, bare(line[start:])]).strip()


def bare(text: str) -> str:
    """A piece of a line; an address that stands in it is a link to itself."""
    found, start = [], 0
    for match in BARE_LINK.finditer(text):
        address = match[0].rstrip(".,;:!?)]}'’")
        found += [escape(text[start : match.start()]), link(address, address)]
        start = match.start() + len(address)
    return "".join([*found, escape(text[start:])])


def link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'
