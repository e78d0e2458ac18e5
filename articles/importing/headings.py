"""Where a text without markup has its title, its headings and its lists."""

import re

from articles.importing.outline import (
    Heading,
    Item,
    Listing,
    Outline,
    Paragraph,
    Part,
    Table,
    is_short,
)

SMALL = {"and", "of", "the", "de", "van", "von", "der", "la"}  # within a name
LONG = 80  # characters of a text that a line above it can be the heading of
MOST_TITLE = 160
QUESTION = re.compile(
    r"(?:What|How|Why|When|Where|Who|Which|Is|Are|Can|Does|Do|Should)\b"
)
BYLINE = re.compile(
    r"(?:(?:written|posted|published|medically reviewed|reviewed|edited) )?by:? "
    r"((?:[A-Z][\w’'.-]*,? ?){1,6})",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:A |An |The )?(.{3,90}?),? (?:is|are|has|have|can|may|refers to)\b"
)
MADE = (
    "The document has no title. This one was made from its first sentence: change it."
)
NAMED = (
    "The document has no title. This one was made from the name of the file: change it."
)


def derive(outline: Outline) -> None:
    """Find title, headings and lists where the document does not mark them."""
    settle_title(outline)
    outline.parts = with_lists(outline.parts)
    if not any(isinstance(part, Heading) for part in outline.parts):
        outline.parts = with_headings(outline.parts)


def settle_title(outline: Outline) -> None:
    """The first line, if it is short and more follows; it goes out of the text."""
    first = outline.parts[0] if outline.parts else None
    is_line = first is not None and is_short(first, 20) and len(outline.parts) > 1
    repeats = first is not None and first.text.casefold() == outline.title.casefold()
    if repeats:
        outline.parts = outline.parts[1:]
    elif not outline.title and is_line and first and not is_byline(first.text):
        outline.title = first.text[:MOST_TITLE].rstrip(":")
        outline.parts = outline.parts[1:]


def made_title(outline: Outline) -> str:
    """A title for a document without one, with a note that it was made."""
    texts = (p.text for p in outline.parts if isinstance(p, Paragraph))
    found = SUBJECT.match(next(texts, ""))
    if found and 2 <= len(found[1].split()) <= 10:
        outline.notes.append(MADE)
        return found[1][:1].upper() + found[1][1:]
    outline.notes.append(NAMED)
    stem = re.sub(r"[\s_-]+", " ", outline.name.rpartition(".")[0] or outline.name)
    return stem.strip()[:MOST_TITLE].capitalize() or "Document"


def with_headings(parts: list[Part]) -> list[Part]:
    """The parts; a short line above a text is the heading of that text."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        before = parts[place - 1] if place else None
        if is_heading(before, part, after):
            found.append(Heading(part.text.rstrip(":"), 2))
        else:
            found.append(part)
    return found


def is_heading(before: Part | None, part: Part, after: Part | None) -> bool:
    """Whether a line stands above the text that follows as its heading does."""
    if not is_short(part) or after is None or is_byline(part.text):
        return False
    text = part.text
    if before is not None and before.text.endswith(":") and is_short(before):
        return False
    if text.endswith(":") and len(text.split()) > 6:
        return False
    if not (text[0].isupper() or text[0].isdigit()):
        return False
    if isinstance(after, Listing | Table):
        return is_titled(text)
    said = after.text
    if len(said) >= max(LONG, 1.5 * len(text)):
        return True
    is_sentence = said[-1:] in {".", "!", "?", ":"} and len(said) >= 1.5 * len(text)
    return is_titled(text) and (is_sentence or is_byline(said))


def is_titled(text: str) -> bool:
    """Whether a line is written as titles are: a question, or most words with capitals."""
    if text.endswith("?") or QUESTION.match(text) or len(text.split()) <= 4:
        return True
    long = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in long) >= 0.6 * max(len(long), 1)


def is_byline(text: str) -> bool:
    """Whether a line names who wrote the text: “By …”, and a name in capitals."""
    found = BYLINE.fullmatch(text)
    names = [word for word in found[1].split() if word not in SMALL] if found else []
    return bool(names) and all(word[0].isupper() for word in names)


def with_lists(parts: list[Part]) -> list[Part]:
    """The parts; two or more short lines below one that ends in a colon are a list."""
    found: list[Part] = []
    place = 0
    while place < len(parts):
        part = parts[place]
        found.append(part)
        place += 1
        if (
            isinstance(part, Paragraph)
            and part.text.endswith(":")
            and not is_short(part, 3)
        ):
            run = run_of_lines(parts, place)
            if len(run) > 1:
                items = tuple(Item(line.html) for line in run)
                found.append(Listing(items))
                place += len(run)
    return found


def run_of_lines(parts: list[Part], start: int) -> list[Paragraph]:
    """The short lines from there on; the last one may be the heading of what follows."""
    run: list[Paragraph] = []
    for part in parts[start:]:
        if (
            not isinstance(part, Paragraph)
            or not is_short(part)
            or part.text.endswith(":")
        ):
            break
        run.append(part)
    behind = start + len(run)
    after = parts[behind] if behind < len(parts) else None
    is_last_heading = run and after is not None and len(after.text) >= LONG
    if is_last_heading and is_titled(run[-1].text) and len(run[-1].text.split()) > 1:
        run.pop()
    return run
