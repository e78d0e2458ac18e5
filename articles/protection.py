"""Why a page on which others rest may not go, hide, move or be doubled."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageViewRestriction

from articles.citations import KEY
from articles.models import AuthorPage, ReferencePage
from articles.models.resting import because_pages_rest_on, titles
from clinic.desk.page_views import VIEWS


def why_unpublishing_is_refused(page: Page) -> str:
    """Why `page` and what is below it must stay published; empty if it need not."""
    return because_pages_rest_on(page, "go")


def why_hiding_is_refused(page: Page) -> str:
    """Why `page` and what is below it must stay public; empty if it may be private."""
    return because_pages_rest_on(page, "be private")


def why_moving_is_refused(page: Page, destination: Page) -> str:
    """Why `page` must stay where it is; empty if it may go below `destination`.

    Its address would change, and that of every source below it.
    """
    if page.is_child_of(destination):
        return ""
    return because_pages_rest_on(page, "move")


def why_copying_is_refused(page: Page, form: Mapping[str, Any]) -> str:
    """Why a copy, as the posted `form` asks for it, is none; empty if it may be made.

    A key names one source: a copy of a reference needs a key of its own, and what is
    below a page would keep the key that it has.
    """
    sources = ReferencePage.objects.filter(path__startswith=page.path)
    is_source = sources.filter(pk=page.pk).exists()
    if is_source and form.get("alias"):
        return "A reference has no alias: its citation key would name two pages."
    if is_source and not KEY.fullmatch(form.get("new_slug", "")):
        return "A citation key is lower-case letters, digits and hyphens."
    if is_source and sources.model.objects.filter(slug=form["new_slug"]).exists():
        return f"The citation key {form['new_slug']} is taken by another reference."
    if form.get("copy_subpages") and not is_source and sources.exists():
        return (
            f"“{page}” cannot be copied with what is below it: there are references, "
            "and a citation key names one of them only."
        )
    return ""


def why_deleting_is_refused(page: Page) -> str:
    """Why `page` and what is below it must not be deleted; empty if it may be."""
    if reason := why_unpublishing_is_refused(page):
        return reason
    below = {"path__startswith": page.path}
    issued = ReferencePage.objects.filter(**below, first_published_at__isnull=False)
    if issued:
        return (
            f"A reference that was ever published stays, so that its key is never "
            f"given to another source: {titles(issued)}. Set its status to withdrawn."
        )
    named = AuthorPage.objects.filter(**below, bylines__isnull=False).distinct()
    if named:
        return (
            f"Articles name these authors: {titles(named)}. Take them off the articles "
            "first, or mark them as no longer working with the journal."
        )
    return ""


def why_publishing_is_refused(page: Page) -> str:
    """What the newest draft of `page` still lacks; empty if it may be published."""
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        return f"“{page}” cannot be published yet: {' '.join(error.messages)}"
    return ""


class PrivacyView(SetPrivacyView):
    """The window in which a page is made private; Wagtail has no hook for it."""

    def form_valid(self, form: Any) -> HttpResponse:
        is_private = form.cleaned_data["restriction_type"] != PageViewRestriction.NONE
        if is_private and (reason := why_hiding_is_refused(self.page)):
            form.add_error("restriction_type", reason)
            return self.form_invalid(form)
        return super().form_valid(form)


# Takes the place of Wagtail's own views of every page type.
pages = PageViewSet(set_privacy_view_class=PrivacyView, **VIEWS)
