"""The signatures of clinicians, each under one exact text."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone


class ClinicalText(models.Model):
    """The digest of the clinical text of a page as readers have it now.

    Written when the page, or a page of which it shows a part, is published; never when
    somebody reads.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="clinical_text"
    )
    digest = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest}"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    """Signatures, asked for by adjectives."""

    def standing(self) -> Self:
        """Those under the text that readers have now."""
        return self.filter(digest=F("page__clinical_text__digest"))

    def whole(self) -> Self:
        """Those under a whole page, not under a part of what it says."""
        return self.filter(scope="")


class SignOffManager(models.Manager.from_queryset(SignOffQuerySet)):  # type: ignore[misc]
    """Finds signatures, each with the digest of the text that readers have now.

    So whoever fetches many pages with their signatures asks once for all of them.
    """

    def get_queryset(self) -> SignOffQuerySet:
        """With `live_digest`, so that each knows whether it stands."""
        found: SignOffQuerySet = super().get_queryset()
        return found.annotate(live_digest=F("page__clinical_text__digest"))


class SignOff(models.Model):
    """One clinician's signature under one text of a page; a record, never edited."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="signed"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="sign_offs",
    )
    # As they read when the page was signed, whatever becomes of the account.
    name = models.CharField(max_length=160)
    credentials = models.CharField(max_length=120)
    # What alone was reviewed, in words; empty if it was the whole page.
    scope = models.CharField(max_length=255, blank=True)
    checklist = models.JSONField(default=list)
    # The form of the canonical text, and the digest of what was signed in this form.
    version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    signed_at = models.DateTimeField(default=timezone.now)
    next_review = models.DateField()

    objects = SignOffManager()
    # What the manager adds to a row that it finds.
    live_digest: str | None = None

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {timezone.localdate(self.signed_at)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change what was signed."""
        if not self._state.adding:
            raise TypeError("A signature is a record: sign anew instead.")
        super().save(*args, **kwargs)

    @property
    def stands(self) -> bool:
        """Whether readers have the text that was signed."""
        return self.digest == self.live_digest

    @property
    def is_whole(self) -> bool:
        """Whether the whole page was reviewed."""
        return not self.scope

    @property
    def is_overdue(self) -> bool:
        """Whether the day of the next review is over."""
        return self.next_review < timezone.localdate()
