"""How a new page begins in the admin: the choice, then the form that begins so."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages import choose_parent, create
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from clinic.desk.made_once import MadeOnceView
from clinic.models import site_pages

# A draft with such a title is a template that editors keep themselves.
KEPT = "Template:"


def kept_templates(parent: Page, user: Any) -> Any:
    """The templates below a page that the person may copy."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = site_pages().child_of(parent).filter(live=False, pk__in=mine.values("pk"))
    return drafts.filter(draft_title__startswith=KEPT).order_by("draft_title")


class AddSubpageView(create.AddSubpageView):
    """Below a list of one type of page: not which type, but how to begin."""

    def dispatch(
        self, request: HttpRequest, parent_page_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        answer = super().dispatch(request, parent_page_id, *args, **kwargs)
        if len(self.page_types) != 1:
            return answer
        _, app, name, _ = self.page_types[0]
        model = apps.get_model(app, name)
        if not getattr(model, "starts", ()):
            return answer
        context = {
            "parent": self.parent_page,
            "noun": model._meta.verbose_name,
            "starts": model.starts,
            "kept": kept_templates(self.parent_page, request.user),
            "mark": KEPT,
            "add": reverse("wagtailadmin_pages:add", args=[app, name, parent_page_id]),
            "next": get_valid_next_url_from_request(request),
        }
        return TemplateResponse(request, "clinic/admin/starts.html", context)


class StartedView(MadeOnceView):
    """The form of a new page, filled with the chosen start."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if chosen := request.GET.get("start"):
            starts = {start.name: start for start in getattr(self.page, "starts", ())}
            if chosen in starts:
                starts[chosen].fill(self.page)
            else:
                messages.warning(
                    request, "There is no such template: the form is empty."
                )
        return super().get(request)


class ChooseParentView(choose_parent.ChooseParentView):
    """Where a page is added from a listing: by way of the choice, if there is one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        parents = self.get_valid_parent_pages(request.user).values_list("pk", flat=True)
        if getattr(self.model, "starts", ()) and len(parents[:2]) == 1:
            return redirect("wagtailadmin_pages:add_subpage", parents[0])
        return super().get(request, *args, **kwargs)
