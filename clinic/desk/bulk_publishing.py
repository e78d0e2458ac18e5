"""Many pages at once go live only as they were seen, with no locked one among them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from clinic.models.review_task import waits_for_signature
from clinic.tasks import each_once


def moment(told: str) -> datetime:
    """The time that an address tells; now, where it tells none."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return timezone.now()


def named(pages: Iterable[Page]) -> str:
    """The titles of pages, for a sentence."""
    return ", ".join(f"“{page.get_admin_display_title()}”" for page in pages)


def drafts_below(pages: Iterable[Page], user: Any) -> list[Page]:
    """What Wagtail would publish with these pages: drafts below them, if one may."""
    return [
        draft
        for page in pages
        for draft in page.get_descendants().filter(live=False)
        if draft.permissions_for_user(user).can_publish()
    ]


def held(pages: Iterable[Page]) -> list[Page]:
    """The pages as they are now, and stay until this transaction is over."""
    rows = Page.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return list(rows.filter(pk__in=[page.pk for page in pages]))


def closed(pages: Iterable[Page], user: Any) -> list[Page]:
    """Those that somebody could not publish from the form either, or has to sign first."""
    return [
        page
        for page in pages
        if page.permissions_for_user(user).page_locked() or waits_for_signature(page)
    ]


def changed(pages: Iterable[Page], since: datetime, user: Any) -> QuerySet[Page]:
    """Those with a newer draft of somebody else's."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages])
    newer = rows.filter(latest_revision_created_at__gt=since)
    return newer.exclude(latest_revision__user=user)


class CarefulPublishBulkAction(PublishBulkAction):
    """Publishes no page that is closed, and no draft that came after the question.

    The rows of all that goes live are held from the look to the publication, and nothing
    else goes live: on PostgreSQL a page could be saved, or added below, in between.
    """

    chosen: list[Page] | None = None
    below: Sequence[Page] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        now = urlencode({"asked_at": timezone.now().isoformat()})
        return context | {"submit_url": f"{self.request.path}?{self.asked}&{now}"}

    @property
    def asked(self) -> str:
        """The question as it was asked first, without its time."""
        query = self.request.GET.copy()
        query.pop("asked_at", None)
        return query.urlencode()

    def get_actionable_objects(self) -> Any:
        """The chosen pages; once they are held, no others."""
        found, others = super().get_actionable_objects()
        return (found if self.chosen is None else self.chosen), others

    def hold(self, with_drafts_below: bool) -> list[Page]:
        """Keep all that would go live as it is; these pages."""
        chosen, _ = self.get_actionable_objects()
        picked = {page.pk for page in chosen}
        below = drafts_below(chosen, self.request.user) if with_drafts_below else []
        rows = held([*chosen, *below])
        self.chosen = [row for row in rows if row.pk in picked]
        self.below = [row for row in rows if row.pk not in picked and not row.live]
        return [*self.chosen, *self.below]

    def refusal(self, pages: list[Page]) -> str:
        """Why nothing is published, naming the pages; empty if all is as it was."""
        user = self.request.user
        if found := closed(pages, user):
            return (
                "Nothing was published, because some of it is locked, or waits for "
                f"review or for its day: {named(found)}. Open it to learn more, or "
                "publish the rest without it."
            )
        asked_at = moment(self.request.GET.get("asked_at", ""))
        if newer := changed(pages, asked_at, user):
            return (
                f"Nothing was published: somebody saved a newer draft of {named(newer)} "
                "after this question was shown. Look at it, then publish again."
            )
        return ""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic(), each_once():
            pages = self.hold(form.cleaned_data["include_descendants"])
            if not (refusal := self.refusal(pages)):
                return super().form_valid(form)
        messages.error(self.request, refusal)
        return redirect(f"{self.request.path}?{self.asked}")

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"below": self.below}

    @classmethod
    def execute_action(
        cls, objects: list[Page], below: Sequence[Page] = (), **context: Any
    ) -> tuple[int, int]:
        """Publish what is held, not what stands below it by now."""
        context |= {"include_descendants": False}
        super().execute_action([*objects, *below], **context)
        return len(objects), len(below)
