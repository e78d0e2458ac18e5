"""What a site puts around an article: recognized by its words, left out, and listed.

Nothing that may lead a person in danger to help is ever taken away.
"""

import re

from articles.importing.outline import Listing, Outline, Paragraph, Part, folded

NEVER = re.compile(
    r"\b(?:988|911|999|112|111|crisis|emergency|suicid\w*|lifeline|helpline|samaritans"
    r"|poison|self-harm)\b",
    re.IGNORECASE,
)
BREADCRUMB = re.compile(r"(?:Home|Start|Blog)\s*(?:/|>|»|›|→|\|)\s*\S.*", re.IGNORECASE)
STEP = re.compile(r"\s+(?:/|>|»|›|→|\|)\s+")
NETWORKS = {
    *(
        "facebook",
        "twitter",
        "x",
        "pinterest",
        "linkedin",
        "whatsapp",
        "reddit",
        "email",
    ),
    *("print", "instagram", "tumblr", "telegram", "copy link", "bluesky", "mastodon"),
    *(
        "threads",
        "youtube",
        "tiktok",
        "share",
        "tweet",
        "pin it",
        "e mail",
        "messenger",
    ),
}
PHONE = re.compile(r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")

# Lines that are nothing else; the longest that each may be, in words.
LINES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (why, most, re.compile(pattern, re.IGNORECASE))
    for why, most, pattern in (
        (
            "Shares",
            8,
            r"(?:please )?(?:share|follow us|spread the word|tweet)\b.{0,40}",
        ),
        ("Site", 14, r"powered by\b.*"),
        ("Footer", 30, r"(?:copyright\b|©|\(c\) ?\d{4}).*|.*\ball rights reserved\b.*"),
        (
            "Footer",
            12,
            r"(?:privacy policy|terms (?:of (?:use|service)|and conditions)).*",
        ),
        (
            "Cookies",
            80,
            r".*\b(?:we|this (?:web)?site) uses? cookies\b.*|.*\bcookie (?:policy|settings|notice|preferences)\b.*|accept (?:all )?(?:cookies)?",
        ),
        (
            "Menu",
            6,
            r"skip to (?:main )?content|(?:main )?menu|search(?:\.\.\.|…)?|back to top|home|log ?in|sign in|subscribe",
        ),
        (
            "Elsewhere on the site",
            25,
            r"(?:see also|read (?:more|next|also)|related (?:articles?|posts?|reading)|you (?:may|might) also like|continue reading|learn more|(?:previous|next) (?:post|article))\b(?:[:\s].*|)|(?:related|previous|next):?",
        ),
        (
            "Newsletter",
            40,
            r".*\b(?:subscribe to|sign up for|join) (?:our|the) (?:newsletter|mailing list|e-?mail list)\b.*",
        ),
        (
            "Comments",
            8,
            r"(?:leave a (?:comment|reply)|(?:\d+|no) comments?|post a comment)\b.*",
        ),
        (
            "Dates and counts",
            12,
            r"(?:(?:last )?(?:updated|posted|published|modified|reviewed)(?: on)?:? .*\d{4}|\d+ ?(?:-|–)? ?min(?:ute)?s?(?: to)? read|reading time:? .*|\d+ views?)",
        ),
        (
            "Calls to book",
            45,
            r"(?:.*\b(?:book|schedule|request)(?: (?:an?|your|my))?(?: \w+){0,2} (?:appointment|consultation|session|visit|call)\b.*|.*\b(?:call|contact|email|reach out to) us\b.*|(?:call|book|contact)(?: \w+)? (?:now|today).*|get started(?: today)?.*)",
        ),
        (
            "Telephone",
            12,
            r"(?:call|phone|tel|telephone|fax|office)\b.*\d{3}.*\d{4}.*|[\s\d()+.-]{9,}",
        ),
    )
)


def leave_out(outline: Outline) -> None:
    """Take what belongs to the site out of the outline, and list it there."""
    take_breadcrumb(outline)
    take_contents(outline)
    kept: list[Part] = []
    is_sharing = False
    for part in outline.parts:
        why = why_out(part)
        is_row = is_sharing and folded(part.text) in NETWORKS
        if why or is_row:
            outline.leave_out(why or "Shares", part.text)
        else:
            kept.append(part)
        is_sharing = is_row or why == "Shares"
    outline.parts = kept


def why_out(part: Part) -> str:
    """Why a part belongs to the site around; empty if it does not, or may not go."""
    text = " ".join(part.text.split())
    if NEVER.search(text):
        return ""
    if isinstance(part, Listing):
        rows = {folded(line) for line in part.lines}
        return "Shares" if rows and rows <= NETWORKS else ""
    length = len(text.split())
    for why, most, pattern in LINES:
        if length <= most and pattern.fullmatch(text):
            return why
    is_phone = length <= 10 and PHONE.search(text)
    return "Telephone" if is_phone else ""


def take_breadcrumb(outline: Outline) -> None:
    """The way to the page, if the text begins with it; its last step may be the title."""
    first = outline.parts[0] if outline.parts else None
    if not isinstance(first, Paragraph | Listing):
        return
    text = " / ".join(first.lines) if isinstance(first, Listing) else first.text
    if not BREADCRUMB.fullmatch(text) or len(text) > 300:
        return
    outline.leave_out("Way to the page", text)
    outline.parts = outline.parts[1:]
    last = STEP.split(text)[-1].strip()
    if not outline.title and len(last.split()) > 1:
        outline.title = last


def take_contents(outline: Outline) -> None:
    """A list of contents: all its lines come again, each as a part of its own."""
    alone = [
        folded(part.text) for part in outline.parts if not isinstance(part, Listing)
    ]
    for place, part in enumerate(outline.parts):
        if not isinstance(part, Listing) or len(part.items) < 2:
            continue
        if {folded(line) for line in part.lines} <= {*alone}:
            before = outline.parts[place - 1] if place else None
            names = {"contents", "table of contents", "in this article", "on this page"}
            has_name = before is not None and folded(before.text) in names
            outline.leave_out("List of contents", part.text)
            del outline.parts[place - has_name : place + 1]
            return


# What a clinic says of itself within a text that is otherwise of use.
OWN_VOICE = re.compile(
    r"\b(?:our (?:clinic|team|practice|center|centre|office|providers|specialists"
    r"|treatment plans?)|(?:at|here at) (?:[A-Z][\w&’'.-]*\s){1,5}?we\b|contact us|call us"
    r"|(?:book|schedule) (?:an?|your) (?:appointment|consultation))",
)
PUBLISHER = re.compile(
    r"\b(?:[Oo]ur team at|[Hh]ere at|[Aa]t) ((?:[A-Z][\w&’'.-]*)(?: (?:[A-Z][\w&’'.-]*|of|and|for|&)){0,5})"
)


def publisher(parts: list[Part]) -> str:
    """Who speaks of itself in the text: “our team at …”; empty if nobody does."""
    for part in reversed(parts):
        if isinstance(part, Paragraph) and re.search(
            r"\b(?:we|our|us)\b|we’re", part.text
        ):
            for found in PUBLISHER.finditer(part.text):
                name = re.sub(r"(?: (?:of|and|for|&))+$", "", found[1].rstrip(".,"))
                if len(name.split()) > 1:
                    return name
    return ""
