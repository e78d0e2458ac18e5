"""The forms of a page in the admin, each put together from what our rooms add to it."""

from typing import Any

from clinic.desk.side_by_side import SideBySideView
from clinic.desk.stale import CarefulEditView, CarefulRevertView
from clinic.desk.starting import AddSubpageView, StartedView
from clinic.rules.panel import RuledApprovalView, WithRules
from clinic.sharing.desk import WithSharedDraft


class PageCreateView(WithRules, StartedView):
    """The form of a new page."""


class PageEditView(WithRules, WithSharedDraft, CarefulEditView):
    """The form of a page."""


class PageRevertView(WithRules, WithSharedDraft, CarefulRevertView):
    """The form of a page that begins with an earlier version."""


# As Wagtail's set of views names them.
VIEWS: dict[str, Any] = {
    "add_subpage_view_class": AddSubpageView,
    "add_view_class": PageCreateView,
    "edit_view_class": PageEditView,
    "revisions_revert_view_class": PageRevertView,
    "revisions_compare_view_class": SideBySideView,
    "workflow_action_view_class": RuledApprovalView,
}
