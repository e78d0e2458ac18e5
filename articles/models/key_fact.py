"""Facts that are written once and shown wherever an editor includes them."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from articles import rules
from articles.models.citation import uses_of_part
from articles.models.citing import CitingPage
from clinic.described.api_fields import told
from clinic.described.head import plain
from clinic.desk.panels import Use, UsedByPanel, tabs
from clinic.models import IndexPage
from clinic.review.change_notes import NOTE, TAB
from clinic.rules.checking import Rule
from clinic.rules.every_page import mentions_of_suicide
from clinic.search.words import searched


class KeyFactPage(CitingPage):
    """One fact with its sources and the day on which they were last read."""

    text = RichTextField(
        blank=True,
        help_text="The fact in a few sentences, each with its citation. It is shown as "
        "it stands here wherever a page includes it.",
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which somebody last read its sources.",
    )

    cited_parts: ClassVar[tuple[str, ...]] = ("text",)
    clinical_parts: ClassVar[tuple[str, ...]] = ("title", "text")
    publish_order: ClassVar[int] = 1
    rules: ClassVar[tuple[Rule, ...]] = (
        *CitingPage.rules,
        rules.a_fact_is_told_and_checked,
    )
    content_panels = [
        *Page.content_panels,
        FieldPanel("text"),
        FieldPanel("checked_on"),
        UsedByPanel(
            heading="Included by",
            without="No published page includes this fact yet.",
        ),
    ]
    edit_handler = tabs({"Write": content_panels, TAB: NOTE}, CitingPage.promote_panels)
    search_fields = [*CitingPage.search_fields, *searched("text")]
    parent_page_types = ["articles.KeyFactIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    type_word: ClassVar[str] = "Key fact"
    search_order: ClassVar[int] = 4
    api_fields: ClassVar[list[Any]] = [
        told("text", "opening"),
        "checked_on",
        *CitingPage.api_fields,
    ]

    class Meta:
        verbose_name = "key fact"

    @property
    def opening(self) -> str:
        return plain(self.text)

    @property
    def speaks_of_suicide(self) -> bool:
        """Whether its own page has to show help: a fact has no place for a care card."""
        return any(mentions_of_suicide(self))

    def uses(self) -> list[Use]:
        """The published pages that include it, for the editors."""
        return uses_of_part(self)


class KeyFactIndexPage(IndexPage):
    """All shared facts."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["articles.KeyFactPage"]

    class Meta:
        verbose_name = "list of key facts"

    def entries(self) -> models.QuerySet[KeyFactPage]:
        return KeyFactPage.objects.child_of(self).visible().order_by("title")
