"""What readers had and were told each time a page went live: a record."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.html import escape

RECORD = "A published version is a record: it is neither changed nor deleted."


class Kind(models.TextChoices):
    """What kind of change a version brought, for readers."""

    FIRST = "first", "First version"
    MINOR = "minor", "Wording or layout"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    SAFETY = "safety", "Safety"


# Of these readers are told.
TOLD = (Kind.UPDATE, Kind.CORRECTION, Kind.SAFETY)
# These say that something wrong was there before.
CORRECTING = (Kind.CORRECTION, Kind.SAFETY)


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions, asked for by adjectives."""

    def told(self) -> Self:
        """Those of which readers are told in a sentence."""
        return self.filter(kind__in=TOLD).exclude(sentence="")

    def without_text(self) -> Self:
        """Versions that leave their long text in the database, but know if it is there."""
        known = models.Q(content__isnull=False)
        has_text = models.ExpressionWrapper(known, models.BooleanField())
        return self.defer("content").annotate(has_text=has_text)

    def redate(self, when: Any) -> None:
        """Let them have gone live `when` the file says from which they were just loaded."""
        super().update(published_at=when)

    def update(self, **kwargs: Any) -> int:
        """Refused: see `RECORD`."""
        raise TypeError(RECORD)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: versions only go with their page."""
        raise TypeError(RECORD)


class Version(models.Model):
    """What a page said when it went live, and what readers were told of the change.

    It holds the text itself: revisions can be purged, and rewritten by a later autosave.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    sentence = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # For editors, to compare; it may be purged.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # None if only the note was loaded from a file.
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = VersionQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    # Set by `without_text`.
    has_text: bool
    # The sentence with its citations; it has none. Corrections have one.
    shown = ""

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "number"], name="one_version_per_page_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of page {self.page_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new version; one that is there stays as it is."""
        if not self._state.adding:
            raise TypeError(RECORD)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: a version only goes with its page."""
        raise TypeError(RECORD)

    @property
    def is_told(self) -> bool:
        """Whether readers are told of it in a sentence."""
        return self.kind in TOLD and bool(self.sentence)

    @property
    def made_on(self) -> date:
        """The day on which it went live, here."""
        return timezone.localdate(self.published_at)

    @property
    def text(self) -> str:
        """The sentence as HTML, as the text of a correction is."""
        return str(escape(self.sentence))


class PendingNote(models.Model):
    """What an editor says of a change in a draft; told when that very draft goes live."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="pending_note"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    sentence = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.kind or 'not said'}: {self.sentence}"

    @property
    def is_complete(self) -> bool:
        """Whether it says all that publishing asks for."""
        return self.kind == Kind.MINOR or bool(self.kind and self.sentence)
