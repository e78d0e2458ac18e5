"""Tables that leave the admin as a file, in which no cell is ever run as a formula."""

from typing import Any

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
