"""The count of searches that found nothing, which tells editors and follows nobody.

A reader's request only counts in the cache; `keep` moves to the database what several
asked. Why: docs/decisions/0010-failed-searches.md.
"""

import re
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from clinic.models import FailedSearch
from clinic.search.query import Query
from clinic.search.words import words

KEY = "failed-searches"
# Words are kept once so many searches for them failed in a month: what one person typed
# in a weak moment is nobody's to read.
FEWEST = 3
MOST_WORDS = 6
MOST_CHARACTERS = 60
MOST_WAITING = 500  # different searches that the cache holds at once
MONTHS = 6
DAYS = 31 * 24 * 60 * 60  # seconds for which the cache holds them
NUMBER = re.compile(r"\d[\d\s().-]{2,}\d")  # such as a telephone number or a birthday

Waiting = dict[tuple[date, str], int]


def harmless(query: Query) -> str:
    """The words as they may be counted; empty if they may say something of a person.

    A crisis is not counted, nor what looks like an address, a number or a letter.
    """
    said = words(query.text)
    text = " ".join(said)
    is_personal = "@" in query.text or "//" in query.text or NUMBER.search(query.text)
    is_long = len(said) > MOST_WORDS or len(text) > MOST_CHARACTERS
    is_telling = any(word.isalpha() for word in said)
    if query.is_about_crisis or is_personal or is_long or not is_telling:
        return ""
    return text


def count(query: Query) -> None:
    """Count a search that found nothing, in the cache alone.

    Two that end at the same moment may count as one.
    """
    text = harmless(query) if settings.COUNT_FAILED_SEARCHES else ""
    if not text:
        return
    waiting: Waiting = cache.get(KEY) or {}
    said = (this_month(), text)
    if said in waiting or len(waiting) < MOST_WAITING:
        waiting[said] = waiting.get(said, 0) + 1
        cache.set(KEY, waiting, DAYS)


def keep() -> int:
    """Move to the database what was counted often enough; delete what is too old.

    Returns how many different searches were moved. What was asked less often waits on,
    till the end of its month.
    """
    waiting: Waiting = cache.get(KEY) or {}
    month = this_month()
    left: Waiting = {}
    moved = 0
    for (when, text), times in waiting.items():
        known = FailedSearch.objects.filter(month=when, words=text)
        if times >= FEWEST:
            FailedSearch.objects.get_or_create(month=when, words=text)
        if known.update(times=F("times") + times):
            moved += 1
        elif when == month:
            left[when, text] = times
    if waiting:
        cache.set(KEY, left, DAYS)
    FailedSearch.objects.filter(month__lt=_months_before(month)).delete()
    return moved


def this_month() -> date:
    """The first day of the month, in the clinic's own time."""
    return timezone.localdate().replace(day=1)


def _months_before(month: date) -> date:
    """The first day of the oldest month that is kept."""
    for _ in range(MONTHS - 1):
        month = (month - timedelta(days=1)).replace(day=1)
    return month
