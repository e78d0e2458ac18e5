"""Everything that is recognized in one document, before a draft is made of it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from articles.importing import (
    authors,
    chrome,
    headings,
    marks,
    repeated,
    sources,
    topics,
)
from articles.importing.authors import Author, role_of
from articles.importing.documents import opened
from articles.importing.errors import DocumentRefused
from articles.importing.marks import Citing
from articles.importing.outline import Heading, LeftOut, Outline, Paragraph
from articles.importing.reading import read
from articles.importing.repeated import Repeat
from articles.importing.sources import Entry, Library
from articles.importing.topics import Offer

LONGEST_TITLE = 255
MOST_SHARED = 3  # paragraphs that are told one by one
NO_TEXT = "There is a title, or what stands around an article, but no text below it."


@dataclass
class Recognized:
    """A document, and what is known of it."""

    outline: Outline
    author: Author | None
    publisher: str
    citing: Citing
    offers: list[Offer]
    repeats: list[Repeat]

    @property
    def entries(self) -> list[Entry]:
        """The sources that the document lists or links to by identifier."""
        return [*self.citing.entries, *self.citing.unknown]

    def look_at(self) -> list[str]:
        """What the editor has to look at, in sentences."""
        said = [*self.outline.notes, *told_repeats(self.repeats)]
        said += self.citing.unsure
        if self.author:
            said += self.author.said
            if self.author.page is None:
                said.append(unknown_author(self.author))
        else:
            said.append("The document names no author: choose one in the draft.")
        for part in self.outline.parts:
            if isinstance(part, Paragraph) and chrome.OWN_VOICE.search(part.text):
                said.append(f"A clinic speaks of itself here: “{part.text[:140]}…”")
        return said


def unknown_author(author: Author) -> str:
    """What is said of an author without a page."""
    if not author.name:
        return "There is a box about the author, but no name in it: choose one in the draft."
    return (
        f"No page of an author is called “{author.name}”: add one, or choose another."
    )


def told_repeats(repeats: list[Repeat]) -> list[str]:
    """What is said of all of them: one sentence of an article that shares many."""
    shared = Counter(repeat.pk for repeat in repeats if repeat.where)
    many = {pk: number for pk, number in shared.items() if number > MOST_SHARED}
    said = [told_repeat(repeat) for repeat in repeats if repeat.pk not in many]
    where = {repeat.pk: repeat.where for repeat in repeats}
    return said + [
        f"{number} paragraphs stand in the article “{where[pk]}” too: was this "
        "document imported before?"
        for pk, number in many.items()
    ]


def told_repeat(repeat: Repeat) -> str:
    """What is said of a paragraph that is there twice."""
    how = "stands" if repeat.is_exact else "stands in almost the same words"
    where = f"in the article “{repeat.where}”" if repeat.where else "in this document"
    again = "too" if repeat.where else "twice"
    return f"This paragraph {how} {where} {again}: “{repeat.text[:140]}…”"


def looked_over(name: str, data: bytes) -> Recognized:
    """What is recognized in a file; raises DocumentRefused with the reason."""
    return recognize(read(opened(name, data)))


def recognize(outline: Outline) -> Recognized:
    """What is recognized in a document that was read; nothing is written."""
    chrome.leave_out(outline)
    headings.derive(outline)
    publisher = chrome.publisher(outline.parts)
    author = authors.recognize(outline) or authors.speaking(publisher)
    library = Library()
    entries = sources.take_lists(outline, library)
    outline.title = (outline.title or headings.made_title(outline))[:LONGEST_TITLE]
    drop_empty(outline)
    if not outline.parts:
        raise DocumentRefused(NO_TEXT)
    citing = Citing(entries, library)
    repeats = [*repeated.within(outline.parts), *repeated.elsewhere(outline.parts)]
    marks.cite(outline, citing)
    return Recognized(
        outline,
        author,
        publisher,
        citing,
        topics.offered(outline),
        repeats,
    )


def drop_empty(outline: Outline) -> None:
    """Headings with nothing below them, left by what went out, go too."""
    kept = []
    for place, part in enumerate(outline.parts):
        is_last = place + 1 == len(outline.parts)
        if isinstance(part, Heading) and is_last:
            outline.leave_out("A heading with nothing below it", part.text)
        else:
            kept.append(part)
    outline.parts = kept


def report(found: Recognized) -> dict[str, Any]:
    """All that is to be told of a document, as JSON holds it."""
    outline, author = found.outline, found.author
    return {
        "file": outline.name,
        "title": outline.title,
        "sections": [p.text for p in outline.parts if isinstance(p, Heading)],
        "counts": counts(found),
        "author": author.name if author else "",
        "author_page": author.page.title if author and author.page else "",
        "author_role": role_of(author.page).label if author and author.page else "",
        "bio": author.bio if author else "",
        "publisher": found.publisher,
        "citations": found.citing.made,
        "sources": [sources.told(entry) for entry in found.entries],
        "topics": [told_offer(offer) for offer in found.offers],
        "left_out": [[row.why, row.text] for row in told_once(outline.left_out)],
        "look_at": found.look_at(),
    }


def told_offer(offer: Offer) -> dict[str, Any]:
    """A topic for the report."""
    return {
        "pk": offer.page.pk,
        "title": offer.page.title,
        "names": [*offer.names],
        "times": offer.times,
        "wanted": offer.is_wanted,
    }


def told_once(rows: list[LeftOut]) -> list[LeftOut]:
    """What was left out, each text once, with how often it was there."""
    return [
        LeftOut(row.why, row.text if times == 1 else f"{row.text} ({times} times)")
        for row, times in Counter(rows).items()
    ]


def counts(found: Recognized) -> dict[str, int]:
    """How many parts of each sort the outline has."""
    names = [type(part).__name__ for part in found.outline.parts]
    words = sum(len(part.text.split()) for part in found.outline.parts)
    return {
        "sections": names.count("Heading"),
        "paragraphs": names.count("Paragraph"),
        "lists": names.count("Listing"),
        "tables": names.count("Table"),
        "words": words,
    }
