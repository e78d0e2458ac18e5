"""The form by which somebody who was sent a link comments on a draft."""

from typing import Any

from django import forms

from clinic.contact import form_token
from clinic.models.contact_form import Line, Text
from clinic.models.draft_link import DraftComment

WHOLE = ("", "The page as a whole")
LONGEST_SECTION = DraftComment._meta.get_field("section").max_length
LONGEST_TEXT = DraftComment._meta.get_field("text").max_length


class DraftCommentForm(forms.Form):
    """A name, a section and words. `website` is a trap for programs: nobody sees it."""

    name = Line(
        label="Your name",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Write your name, so that the editors know you."},
    )
    section = forms.ChoiceField(
        label="What is it about?",
        required=False,
        error_messages={"invalid_choice": "Choose a section of the list."},
    )
    text = Text(
        label="Your comment",
        help_text="Only the editors read it. Please no details of anybody’s health.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Write your comment.",
            "max_length": "Shorten your comment to %(limit_value)d characters; it has "
            "%(show_value)d.",
        },
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False)

    next_token: str = ""
    form_name: str = ""

    def __init__(self, sections: list[dict[str, str]], *args: Any) -> None:
        super().__init__(*args)
        titles = [one["text"][:LONGEST_SECTION] for one in sections]
        section: Any = self.fields["section"]
        section.choices = [WHOLE, *zip(titles, titles, strict=True)]

    def clean(self) -> dict[str, Any]:
        """Nothing in the trap, and a token of ours."""
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.add_error(
                None,
                "A field that nobody sees was filled in, perhaps by your browser. It "
                "is empty again: please send the form once more.",
            )
        self.next_token = cleaned.get("token", "")
        try:
            self.form_name = form_token.name_of(self.next_token)
        except form_token.TooQuick as refusal:
            self.add_error(None, str(refusal))
        except form_token.Refused as refusal:
            self.next_token = form_token.make()
            self.add_error(None, str(refusal))
        return cleaned

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, in the order of the form: the id of the field, a sentence."""
        named = [
            (str(self[name].id_for_label), str(sentence))
            for name in self.fields
            for sentence in self.errors.get(name, [])
        ]
        return [*named, *(("", str(sentence)) for sentence in self.non_field_errors())]
