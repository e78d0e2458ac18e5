"""Importing a document in the admin: upload, look it over, make the draft, see the result."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry

from articles.importing.documents import LARGEST, opened
from articles.importing.drafting import ACTION, Choices, create, journal
from articles.importing.errors import DocumentRefused
from articles.importing.outline import Outline
from articles.importing.reading import read
from articles.importing.recognizing import LONGEST_TITLE, recognize, report
from articles.models import ArticlePage
from clinic.row_number import row_number

# What travels in the form between the two steps.
LARGEST_OUTLINE = 2_000_000
SALT = "articles.importing"
HOURS = 24
# What a browser lets choose: what else there is, it does not offer.
ACCEPTED = ".docx,.html,.htm,.md,.markdown,.txt"


class DocumentForm(forms.Form):
    """What the editor gives: one document, and a title if it has none."""

    file = forms.FileField(
        label="Document",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Choose a document."},
        help_text="Word (.docx), a saved web page (.html), Markdown (.md) or plain text "
        "(.txt), up to 5 MB. The file itself is not kept.",
    )
    title = forms.CharField(
        label="Title",
        required=False,
        max_length=LONGEST_TITLE,
        help_text="Only if the document has none, or another one is better.",
    )

    def clean(self) -> dict[str, Any]:
        """Add the outline of the document, and the report; refuse what cannot be read."""
        given = super().clean() or {}
        if file := given.get("file"):
            try:
                outline = read(opened(file.name, file.read(LARGEST + 1)))
                given["outline"] = outline.packed()
                given["told"] = report(recognize(outline))
            except DocumentRefused as refusal:
                self.add_error("file", str(refusal))
        return given


class TitleForm(forms.Form):
    """The title in the second step; what is no text, with a NUL in it, is none."""

    title = forms.CharField(required=False)


class ImportDocumentView(WagtailAdminTemplateMixin, View):
    """Two steps: a document is looked over, then it becomes a draft.

    Between the steps what was read is in the form, signed, and nowhere else.
    """

    page_title = "Import a document"
    header_icon = "upload"
    template_name = "articles/admin/import_document.html"
    review_template = "articles/admin/review_document.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Let in whoever may add articles."""
        try:
            here = journal()
        except DocumentRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("articles:index")
        if not here.permissions_for_user(request.user).can_add_subpage():
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("articles:index"), "label": "Articles"},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self.shown(form=DocumentForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """What was recognized, or the draft."""
        if "document" in request.POST:
            return self.make(request)
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.shown(form=form)
        given = form.cleaned_data
        signed = packed(given["outline"], given["title"], uuid4().hex)
        if len(signed) > LARGEST_OUTLINE:
            form.add_error(
                "file", "That is too much for one article: give a part of it."
            )
            return self.shown(form=form)
        self.template_name = self.review_template
        told = given["told"]
        title = given["title"] or told["title"]
        return self.shown(told=told, title=title, signed=signed, **kept_sources(told))

    def make(self, request: HttpRequest) -> HttpResponse:
        """The draft of what was looked over; sent twice, it is the same one."""
        try:
            outline, title, token = unpacked(request.POST["document"])
        except signing.BadSignature:
            messages.error(
                request, "This form is too old to go on: choose the file again."
            )
            return self.shown(form=DocumentForm())
        form = TitleForm(request.POST)
        form.full_clean()
        choices = Choices(
            title=form.cleaned_data.get("title") or title,
            author="author" in request.POST,
            topics=frozenset(map(row_number, request.POST.getlist("topic"))),
            token=token,
        )
        try:
            page = create(recognize(outline), request.user, choices)
        except DocumentRefused as refusal:
            messages.error(request, str(refusal))
            return self.shown(form=DocumentForm())
        messages.success(
            request, f"The draft “{page.title}” was made. Nobody sees it yet."
        )
        return redirect("articles:imported", page.pk)

    def shown(self, **context: Any) -> HttpResponse:
        """One of the two steps."""
        return self.render_to_response(self.get_context_data(**context))


class ImportedView(WagtailAdminTemplateMixin, View):
    """What was recognized in the document that an article began as."""

    page_title = "What was imported"
    header_icon = "upload"
    template_name = "articles/admin/imported.html"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The report that was kept in the history of the article."""
        article = get_object_or_404(ArticlePage, pk=page_id)
        if not article.permissions_for_user(request.user).can_edit():
            return permission_denied(request)
        entry = imports(article).order_by("-timestamp").first()
        if entry is None:
            raise Http404("This article was not imported.")
        self.page_subtitle = article.get_admin_display_title()
        told = entry.data
        shown = {"article": article, "told": told, **kept_sources(told)}
        return self.render_to_response(self.get_context_data(**shown))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("articles:index"), "label": "Articles"},
            {"url": "", "label": self.page_title},
        ]


def imports(page: Page) -> Any:
    """The entries of an article's history that tell of an import."""
    return PageLogEntry.objects.filter(page_id=page.pk, action=ACTION)


def was_imported(page: Page) -> bool:
    """Whether an article began as a document."""
    return bool(page.pk) and imports(page).exists()


def kept_sources(told: dict[str, Any]) -> dict[str, Any]:
    """The sources of a report: those of the library, the others, where to add these."""
    found = [row for row in told["sources"] if row["key"]]
    unknown = [row for row in told["sources"] if not row["key"]]
    lines = "\n".join(row["locator"] for row in unknown[:20] if row["locator"])
    query = f"?{urlencode({'pasted': lines})}" if lines else ""
    add = f"{reverse('references:add')}{query}" if unknown else ""
    return {"found": found, "unknown": unknown, "add_references": add}


def packed(outline: dict[str, Any], title: str, token: str) -> str:
    """What was read as a signed text."""
    return signing.dumps([outline, title, token], salt=SALT, compress=True)


def unpacked(signed: str) -> tuple[Outline, str, str]:
    """It again; raises BadSignature if anybody else wrote it."""
    outline, title, token = signing.loads(signed, salt=SALT, max_age=HOURS * 3600)
    return Outline.unpacked(outline), title, token
