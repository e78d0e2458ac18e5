"""The rules of the content that hold for every page, and for every clinical one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.images import get_image_model
from wagtail.models import Page

from clinic.blocks import CareCardBlock, FigureBlock, HeadingBlock, Urgency
from clinic.described.head import plain
from clinic.links import LINK, page_ids
from clinic.models.visible import site_pages
from clinic.rules.addresses import leading, typed
from clinic.rules.checking import Known, Level, Remark, rule
from clinic.rules.passages import Child, Passage, children, passages
from clinic.rules.prompts import MARK, prompts_in

# --- Prompts ---

# So many are named; the others are as easy to see in the form.
MOST_NAMED = 3


@rule(
    Level.ERROR,
    "A prompt of a template is said to the author: a reader would take it for advice.",
)
def no_prompt_is_left(page: Page, known: Known) -> Iterator[Remark]:
    """Every prompt of a template is written over or gone."""
    if not (left := prompts_in(page)):
        return
    named = ", ".join(f"“{words}”" for words in left[:MOST_NAMED])
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    yield Remark(
        f"Prompts of the template are still in the text: {named}{more}. Write over "
        f"each, or delete its block. They begin with {MARK}."
    )


# --- Links ---

LINKED = re.compile(LINK.pattern + r"(.*?)</a>", re.DOTALL)


def readable(pages: Sequence[Page]) -> set[int]:
    """The ids of those pages that readers can open, of all that these lead to."""
    wanted = {pk for page in pages for piece in passages(page) for pk in led_to(piece)}
    visible = site_pages().filter(pk__in=wanted).visible() if wanted else ()
    return {page.pk for page in visible}


def led_to(piece: Passage) -> list[int]:
    """The ids of the pages that a passage links to or shows."""
    return [piece.chosen] if piece.chosen else page_ids(piece.html)


@rule(
    Level.WARNING,
    "A link to a page that is gone, unpublished or private loses its address, and what "
    "is shown of such a page is left out: the reader looks for it in vain.",
)
def links_lead_somewhere(page: Page, known: Known) -> Iterator[Remark]:
    """No link and no chosen page is out of the readers' reach."""
    for piece in passages(page):
        if all(pk in known(readable) for pk in led_to(piece)):
            continue
        where = (piece.field, piece.block)
        if piece.chosen:
            yield Remark(
                "Choose another page, or take this block away: readers cannot open the "
                "page that it names. It is gone, not published or private.",
                *where,
            )
        for match in LINKED.finditer(piece.html):
            if not set(page_ids(match[0])) <= known(readable):
                yield Remark(
                    f"Mend or take away the link “{plain(match[2])}”: readers cannot "
                    "open the page behind it. It is gone, not published or private.",
                    *where,
                )


@rule(
    Level.WARNING,
    "An address of this site that was typed does not follow its page; nothing tells of "
    "it when the page moves or goes, but a reader who finds nothing there.",
)
def typed_addresses_lead_somewhere(page: Page, known: Known) -> Iterator[Remark]:
    """A typed address of this site is one that readers can open."""
    for piece in passages(page):
        for path, words in typed(piece.html):
            if path not in known(leading):
                yield Remark(
                    f"Mend the link “{plain(words)}”: readers find nothing at {path}. "
                    "Choose the page instead: then the link follows it.",
                    piece.field,
                    piece.block,
                )


# --- Pictures ---


def described(pages: Sequence[Page]) -> set[int]:
    """The ids of the pictures on these pages that have a description of their own."""
    figures = (child for page in pages for child in children(page))
    wanted = {child.raw["image"] for child in figures if needs_description(child)}
    rows = get_image_model().objects.filter(pk__in=wanted).exclude(description="")
    return set(rows.values_list("pk", flat=True))


def needs_description(child: Child) -> bool:
    """Whether it is a picture that tells something, with no words of its own for it."""
    if not isinstance(child.kind, FigureBlock) or not child.raw.get("image"):
        return False
    return not (child.raw.get("decorative") or child.raw.get("alt"))


@rule(
    Level.ERROR,
    "Who cannot see a picture hears nothing of what it tells.",
)
def pictures_are_told_in_words(page: Page, known: Known) -> Iterator[Remark]:
    """A figure is read aloud, unless it only decorates."""
    for child in children(page):
        if needs_description(child) and child.raw["image"] not in known(described):
            yield Remark(
                "Say below “Read aloud” what the picture tells, or tick “Only "
                "decorates”.",
                child.field,
                child.id,
            )


# --- Headings ---

INNER_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)


@rule(
    Level.WARNING,
    "Screen readers and the list of contents go by the headings: an empty section or a "
    "level left out leads nowhere.",
)
def headings_are_in_order(page: Page, known: Known) -> Iterator[Remark]:
    """Each heading has words and something below it; inner ones leave no level out."""
    blocks = [*children(page), None]
    for child, after in pairwise(blocks):
        if child and isinstance(child.kind, HeadingBlock) and ends_here(child, after):
            yield Remark(
                f"Write something below the heading “{child.raw['text']}”, or take it "
                "away.",
                child.field,
                child.id,
            )
    yield from inner_headings(page)


def ends_here(heading: Child, after: Child | None) -> bool:
    """Whether the section of a heading is empty."""
    if after is None or after.field != heading.field:
        return True
    return isinstance(after.kind, HeadingBlock)


def inner_headings(page: Page) -> Iterator[Remark]:
    """The headings inside of texts that are too high or leave a level out."""
    for piece in passages(page):
        above = 2  # every text stands below a heading of the page
        for match in INNER_HEADING.finditer(piece.html):
            level, words = int(match[1]), plain(match[2])
            if not words or not 2 < level <= above + 1:
                yield Remark(
                    f"Use a Section heading instead of the heading “{words}” inside the "
                    "text, or make it one level lower than the one above it.",
                    piece.field,
                    piece.block,
                )
            above = level


# --- Pages with clinical content ---


def next_reviews(pages: Sequence[Page]) -> dict[int, date]:
    """When the review of each of these pages is over, if its text is the signed one."""
    rows = site_pages().filter(
        pk__in=[page.pk for page in pages],
        signed__scope="",
        signed__digest=F("clinical_text__digest"),
    )
    newest_last = rows.order_by("signed__signed_at", "signed__pk")
    return dict(newest_last.values_list("pk", "signed__next_review"))


@rule(
    Level.WARNING,
    "The page says until when it was reviewed; after that day readers see a promise that "
    "is not kept.",
)
def review_is_not_overdue(page: Page, known: Known) -> Iterator[Remark]:
    """The day of the next clinical review is not over."""
    day = known(next_reviews).get(page.pk)
    if day and day < timezone.localdate():
        shown = date_format(day, "F j, Y")
        yield Remark(f"Have the page reviewed again: this was due on {shown}.")


# Who takes their life back, or seriously, or their life-saving medicine, is in no danger.
CRISIS = re.compile(
    r"""\bsuicid\w* | \bself[-\ ]?(?:harm|injur)\w*
      | \b(?:kill|harm|hurt)(?:s|ed|ing)?\ (?:your|one|him|her|them|my)sel\w+
      | \b(?:end(?:s|ed|ing)?|tak(?:e|es|en|ing)|took)
        \ (?:your|one['’]s|his|her|their|my)\ (?:own\ )?li(?:fe|ves)\b
        (?!-|\ (?:back|forward|seriously|for\ granted|in\ hand
            |in(?:to)?\ (?:your|one['’]s|his|her|their|my)\ (?:own\ )?hands?
            |in\ (?:a\ \w+|another)\ direction)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
# The name of a helpline says nothing about the page.
HELPLINE = re.compile(r"suicide (?:&|&amp;|and) crisis lifeline", re.IGNORECASE)


@rule(
    Level.ERROR,
    "Lists, searches and shared links show the summary; without it a reader opens the "
    "page unprepared.",
)
def has_a_summary(page: Any, known: Known) -> Iterator[Remark]:
    """The page says in a sentence or two what it is about."""
    if not page.summary.strip():
        yield Remark("Say in one or two plain sentences what it is about.", "summary")


@rule(
    Level.WARNING,
    "Whoever reads of suicide or self-harm may be in danger now: help has to stand in "
    "the text, not only around it.",
)
def who_speaks_of_suicide_shows_help(page: Page, known: Known) -> Iterator[Remark]:
    """A page that mentions suicide or self-harm has an emergency care card."""
    if any(is_emergency(child) for child in children(page)):
        return
    for piece, words in mentions_of_suicide(page):
        yield Remark(
            f"Add an emergency care card: the text speaks of “{words}”.",
            piece.field,
            piece.block,
        )
        return


def mentions_of_suicide(page: Page) -> Iterator[tuple[Passage, str]]:
    """The passages of a page that speak of suicide or self-harm, and in which words."""
    for piece in passages(page):
        if match := CRISIS.search(HELPLINE.sub("", plain(piece.html))):
            yield piece, match[0]


def is_emergency(child: Child) -> bool:
    """Whether it is a care card that sends for help at once."""
    is_card = isinstance(child.kind, CareCardBlock)
    return is_card and child.raw.get("urgency") == Urgency.EMERGENCY
