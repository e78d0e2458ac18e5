"""What a page with clinical content is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from clinic.described import jsonld
from clinic.models.page import SitePage
from clinic.models.review import Reviews, SignOff
from clinic.models.reviewed_form import ReviewedPageForm
from clinic.models.versioned import Versioned
from clinic.review.canonical import Reader
from clinic.rules import every_page
from clinic.rules.checking import Rule


class ReviewedPage(Versioned, SitePage):
    """A page with clinical content, which a clinician has to sign."""

    web_page_type: ClassVar[str] = "MedicalWebPage"
    base_form_class = ReviewedPageForm
    rules: ClassVar[tuple[Rule, ...]] = (
        *SitePage.rules,
        every_page.review_is_not_overdue,
    )
    # The fields and properties that a clinician signs, in the order of the text.
    clinical_parts: ClassVar[tuple[str, ...]] = ("title",)
    # The same for a form of the text in which other parts stood, by its number.
    earlier_parts: ClassVar[Mapping[int, tuple[str, ...]]] = {}
    # What reads them; a type whose text has more in it than words brings its own.
    clinical_reader: ClassVar[type[Reader]] = Reader
    # The clinic's setting that says after how many months it is to be reviewed again.
    review_months: ClassVar[str] = "review_months_article"

    class Meta:
        abstract = True

    @classmethod
    def evidence_changes(cls) -> Any:
        """When what such a page rests on last changed, as a subquery; None: never.

        Which pages it is about says `OuterRef("pk")`.
        """
        return None

    @cached_property
    def reviews(self) -> Reviews:
        """The clinicians' signatures; one query, none if they came with the page."""
        if not self.pk:  # a new page that is only previewed
            return Reviews([])
        if "signed" in getattr(self, "_prefetched_objects_cache", {}):
            return Reviews(self.signed.all())
        return Reviews(SignOff.objects.filter(page=self.pk).with_authors())

    def sign_offs(self) -> list[dict[str, str]]:
        """The clinicians' signatures under the text as it reads now, newest first.

        Each says who signed, with the credentials of then, and on which day: `name`,
        `credentials`, `signed_on` (ISO 8601); `scope`, what alone was reviewed, empty if
        it was the whole page; `next_review`, until when.
        """
        return [row.told for row in self.reviews.standing]

    @classmethod
    def quotable(cls, pages: Any) -> Any:
        """Those whose review, of the whole page as it reads now, is not overdue."""
        today = timezone.localdate()
        signed = SignOff.objects.standing().whole()
        due = signed.filter(next_review__lt=today)
        fresh = signed.filter(next_review__gte=today)
        return (
            super()
            .quotable(pages)
            .exclude(
                models.Q(pk__in=due.values("page_id"))
                & ~models.Q(pk__in=fresh.values("page_id"))
            )
        )

    def json_ld(self, context: Mapping[str, Any]) -> jsonld.Node:
        return super().json_ld(context) | jsonld.reviewed(self.sign_offs())


def reviewed_since(when: datetime) -> models.Q:
    """The pages that a clinician has signed as a whole since then, as they read now."""
    signed = SignOff.objects.standing().whole().filter(signed_at__gte=when)
    return models.Q(pk__in=signed.values("page_id"))
