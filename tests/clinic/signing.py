"""Signatures for tests: pages that a clinician has signed, or whose text then changed."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from clinic.models import ClinicalText, SignOff

DIGEST = "a" * 64
OTHER = "b" * 64


def in_days(number: int) -> date:
    """The day that is so many days from now."""
    return timezone.localdate() + timedelta(days=number)


def sign(
    page: Any, days: int, *, digest: str = DIGEST, ago: int = 100, **fields: Any
) -> SignOff:
    """Let a clinician sign a page, `ago` days back, until so many `days` from now.

    Readers have the text with the digest `DIGEST`; a signature under another is old.
    """
    ClinicalText.objects.update_or_create(page_id=page.pk, defaults={"digest": DIGEST})
    signature = {
        "name": "A clinician",
        "credentials": "MD",
        "version": 1,
        "signed_at": timezone.now() - timedelta(days=ago),
    }
    return SignOff.objects.create(
        page_id=page.pk,
        digest=digest,
        next_review=in_days(days),
        **(signature | fields),
    )
