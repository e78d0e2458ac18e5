"""The building blocks of a body that know no page type."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from clinic.drawings import DrawingBlock


class Aspect(TextChoices):
    """What a section tells: the parts of a health page in the NHS content standard."""

    OVERVIEW = "overview", "Overview"
    SYMPTOMS = "symptoms", "Symptoms"
    CAUSES = "causes", "Causes"
    DIAGNOSIS = "diagnosis", "Diagnosis"
    TREATMENTS = "treatments", "Treatments"
    SELF_CARE = "self-care", "Self-care"
    LIVING_WITH = "living-with", "Living with it"
    GET_HELP = "get-help", "When to get help"


class Urgency(TextChoices):
    """How soon a person needs help: the three care cards of the NHS design system."""

    NON_URGENT = "non-urgent", "Non-urgent advice"
    URGENT = "urgent", "Urgent advice"
    EMERGENCY = "emergency", "Emergency"


class HeadingBlock(StructBlock):
    text = CharBlock(max_length=140)
    aspect = ChoiceBlock(
        choices=Aspect.choices,
        required=False,
        help_text="What the section tells; needed on conditions, free elsewhere.",
    )

    class Meta:
        icon = "title"
        label = "Section heading"
        description = "Begins a section and its line in the contents list."
        template = "blocks/heading.html"
        preview_value = {"text": "What to expect on the day", "aspect": ""}


class ParagraphBlock(RichTextBlock):
    def deconstruct(self) -> tuple[str, Any, Any]:
        """In migrations, the Wagtail block: they import none of our code."""
        return ("wagtail.blocks.RichTextBlock", *self._constructor_args)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, lists, links and citations."
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>Most people feel <b>tired</b> for the rest of the day.</p>"
            "<ul><li>Eat something light.</li><li>Rest, and go to bed early.</li></ul>"
        )


class CareCardBlock(StructBlock):
    urgency = ChoiceBlock(
        choices=Urgency.choices,
        default=Urgency.NON_URGENT,
        help_text="Urgent is the same day; emergency is now, and adds the helplines.",
    )
    title = CharBlock(
        max_length=140, help_text="Such as: Call the clinic the same day if"
    )
    text = RichTextBlock()

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["urgency_text"] = Urgency(value["urgency"]).label
        context["is_emergency"] = value["urgency"] == Urgency.EMERGENCY
        return context

    class Meta:
        icon = "help"
        label = "Care card"
        description = (
            "Who to turn to and how soon. The emergency card adds the helplines."
        )
        template = "blocks/care_card.html"
        preview_value = {
            "urgency": Urgency.URGENT,
            "title": "Call the clinic today if",
            "text": "<ul><li>your heart is still racing the next morning</li>"
            "<li>you cannot keep water down</li></ul>",
        }


class DoDontBlock(StructBlock):
    do = ListBlock(CharBlock(max_length=255), label="Do", default=[])
    dont = ListBlock(CharBlock(max_length=255), label="Do not", default=[])

    class Meta:
        icon = "tick-inverse"
        label = "Do and don’t"
        description = "Two short lists: what to do and what to leave."
        template = "blocks/do_dont.html"
        preview_value = {
            "do": ["ask someone to take you home", "rest for the remaining day"],
            "dont": ["drive until you have slept through a night"],
        }


class StepBlock(StructBlock):
    title = CharBlock(max_length=140)
    text = RichTextBlock(required=False)


class StepsBlock(StructBlock):
    title = CharBlock(max_length=140, required=False)
    steps = ListBlock(StepBlock())

    class Meta:
        icon = "list-ol"
        label = "Steps"
        description = "What happens, one numbered step after another."
        template = "blocks/steps.html"
        preview_value = {
            "title": "A session",
            "steps": [
                {"title": "Talk", "text": "<p>We go through your history.</p>"},
                {"title": "Rest", "text": "<p>You stay until you feel steady.</p>"},
            ],
        }


class KeyFactsBlock(StructBlock):
    title = CharBlock(max_length=140, default="Key facts")
    facts = ListBlock(RichTextBlock())

    class Meta:
        icon = "key"
        label = "Key facts"
        description = "A box of a few short facts."
        template = "blocks/key_facts.html"
        preview_value = {
            "title": "Key facts",
            "facts": [
                "<p>It is given in the clinic, never at home.</p>",
                "<p>Somebody is with you the whole time.</p>",
            ],
        }


class WarningBlock(StructBlock):
    title = CharBlock(max_length=140)
    text = RichTextBlock()

    class Meta:
        icon = "warning"
        label = "Warning"
        description = "Something a reader must not miss."
        template = "blocks/warning.html"
        preview_value = {
            "title": "Do not stop a medicine on your own",
            "text": "<p>Talk to the person who prescribed it first.</p>",
        }


class InsetBlock(StructBlock):
    text = RichTextBlock()

    class Meta:
        icon = "info-circle"
        label = "Inset"
        description = "A remark set apart from the text."
        template = "blocks/inset.html"
        preview_value = {"text": "<p>Researchers still debate this.</p>"}


class DetailsBlock(StructBlock):
    summary = CharBlock(max_length=140)
    text = RichTextBlock()

    class Meta:
        icon = "collapse-down"
        label = "Details"
        description = "A line that opens into more, for those who want it."
        template = "blocks/details.html"
        preview_template = "blocks/previews/details.html"
        preview_value = {
            "summary": "What does off-label mean?",
            "text": "<p>Used for something the license does not name.</p>",
        }


class Figure(StructValue):
    """A picture in a text."""

    @property
    def alt_text(self) -> str:
        """What is read aloud: the figure's own words, else the picture's description."""
        if self.get("decorative"):
            return ""
        return self["alt"] or (self["image"].description if self["image"] else "")


class FigureBlock(StructBlock):
    image = ImageChooserBlock(label="Picture")
    alt = CharBlock(
        max_length=400,
        required=False,
        label="Read aloud",
        help_text="What the picture tells at this place, for people who cannot see it. "
        "Empty: the picture's own description.",
    )
    decorative = BooleanBlock(
        required=False,
        label="Only decorates",
        help_text="It tells nothing that the text does not say: nothing is read aloud.",
    )
    caption = RichTextBlock(
        required=False, help_text="What to look for, and the source of the figures."
    )

    def clean(self, value: StructValue) -> StructValue:
        """Ask for words to be read aloud, unless the picture only decorates."""
        cleaned = super().clean(value)
        is_silent = not (cleaned["decorative"] or cleaned.alt_text)
        if is_silent and not self.is_deferred_validation:
            text = "Say what the picture tells, or tick “Only decorates”."
            raise StructBlockValidationError(
                block_errors={"alt": ValidationError(text)}
            )
        return cleaned

    class Meta:
        icon = "image"
        label = "Figure"
        value_class = Figure
        description = "A picture with its caption, credit and license."
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"


class TableBlock(TypedTableBlock):
    text = RichTextBlock(label="Text")
    number = CharBlock(label="Number")

    class Meta:
        icon = "table"
        label = "Table"
        description = "Rows and columns with a caption and a header row."
        template = "blocks/table.html"
        preview_value = {
            "caption": "How the two are given",
            "columns": [
                {"type": "text", "heading": "Medicine"},
                {"type": "text", "heading": "Route"},
            ],
            "rows": [
                {"values": ["<p>Ketamine</p>", "<p>Into a vein</p>"]},
                {"values": ["<p>Esketamine</p>", "<p>Spray into the nose</p>"]},
            ],
        }


class MomentBlock(StructBlock):
    when = CharBlock(max_length=60, help_text="Such as 1970, or 2000 to 2006.")
    text = RichTextBlock()


class TimelineBlock(StructBlock):
    title = CharBlock(max_length=140, required=False)
    moments = ListBlock(MomentBlock())

    class Meta:
        icon = "history"
        label = "Timeline"
        description = "What happened when."
        template = "blocks/timeline.html"
        preview_value = {
            "title": "",
            "moments": [
                {"when": "First", "text": "<p>Used for something else.</p>"},
                {"when": "Then", "text": "<p>Tried for what the page is about.</p>"},
            ],
        }


class QuoteBlock(StructBlock):
    text = TextBlock()
    source = CharBlock(max_length=200, label="Who said it, and where")

    class Meta:
        icon = "openquote"
        label = "Quote"
        description = "Somebody's own words, with their name."
        template = "blocks/quote.html"
        preview_value = {"text": "First, do no harm.", "source": "A proverb"}


class CallToActionBlock(StructBlock):
    title = CharBlock(max_length=140)
    text = RichTextBlock(required=False)

    class Meta:
        icon = "mail"
        label = "Call to action"
        description = (
            "An invitation to talk to the clinic. Its name and telephone come from "
            "the clinic's settings."
        )
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Talk it over with us",
            "text": "<p>A first conversation commits you to nothing.</p>",
        }


class BodyBlock(StreamBlock):
    """The blocks of any body; each app adds its own to a subclass."""

    heading = HeadingBlock(group="Text")
    paragraph = ParagraphBlock(group="Text")
    key_facts = KeyFactsBlock(group="Text")
    steps = StepsBlock(group="Text")
    do_dont = DoDontBlock(group="Text")
    timeline = TimelineBlock(group="Text")
    table = TableBlock(group="Text")
    figure = FigureBlock(group="Text")
    drawing = DrawingBlock(group="Text")
    quote = QuoteBlock(group="Text")
    care_card = CareCardBlock(group="Help and caution")
    warning = WarningBlock(group="Help and caution")
    call_to_action = CallToActionBlock(group="Help and caution")
    inset = InsetBlock(group="Asides")
    details = DetailsBlock(group="Asides")


class HelplineBlock(StructBlock):
    name = CharBlock(
        max_length=120, help_text="Such as: 988 Suicide & Crisis Lifeline."
    )
    phone = CharBlock(
        max_length=40,
        required=False,
        label="Number to call",
        help_text="Digits as they are dialed, such as 988.",
    )
    text = CharBlock(
        max_length=120,
        required=False,
        label="How to text",
        help_text="Such as: Text HOME to 741741.",
    )
    url = URLBlock(required=False, label="Chat or website")
    hours = CharBlock(
        max_length=80,
        required=False,
        help_text="When somebody answers, and what it costs. Such as: 24 hours a day; "
        "free.",
    )
    region = CharBlock(
        max_length=80, required=False, help_text="Where it works, such as: Ireland."
    )
    is_first = BooleanBlock(
        required=False,
        label="Show in the strip at the top of every page",
        help_text="For one or two lines that anybody in danger can call. Emergency "
        "cards name them too.",
    )

    class Meta:
        icon = "help"
        label = "Helpline"
        label_format = "{name}"
