"""Side effects of a treatment: how it feels, how often it comes, what to do."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles.blocks import CitedBodyBlock
from articles.models.citation import uses_of_part
from clinic.blocks import CareCardBlock
from clinic.described.api_fields import told
from clinic.desk.panels import Use, UsedByPanel, tabs
from clinic.models import site_pages
from clinic.review.change_notes import NOTE, TAB
from clinic.rules.checking import Rule
from clinic.search.words import searched
from conditions import rules
from conditions.blocks import FrequencyBlock
from conditions.models.topic import TopicPage


class Seriousness(models.TextChoices):
    """What a person has to do about it."""

    MILD = "mild", "Mild: usually passes by itself"
    ADVICE = "needs-advice", "Talk to the clinic"
    EMERGENCY = "emergency", "Can be an emergency"


class BodySystem(models.TextChoices):
    """Where in the body it is felt."""

    MIND = "mind", "Mind and perception"
    NERVES = "nerves", "Brain and nerves"
    HEART = "heart", "Heart and circulation"
    BREATHING = "breathing", "Breathing"
    STOMACH = "stomach", "Stomach and gut"
    LIVER = "liver", "Liver"
    URINARY = "urinary", "Bladder and kidneys"
    WHOLE = "whole-body", "Whole body"


# The headings of the page, by the field that stands below each.
SECTIONS = {
    "what_it_feels_like": "What it feels like",
    "frequency": "How often it happens",
    "what_you_can_do": "What you can do",
    "when_to_get_help": "When to get help",
    "what_the_clinic_does": "What the clinic does",
    "long_term_use": "With long-term use",
}


class SideEffectPage(TopicPage):
    """A side effect, for a reader who has it or fears it."""

    medical_term = models.CharField(
        max_length=120,
        blank=True,
        help_text="If the title is an everyday word. Such as: Emesis.",
    )
    treatment = models.CharField(
        max_length=255,
        blank=True,
        help_text="Medicine and route, and whether licensed or off-label. Such as: "
        "Ketamine infusion, off-label.",
    )
    body_system = models.CharField(
        "where in the body", max_length=12, choices=BodySystem.choices
    )
    seriousness = models.CharField(
        max_length=12,
        choices=Seriousness.choices,
        default=Seriousness.MILD,
        help_text="If it can be an emergency, add an emergency card under When to get "
        "help.",
    )
    frequency = StreamField(
        [("frequency", FrequencyBlock())],
        blank=True,
        help_text="Counted figures from a source that was read. Empty means not known: "
        "never guess one.",
    )
    frequency_note = RichTextField(
        blank=True, help_text="What is known beyond the counts, or why nothing is."
    )
    onset = models.CharField(
        "when it begins",
        max_length=255,
        blank=True,
        help_text="Such as: Within 40 minutes of the dose.",
    )
    duration = models.CharField(
        "how long it lasts",
        max_length=255,
        blank=True,
        help_text="Such as: Usually gone within two hours.",
    )
    dose_related = models.CharField(
        "does it follow the dose",
        max_length=255,
        blank=True,
        help_text="Such as: Stronger with higher doses; or: Not known.",
    )
    what_it_feels_like = RichTextField(
        blank=True, help_text="In the words of a person who has it."
    )
    what_you_can_do = RichTextField(
        blank=True, help_text="Steps a person can take alone. No advice on doses."
    )
    when_to_get_help = StreamField(
        [("care_card", CareCardBlock())],
        blank=True,
        help_text="At least one card: whom to turn to, and how soon. The most urgent "
        "first.",
    )
    what_the_clinic_does = RichTextField(
        blank=True, help_text="How staff watch for it and treat it."
    )
    long_term_use = RichTextField(
        blank=True, help_text="What is known of months and years of treatment."
    )
    body = StreamField(
        CitedBodyBlock(),
        blank=True,
        verbose_name="more",
        help_text="What has no place above.",
    )
    is_added_by_editors = models.BooleanField(
        "added by the editors",
        default=False,
        help_text="Not in the source documents, but something readers must know.",
    )

    cited_parts: ClassVar[tuple[str, ...]] = (
        "what_it_feels_like",
        "frequency",
        "frequency_note",
        "what_you_can_do",
        "when_to_get_help",
        "what_the_clinic_does",
        "long_term_use",
        "body",
    )
    clinical_parts: ClassVar[tuple[str, ...]] = (
        *("title", "other_names", "summary", "medical_term", "treatment"),
        *("body_system", "seriousness", "onset", "duration", "dose_related"),
        *cited_parts,
    )
    review_months: ClassVar[str] = "review_months_side_effect"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("treatment"),
                FieldRowPanel([FieldPanel("body_system"), FieldPanel("seriousness")]),
            ],
            heading="What it is",
        ),
        MultiFieldPanel(
            [FieldPanel("medical_term"), FieldPanel("also_called")],
            heading="Other names",
        ),
        FieldPanel("what_it_feels_like"),
        FieldPanel("what_you_can_do"),
        FieldPanel("when_to_get_help"),
        FieldPanel("what_the_clinic_does"),
        FieldPanel("long_term_use"),
        FieldPanel("body"),
    ]
    evidence_panels = [
        MultiFieldPanel(
            [FieldPanel("frequency"), FieldPanel("frequency_note")],
            heading="How often it happens",
        ),
        MultiFieldPanel(
            [
                FieldPanel("onset"),
                FieldPanel("duration"),
                FieldPanel("dose_related"),
            ],
            heading="When and how long",
        ),
    ]
    origin_panels = [
        FieldPanel("is_added_by_editors"),
        UsedByPanel(
            heading="Used by", without="No published page uses this side effect yet."
        ),
    ]
    edit_handler = tabs(
        {
            "Write": content_panels,
            "How often and how long": evidence_panels,
            TAB: NOTE,
            "About this text": origin_panels,
        },
        TopicPage.promote_panels,
    )
    search_fields = [
        *TopicPage.search_fields,
        *searched("treatment", "get_body_system_display"),
        *searched("get_seriousness_display", "frequency", "frequency_note"),
        *searched("onset", "duration", "dose_related", "what_it_feels_like"),
        *searched("what_you_can_do", "when_to_get_help", "what_the_clinic_does"),
        *searched("long_term_use", "body"),
    ]
    parent_page_types = ["conditions.SideEffectIndexPage"]
    rules: ClassVar[tuple[Rule, ...]] = (
        *TopicPage.rules,
        rules.tells_what_a_person_needs,
        rules.an_emergency_sends_for_help,
    )
    type_word: ClassVar[str] = "Side effect"
    entity_type: ClassVar[str] = "MedicalSymptom"
    text_section: ClassVar[str] = "Side effects"
    search_order: ClassVar[int] = 2
    facet_lookups: ClassVar[dict[str, str]] = {"condition": "in_treatment_of__page"}
    api_fields: ClassVar[list[Any]] = [
        *TopicPage.api_fields,
        *("medical_term", "treatment", "body_system", "seriousness"),
        *("onset", "duration", "dose_related"),
        told("frequency", "told_frequency"),
    ]

    class Meta:
        verbose_name = "side effect"

    @property
    def names(self) -> list[str]:
        return [*super().names, self.medical_term]

    @property
    def contents(self) -> list[dict[str, str]]:
        """The sections that every side effect has, then those of the body."""
        always = {"frequency"}  # it says so if nothing is known
        told = [
            {"anchor": name.replace("_", "-"), "text": heading}
            for name, heading in SECTIONS.items()
            if name in always or getattr(self, name)
        ]
        return [*told, *super().contents]

    @property
    def also_listed_as(self) -> list[str]:
        """The medical term, and the names a reader may know it by."""
        term = [self.medical_term] if self.medical_term else []
        return [*term, *super().also_listed_as]

    @property
    def told_frequency(self) -> list[dict[str, Any]]:
        """The counts as they stand in their sources, for the API; none if not known."""
        known = self.cited.references
        return [
            row["value"]
            | {"sources": [key for key in row["value"]["sources"] if key in known]}
            for row in self.frequency.raw_data
        ]

    def uses(self) -> list[Use]:
        """The published pages that show or name it, for the editors."""
        return [
            *uses_of_part(self),
            *uses_naming(self, "articlepage__topics__topic", "is about it"),
            *uses_naming(
                self,
                "conditionpage__treatment_side_effects__side_effect",
                "names it as a side effect of the treatment",
            ),
        ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["conditions"] = list(self.conditions())
        return context

    def conditions(self) -> models.QuerySet[Any]:
        """The visible conditions in whose treatment it is known."""
        if not self.pk:  # a new side effect that is only previewed
            return site_pages().none()
        return (
            site_pages()
            .filter(conditionpage__treatment_side_effects__side_effect=self)
            .visible()
            .order_by("title")
        )


def uses_naming(page: SideEffectPage, relation: str, how: str) -> list[Use]:
    """The published pages that name `page` through a `relation` of theirs."""
    pages = site_pages().filter(**{relation: page}, live=True).distinct()
    shown = pages.with_status().order_by("title")
    return [Use(found, how) for found in shown]
