"""The signatures of clinicians, each under one exact text."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Page

from clinic.models.version import Version
from clinic.models.visible import site_pages
from clinic.review.canonical import digests


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


def record_text(page_id: int, without: int = 0) -> None:
    """Write down the digest of a page's text; `without` is an included page that goes.

    In the form of the newest signature that stands under it, else in the form of today.
    The row is locked before anything is read: of two that come at once, the later one
    sees what both have published.
    """
    with transaction.atomic():
        row, _ = ClinicalText.objects.get_or_create(page_id=page_id)
        ClinicalText.objects.select_for_update().get(pk=row.pk)
        found = digests(Page.objects.get(pk=page_id).specific, without)
        signed = SignOff.objects.filter(page=page_id, digest__in=found).first()
        row.digest = signed.digest if signed else found[-1]
        row.save()


def went_live() -> Q:
    """That the version that was signed went live; of one cleaned up nobody knows."""
    versions = Version.objects.filter(revision=OuterRef("revision"))
    return Q(revision=None) | Q(Exists(versions))


class SignOffQuerySet(models.QuerySet["SignOff"]):
    """Signatures, asked for by adjectives."""

    def standing(self) -> Self:
        """Those under the text that readers have now."""
        return self.filter(digest=F("page__clinical_text__digest"))

    def whole(self) -> Self:
        """Those under a whole page, not under a part of what it says."""
        return self.filter(scope="")

    def known(self) -> Self:
        """Those of which readers know: they have, or had, the text that was signed.

        Not those that wait for a second step or a later day, or were sent back there.
        """
        return self.filter(Q(digest=F("page__clinical_text__digest")) | went_live())

    def with_authors(self) -> Self:
        """With the address of each reviewer's author page, if readers may see it."""
        pages = site_pages().filter(authorpage__account=OuterRef("reviewer"))
        return self.annotate(author_path=pages.visible().values("url_path")[:1])


class SignOffManager(models.Manager.from_queryset(SignOffQuerySet)):  # type: ignore[misc]
    """Finds signatures, each with the digest of the text that readers have now.

    Also with whether the version that was signed ever went live.
    So whoever fetches many pages with their signatures asks once for all of them.
    """

    def get_queryset(self) -> SignOffQuerySet:
        """With what each needs to know whether it stands, and whether readers know of it."""
        found: SignOffQuerySet = super().get_queryset()
        return found.annotate(  # type: ignore[no-redef]  # the class declares it
            live_digest=F("page__clinical_text__digest"),
            went_live=models.ExpressionWrapper(went_live(), models.BooleanField()),
        )


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
    # What the manager, and `with_authors`, add to a row that they find.
    live_digest: str | None = None
    went_live = False
    author_path: str | None = None

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-signed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.signed_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change what was signed."""
        if not self._state.adding:
            raise TypeError("A signature is a record: sign anew instead.")
        super().save(*args, **kwargs)

    @property
    def signed_on(self) -> date:
        """The day on which it was signed, where the clinic is."""
        return timezone.localdate(self.signed_at)

    @property
    def stands(self) -> bool:
        """Whether readers have the text that was signed."""
        return self.digest == self.live_digest

    @property
    def is_known(self) -> bool:
        """Whether readers know of it: they have, or had, the text that was signed."""
        return self.stands or self.went_live

    @property
    def is_whole(self) -> bool:
        """Whether the whole page was reviewed."""
        return not self.scope

    @property
    def is_overdue(self) -> bool:
        """Whether the day of the next review is over."""
        return self.next_review < timezone.localdate()

    @property
    def is_fresh(self) -> bool:
        """Whether the whole page was reviewed and is not due again yet."""
        return self.is_whole and not self.is_overdue

    @property
    def signature(self) -> str:
        """Name and credentials as they read then."""
        return ", ".join(part for part in (self.name, self.credentials) if part)

    @cached_property
    def author_url(self) -> str:
        """Where readers find more about who signed; empty if nowhere."""
        return Page(url_path=self.author_path).url or "" if self.author_path else ""

    @property
    def told(self) -> dict[str, str]:
        """The signature as other programs are told of it."""
        return {
            "name": self.name,
            "credentials": self.credentials,
            "signed_on": self.signed_on.isoformat(),
            "scope": self.scope,
            "next_review": self.next_review.isoformat(),
        }


class Reviews:
    """The signatures of one page, the newest first, and what they mean for a reader.

    Without those under a text that readers never had.
    """

    def __init__(self, rows: Iterable[SignOff]) -> None:
        self.all = [row for row in rows if row.is_known]

    @cached_property
    def standing(self) -> list[SignOff]:
        """Those under the text that readers have: of each clinician the newest."""
        kept: dict[tuple[Any, ...], SignOff] = {}
        for row in self.all:
            if row.stands:
                kept.setdefault((row.reviewer_id, row.name, row.scope), row)
        return list(kept.values())

    @property
    def current(self) -> SignOff | None:
        """The newest that stands, one under the whole page before all others."""
        whole = (row for row in self.standing if row.is_whole)
        return next(whole, next(iter(self.standing), None))

    @property
    def latest(self) -> SignOff | None:
        """The newest, whether it stands or not."""
        return next(iter(self.all), None)

    @property
    def shown(self) -> list[SignOff]:
        """The one that is shown above the text: the current, else the latest, if any."""
        return [row for row in [self.current or self.latest] if row]
