"""The form of the clinic's settings, which nobody's earlier save is lost in."""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import get_text_list
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.fields import StreamField

AS_IT_WAS = "as_it_was"


def prints(settings: Model) -> dict[str, str]:
    """What each field holds, as a short print by its name."""
    return {
        field.name: sha256(meant(field, settings).encode()).hexdigest()[:12]
        for field in settings._meta.concrete_fields
    }


def meant(field: Any, settings: Model) -> str:
    """What a field says: a form that is sent untouched may write the same otherwise."""
    kept = field.value_to_string(settings)
    if isinstance(field, StreamField):
        return json.dumps(without_ids(json.loads(kept)))
    return str(kept).replace("\r\n", "\n")


def without_ids(value: Any) -> Any:
    """Raw blocks without their ids and their empty values, in one order."""
    if isinstance(value, list):
        return [without_ids(part) for part in value]
    if not isinstance(value, dict):
        return value
    rows = sorted((name, without_ids(part)) for name, part in value.items())
    return {name: part for name, part in rows if name != "id" and part}


class ClinicSettingsForm(WagtailAdminModelForm):
    """The editor's form of the settings.

    It says with what it began. If somebody saved meanwhile it is shown again with what
    was typed and the names of what they changed; sent once more, it saves.
    """

    data: Any
    as_it_was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial[AS_IT_WAS] = json.dumps(prints(self.instance))

    def clean(self) -> dict[str, Any]:
        """Refuse once if the settings are not those with which the form began."""
        cleaned = super().clean()
        sent = cleaned.get(AS_IT_WAS)
        kept = self._meta.model.objects.filter(pk=self.instance.pk).first()
        if not sent or kept is None:
            return cleaned
        before, now = read(sent), prints(kept)
        changed = [name for name, print_ in now.items() if before.get(name) != print_]
        if changed:
            self.data = self.data.copy()
            self.data[self.add_prefix(AS_IT_WAS)] = json.dumps(now)
            raise ValidationError(self.told(changed))
        return cleaned

    def told(self, changed: list[str]) -> str:
        """What somebody else changed meanwhile, in a sentence."""
        names = [str(self._meta.model._meta.get_field(n).verbose_name) for n in changed]
        return (
            f"Somebody saved these settings after you opened them: "
            f"{get_text_list(names, 'and')} changed. Nothing of yours was saved yet. "
            f"Look at theirs in another window; saving now puts yours in their place."
        )


def read(sent: str) -> dict[str, str]:
    """The prints that a form sent; none if it sent something else."""
    try:
        found = json.loads(sent)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
