"""The forms of a page in the admin, each put together from what our rooms add to it."""

from typing import Any

from wagtail.admin.views.pages.create import CreateView

from clinic.rules_panel import RuledApprovalView, WithRules
from clinic.sharing_desk import WithSharedDraft
from clinic.stale import CarefulEditView, CarefulRevertView


class PageCreateView(WithRules, CreateView):
    """The form of a new page."""


class PageEditView(WithRules, WithSharedDraft, CarefulEditView):
    """The form of a page."""


class PageRevertView(WithRules, WithSharedDraft, CarefulRevertView):
    """The form of a page that begins with an earlier version."""


# As Wagtail's set of views names them.
VIEWS: dict[str, Any] = {
    "add_view_class": PageCreateView,
    "edit_view_class": PageEditView,
    "revisions_revert_view_class": PageRevertView,
    "workflow_action_view_class": RuledApprovalView,
}
