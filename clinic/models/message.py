"""What readers wrote to the clinic, kept so that only the site can read it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from clinic.contact.sealing import Unreadable, seal, unseal
from clinic.models.clinic_settings import ClinicSettings


class Topic(models.TextChoices):
    """What a message is about."""

    APPOINTMENT = "appointment", "An appointment"
    QUESTION = "question", "A question about the journal"
    ERROR = "error", "An error in an article"
    OTHER = "other", "Something else"


@dataclass(frozen=True)
class Letter:
    """What a reader wrote: all of a message that is secret."""

    name: str
    email: str
    telephone: str
    text: str


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, asked for by adjectives."""

    def older_than(self, days: int, now: datetime | None = None) -> Self:
        """Those that have been here longer than so many days."""
        now = now or timezone.now()
        return self.filter(received_at__lt=now - timedelta(days=days))


class Message(models.Model):
    """A message of a reader; what it says is sealed.

    It is in no search, fixture, export or log: whoever may read it does so in the admin.
    """

    form = models.CharField(max_length=32, unique=True, editable=False)
    topic = models.CharField(max_length=16, choices=Topic.choices)
    sealed = models.TextField(editable=False)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        default_permissions = ()
        permissions = [("read_messages", "Can read, settle and delete messages")]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def letter(self) -> Letter:
        """What the reader wrote; raises Unreadable if its key is gone."""
        return Letter(**json.loads(unseal(self.sealed)))

    @classmethod
    def keep(cls, form: str, topic: str, letter: Letter) -> tuple["Message", bool]:
        """Keep what came with the form of that name; whether it is new.

        However often, and in however many processes at once, a form is sent: it is one
        message, the first.
        """
        sealed = seal(json.dumps(asdict(letter)))
        new = {"topic": topic, "sealed": sealed}
        return cls.objects.get_or_create(form=form, defaults=new)

    def says(self, letter: Letter) -> bool:
        """Whether it holds that letter, as far as the site can still read it."""
        try:
            return self.letter == letter
        except Unreadable:
            return True

    def settle(self, user: Any) -> None:
        """Somebody has dealt with it; the first who did so stays named."""
        if self.settled_at is None:
            self.settled_at, self.settled_by = timezone.now(), user
            self.save(update_fields=["settled_at", "settled_by"])


def days_to_keep() -> int:
    """For how long a message is kept; without clinic settings their default holds."""
    stored = ClinicSettings.objects.filter(site__is_default_site=True).first()
    return (stored or ClinicSettings()).message_days


def overdue() -> MessageQuerySet:
    """The messages whose time is over."""
    return Message.objects.older_than(days_to_keep())
