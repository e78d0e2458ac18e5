"""The report of what readers looked for in vain."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn

from clinic.desk.reports import EditorsReportView, only_for_editors
from clinic.models import FailedSearch
from clinic.search.failed import keep


class FailedSearchesView(EditorsReportView):
    """Words that found nothing, by month, the most wanted first."""

    model = FailedSearch
    page_title = "Failed searches"
    header_icon = "search"
    index_url_name = "failed_searches"
    index_results_url_name = "failed_searches_results"
    verbose_name_plural = "failed searches"
    default_ordering = ("-month", "-times", "words")
    export_filename = "failed-searches"
    export_headings = {"words": "Words", "month": "Month", "times": "Times"}
    list_export = list(export_headings)
    columns = [
        Column("words", label="Words that found nothing", width="60%"),
        Column("month", label="Month", accessor=lambda row: f"{row.month:%B %Y}"),
        NumberColumn("times", label="Times"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What still waits in the cache is kept first."""
        only_for_editors(request)
        keep()
        return super().dispatch(request, *args, **kwargs)


class FailedSearchesItem(MenuItem):
    """Leads to the report; shown to whoever may work on pages."""

    def __init__(self) -> None:
        super().__init__(
            "Failed searches",
            reverse("failed_searches"),
            name="failed-searches",
            icon_name="search",
            order=1200,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


URLS = FailedSearchesView.urls("failed-searches")
