"""What the watch over the sources knows: lookups, changes, and who is told of them.

None of this is content of a page, so it has no revisions: that a source was looked up
again changes nothing that an editor wrote.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from articles.models.reference import ReferencePage
from articles.models.source import SOUND, Status


class Notices(models.TextChoices):
    """What the last lookup told of retractions and corrections."""

    NONE = "none", "No notice"
    FOUND = "found", "Notice found"
    UNKNOWN = "unknown", "Unknown"


class Link(models.TextChoices):
    """Whether the address of a source still answers."""

    OK = "ok", "Answers"
    DEAD = "dead", "Dead"
    UNKNOWN = "unknown", "Unknown"


class ToldBy(models.TextChoices):
    """Who told that the status of a source changed."""

    CROSSREF = "crossref", "Crossref"
    RETRACTION_WATCH = "retraction-watch", "Retraction Watch"
    EDITOR = "editor", "An editor"


class Lookup(models.Model):
    """What the last lookup of a source told.

    `answered_at` stays when a later question has no answer: what was told then is still
    what is known. `told` has a line for each notice that was told; one that was told
    already changes nothing again, so an editor's judgement of it stands.
    """

    reference = models.OneToOneField(
        ReferencePage, on_delete=models.CASCADE, related_name="lookup"
    )
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    notices = models.CharField(
        max_length=8, choices=Notices.choices, default=Notices.UNKNOWN
    )
    told = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)
    link = models.CharField(max_length=8, choices=Link.choices, default=Link.UNKNOWN)
    link_status = models.PositiveSmallIntegerField(null=True)
    link_asked_at = models.DateTimeField(null=True)
    link_failures = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"lookup of {self.reference_id}"

    def heard(self, tokens: Iterable[str]) -> None:
        """Note an answer, with what tells each notice from others; not saved yet."""
        self.asked_at = self.answered_at = timezone.now()
        self.failures = 0
        told = list(tokens)
        self.notices = Notices.FOUND if told else Notices.NONE
        self.told = "\n".join(dict.fromkeys([*self.told.splitlines(), *told]))

    def unheard(self) -> None:
        """Note a question without an answer; not saved yet."""
        self.asked_at = timezone.now()
        self.notices = Notices.UNKNOWN
        self.failures += 1

    def tried(self, link: Link, status: int | None) -> None:
        """Note whether the address answered; not saved yet."""
        self.link_asked_at = timezone.now()
        self.link, self.link_status = link, status
        self.link_failures = 0 if link == Link.OK else self.link_failures + 1

    def keep(self) -> None:
        """Save it, even if another run has made the row in the meantime."""
        fields = (f for f in self._meta.concrete_fields if not f.primary_key)
        values = {f.name: getattr(self, f.name) for f in fields if not f.is_relation}
        Lookup.objects.update_or_create(reference_id=self.reference_id, defaults=values)


class EvidenceChangeQuerySet(QuerySet["EvidenceChange"]):
    """Changes, asked for by adjectives."""

    def open(self) -> "EvidenceChangeQuerySet":
        """Those that no editor has dealt with yet."""
        return self.filter(settled_at=None)


class EvidenceChange(models.Model):
    """The record that the status of a published source changed."""

    reference = models.ForeignKey(
        ReferencePage, on_delete=models.CASCADE, related_name="evidence_changes"
    )
    before = models.CharField(max_length=12, choices=Status.choices)
    after = models.CharField(max_length=12, choices=Status.choices)
    notice = models.TextField(blank=True)
    told_by = models.CharField(max_length=20, choices=ToldBy.choices)
    found_at = models.DateTimeField(default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = EvidenceChangeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-found_at", "-pk"]
        verbose_name = "change of evidence"
        verbose_name_plural = "changes of evidence"

    def __str__(self) -> str:
        return f"{self.reference}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """Such as "Not checked → Retracted"."""
        return f"{self.get_before_display()} → {self.get_after_display()}"

    @property
    def is_grave(self) -> bool:
        """Whether readers are now warned of the source."""
        return self.after not in SOUND

    def citing_pages(self) -> list[Any]:
        """The published pages that rest on the source, key facts shown in them too."""
        rows = self.reference.citations.all()
        return sorted((row.page for row in rows), key=lambda page: page.title)

    def settle(self, user: Any) -> None:
        """An editor has dealt with it; the first who did so stays named."""
        if self.settled_at is None:
            self.settled_at, self.settled_by = timezone.now(), user
            self.save(update_fields=["settled_at", "settled_by"])


class EvidenceSubscriber(models.Model):
    """Somebody who wants an e-mail when the status of a source changes."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="evidence_subscription",
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.user)


def with_evidence_changed_at(pages: Any) -> Any:
    """The pages of a queryset, each with `evidence_changed_at` (a datetime or None).

    It is when the status of a source that the page rests on last changed. No further
    query: the database finds it by index as it reads the pages. A feed takes the later
    of this and `updated_on`.
    """
    changes = EvidenceChange.objects.filter(reference__citations__page=OuterRef("pk"))
    newest = changes.order_by().values("reference__citations__page")
    return pages.annotate(
        evidence_changed_at=Subquery(newest.annotate(at=Max("found_at")).values("at"))
    )
