"""The editor's form of a page."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class SitePageForm(WagtailAdminPageForm):
    """The editor's form, which tells the page its rows, and if it is only a draft."""

    def clean(self) -> dict[str, Any]:
        self.instance.is_rough = self.is_deferred_validation
        # The page's own clean() asks about its rows: let it see those that were posted.
        for formset in self.formsets.values():
            if formset.is_valid():
                formset.save(commit=False)
        return super().clean()
