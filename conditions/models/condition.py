"""Conditions: what they are, how they are treated, when to get help."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from articles.blocks import CitedBodyBlock
from articles.models.citation import record_page
from articles.rules import has_a_body
from clinic.described.api_fields import told
from clinic.described.jsonld import Node, node
from clinic.desk.panels import tabs
from clinic.desk.starts import Start
from clinic.models import IndexPage, record_text
from clinic.review.canonical import Reader
from clinic.review.change_notes import NOTE, TAB
from clinic.rules.checking import Rule
from clinic.search.words import searched
from conditions import rules
from conditions.models.side_effect import SideEffectPage
from conditions.models.topic import TopicPage
from conditions.signed import ConditionReader
from conditions.starts import STARTS


class CodeSystem(models.TextChoices):
    """Whose code it is; the values are schema.org's names of the systems."""

    ICD10 = "ICD-10", "ICD-10"
    ICD10CM = "ICD-10-CM", "ICD-10-CM"
    ICD11 = "ICD-11", "ICD-11"
    SNOMED = "SNOMED CT", "SNOMED CT"
    MESH = "MeSH", "MeSH"


class CodeBlock(StructBlock):
    system = ChoiceBlock(choices=CodeSystem.choices)
    code = CharBlock(max_length=20)

    class Meta:
        icon = "code"


class ConditionPage(TopicPage):
    """A condition, for a person who has it and for those around them."""

    codes = StreamField(
        [("code", CodeBlock())],
        blank=True,
        verbose_name="medical codes",
        help_text="For machines that read the page. Such as ICD-10, F32.",
    )
    body = StreamField(
        CitedBodyBlock(),
        blank=True,
        help_text="The plus sign offers the blocks. Begin each section with a Section "
        "heading and say which aspect it tells, such as symptoms or treatments.",
    )

    clinical_parts: ClassVar[tuple[str, ...]] = (
        *("title", "other_names", "summary", "codes", "body"),
        "treatment_side_effects",
    )
    earlier_parts: ClassVar[Mapping[int, tuple[str, ...]]] = {
        1: ("title", "other_names", "summary", "codes", "body", "side_effect_keys")
    }
    clinical_reader: ClassVar[type[Reader]] = ConditionReader
    review_months: ClassVar[str] = "review_months_condition"
    content_panels = [
        *Page.content_panels,
        FieldPanel("also_called"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel(
            "treatment_side_effects",
            label="Side effect",
            heading="Side effects of its treatment",
            help_text="In the order in which readers should meet them.",
        ),
        MultiFieldPanel(
            [FieldPanel("codes")], heading="For machines", classname="collapsed"
        ),
    ]
    edit_handler = tabs({"Write": content_panels, TAB: NOTE}, TopicPage.promote_panels)
    search_fields = [*TopicPage.search_fields, *searched("codes", "body")]
    parent_page_types = ["conditions.ConditionIndexPage"]
    rules: ClassVar[tuple[Rule, ...]] = (
        *TopicPage.rules,
        has_a_body,
        rules.sections_say_what_they_tell,
    )
    starts: ClassVar[tuple[Start, ...]] = STARTS
    type_word: ClassVar[str] = "Condition"
    entity_type: ClassVar[str] = "MedicalCondition"
    text_section: ClassVar[str] = "Conditions"
    search_order: ClassVar[int] = 1
    facet_lookups: ClassVar[dict[str, str]] = {"condition": "pk"}
    api_fields: ClassVar[list[Any]] = [
        *TopicPage.api_fields,
        told("codes", "told_codes"),
        told("side_effects", "told_side_effects"),
    ]

    class Meta:
        verbose_name = "condition"

    @property
    def told_codes(self) -> list[dict[str, str]]:
        """The medical codes: `system` and `code`."""
        return [
            {name: row["value"][name] for name in ("system", "code")}
            for row in self.codes.raw_data
        ]

    @property
    def told_side_effects(self) -> list[dict[str, str]]:
        """The side effects of its treatment, for the API."""
        return [
            {"title": page.title, "slug": page.slug, "html_url": page.full_url}
            for page in self.visible_side_effects()
        ]

    def visible_side_effects(self) -> list[SideEffectPage]:
        """The visible side effects of its treatment, in the order of the editors.

        Through the page's own rows, so that a preview shows what is not saved yet.
        """
        visible = SideEffectPage.objects.visible().values_list("pk", flat=True)
        found = self.treatment_side_effects.filter(side_effect_id__in=visible)
        rows = in_order(found.select_related("side_effect"))
        models.prefetch_related_objects(rows, "side_effect")  # of a draft's own rows
        return [row.side_effect for row in rows]

    @property
    def side_effect_keys(self) -> list[str]:
        """The side effects of its treatment by their slugs, visible or not.

        So they stood in the first form of the text that clinicians sign.
        """
        rows = in_order(self.treatment_side_effects.all())
        pages = SideEffectPage.objects.in_bulk([row.side_effect_id for row in rows])
        return [pages[row.side_effect_id].slug for row in rows]

    def entity(self) -> Node:
        """The condition with its medical codes.

        Symptoms and treatments stand in its text alone, so none is listed.
        """
        codes = [
            node("MedicalCode", codeValue=code["code"], codingSystem=code["system"])
            for code in self.told_codes
        ]
        return super().entity() | node(self.entity_type, code=codes)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["side_effects"] = self.visible_side_effects()
        return context


class TreatmentSideEffect(Orderable):
    """A side effect that the treatment of a condition can have."""

    page = ParentalKey(
        ConditionPage, on_delete=models.CASCADE, related_name="treatment_side_effects"
    )
    side_effect = models.ForeignKey(
        SideEffectPage, on_delete=models.CASCADE, related_name="in_treatment_of"
    )

    panels = [FieldPanel("side_effect")]


def in_order(rows: Iterable[TreatmentSideEffect]) -> list[TreatmentSideEffect]:
    """The rows in the order of the editors, also those that are not saved yet."""
    return sorted(rows, key=lambda row: row.sort_order or 0)


def conditions_naming(effect: Page) -> list[int]:
    """The ids of the published conditions that list this side effect."""
    rows = TreatmentSideEffect.objects.filter(side_effect=effect.pk, page__live=True)
    return list(rows.values_list("page_id", flat=True).distinct())


def record_conditions(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_published`: a side effect changes the text that lists it."""
    for page_id in conditions_naming(instance):
        record_page.enqueue(page_id)


def record_conditions_without(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: a side effect that goes is read no more."""
    for page_id in conditions_naming(instance):
        record_text(page_id, without=instance.pk)


class ConditionIndexPage(IndexPage):
    """All conditions, from A to Z."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["conditions.ConditionPage"]

    class Meta:
        verbose_name = "list of conditions"

    def entries(self) -> models.QuerySet[Any]:
        return ConditionPage.objects.child_of(self).visible().order_by("title")
