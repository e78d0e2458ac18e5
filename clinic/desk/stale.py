"""A form that began with an older version than the newest is shown again, not saved."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page, Revision

from clinic.contact.rate import DAY
from clinic.desk.made_once import made_by
from clinic.row_number import row_number
from clinic.tasks import each_once

WAGTAILS = "wagtailadmin/pages/edit.html"
OURS = "clinic/admin/edit.html"


def named(revision_id: Any, created_at: str) -> str:
    """A version by one word: a draft may be written anew, so its time belongs to it."""
    return f"{revision_id}@{created_at}"


def version_of(revision: Revision) -> str:
    """The word for a revision as it is now."""
    return named(revision.pk, revision.created_at.isoformat())


def differences(panel: Panel, page: Page, older: Page, newer: Page) -> list[Any]:
    """The fields in which two versions of a page differ, as Wagtail compares them."""
    compared = panel.get_bound_panel(instance=page).get_comparison()
    return [
        one for one in (make(older, newer) for make in compared) if one.has_changed()
    ]


@dataclass(frozen=True)
class Newer:
    """The version that came between: what the person who is refused has to know."""

    version: str
    who: str
    is_mine: bool
    saved_at: Any
    changed: list[str]
    compare_url: str
    differing: list[Any]


class CarefulEditView(EditView):
    """An edit view that saves only on top of the version with which its form began.

    The page's row is locked from the question to the answer, so of two forms that are
    sent at once the second finds what the first has saved. (SQLite locks the file.) The
    page, which Wagtail saves once for each of its rows, is indexed once, at the end.
    """

    is_refused = False

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> Any:
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic(), each_once():
            rows = Page.objects.select_for_update(no_key=True)
            rows.filter(pk=page_id).values_list("pk").first()
            return super().dispatch(request, page_id, **kwargs)

    @cached_property
    def saved_by_this_form(self) -> str:
        """Under which name the cache remembers what this very form saved last."""
        form = self.request.POST.get("form_name", "")
        return f"saved:{self.request.user.pk}:{self.page.pk}:{form}"

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether somebody, or another window, has saved since the form was opened."""
        if self.latest_revision is None:
            return False
        form, newest = self.request.POST, self.latest_revision
        if form.get("overwrite_revision_id") == str(newest.pk):
            return False  # an automatic save of this form, and nobody else's since
        if "loaded_revision_id" not in form and "overwrite_revision_id" not in form:
            # No form of the admin: it may go on from what its sender saved last.
            return newest.user_id not in {None, self.request.user.pk}
        loaded = (
            form.get("loaded_revision_id"),
            form.get("loaded_revision_created_at", ""),
        )
        known = {named(*loaded), form.get("on_top_of")}
        if form.get("form_name"):
            known.add(cache.get(self.saved_by_this_form))
        return version_of(newest) not in known

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (
            self.page.alias_of_id
            or self.expects_json_response
            or not self.is_out_of_date
        ):
            self.take_rows_of_the_form_alone()
            return super().post(request, *args, **kwargs)
        return self.refuse()

    def take_rows_of_the_form_alone(self) -> None:
        """A form that began without a page knows none of the rows that it has made."""
        began_with = self.request.POST.get("loaded_revision_id", "none")
        made = made_by(self.request) if began_with == "none" else None
        if made is None or made.pk != self.page.pk:
            return
        for relation in self.form_class.formsets:
            setattr(self.page, relation, [])

    def refuse(self) -> HttpResponse:
        """The form as it was sent, with what came between; nothing is saved."""
        self.is_refused = self.has_unsaved_changes = True
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()  # puts what was typed into the page, to be compared
        self.form.restore_required_fields()
        answer = self.render_to_response(self.get_context_data())
        answer.status_code = 409
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, and remember that this form did: it goes on from there."""
        answer = super().form_valid(form)
        newest = Page.objects.get(pk=self.page.pk).latest_revision
        if newest and form.cleaned_data.get("form_name"):
            cache.set(self.saved_by_this_form, version_of(newest), DAY)
        return answer

    @property
    def newer(self) -> Newer:
        """The newest version, beside that with which the form began."""
        newest, page = self.latest_revision, self.page
        loaded = self.request.POST.get("loaded_revision_id", "")
        began = page.revisions.filter(pk=row_number(loaded)).first()
        theirs = newest.as_object()
        older = began if began and began != newest else None
        changed = (
            differences(self.edit_handler, page, older.as_object(), theirs)
            if older
            else []
        )
        since = older.pk if older else "live" if page.live else "earliest"
        names = [page.pk, since, newest.pk]
        return Newer(
            version_of(newest),
            get_user_display_name(newest.user) if newest.user else "",
            newest.user == self.request.user,
            newest.created_at,
            [str(one.field_label()) for one in changed],
            reverse("wagtailadmin_pages:revisions_compare", args=names),
            differences(self.edit_handler, page, theirs, self.form.instance),
        )

    def get_template_names(self) -> list[str]:
        names = super().get_template_names()
        return [OURS if name == WAGTAILS else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.is_refused:
            form = self.request.POST
            return context | {
                "newer": self.newer,
                "began_with": form.get("loaded_revision_id", "none"),
                "began_at": form.get("loaded_revision_created_at", ""),
                "autosave_enabled": False,
            }
        return context if self.latest_revision else context | {"began_with": "none"}


class CarefulRevertView(RevisionsRevertView, CarefulEditView):
    """The same where the form begins with an earlier version, to go back to it."""
