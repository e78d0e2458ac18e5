"""An outline as the draft of an article, through the same doors as an editor's own."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.html import escape
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from articles.adding import slugged
from articles.importing.authors import role_of
from articles.importing.errors import DocumentRefused
from articles.importing.outline import Heading, Item, Listing, Paragraph, Part, Table
from articles.importing.recognizing import Recognized, report
from articles.importing.sources import further
from articles.models import ArticlePage, JournalPage
from articles.models.byline import Byline
from clinic.models.page import TAKEN
from clinic.tasks import each_once

ACTION = "articles.import"
LONGEST = 140  # of a heading, and of the title of a step
LONGEST_SLUG = 80
PROCEDURE = re.compile(
    r"\b(?:steps?|process|procedure|stages?|phases?|session|how to|what happens"
    r"|instructions|follow(?:s|ing)? (?:these|this))\b",
    re.IGNORECASE,
)
LABELED = re.compile(
    r"((?:(?!</?a\b)[^:.?!]){2,140}?)(?::\s+|\.\s+(?=[A-Z])|\s+[–—]\s+)(.+)", re.DOTALL
)
SAID_BY = re.compile(r"[–—-]\s*(.{2,200})")

Block = dict[str, Any]


@dataclass(frozen=True)
class Choices:
    """What the editor decided before the draft is made."""

    title: str = ""
    author: bool = True
    topics: frozenset[int] | None = None  # None: those that the text is about
    token: str = ""


def journal() -> JournalPage:
    """Where articles are added; raises DocumentRefused if there is no journal."""
    found = JournalPage.objects.order_by("path").first()
    if found is None:
        raise DocumentRefused("There is no journal yet: add that page first.")
    return found


def create(
    found: Recognized, user: Any = None, choices: Choices | None = None
) -> ArticlePage:
    """The draft of an article, logged with the user; the same token gives the same one."""
    choices = choices or Choices()
    with transaction.atomic(), each_once():
        here = JournalPage.objects.select_for_update().get(pk=journal().pk)
        if choices.token and (made := made_before(choices.token)):
            return made
        page = draft(found, choices)
        page.slug = free_slug(here, page.title)
        page.owner = user
        page.is_rough = True
        here.add_child(instance=page)
        revision = page.save_revision(user=user, log_action=True, clean=False)
        token = choices.token or uuid4().hex
        data = {**report(found), "title": page.title, "token": token}
        log(page, ACTION, user=user, revision=revision, data=data)
        return page


def made_before(token: str) -> ArticlePage | None:
    """The draft that was made of the same form a moment ago."""
    entries = PageLogEntry.objects.filter(action=ACTION, data__token=token)
    return ArticlePage.objects.filter(pk__in=entries.values("page_id")).first()


def free_slug(here: JournalPage, title: str) -> str:
    """The last part of an address that no other page below the journal has."""
    slug = slugged(title)[:LONGEST_SLUG].strip("-") or "article"
    return find_available_slug(here, f"{slug}-article" if slug in TAKEN else slug)


def draft(found: Recognized, choices: Choices) -> ArticlePage:
    """The article, not saved and not published."""
    outline = found.outline
    title = " ".join(choices.title.split())[:255] or outline.title
    page = ArticlePage(
        title=title,
        draft_title=title,
        live=False,
        body=body(outline.parts),
        further_reading=reading(further(found.citing.entries)),
        source_title=outline.title,
        source_publisher=found.publisher[:255],
    )
    if choices.author and found.author and found.author.page:
        writer = found.author.page
        letters = found.author.credentials[:120]
        page.bylines = [
            Byline(author=writer, role=role_of(writer), credentials=letters)
        ]
    rows = page._meta.get_field("topics").related_model
    page.topics = [
        rows(topic_id=offer.page.pk, sort_order=place)
        for place, offer in enumerate(found.offers)
        if is_chosen(offer.page.pk, offer.is_wanted, choices)
    ]
    return page


def is_chosen(pk: int, is_wanted: bool, choices: Choices) -> bool:
    """Whether the article is to stand under a topic."""
    return is_wanted if choices.topics is None else pk in choices.topics


def reading(keys: list[str]) -> str:
    """Sources that the document lists and its text does not name, as further reading."""
    value = {"sources": keys, "note": ""}
    return json.dumps([{"type": "sources", "value": value}] if keys else [])


def body(parts: Iterable[Part]) -> str:
    """The parts as the blocks of a body, in its stored form."""
    return json.dumps([*blocks([*parts])])


def blocks(parts: list[Part]) -> Iterator[Block]:
    """A block for each heading, procedure, table and quotation; texts between are one."""
    texts: list[str] = []
    for place, part in enumerate(parts):
        before = parts[max(place - 3, 0) : place]
        own = block(part, before)
        if own is None:
            texts.append(html(part))
            continue
        if texts:
            yield paragraph(texts)
            texts = []
        yield own
    if texts:
        yield paragraph(texts)


def block(part: Part, before: list[Part]) -> Block | None:
    """The block that a part is by itself; None if it is text among others."""
    if isinstance(part, Heading) and len(part.text) <= LONGEST:
        return {"type": "heading", "value": {"text": part.text, "aspect": ""}}
    if isinstance(part, Table):
        return table(part)
    if isinstance(part, Paragraph) and part.is_quote:
        return {"type": "inset", "value": {"text": stored(f"<p>{part.html}</p>")}}
    return steps(part, before) if isinstance(part, Listing) else None


def paragraph(texts: list[str]) -> Block:
    return {"type": "paragraph", "value": stored("".join(texts))}


def stored(text: str) -> str:
    """Rich text as the editor itself would store it: there, and back again."""
    converter = get_rich_text_editor_widget().converter
    there = converter.from_database_format(text)
    return str(converter.to_database_format(there))


def html(part: Part) -> str:
    """A part as rich text."""
    if isinstance(part, Heading):
        return f"<p><b>{escape(part.text)}</b></p>"
    if isinstance(part, Listing):
        return nested(part)
    return f"<p>{part.html}</p>" if isinstance(part, Paragraph) else ""


def nested(listing: Listing) -> str:
    """A list with the lists in it."""
    tag = "ol" if listing.is_ordered else "ul"
    done, depth = [f"<{tag}>"], 0
    for place, item in enumerate(listing.items):
        while place and depth < item.depth:
            done.append(f"<{tag}>")
            depth += 1
        while depth > item.depth:
            done.append(f"</li></{tag}>")
            depth -= 1
        is_first = done[-1] == f"<{tag}>"
        done.append(f"<li>{item.html}" if is_first else f"</li><li>{item.html}")
    done.append(f"</li></{tag}>" * (depth + 1))
    return "".join(done)


def steps(listing: Listing, before: list[Part]) -> Block | None:
    """A numbered procedure as a block of steps; None if the list is none."""
    is_flat = not any(item.depth for item in listing.items)
    if (
        not listing.is_ordered
        or listing.start != 1
        or len(listing.items) < 2
        or not is_flat
    ):
        return None
    above = [part.text for part in before if isinstance(part, Heading | Paragraph)]
    if not any(PROCEDURE.search(text) for text in above[-2:]):
        return None
    found = [*map(step, listing.items)]
    if not all(found):
        return None
    return {"type": "steps", "value": {"title": "", "steps": found}}


def step(item: Item) -> dict[str, str] | None:
    """One step: what it is called, and what is said of it; None if it has no name."""
    if (parted := LABELED.fullmatch(item.html)) and "<" not in parted[1]:
        title, text = Item(parted[1]).text, parted[2]
        if title:
            return {"title": title[:LONGEST], "text": stored(f"<p>{text}</p>")}
    if parted := re.fullmatch(
        r"<b>([^<]{2,140}?):?</b>:?\s*(.+)", item.html, re.DOTALL
    ):
        return {"title": Item(parted[1]).text, "text": stored(f"<p>{parted[2]}</p>")}
    is_name = "<" not in item.html and len(item.text) <= LONGEST
    return {"title": item.text.rstrip("."), "text": ""} if is_name else None


def table(part: Table) -> Block:
    """A table with its first row as the head."""
    columns = [{"type": "text", "heading": head} for head in part.head]
    rows = [{"values": [stored(f"<p>{cell}</p>") for cell in row]} for row in part.rows]
    value = {"caption": part.caption, "columns": columns, "rows": rows}
    return {"type": "table", "value": value}
