"""The page of the admin on which a clinician reads a text and signs it."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views import View
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from clinic.models import ClinicalReviewState, ClinicSettings
from clinic.models.review_task import is_clinical
from clinic.models.signing import (
    LONGEST,
    NOT_ALLOWED,
    SETTLED,
    Draft,
    Refused,
    Signature,
    newest,
    refusal,
)
from clinic.row_number import row_number

NOT_CLINICAL = (
    "There is nothing to sign on this page: it has no clinical content. Once it is "
    "submitted, whoever may publish it approves it here."
)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def known_name(user: Any) -> str:
    """By which name readers know the person: that of the author page, or the account's."""
    author = getattr(user, "author_page", None)
    return author.title if author else user.get_full_name()


def known_credentials(user: Any) -> str:
    """The credentials that stand on the person's author page; empty if there are none."""
    author = getattr(user, "author_page", None)
    return author.credential_line if author else ""


class SignForm(forms.Form):
    """What a signature says beside the text that it is under."""

    whole = forms.ChoiceField(
        label="What I reviewed",
        choices=[("yes", "The whole page"), ("no", "Only a part of what it says")],
        widget=forms.RadioSelect,
    )
    scope = forms.CharField(
        label="Which part",
        required=False,
        max_length=255,
        help_text="Only if it was a part. Such as: medicines and doses. Readers see it.",
    )
    boxes = forms.MultipleChoiceField(
        label="Please confirm each",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Every box must be ticked."},
    )
    name = forms.CharField(
        label="Name",
        max_length=160,
        help_text="As readers will see it.",
        error_messages={"required": "Readers need to know who you are."},
    )
    credentials = forms.CharField(
        label="Credentials",
        max_length=120,
        help_text="As they read today, such as: MD, PhD. They stay below this text as "
        "they are now.",
        error_messages={"required": "Readers need to know what you are, such as: MD."},
    )
    next_review = forms.DateField(
        label="Next review",
        widget=AdminDateInput,
        help_text="Until when somebody has to read it again. Readers see the day.",
    )
    comment = forms.CharField(
        label="Note to the editors",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers do not see it.",
    )

    def __init__(self, *args: Any, boxes: list[str], user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["boxes"].choices = [(box, box) for box in boxes]  # type: ignore[attr-defined]
        self.fields["boxes"].required = bool(boxes)
        if name := known_name(user):
            field = self.fields["name"]
            field.disabled, field.initial = True, name
        self.fields["credentials"].initial = known_credentials(user)

    def clean_boxes(self) -> list[str]:
        """Refuse what is only half confirmed."""
        ticked: list[str] = self.cleaned_data["boxes"]
        if len(ticked) < len(self.fields["boxes"].choices):  # type: ignore[attr-defined]
            raise ValidationError("Every box must be ticked.")
        return ticked

    def clean_next_review(self) -> date:
        """Ask for a day that is to come, and not far away."""
        day: date = self.cleaned_data["next_review"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST:
            raise ValidationError("Choose a day after today, within five years.")
        return day

    def clean(self) -> dict[str, Any]:
        """Ask which part, if only a part was reviewed; forget it otherwise."""
        given = super().clean() or {}
        if given.get("whole") == "yes":
            given["scope"] = ""
        elif not given.get("scope"):
            self.add_error("scope", "Say which part you reviewed.")
        return given


def place(address: str, names: Mapping[str, str]) -> str:
    """Where a line of the text stands, in words: "Body · care card"."""
    part, _, inside = address.partition("/")
    kind = inside.split("/")[0].partition(" ")[2]
    words = [capfirst(names.get(part, part)), kind]
    return " · ".join(word.replace("_", " ") for word in words if word)


def shown(draft: Draft) -> list[tuple[str, list[str]]]:
    """The text that is signed, for a reader: what stands where, in its order."""
    names = {
        field.name: str(getattr(field, "verbose_name", field.name))
        for field in draft.page._meta.get_fields()
    }
    lines = (line.split("\t", 1) for line in draft.text.splitlines()[1:])
    told = ((place(address, names), said) for address, said in lines)
    return [
        (key, [said for _, said in some]) for key, some in groupby(told, itemgetter(0))
    ]


class SignView(WagtailAdminTemplateMixin, View):
    """Shows the newest version of a page that waits for review, and takes a signature."""

    page_title = "Sign"
    header_icon = "clipboard-list"
    template_name = "clinic/admin/sign.html"
    page: Page
    state: ClinicalReviewState

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """For those whose task it is, while the page waits for them."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"], depth__gt=1)
        if not is_clinical(self.page):
            messages.error(request, NOT_CLINICAL)
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        state = self.page.current_workflow_task_state
        if not isinstance(state, ClinicalReviewState):
            messages.error(request, SETTLED)
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        self.state = state
        self.page_title = f"Sign “{self.page.get_admin_display_title()}”"
        self.draft = newest(self.page)
        self.reason = refusal(state, request.user, self.draft)
        if self.reason == NOT_ALLOWED:
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The text and, for whoever may sign it, the form."""
        months = getattr(
            ClinicSettings.for_request(request), self.page.specific.review_months
        )
        day = months_later(timezone.localdate(), months)
        return self.answer(self.form(initial={"whole": "yes", "next_review": day}))

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Sign, or say why not: what was filled in stays, but for ticks under a new text."""
        form = self.form(request.POST)
        if self.reason or not form.is_valid():
            return self.answer(form)
        try:
            self.sign(form.cleaned_data)
        except Refused as refused:
            return self.answer(self.unticked(request, str(refused)))
        messages.success(request, f"You signed “{self.draft.page.title}”.")
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def unticked(self, request: HttpRequest, reason: str) -> SignForm:
        """The form as it was filled in, but for the boxes, above what is newest now."""
        self.draft = newest(Page.objects.get(pk=self.page.pk))
        given = request.POST.copy()
        given.setlist("boxes", [])
        form = self.form(given)
        form.is_valid()
        form.add_error(None, reason)
        return form

    def form(self, *args: Any, **kwargs: Any) -> SignForm:
        """The form, with the boxes of the task."""
        boxes = self.state.task.specific.boxes
        return SignForm(*args, boxes=boxes, user=self.request.user, **kwargs)

    def sign(self, given: dict[str, Any]) -> None:
        """Put the signature under the text that was shown; raises Refused."""
        signature = Signature(
            revision_id=row_number(self.request.POST.get("revision", "")),
            digest=self.request.POST.get("digest", ""),
            name=given["name"],
            credentials=given["credentials"],
            next_review=given["next_review"],
            checklist=given["boxes"],
            scope=given["scope"],
        )
        self.state.task.specific.on_action(
            self.state,
            self.request.user,
            "approve",
            signature=signature,
            comment=given["comment"],
        )

    def answer(self, form: SignForm) -> HttpResponse:
        """The page."""
        last = self.draft.page.reviews.latest
        return self.render_to_response(
            self.get_context_data(
                form=form,
                draft=self.draft,
                text=shown(self.draft),
                last=last,
                reason=self.reason,
                state=self.state,
                media=form.media,
            )
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]


class SignItem(ActionMenuItem):
    """Leads from the editor to the text that waits for a signature."""

    name = "sign"
    label = "Sign"
    icon_name = "success"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Where it is signed."""
        return reverse("signing:sign", args=[parent_context["page"].pk])


URLS: list[URLPattern | URLResolver] = [
    path(
        "reviews/",
        include(
            ([path("<int:page_id>/sign/", SignView.as_view(), name="sign")], "signing")
        ),
    )
]
