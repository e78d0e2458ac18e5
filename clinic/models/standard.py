"""Pages about the clinic and its rules: about, review, corrections, privacy."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.blocks import BodyBlock
from clinic.links import expand_stream
from clinic.models.page import SitePage


class StandardPage(SitePage):
    """A plain page of text."""

    summary = models.TextField(blank=True, max_length=400)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    parent_page_types = ["clinic.HomePage", "clinic.StandardPage"]

    class Meta:
        verbose_name = "standard page"

    @property
    def shown_body(self) -> StreamValue:
        """The body with the addresses of the pages it links to."""
        return expand_stream(self.body)
