"""The form by which readers write to the clinic."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.contact import form_token
from clinic.models.message import Letter, Topic

LONGEST_TEXT = 4_000


class Line(forms.CharField):
    """One line of text, whatever a program put into it."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class Text(forms.CharField):
    """Text of many lines; a new line counts as one character, as in the browser."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def check_telephone(number: str) -> None:
    """A telephone number has at least three digits."""
    if sum(letter.isdigit() for letter in number) < 3:
        raise ValidationError("Give a telephone number, such as 555-0142.")


class ContactForm(forms.Form):
    """What a reader writes. `website` is a trap for programs: nobody sees it."""

    topic = forms.ChoiceField(
        label="What is it about?",
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it is about.",
            "invalid_choice": "Choose what it is about.",
        },
    )
    message = Text(
        label="Your message",
        help_text="Please no details of your health, and nobody else’s.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Write your message.",
            "max_length": "Shorten your message to %(limit_value)d characters; it has "
            "%(show_value)d.",
        },
    )
    name = Line(
        label="Your name (if you like)",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": "Give an e-mail address in full, such as name@example.org."
        },
    )
    telephone = Line(
        label="Telephone number",
        max_length=40,
        required=False,
        validators=[check_telephone],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    consent = forms.BooleanField(
        error_messages={
            "required": "Tick the box: without your consent we may not keep your "
            "message."
        }
    )
    website = forms.CharField(required=False)
    token = forms.CharField(required=False)

    # What stands in the hidden field when the form is shown again.
    next_token: str = ""
    form_name: str = ""

    def clean(self) -> dict[str, Any]:
        """One way to answer, nothing in the trap, and a token of ours."""
        cleaned = super().clean() or {}
        if not any(self.data.get(way, "").strip() for way in ("email", "telephone")):
            self.add_error(
                "email",
                "Give an e-mail address or a telephone number, so that we can answer.",
            )
        if cleaned.get("website"):
            self.add_error(
                None,
                "A field that nobody sees was filled in, perhaps by your browser. It "
                "is empty again: please send the form once more.",
            )
        self._check_token(cleaned.get("token", ""))
        return cleaned

    def _check_token(self, token: str) -> None:
        self.next_token = token
        try:
            self.form_name = form_token.name_of(token)
        except form_token.TooQuick as refusal:
            if not self.errors:
                self.add_error(None, str(refusal))
        except form_token.Refused as refusal:
            self.next_token = form_token.make()
            self.add_error(None, str(refusal))

    @property
    def letter(self) -> Letter:
        """What the reader wrote, once it is valid."""
        got = self.cleaned_data
        return Letter(got["name"], got["email"], got["telephone"], got["message"])

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, in the order of the form: the id of the field, a sentence."""
        named = [
            (self.target_of(name), str(sentence))
            for name in self.fields
            for sentence in self.errors.get(name, [])
        ]
        return [*named, *(("", str(sentence)) for sentence in self.non_field_errors())]

    def target_of(self, name: str) -> str:
        """The id to which the list of faults leads: of a choice, its first button."""
        field = self[name]
        return str(field.subwidgets[0].id_for_label or field.id_for_label)
