"""The one list of what HTML of others may hold; the rest never reaches a page."""

import re
from collections import Counter

import nh3

from articles.importing.errors import DocumentRefused

# Parsers of HTML take time by the square of these; no article comes near.
MOST_TAGS = 30_000
MOST_OPTIONS = 1_000
MOST_ATTRIBUTES = 200
MOST_ENTITIES = 50_000
MOST_SIGNS = 100_000  # of “<”, whether it begins a tag or not
DEEPEST = 80

INLINE = {"a", "b", "strong", "i", "em", "sup", "sub", "br", "img"}
BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre"),
    *(
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
    ),
    *("div", "section", "article", "main", "header", "footer", "nav", "aside", "hr"),
    *("figure", "figcaption", "details", "summary", "address"),
}
# What they hold is no text of the article either.
WITH_CONTENT = {
    *("script", "style", "template", "noscript", "iframe", "object", "svg", "math"),
    *("select", "textarea", "button", "video", "audio", "canvas", "title", "form"),
}
ATTRIBUTES = {
    "*": {"id", "class", "role"},
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto"}

# These end without being closed, or never hold anything: they do not nest by themselves.
UNCLOSED = {
    *("p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option"),
    *("html", "head", "body", "area", "base", "br", "col", "embed", "hr", "img"),
    *("input", "link", "meta", "source", "track", "wbr", "param", "optgroup"),
}
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)|<!--")
ATTRIBUTE = re.compile(
    r"[\s/]*(?:>|(=?[^\s/>=]+)(?:\s*=\s*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^\s>\"'][^\s>]*|))?)"
)
RAW = {"script", "style", "textarea", "title", "iframe", "noscript", "xmp", "noembed"}
TOO_MUCH = "This page is built of far too many parts: give the article alone."
NESTED = "This page is nested far too deeply: give the article alone."


def check(html: str) -> None:
    """Refuse what would keep a parser busy; one look over the text, whatever is in it."""
    if html.count("&") > MOST_ENTITIES or html.count("<") > MOST_SIGNS:
        raise DocumentRefused(TOO_MUCH)
    open_now: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    position = 0
    while found := TAG.search(html, position):
        name = (found[2] or "").lower()
        position = behind(html, found.end(), name, is_end=bool(found[1]))
        seen["tags"] += 1
        seen["options"] += name == "option"
        count(open_now, name, is_end=bool(found[1]))
        if seen["tags"] > MOST_TAGS or seen["options"] > MOST_OPTIONS:
            raise DocumentRefused(TOO_MUCH)


def count(open_now: Counter[str], name: str, *, is_end: bool) -> None:
    """Keep account of how many elements are open inside one another, at most."""
    if not name or name in UNCLOSED:
        return
    if not is_end:
        open_now[name] += 1
        if open_now.total() > DEEPEST:
            raise DocumentRefused(NESTED)
    elif open_now[name]:
        open_now[name] -= 1


def behind(html: str, start: int, name: str, *, is_end: bool) -> int:
    """Where a tag is over, and with it a script or a comment that it begins."""
    if not name:
        end = html.find("-->", start)
        return len(html) if end < 0 else end + 3
    for _ in range(MOST_ATTRIBUTES):
        found = ATTRIBUTE.match(html, start)
        if not found:
            break
        start = found.end()
        if not found[1]:
            break
    else:
        raise DocumentRefused(TOO_MUCH)
    if name not in RAW or is_end:
        return start
    closing = re.compile(f"</{name}", re.IGNORECASE).search(html, start)
    return closing.start() if closing else len(html)


def clean(html: str) -> str:
    """The HTML with nothing in it that the lists above do not name."""
    return nh3.clean(
        html,
        tags=INLINE | BLOCKS,
        clean_content_tags=WITH_CONTENT,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
