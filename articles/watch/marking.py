"""A source marked as a notice says, live, without touching what an editor is writing."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from articles.models.reference import ReferencePage
from articles.watch.notices import Notice, rank
from clinic.tasks import each_once

ACTION = "articles.evidence_changed"


def mark(reference: ReferencePage, notice: Notice) -> bool:
    """Mark the published source as the notice says; False if it says so already.

    The watch only ever makes a status graver: what it does not hear of may still be so,
    and what an editor decided stands. Raises ValidationError if the page, as it stands,
    could not be published.
    """
    with transaction.atomic(), each_once():
        page = ReferencePage.objects.select_for_update().get(pk=reference.pk)
        if not page.live or rank(notice.status) <= rank(page.status):
            return False
        draft = page.get_latest_revision() if page.has_unpublished_changes else None
        planned_for = draft.approved_go_live_at if draft else None
        put(page, notice)
        if page.go_live_at and page.go_live_at > timezone.now():
            page.go_live_at = None  # a plan of the draft: the notice cannot wait
        page.save_revision().publish()
        log(instance=page, action=ACTION, data={"notice": str(notice)})
        if draft:
            keep(draft, notice, planned_for)
    return True


def put(page: ReferencePage, notice: Notice) -> None:
    """Write what the notice says into the page; what the editors noted stays below it."""
    page.status = notice.status
    page.notice = "\n".join(dict.fromkeys(filter(None, [str(notice), page.notice])))
    page.checked_on = timezone.localdate()


def keep(draft: Any, notice: Notice, planned_for: Any) -> None:
    """Save an editor's unfinished draft again, on top of what was just published.

    It learns of the notice too, or publishing it would take the mark away.
    """
    page = draft.as_object()
    if rank(notice.status) > rank(page.status):
        put(page, notice)
    page.save_revision(
        user=draft.user, approved_go_live_at=planned_for, clean=False, changed=True
    )
