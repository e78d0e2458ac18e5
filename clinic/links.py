"""Links to pages in rich text: those of many texts resolved at once."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from wagtail.blocks import Block, RichTextBlock, StreamValue
from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from clinic.body import rewrite
from clinic.models.visible import site_pages
from clinic.row_number import row_number

LINK = re.compile(r"<a\b(?=[^>]*\blinktype=\"page\")([^>]*)>")


def page_ids(html: str) -> list[int]:
    """The ids of the pages that a stored rich text links to; 0 for a link to none."""
    found = (extract_attrs(match[1]).get("id", "") for match in LINK.finditer(html))
    return [row_number(pk) for pk in found]


def expand(html: str, pages: Mapping[int, Page]) -> str:
    """Stored rich text with the addresses of its linked pages.

    A link to a page that is not among `pages`, because nobody may see it, loses its
    address; its words stay.
    """

    def link(match: re.Match[str]) -> str:
        page = pages.get(row_number(extract_attrs(match[1]).get("id", "")))
        return f'<a href="{escape(page.url)}">' if page else "<a>"

    return LINK.sub(link, html)


def expand_stream(stream: StreamValue) -> StreamValue:
    """A body with the addresses of all its linked pages; one query."""
    block, raw = stream.stream_block, list(stream.raw_data)
    wanted: list[int] = []

    def find(kind: Block, value: Any) -> Any:
        if isinstance(kind, RichTextBlock):
            wanted.extend(page_ids(value or ""))
        return value

    rewrite(block, raw, find)
    pages = site_pages().visible().in_bulk(wanted) if wanted else {}

    def expanded(kind: Block, value: Any) -> Any:
        return expand(value or "", pages) if isinstance(kind, RichTextBlock) else value

    return StreamValue(block, rewrite(block, raw, expanded), is_lazy=True)
