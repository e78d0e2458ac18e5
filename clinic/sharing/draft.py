"""A draft as readers would see it, for whoever has its link; they may comment, no more."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.contact import form_token, rate
from clinic.models.draft_link import DraftComment, DraftLink, digest_of
from clinic.sharing.comment_form import LONGEST_TEXT, DraftCommentForm

# Comments in an hour: from one network, and by one link.
FROM_ONE, BY_LINK = 20, 40
# How many may wait for the editors at once, of one page.
MOST_WAITING = 200
BUSY = "Too many comments came within the last hour. Please try again later."
FULL = (
    "The editors have not yet dealt with what was said before. Please try again later."
)


@dataclass(frozen=True)
class Shared:
    """What stands around a draft that is shared: a banner above, a form below."""

    address: str
    link: DraftLink
    form: DraftCommentForm
    token: str
    is_sent: bool
    longest: int | None = LONGEST_TEXT

    @property
    def by(self) -> str:
        """Who shared it."""
        return str(get_user_display_name(self.link.shared_by))

    @property
    def saved_at(self) -> Any:
        """When the draft that is shown was saved."""
        return self.link.page.latest_revision_created_at


def discreet(answer: HttpResponse) -> HttpResponse:
    """The answer, kept nowhere and named to nobody: its address is the secret."""
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


def nothing_here(request: HttpRequest) -> HttpResponse:
    """The same page for a link that was forged, has ended or was withdrawn."""
    return discreet(render(request, "404.html", {"proposal": ""}, status=404))


# No token of Django's, for readers get no cookie. A forged form gains nothing: it needs
# the secret of the address, and whoever has that may send the form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_draft(request: HttpRequest, token: str) -> HttpResponse:
    """The draft to which the link leads, or, when a comment was sent, what came of it."""
    found = DraftLink.objects.open().select_related("page", "shared_by")
    link = found.filter(digest=digest_of(token)).first()
    if link is None:
        return nothing_here(request)
    draft = link.draft()
    sections = draft.contents
    if request.method != "POST":
        form = DraftCommentForm(sections)
        is_sent = request.GET.get("sent") == "yes"
        return show(draft, Shared(request.path, link, form, form_token.make(), is_sent))
    form = DraftCommentForm(sections, request.POST)
    if form.is_valid() and (refusal := why_not_now(request, link, form.form_name)):
        form.add_error(None, ValidationError(refusal, code="busy"))
    if form.errors:
        status = 429 if form.has_error(NON_FIELD_ERRORS, "busy") else 422
        return show(
            draft, Shared(request.path, link, form, form.next_token, False), status
        )
    keep(link, form)
    return discreet(redirect(f"{request.path}?sent=yes#comment"))


def why_not_now(request: HttpRequest, link: DraftLink, form: str) -> str:
    """Why one more comment may not come now; empty if it may, or has come already."""
    if DraftComment.objects.filter(form=form).exists():
        return ""
    address = rate.address_of(request)
    if address and not rate.is_within(FROM_ONE, f"draft:{rate.mark_of(address)}"):
        return BUSY
    if not rate.is_within(BY_LINK, f"draft-link:{link.pk}"):
        return BUSY
    waiting = DraftComment.objects.filter(page=link.page, done_at=None).count()
    return FULL if waiting >= MOST_WAITING else ""


def keep(link: DraftLink, form: DraftCommentForm) -> None:
    """Keep the comment; however often its form is sent, it is one."""
    said = {name: form.cleaned_data[name] for name in ("name", "section", "text")}
    about = {"page": link.page, "link": link, "revision": link.page.latest_revision}
    _, is_new = DraftComment.objects.get_or_create(
        form=form.form_name, defaults=said | about
    )
    if is_new:
        log(
            instance=link.page,
            action="clinic.draft_comment.write",
            title=str(link.page),
        )


def show(draft: Page, shared: Shared, status: int = 200) -> HttpResponse:
    """The draft, by the road of a preview; nothing of the reader's request goes along."""
    answer = draft.make_preview_request(extra_request_attrs={"shared": shared})
    answer.status_code = status
    return discreet(answer)


URLS = [path("shared/<str:token>/", shared_draft, name="shared_draft")]
