"""The building blocks of a body that rest on sources."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, TextChoices
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    FieldBlock,
    PageChooserBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
)

from articles.citations import KEY, Mention
from articles.sentences import plain, shortened
from clinic.blocks import BodyBlock


class Certainty(TextChoices):
    """How sure the evidence is, in GRADE's words."""

    HIGH = "high", "High certainty"
    MODERATE = "moderate", "Moderate certainty"
    LOW = "low", "Low certainty"
    VERY_LOW = "very-low", "Very low certainty"
    UNRATED = "unrated", "Certainty not rated"


# What the words mean, after the GRADE handbook's definitions.
GLOSS = {
    Certainty.HIGH: "More research is unlikely to change this.",
    Certainty.MODERATE: "This is probably close to the truth, but it may change.",
    Certainty.LOW: "The truth may be quite different.",
    Certainty.VERY_LOW: "The truth is probably quite different.",
    Certainty.UNRATED: "Nobody has rated this evidence for the journal yet.",
}


def choosing_sources(script: str) -> forms.Media:
    """What a script needs that lets a source be chosen, in its order: see `sources.js`."""
    addresses = {
        "data-choose": reverse_lazy("sources:choose"),
        "data-known": reverse_lazy("sources:known"),
    }
    scripts: list[Any] = [
        Script("wagtailadmin/js/chooser-modal.js"),
        Script("admin/sources.js", **addresses),
        Script(script),
    ]
    return forms.Media(js=scripts, css={"all": ["admin/sources.css"]})


class KeysInput(forms.TextInput):
    """A text field of citation keys, which a script makes into a list of sources."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-controller": "chosen-sources"} | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        return choosing_sources("admin/chosen-sources.js")


class KeysField(forms.Field):
    """Citation keys, typed with spaces or commas between them."""

    widget = KeysInput

    def to_python(self, value: Any) -> list[str]:
        return str(value or "").replace(",", " ").split()

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for key in value:
            if not KEY.fullmatch(key):
                raise ValidationError(
                    f"“{key}” is no citation key: it is the last part of a "
                    "reference's address, such as berman-2000."
                )


class SourcesBlock(FieldBlock):
    """A list of citation keys; stored as plain text, never as ids."""

    def __init__(
        self, required: bool = True, help_text: str = "", **kwargs: Any
    ) -> None:
        self.field = KeysField(
            required=required,
            help_text=help_text or "By their keys, such as berman-2000.",
        )
        super().__init__(**kwargs)

    def get_default(self) -> list[Mention]:
        return []

    def to_python(self, value: Any) -> list[Mention]:
        """Mentions without a number, or, on a page being shown, with theirs."""
        return [item if isinstance(item, Mention) else Mention(item) for item in value]

    def normalize(self, value: Any) -> list[Mention]:
        return self.to_python(value or [])

    def value_from_form(self, value: str | list[str] | None) -> list[Mention]:
        """From what an editor typed, or from the keys that the field made of it."""
        keys = self.field.to_python(value) if isinstance(value, str) else value
        return self.normalize(keys)

    def value_for_form(self, value: Iterable[Mention]) -> str:
        return " ".join(mention.key for mention in value)

    def get_prep_value(self, value: Iterable[Mention]) -> list[str]:
        return [mention.key for mention in value]

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    def render_basic(
        self, value: Iterable[Mention], context: dict[str, Any] | None = None
    ) -> SafeString:
        """The keys, for a comparison of two versions."""
        return escape(", ".join(mention.key for mention in value))

    def deconstruct(self) -> tuple[str, Any, Any]:
        """In migrations, the Wagtail block that reads the same stored list."""
        return ("wagtail.blocks.ListBlock", [CharBlock()], {})

    class Meta:
        icon = "link"
        default: list[str] = []


class IncludedPageBlock(PageChooserBlock):
    """A page of which one part is shown here, its citations numbered as this page's."""

    page_type: ClassVar[str]
    part: ClassVar[str]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type=self.page_type, **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Pages by id; one whose citations are numbered already stays as it is."""
        values = list(values)
        ids = [value for value in values if not isinstance(value, Model)]
        found = iter(super().bulk_to_python(ids))
        return [value if isinstance(value, Model) else next(found) for value in values]

    def deconstruct(self) -> tuple[str, Any, Any]:
        """In migrations, the Wagtail block: they import none of our code."""
        kind = {"page_type": self.page_type}
        return ("wagtail.blocks.PageChooserBlock", [], kind)


class KeyFactBlock(IncludedPageBlock):
    """A fact that is written once and shown wherever it is chosen."""

    page_type = "articles.KeyFactPage"
    part = "text"

    class Meta:
        icon = "thumbtack"
        label = "Shared key fact"
        description = "A fact that is written once, with its sources and date checked."
        template = "blocks/key_fact.html"
        preview_template = "blocks/previews/key_fact.html"


class ClaimBlock(StructBlock):
    """A block whose `sources` stand behind what it says as a whole."""

    def claim(self, raw: Mapping[str, Any], title: str) -> str:
        """What a stored value on the page of that title says, in a plain sentence."""
        raise NotImplementedError


class FindingBlock(ClaimBlock):
    statement = RichTextBlock(features=["bold", "italic"])
    certainty = ChoiceBlock(choices=Certainty.choices, default=Certainty.UNRATED)
    population = CharBlock(
        max_length=255, help_text="Who was studied, how many, for how long."
    )
    sources = SourcesBlock()

    def claim(self, raw: Mapping[str, Any], title: str) -> str:
        """The statement."""
        return shortened(plain(raw["statement"] or ""))

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        certainty = Certainty(value["certainty"])
        context["certainty"] = certainty.label
        context["gloss"] = GLOSS[certainty]
        return context

    class Meta:
        icon = "clipboard-list"
        label = "Finding"
        description = (
            "What research found, how sure it is and on which sources it rests."
        )
        template = "blocks/finding.html"
        preview_value = {
            "statement": "<p>About N in 10 people felt better after a day.</p>",
            "certainty": Certainty.LOW,
            "population": "N adults, one infusion, one day.",
            "sources": [],
        }


class FurtherReadingBlock(StructBlock):
    """Sources that a text does not rest on, but that lead on."""

    sources = SourcesBlock()
    note = CharBlock(
        max_length=255,
        required=False,
        help_text="Why it is worth reading, such as: A short overview for families.",
    )

    class Meta:
        icon = "link"
        label = "Sources"


class SideEffectFrequencyBlock(IncludedPageBlock):
    """How often a side effect happens, taken from the side effect's own page."""

    page_type = "conditions.SideEffectPage"
    part = "frequency"

    class Meta:
        icon = "view"
        label = "How often a side effect happens"
        description = "Words and numbers from the page of the side effect."
        template = "blocks/side_effect_frequency.html"
        preview_template = "blocks/previews/side_effect_frequency.html"


class CitedBodyBlock(BodyBlock):
    """The blocks of a page that cites its sources."""

    finding = FindingBlock(group="Evidence")
    key_fact = KeyFactBlock(group="Evidence")
    side_effect_frequency = SideEffectFrequencyBlock(group="Evidence")


# The blocks that show a part of another page, by the name they have in a body.
INCLUDING = {
    name: block
    for name, block in CitedBodyBlock.base_blocks.items()
    if isinstance(block, IncludedPageBlock)
}
