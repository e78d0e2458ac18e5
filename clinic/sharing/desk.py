"""Links to a draft in the admin: made, withdrawn, and what was said by them settled."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views import View
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.models.draft_link import MOST_DAYS, USUAL_DAYS, DraftLink
from clinic.row_number import row_number
from clinic.serving.headers import FOR_STRANGERS_WORDS

# What the history of a page says: the action, its name, its sentence.
ACTIONS = (
    ("clinic.draft_link.make", "Share the draft", "Shared the draft by a link"),
    ("clinic.draft_link.withdraw", "Withdraw a link", "Withdrew a link to the draft"),
    (
        "clinic.draft_comment.write",
        "Comment by a link",
        "Somebody with a link to the draft commented on it",
    ),
    (
        "clinic.draft_comment.settle",
        "Settle a comment",
        "Marked a comment from a link as done",
    ),
    (
        "clinic.draft_comment.delete",
        "Delete a comment",
        "Deleted a comment from a link",
    ),
)


class DaysForm(forms.Form):
    """For how long a new link leads to the draft."""

    days = forms.IntegerField(
        label="For how many days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=f"At most {MOST_DAYS}. You can withdraw the link before.",
    )


class SharingView(WagtailAdminTemplateMixin, View):
    """The links to the draft of one page, and the comments that came by them.

    The words of strangers stand in it: no script in the page runs.
    """

    template_name = "clinic/admin/sharing.html"
    page_title = "Share the draft"
    header_icon = "link"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=pk).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        answer = super().dispatch(request, pk)
        answer["Content-Security-Policy"] = FOR_STRANGERS_WORDS
        return answer

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The lists, and the form of a new link."""
        return self.show(DaysForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the button says that was pressed."""
        for name in ("withdraw", "settle", "delete"):
            if row := request.POST.get(name, ""):
                getattr(self, name)(row)
                back = get_valid_next_url_from_request(request)
                return redirect(back or reverse("sharing", args=[pk]))
        return self.make()

    def make(self) -> HttpResponse:
        """A new link: its address is shown now and never again."""
        form = DaysForm(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        DraftLink.objects.forgotten().delete()
        days = form.cleaned_data["days"]
        link, token = DraftLink.make(self.page, self.request.user, days)
        self.log("draft_link.make", expires_at=link.expires_at.isoformat())
        address = reverse("shared_draft", args=[token])
        return self.show(DaysForm(), address=self.request.build_absolute_uri(address))

    def withdraw(self, row: str) -> None:
        """End one link, or with “all” every one of the page."""
        links = self.page.draft_links.filter(withdrawn_at=None)
        for link in links if row == "all" else [self.mine(links, row)]:
            link.withdraw()
            self.log("draft_link.withdraw")
        messages.success(self.request, "Withdrawn: the link leads nowhere from now on.")

    def settle(self, row: str) -> None:
        """Somebody has dealt with a comment."""
        self.mine(self.page.draft_comments, row).settle(self.request.user)
        self.log("draft_comment.settle")
        messages.success(self.request, "The comment is marked as done.")

    def delete(self, row: str) -> None:
        """A comment is gone."""
        self.mine(self.page.draft_comments, row).delete()
        self.log("draft_comment.delete")
        messages.success(self.request, "The comment is deleted.")

    def mine(self, rows: Any, pk: str) -> Any:
        """One of the page's own rows."""
        return get_object_or_404(rows, pk=row_number(pk))

    def log(self, action: str, **told: str) -> None:
        """Write into the page's history what was done."""
        how = {"user": self.request.user, "data": told, "title": str(self.page)}
        log(instance=self.page, action=f"clinic.{action}", **how)

    def show(self, form: DaysForm, **more: Any) -> HttpResponse:
        """The page with its lists."""
        shown = self.get_context_data(
            page=self.page,
            form=form,
            links=self.page.draft_links.select_related("shared_by"),
            comments=self.page.draft_comments.select_related("done_by", "revision"),
            **more,
        )
        return self.render_to_response(shown)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        page = {"url": edit, "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]


class SharedDraftPanel(BaseSidePanel):
    """What was said of the draft by its links, beside the form of the page."""

    name = "shared-draft"
    title = "Comments from shared links"
    template_name = "clinic/admin/shared_draft_panel.html"
    order = 350

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Toggle comments from shared links"
        icon_name = "link"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return context | {"count": len(self.panel.waiting)}

    def __init__(self, page: Page, request: HttpRequest) -> None:
        super().__init__(page, request)
        self.waiting = list(page.draft_comments.filter(done_at=None))

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        links = DraftLink.objects.open().filter(page_id=self.object.pk).count()
        context = super().get_context_data(parent_context)
        shown = {"comments": self.waiting, "links": links}
        return context | shown | {"csrf_token": parent_context.get("csrf_token")}


class WithSharedDraft:
    """A form of a page with that panel beside it; Wagtail has no hook for one."""

    page: Page
    request: HttpRequest
    expects_json_response: bool

    def get_side_panels(self) -> MediaContainer:
        """The panels that are there already, then ours, where anybody sees them."""
        panels: MediaContainer = super().get_side_panels()  # type: ignore[misc]
        if self.expects_json_response:
            return panels
        return MediaContainer([*panels, SharedDraftPanel(self.page, self.request)])


URLS = [path("pages/<int:pk>/share/", SharingView.as_view(), name="sharing")]
