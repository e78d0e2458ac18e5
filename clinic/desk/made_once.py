"""A new page is made once, though the form in which it is written may be sent twice."""

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from wagtail.admin.views.pages import create
from wagtail.models import Page

from clinic.contact.rate import DAY
from clinic.tasks import each_once

MADE_ALREADY = "This form has made its page already. Reload it to go on."


def made_by(request: HttpRequest) -> Page | None:
    """The page that the form of a new page made when it was sent before, if it was."""
    return Page.objects.filter(pk=cache.get(name_of_form(request))).first()


def name_of_form(request: HttpRequest) -> str:
    """Under which name the cache remembers what this very form made."""
    return f"made:{request.user.pk}:{request.POST.get('form_name', '')}"


class MadeOnceView(create.CreateView):
    """The form of a new page; sent again, it goes on with the page that it has made.

    The admin sends it by itself shortly after the last letter. Who presses a button
    meanwhile sends it again, before the answer has told the form which page it made.
    The parent's row is locked from the question to the answer, so the second finds what
    the first made, and of two people who choose the same address at once one is told.
    """

    def dispatch(
        self, request: HttpRequest, *args: Any, parent_page_id: int, **kwargs: Any
    ) -> HttpResponseBase:
        kwargs["parent_page_id"] = parent_page_id
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic(), each_once():
            rows = Page.objects.select_for_update(no_key=True)
            rows.filter(pk=parent_page_id).values_list("pk").first()
            return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        page = made_by(request)
        if page is None:
            return super().post(request)
        if self.expects_json_response:
            # It was sent before what made the page, and would undo a part of that.
            return self.json_error_response("invalid_revision", MADE_ALREADY)
        edit = resolve(reverse(self.edit_url_name, args=[page.pk]))
        return edit.func(request, *edit.args, **edit.kwargs)

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Make the page, and remember that this form did."""
        answer = super().form_valid(form)
        if self.page.pk and form.cleaned_data.get("form_name"):
            cache.set(name_of_form(self.request), self.page.pk, DAY)
        return answer
