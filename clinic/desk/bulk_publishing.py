"""Many pages at once go live only as they were when the editor was asked."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from clinic.tasks import each_once


def moment(told: str) -> datetime:
    """The time that an address tells; now, where it tells none."""
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return timezone.now()


class CarefulPublishBulkAction(PublishBulkAction):
    """Publishes no draft that somebody else has saved since the question was shown."""

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

    def changed_since(self, asked_at: datetime) -> list[Page]:
        """The chosen pages with a newer draft of somebody else's."""
        chosen = Page.objects.filter(pk__in=self.request.GET.getlist("id"))
        if "all" in self.request.GET.getlist("id"):
            chosen = Page.objects.filter(
                pk__in=[page.pk for page in self.get_actionable_objects()[0]]
            )
        changed = chosen.filter(latest_revision_created_at__gt=asked_at)
        others = changed.exclude(latest_revision__user=self.request.user)
        return list(others.select_for_update(no_key=True, of=("self",)))

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic(), each_once():
            changed = self.changed_since(moment(self.request.GET.get("asked_at", "")))
            if not changed:
                return super().form_valid(form)
        names = ", ".join(f"“{page.get_admin_display_title()}”" for page in changed)
        messages.error(
            self.request,
            f"Nothing was published: somebody saved a newer draft of {names} after this "
            "question was shown. Look at it, then publish again.",
        )
        return redirect(f"{self.request.path}?{self.asked}")
