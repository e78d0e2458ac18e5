"""Links by which somebody without an account reads a draft, and what they say of it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from clinic.models.page import SitePage

USUAL_DAYS, MOST_DAYS = 14, 90
# For how long the list of a page remembers a link that has ended.
REMEMBERED_DAYS = 90


def digest_of(token: str) -> str:
    """What is stored of a link: nobody who reads the database can follow it."""
    return hashlib.sha256(token.encode()).hexdigest()


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    """Links, asked for by adjectives."""

    def open(self, now: datetime | None = None) -> Self:
        """Those that lead somewhere: in time, not withdrawn, of an account in use."""
        now = now or timezone.now()
        used = {"withdrawn_at": None, "shared_by__is_active": True}
        return self.filter(expires_at__gt=now, **used)

    def forgotten(self, now: datetime | None = None) -> Self:
        """Those that ended so long ago that no list names them."""
        now = now or timezone.now()
        return self.filter(expires_at__lt=now - timedelta(days=REMEMBERED_DAYS))


class DraftLink(models.Model):
    """A link to the newest draft of a page; it ends by itself, or is withdrawn."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="draft_links")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shared_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-shared_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"link {self.pk} to a draft"

    @classmethod
    def make(cls, page: Page, user: Any, days: int) -> tuple["DraftLink", str]:
        """A new link and its token, which is known now and never again."""
        token = secrets.token_urlsafe(32)
        ends = timezone.now() + timedelta(days=days)
        new = {"digest": digest_of(token), "shared_by": user, "expires_at": ends}
        return cls.objects.create(page=page, **new), token

    @property
    def is_open(self) -> bool:
        """Whether it leads to the draft now."""
        maker = self.shared_by
        in_use = bool(maker and maker.is_active and not self.withdrawn_at)
        return in_use and self.expires_at > timezone.now()

    def draft(self) -> SitePage:
        """The newest draft of the page."""
        return self.page.get_latest_revision_as_object()

    def withdraw(self) -> None:
        """Let it lead nowhere from now on."""
        if self.withdrawn_at is None:
            self.withdrawn_at = timezone.now()
            self.save(update_fields=["withdrawn_at"])


class DraftComment(models.Model):
    """What somebody who has such a link says of the draft; plain text, for editors only.

    It stays with the page when the link has ended, until an editor deletes it.
    """

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="draft_comments"
    )
    link = models.ForeignKey(
        DraftLink, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    form = models.CharField(max_length=32, unique=True, editable=False)
    name = models.CharField(max_length=80)
    section = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=2_000)
    written_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ("-written_at", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"comment {self.pk} on a draft"

    def settle(self, user: Any) -> None:
        """Somebody has dealt with it; the first who did so stays named."""
        if self.done_at is None:
            self.done_at, self.done_by = timezone.now(), user
            self.save(update_fields=["done_at", "done_by"])
