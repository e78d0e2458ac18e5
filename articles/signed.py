"""What a clinician signs of citations, and of what a page shows from elsewhere."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from wagtail.blocks import Block

from articles.blocks import IncludedPageBlock
from clinic.review.canonical import Reader


class CitedReader(Reader):
    """Reads a page that cites: its keys, and the parts of other pages that it shows."""

    @cached_property
    def pages(self) -> dict[int, Any]:
        """The visible pages of which this one shows a part, by id."""
        pages: dict[int, Any] = self.page.included_pages()
        pages.pop(self.without, None)
        return pages

    def leaf(self, block: Block, value: Any) -> Any:
        """An included part as if it stood here, below its title."""
        if not isinstance(block, IncludedPageBlock):
            return super().leaf(block, value)
        page = self.pages.get(value)
        if page is None:
            return None
        return {"title": page.title, block.part: self.part(page, block.part)}

    def mark(self, attributes: Mapping[str, str | None]) -> str:
        """The key of a citation."""
        if attributes.get("embedtype") == "citation":
            return attributes.get("key") or ""
        return super().mark(attributes)
