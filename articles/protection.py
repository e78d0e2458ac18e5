"""Why a page on which others rest may not go, or not be published yet."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail.models import Page

from articles.models import AuthorPage, ReferencePage
from articles.models.citation import pages_resting_on


def titles(pages: Iterable[Page]) -> str:
    """The titles of up to ten pages, for a message."""
    found = [f"“{page.get_admin_display_title()}”" for page in pages]
    more = f" and {len(found) - 10} more" if len(found) > 10 else ""
    return ", ".join(found[:10]) + more


def why_unpublishing_is_refused(page: Page) -> str:
    """Why `page` and what is below it must stay published; empty if it need not."""
    citing = pages_resting_on(page)
    if not citing:
        return ""
    return f"“{page}” cannot go: these pages rest on it: {titles(citing)}."


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
