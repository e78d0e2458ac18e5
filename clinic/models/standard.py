"""Pages about the clinic and its rules: about, review, corrections, privacy."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.blocks import BodyBlock
from clinic.described.head import plain
from clinic.described.jsonld import Node
from clinic.desk.panels import MENU, tabs
from clinic.links import expand_stream
from clinic.models.page import SitePage
from clinic.search.words import searched

ABOUT = "about"  # the last part of the address of the page about the clinic


class StandardPage(SitePage):
    """A plain page of text."""

    summary = models.TextField(
        blank=True,
        max_length=400,
        help_text="One or two plain sentences below the title, such as: Who writes this "
        "journal, and for whom.",
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        help_text="The plus sign offers the blocks. Begin each section with a Section "
        "heading.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels = [*SitePage.promote_panels, MENU]
    edit_handler = tabs({"Write": content_panels}, promote_panels)
    search_fields = [*SitePage.search_fields, *searched("summary", "body")]
    parent_page_types = ["clinic.HomePage", "clinic.StandardPage"]
    api_fields: ClassVar[list[Any]] = ["summary"]

    class Meta:
        verbose_name = "standard page"

    @property
    def opening(self) -> str:
        """The first paragraph, where there is no summary."""
        texts = (
            row["value"] for row in self.body.raw_data if row["type"] == "paragraph"
        )
        return plain(next(texts, ""))

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        kind = "AboutPage" if self.slug == ABOUT else self.web_page_type
        return super().json_ld(context) | {"@type": kind}

    @property
    def shown_body(self) -> StreamValue:
        """The body with the addresses of the pages it links to."""
        return expand_stream(self.body)
