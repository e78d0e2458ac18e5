"""What the content rules say in the editor: the panel beside a form, and approvals."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.workflow import WorkflowActionView

from clinic.models import SitePage
from clinic.rules.checking import Finding, Level, check


class RulesSidePanel(BaseSidePanel):
    """What the rules find in the text that was last saved, errors first."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it, with the number of what was found."""

        aria_label = "Toggle content rules"
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            found = self.panel.findings
            if any(finding.is_error for finding in found):
                self.counter_classname = "w-bg-critical-200"
            return context | {"count": len(found)}

    name = "rules"
    title = "Content rules"
    template_name = "clinic/admin/rules_panel.html"
    order = 360

    def __init__(self, page: Any, request: HttpRequest, is_newest: bool) -> None:
        """Beside a form of this page; whether that is the text that was last saved."""
        super().__init__(page, request)
        self.is_newest = is_newest

    @cached_property
    def findings(self) -> list[Finding]:
        """What was found; nothing in a page that was never saved."""
        if not (self.object.pk and isinstance(self.object, SitePage)):
            return []
        page = self.object
        saved = page if self.is_newest else page.get_latest_revision_as_object()
        return list(saved.findings())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        found = self.findings
        return context | {
            "errors": [finding for finding in found if finding.is_error],
            "warnings": [finding for finding in found if not finding.is_error],
        }


class WithRules:
    """A form of a page with the panel beside it; Wagtail has no hook for one."""

    page: Any
    request: HttpRequest
    is_reverting = False  # Wagtail sets it where a form begins with an earlier version.

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's panels, then ours. A form that is opened has the newest draft."""
        panels = super().get_side_panels()  # type: ignore[misc]
        is_newest = self.request.method == "GET" and not self.is_reverting
        rules = RulesSidePanel(self.page, self.request, is_newest)
        return MediaContainer([*panels, rules])


class RuledApprovalView(WorkflowActionView):
    """Approving a page elsewhere than in its form, which asks the rules by itself."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve the newest draft, unless it breaks a rule gravely."""
        draft = self.object.specific_deferred.get_latest_revision_as_object()
        if self.action_name != "approve" or not (
            found := check([draft], Level.ERROR)[0]
        ):
            return super().post(request, *args, **kwargs)
        said = " ".join(finding.text for finding in found)
        messages.error(request, f"“{draft}” cannot be approved yet. {said}")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            step = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, step)
        return redirect(self.redirect_url)
