"""The sentences of published pages that rest on a source."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.blocks import Block, RichTextBlock, StreamValue
from wagtail.models import Page

from articles import sentences
from articles.blocks import ClaimBlock, IncludedPageBlock, SourcesBlock
from articles.citations import Mention
from articles.models.citing import CitingPage
from clinic.body import rewrite


class Claim(models.Model):
    """One place where a published page cites a source, and the sentence that does."""

    citation = models.ForeignKey(
        "articles.Citation", on_delete=models.CASCADE, related_name="claims"
    )
    place = models.PositiveIntegerField(help_text="Which mention of the source it is.")
    said_by = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The page whose text it is: the citing page, or one that it includes.",
    )
    part = models.CharField(
        max_length=60, help_text="The field of the citing page in which it stands."
    )
    block = models.CharField(
        max_length=36, blank=True, help_text="The id of the block in that field."
    )
    sentence = models.TextField(help_text="Plain text.")

    class Meta:
        ordering = ["citation_id", "place"]
        default_permissions = ()
        permissions = [("rate_findings", "Can say how certain a finding is")]

    # The source as the text names it; set while claims are gathered.
    key: str = ""

    def __str__(self) -> str:
        return self.sentence

    @property
    def anchor(self) -> str:
        """The id of this place on the citing page."""
        return Mention("", self.citation.number, self.place).anchor

    @property
    def block_anchor(self) -> str:
        """The fragment that opens this place in the editor of the citing page."""
        return f"#block-{self.block}-section" if self.block else ""


def claims_of(page: CitingPage, pages: dict[int, Any]) -> list[Claim]:
    """Every place where the page cites, in the order in which a reader meets them.

    `pages` are the visible pages that it includes, by id. The claims are not saved and
    have no `citation` and `place` yet, but the `key` of their source.
    """
    return [
        claim
        for name, part in page.parts(page.cited_parts).items()
        for claim in _Gathering(name, pages).part(part, page)
    ]


class _Gathering:
    """Gathers the claims of one part of a page."""

    def __init__(self, name: str, pages: dict[int, Any]) -> None:
        self.name = name
        self.pages = pages

    def part(self, part: Any, page: Page, block: str = "") -> Iterator[Claim]:
        """The claims of a text, a stream or rows with a text, said by that page."""
        if isinstance(part, StreamValue):
            for child in part.raw_data:
                if kind := part.stream_block.child_blocks.get(child["type"]):
                    here = block or child.get("id") or ""
                    yield from self.child(kind, child["value"], page, here)
            return
        for text in [part] if isinstance(part, str) else [row.text for row in part]:
            for key, sentence in sentences.cited(text):
                yield self.claim(key, sentence, page, block)

    def child(self, kind: Block, raw: Any, page: Page, block: str) -> Iterator[Claim]:
        """The claims of one block of a stream."""
        found: list[Claim] = []
        said = kind.claim(raw, page.title) if isinstance(kind, ClaimBlock) else ""

        def leaf(inner: Block, value: Any) -> None:
            if isinstance(inner, SourcesBlock):
                found.extend(self.claim(key, said, page, block) for key in value or [])
            elif isinstance(inner, RichTextBlock):
                found.extend(
                    self.claim(key, sentence, page, block)
                    for key, sentence in sentences.cited(value or "")
                )
            elif isinstance(inner, IncludedPageBlock) and value:
                included = self.pages.get(value)
                if isinstance(included, CitingPage):
                    part = getattr(included, inner.part)
                    found.extend(self.part(part, included, block))

        rewrite(kind, raw, leaf)
        yield from found

    def claim(self, key: str, sentence: str, page: Page, block: str) -> Claim:
        """A claim of this part, not saved."""
        claim = Claim(
            said_by_id=page.pk, part=self.name, block=block[:36], sentence=sentence
        )
        claim.key = key
        return claim
