"""The editor's form of a page."""

import secrets
from collections.abc import Iterator
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm


class FormName(forms.CharField):
    """The name of a form that was opened; to have one is no change of the page."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=32, widget=forms.HiddenInput)
        self.initial = lambda: secrets.token_urlsafe(12)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SitePageForm(WagtailAdminPageForm):
    """The editor's form, which tells the page its rows, and if it is only a draft.

    Each that is opened has a name, by which `clinic.desk.stale` knows what it has saved.
    """

    form_name = FormName()

    def clean(self) -> dict[str, Any]:
        self.instance.is_rough = self.is_deferred_validation
        # The page's own clean() asks about its rows: let it see those that were posted.
        for formset in self.formsets.values():
            if formset.is_valid():
                formset.save(commit=False)
        return super().clean()

    def get_field_updates_for_resave(self) -> Iterator[tuple[str, Any]]:
        """What an automatic save changes in the form: also the version it began with."""
        yield from super().get_field_updates_for_resave()
        version = self.instance.latest_revision
        yield "loaded_revision_id", version.pk
        yield "loaded_revision_created_at", version.created_at.isoformat()
