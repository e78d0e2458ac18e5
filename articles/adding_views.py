"""Adding references in the admin: paste or upload, look the list over, make drafts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views import View
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.adding import Row, check_keys, create, parent, planned
from articles.exchange.entries import Entry
from articles.exchange.errors import ImportRefused
from articles.exchange.reading import LARGEST, read_entries
from articles.models import ReferencePage
from articles.pasted import pasted_entries

# What is looked over at once, and travels in the form.
MOST_ROWS = 300
LARGEST_LIST = 2_000_000
LONGEST_PASTED = 10_000
SALT = "articles.adding"
HOURS = 24


class GivenForm(forms.Form):
    """What the editor gives: text, a file, or both."""

    pasted = forms.CharField(
        label="DOI, PMID, PMCID or web address",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One a line, such as 10.1016/S0006-3223(99)00230-9 or PMID 10686270. "
        "Or the text of a RIS, BibTeX or CSL-JSON file.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text="RIS, BibTeX or CSL-JSON, up to 5 MB.",
    )

    def clean(self) -> dict[str, Any]:
        """Add the entries of both and what is to be said of them; refuse none at all."""
        given = super().clean() or {}
        given["entries"], given["notes"] = [], []
        for name in ("pasted", "file"):
            if given.get(name):
                self.add_entries(name, given)
        if not self.errors and not given["entries"]:
            self.add_error(None, "Paste something, or choose a file.")
        if len(given["entries"]) > MOST_ROWS:
            self.add_error(
                None,
                f"These are {len(given['entries']):,} references: give at most "
                f"{MOST_ROWS} at once, or ask for manage.py import_references.",
            )
        return given

    def add_entries(self, name: str, given: dict[str, Any]) -> None:
        """Read one of the two."""
        try:
            if name == "file":
                entries, notes = uploaded_entries(given[name]), list[str]()
            else:
                entries, notes = pasted_entries(given[name])
        except ImportRefused as refusal:
            self.add_error(name, str(refusal))
            return
        given["entries"] += entries
        given["notes"] += notes


def uploaded_entries(file: Any) -> list[Entry]:
    """The entries of an uploaded file, of which no more is read than may be."""
    return read_entries(file.name, file.read(LARGEST + 1))


class AddReferencesView(WagtailAdminTemplateMixin, View):
    """Two steps: what is given becomes a list, what is chosen of it becomes drafts.

    Between the steps the list is in the form, signed, and nowhere else.
    """

    page_title = "Add references"
    header_icon = "link"
    template_name = "articles/admin/add_references.html"
    review_template = "articles/admin/review_references.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let in whoever may add pages below the list of references."""
        try:
            here = parent()
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("references:index")
        if not here.permissions_for_user(request.user).can_add_subpage():
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("references:index"), "label": "References"},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; an import of a document fills in what the library has not."""
        pasted = request.GET.get("pasted", "")
        return self.shown(form=GivenForm(initial={"pasted": pasted[:LONGEST_PASTED]}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """The list, or the drafts."""
        if "list" in request.POST:
            return self.make(request)
        form = GivenForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.shown(form=form)
        entries = form.cleaned_data["entries"]
        signed = packed(entries)
        if len(signed) > LARGEST_LIST:
            form.add_error(None, "That is too much at once: give a part of it.")
            return self.shown(form=form)
        rows = planned(entries)
        return self.reviewed(rows, signed, notes=form.cleaned_data["notes"])

    def make(self, request: HttpRequest) -> HttpResponse:
        """Make drafts of what is chosen; if anything is wrong, show the list again."""
        signed = request.POST["list"]
        try:
            rows = planned(unpacked(signed))
        except signing.BadSignature:
            form = GivenForm()
            messages.error(request, "This list is too old to go on: give it once more.")
            return self.shown(form=form)
        for place, row in enumerate(rows):
            if row.is_new:
                row.key = request.POST.get(f"key-{place}", "").strip()
                row.is_wanted = f"add-{place}" in request.POST
        if not any(row.is_new and row.is_wanted for row in rows):
            return self.reviewed(rows, signed, problem="Nothing new is chosen.")
        if not check_keys(rows):
            return self.reviewed(
                rows, signed, problem="A key cannot be used: see below."
            )
        try:
            pages = create(rows, request.user)
        except ImportRefused as refusal:
            return self.reviewed(rows, signed, problem=str(refusal))
        messages.success(request, told(pages))
        return redirect(f"{reverse('references:index')}?live=False")

    def shown(self, **context: Any) -> HttpResponse:
        """The form of the first step."""
        return self.render_to_response(self.get_context_data(**context))

    def reviewed(self, rows: list[Row], signed: str, **context: Any) -> HttpResponse:
        """The list of the second step."""
        self.template_name = self.review_template
        new = sum(row.is_new for row in rows)
        return self.shown(rows=rows, signed=signed, new=new, **context)


def packed(entries: list[Entry]) -> str:
    """The entries as a signed text; a refusal is its sentence."""
    plain = [str(e) if isinstance(e, ImportRefused) else e for e in entries]
    return signing.dumps(plain, salt=SALT, compress=True)


def unpacked(signed: str) -> list[Entry]:
    """The entries again; raises BadSignature if anybody else wrote them."""
    plain = signing.loads(signed, salt=SALT, max_age=HOURS * 3600)
    return [ImportRefused(e) if isinstance(e, str) else e for e in plain]


def told(pages: list[ReferencePage]) -> SafeString:
    """The drafts that were made, for a message: how many, and links to the first ten."""
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("wagtailadmin_pages:edit", args=[p.pk]), p.slug) for p in pages[:10]),
    )
    made = "1 draft was" if len(pages) == 1 else f"{len(pages)} drafts were"
    more = f" and {len(pages) - 10} more" if len(pages) > 10 else ""
    return format_html(
        "{} made, to be completed and published: {}{}.", made, links, more
    )
