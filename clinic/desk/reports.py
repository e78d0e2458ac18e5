"""What the reports of the admin share: who sees them, their files, their e-mails."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views import View
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.reports import ReportView

# With these a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"); some
# programs take the wide forms of East Asian keyboards for the same.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class DisarmedReportView(ReportView):
    """A report whose exports hold text as text, whoever wrote it.

    In CSV an apostrophe before the cell says so. In the other format Wagtail marks each
    cell as text.
    """

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail does, but no cell of a CSV file is a formula."""
        shown = super().preprocess_field_value(field, value, export_format)
        is_text = isinstance(shown, str) and export_format == self.FORMAT_CSV
        return f"'{shown}" if is_text and shown.startswith(FORMULA) else shown


def only_for_editors(request: HttpRequest) -> None:
    """Refuse whoever may work on no page."""
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied


class EditorsReportView(DisarmedReportView):
    """A report for whoever may work on pages; `subscribers` may be had by e-mail."""

    subscribers: ClassVar[type[Model] | None] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        only_for_editors(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.subscribers:
            rows = self.subscribers._default_manager.filter(user=self.request.user)
            context["is_subscribed"] = rows.exists()
        return context

    @classmethod
    def urls(cls, place: str) -> list[URLPattern]:
        """Its addresses below `reports/`: the page, and its rows after a filter."""
        rows = cls.as_view(results_only=True)
        return [
            path(f"reports/{place}/", cls.as_view(), name=cls.index_url_name),
            path(f"reports/{place}/results/", rows, name=cls.index_results_url_name),
        ]


class SubscribeView(View):
    """Begin or end the e-mail to the user about what a report shows."""

    http_method_names = ["post"]
    report: type[EditorsReportView] = EditorsReportView
    about = ""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        only_for_editors(request)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        rows: Any = self.report.subscribers
        if request.POST.get("wanted") != "yes":
            rows.objects.filter(user=user).delete()
            messages.success(request, f"You get no more e-mail about {self.about}.")
        elif not user.email:
            messages.error(request, "Your account has no e-mail address: add it first.")
        else:
            rows.objects.get_or_create(user=user)
            sentence = f"E-mail about {self.about} goes to {user.email}."
            messages.success(request, sentence)
        return redirect(self.report.index_url_name)
