"""Who wrote a document, as it says itself, and the page of that author."""

import re
from dataclasses import dataclass, field

from articles.importing.headings import BYLINE, is_byline
from articles.importing.outline import Heading, Listing, Outline, Part, folded, is_short
from articles.importing.repeated import are_alike
from articles.models import AuthorPage
from articles.models.byline import Role

LABEL = re.compile(
    r"(?:about the (?:author|writer)s?|(?:the )?authors?|written by|author bio\w*"
    r"|meet the author)",
    re.IGNORECASE,
)
ABOUT = re.compile(r"about ((?:[A-Z][\w’'.-]* ?){1,5})")
LETTERS = r"(?:M\.?D|D\.?O|Ph\.?D|Psy\.?D|R\.?N|N\.?P|DNP|LCSW|LMFT|LPC|MBBS|MSc|MPH|PMHNP|PA-C)\.?"
NAME = r"((?:[A-Z][\w’'-]+\.? ){1,3}[A-Z][\w’'-]+)"
BIO = re.compile(
    rf"(?:(?P<honorific>Dr\.?|Prof\.?) )?{NAME}(?P<letters>(?:, ?{LETTERS})*),? "
    r"(?:is|was|has been|works|serves|writes)\b"
)
MOST_IN_BOX = 4
BOX = "About the author"


@dataclass
class Author:
    """Somebody whom the document names as its author."""

    name: str = ""
    bio: str = ""
    credentials: str = ""
    page: AuthorPage | None = None
    said: list[str] = field(default_factory=list)


def recognize(outline: Outline) -> Author | None:
    """The author, if the document names one; bylines and boxes go out of the text."""
    known = known_names()
    author = Author()
    taken = boxes(outline.parts, author) | bylines(outline.parts, author)
    taken |= bios(outline.parts, author, known)
    if not (author.name or author.bio):
        return None
    taken |= {n for n, part in enumerate(outline.parts) if says_again(part, author)}
    for place in sorted(taken):
        part = outline.parts[place]
        outline.leave_out(
            BOX, *(part.lines if isinstance(part, Listing) else [part.text])
        )
    outline.parts = [p for n, p in enumerate(outline.parts) if n not in taken]
    author.page = page_of(author, known)
    return author


def boxes(parts: list[Part], author: Author) -> set[int]:
    """The places of a box “About the author” and what stands in it."""
    taken: set[int] = set()
    for place, part in enumerate(parts):
        text = part.text.rstrip(":")
        is_line = isinstance(part, Heading) or is_short(part, 6)
        about = ABOUT.fullmatch(text)
        if not is_line or not (
            LABEL.fullmatch(text) or (about and place > len(parts) / 2)
        ):
            continue
        inside = in_box(parts, place + 1)
        if not inside:
            continue
        taken |= {place, *inside}
        if about and not LABEL.fullmatch(text):
            author.name = author.name or about[1].strip()
        for line in (line for n in inside for line in parts[n].lines):
            learn(author, line)
    return taken


def in_box(parts: list[Part], start: int) -> list[int]:
    """The places of what a box holds: until the next heading, and until its bio ends."""
    found: list[int] = []
    for place in range(start, min(start + MOST_IN_BOX, len(parts))):
        if isinstance(parts[place], Heading):
            break
        found.append(place)
        if max(map(len, parts[place].lines)) > 80:
            break
    return found


def learn(author: Author, line: str) -> None:
    """What a line in a box tells: a name, or the bio."""
    if found := BYLINE.fullmatch(line):
        author.name = author.name or found[1].strip(" ,.")
    elif len(line.split()) <= 6 and not author.name:
        author.name, author.credentials = parted(line)
    elif len(line) > 40 and not author.bio:
        author.bio = line
        if match := BIO.match(line):
            author.name = author.name or match[2]
            author.credentials = author.credentials or match["letters"].strip(", ")


def parted(line: str) -> tuple[str, str]:
    """A name and the letters behind it: “Ann Lee, M.D.”."""
    name, _, rest = line.partition(",")
    is_letters = re.fullmatch(rf"(?:\s*,?\s*{LETTERS})+", rest)
    name = re.sub(r"^(?:Dr|Prof)\.? ", "", name.strip())
    return (name, rest.strip()) if is_letters else (line.strip(), "")


def bylines(parts: list[Part], author: Author) -> set[int]:
    """The places of lines such as “By Ann Lee”, at the beginning or the end."""
    taken: set[int] = set()
    for place, part in enumerate(parts):
        is_line = isinstance(part, Heading) or is_short(part, 10)
        is_near = place < 4 or place >= len(parts) - 6
        if is_line and is_near and is_byline(part.text):
            name = (BYLINE.fullmatch(part.text) or [""] * 2)[1].strip(" ,.")
            if part.text.lower().startswith(("medically", "reviewed", "edited")):
                author.said.append(
                    f"“{part.text}”: a review of others is not carried over."
                )
            else:
                author.name = author.name or name
            taken.add(place)
    return taken


def bios(
    parts: list[Part], author: Author, known: dict[str, list[AuthorPage]]
) -> set[int]:
    """The place of a last paragraph that says who somebody is, without a heading."""
    for place in range(len(parts) - 1, max(len(parts) - 4, -1), -1):
        match = BIO.match(parts[place].text)
        if isinstance(parts[place], Heading | Listing) or not match:
            continue
        is_person = match["honorific"] or match["letters"] or folded(match[2]) in known
        if is_person and not author.bio:
            author.name = author.name or match[2]
            author.credentials = match["letters"].strip(", ")
            author.bio = parts[place].text
            return {place}
    return set()


def says_again(part: Part, author: Author) -> bool:
    """Whether a part repeats the bio."""
    return bool(author.bio) and any(are_alike(line, author.bio) for line in part.lines)


def known_names() -> dict[str, list[AuthorPage]]:
    """The pages of authors, by each name that they go by."""
    found: dict[str, list[AuthorPage]] = {}
    for page in AuthorPage.objects.defer_streamfields().order_by("pk"):
        inside = re.findall(r"\(([^)]+)\)", page.title)
        outside = re.sub(r"\([^)]*\)", "", page.title)
        full = f"{page.given_name} {page.family_name}" if page.family_name else ""
        for name in {folded(n) for n in (page.title, outside, full, *inside)} - {""}:
            found.setdefault(name, []).append(page)
    return found


def page_of(author: Author, known: dict[str, list[AuthorPage]]) -> AuthorPage | None:
    """The page of the author, if exactly one goes by that name."""
    pages = known.get(folded(author.name), [])
    return pages[0] if len(pages) == 1 else None


def speaking(publisher: str) -> Author | None:
    """Who speaks of itself in a text that names no author, if there is a page of it."""
    page = page_of(Author(publisher), known_names()) if publisher else None
    if page is None:
        return None
    said = f"The document names no author, but {publisher} speaks of itself in it."
    return Author(publisher, page=page, said=[said])


def role_of(page: AuthorPage) -> Role:
    """What the author did: who does not work here wrote only the original."""
    return Role.AUTHOR if page.is_active else Role.ADAPTED
