"""Who did what, and when: the log of all acts on the site, for managers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.log_actions import LogActionRegistry

from clinic.desk.reports import DisarmedReportView

# Whoever keeps the accounts may ask what was done with them.
RIGHT = "clinic.change_user"

OPENED = "clinic.message.open"
SETTLED = "clinic.message.settle"


def register_actions(actions: LogActionRegistry) -> None:
    """The acts of the ground that Wagtail does not know."""
    actions.register_action(OPENED, "Open a message", "Opened a message")
    actions.register_action(SETTLED, "Settle a message", "Marked as dealt with")


class AuditView(DisarmedReportView, LogEntriesView):
    """The log, newest first; a person sees the kinds of things they have rights on."""

    page_title = "Who did what"
    results_template_name = "clinic/admin/audit_results.html"
    index_url_name = "audit"
    index_results_url_name = "audit_results"
    export_headings = {
        "timestamp": "When (UTC)",
        "user_display_name": "Who",
        "message": "What",
        "label": "To what",
        "content_type": "Type",
        "object_id": "Number",
        "comment": "Comment",
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For managers."""
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AuditMenuItem(MenuItem):
    """Leads to the report; shown to managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


def menu_item() -> AuditMenuItem:
    """The line in the menu of reports."""
    address = reverse("audit")
    return AuditMenuItem(
        "Who did what", address, name="audit", icon_name="history", order=1000
    )


URLS = [
    path("reports/who-did-what/", AuditView.as_view(), name="audit"),
    path(
        "reports/who-did-what/results/",
        AuditView.as_view(results_only=True),
        name="audit_results",
    ),
]
