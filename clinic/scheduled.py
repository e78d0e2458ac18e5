"""Pages whose day has come: each goes live, or goes, whatever becomes of the others."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from clinic.rules.checking import Level, check

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One page, and what its day brings."""

    title: str
    page_id: Any
    what: str
    act: Callable[[], None]
    read: Callable[[], Any]

    def fault(self) -> str:
        """Take the step; why it could not be taken, empty if it was.

        All or nothing: a page that fails keeps its day, and is asked again the next time.
        """
        try:
            with transaction.atomic():
                self.act()
        except ValidationError as error:
            return self.told(" ".join([*error.messages, *self.rules()]))
        except Exception:
            logger.exception("“%s” could not be %s.", self.title, self.what)
            return self.told("The site failed; the log says how.")
        return ""

    def told(self, why: str) -> str:
        """That the step could not be taken, and where it can be mended."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page_id])
        address = f"{settings.WAGTAILADMIN_BASE_URL}{edit}"
        return f"“{self.title}” was not {self.what}: {why}\n  {address}"

    def rules(self) -> list[str]:
        """The names of the rules that the page breaks gravely, in brackets."""
        found = check([self.read()], Level.ERROR)[0]
        return [f"[{name}]" for name in dict.fromkeys(one.rule.name for one in found)]


def due() -> Iterator[Step]:
    """What is to be done now: first what goes, then what comes.

    As Wagtail's own `publish_scheduled`, which ends at the first page that fails.
    """
    over = Page.objects.filter(live=True, expire_at__lt=timezone.now())
    for page in over.order_by("expire_at"):
        log = "wagtail.unpublish.scheduled"
        act = partial(page.unpublish, set_expired=True, log_action=log)
        yield Step(page.title, page.pk, "unpublished", act, page.get_specific)
    come = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in come.order_by("approved_go_live_at"):
        act = partial(revision.publish, log_action="wagtail.publish.scheduled")
        title, page_id = revision.object_str, revision.object_id
        yield Step(title, page_id, "published", act, revision.as_object)
