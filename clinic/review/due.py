"""Which published pages are due for clinical review, why, and since when."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.utils import timezone
from wagtail.models import Page

from clinic.models import ReviewedPage, SignOff, SitePageQuerySet

SOON = timedelta(days=30)


class State(TextChoices):
    """Why a page is due, the most urgent first; the values are adjectives below."""

    EVIDENCE = "evidence_changed", "Evidence changed"
    OVERDUE = "overdue", "Overdue"
    CHANGED = "changed_since", "Changed since review"
    SOON = "due_soon", "Due in 30 days"
    NEVER = "never_reviewed", "Never reviewed"


def conditions() -> dict[State, Q]:
    """When a page is in each state; it may be in two at once."""
    today = timezone.localdate()
    return {
        State.EVIDENCE: Q(evidence_changed_at__gt=F("signed_at")),
        State.OVERDUE: Q(next_review__lt=today),
        State.CHANGED: Q(signed_at__isnull=False, next_review=None),
        State.SOON: Q(next_review__range=(today, today + SOON)),
        State.NEVER: Q(signed_at=None),
    }


class DueQuerySet(SitePageQuerySet):
    """Published pages with clinical content, asked for by why they are due."""

    def told(self) -> Self:
        """Each with its last signature and whether it still stands; one query.

        `signed_at`, `signed_by` and `reviewer_id` tell of the last clinician who signed
        the whole page, as far as readers know; `next_review` is None if the text is no
        longer the signed one.
        """
        signed = SignOff.objects.whole().known().filter(page=OuterRef("pk"))
        signed = signed.order_by("-signed_at", "-pk")
        return self.annotate(
            signed_at=Subquery(signed.values("signed_at")[:1]),
            signed_by=Subquery(signed.values("name")[:1]),
            reviewer_id=Subquery(signed.values("reviewer")[:1]),
            next_review=Subquery(signed.standing().values("next_review")[:1]),
            evidence_changed_at=evidence_changed_at(),
        )

    def in_state(self, *states: str) -> Self:
        """Those that are in one of the states."""
        wanted = [conditions()[State(state)] for state in states]
        return self.filter(reduce(or_, wanted))

    def overdue(self) -> Self:
        """Those whose day of review is over."""
        return self.in_state(State.OVERDUE)

    def due_soon(self) -> Self:
        """Those to be reviewed within thirty days."""
        return self.in_state(State.SOON)

    def evidence_changed(self) -> Self:
        """Those that rest on a source whose standing changed after they were signed."""
        return self.in_state(State.EVIDENCE)

    def changed_since(self) -> Self:
        """Those whose text is no longer the one that a clinician signed."""
        return self.in_state(State.CHANGED)

    def never_reviewed(self) -> Self:
        """Those that no clinician has signed."""
        return self.in_state(State.NEVER)

    def due(self) -> Self:
        """Those in any state."""
        return self.in_state(*State)

    def urgent_first(self) -> Self:
        """With the state that is most urgent first, then the day longest gone."""
        found = conditions()
        whens = [When(found[state], then=Value(n)) for n, state in enumerate(State)]
        urgency = Case(*whens, default=len(whens), output_field=IntegerField())
        return self.annotate(urgency=urgency).order_by(
            "urgency", F("next_review").asc(nulls_last=True), "title"
        )

    def counted(self) -> dict[State, int]:
        """How many are in each state; one query."""
        counts = {
            state.value: Count("pk", filter=when)
            for state, when in conditions().items()
        }
        found = self.aggregate(**counts)
        return {state: found[state.value] for state in State}


def reviewed_types() -> list[type[ReviewedPage]]:
    """The types of page that a clinician signs."""
    return [kind for kind in apps.get_models() if issubclass(kind, ReviewedPage)]


def evidence_changed_at() -> Case:
    """When what a page rests on last changed: each type says how to find out."""
    whens = [
        When(content_type=ContentType.objects.get_for_model(kind), then=changed)
        for kind in reviewed_types()
        if (changed := kind.evidence_changes()) is not None
    ]
    return Case(*whens, output_field=DateTimeField())


def reviewed_pages() -> DueQuerySet:
    """The published pages with clinical content, each with what its review says."""
    kinds = ContentType.objects.get_for_models(*reviewed_types()).values()
    return DueQuerySet(Page).filter(live=True, content_type__in=kinds).told()


def states(page: Any) -> list[State]:
    """Why a page of these is due, the most urgent first; none if it is in order."""
    today = timezone.localdate()
    signed, due, changed = page.signed_at, page.next_review, page.evidence_changed_at
    is_so = {
        State.EVIDENCE: bool(signed and changed and changed > signed),
        State.OVERDUE: bool(due and due < today),
        State.CHANGED: bool(signed and not due),
        State.SOON: bool(due and today <= due <= today + SOON),
        State.NEVER: not signed,
    }
    return [state for state in State if is_so[state]]


@dataclass(frozen=True)
class Month:
    """What falls due in a month that is not over."""

    first: date
    pages: int
    most: int

    @property
    def height(self) -> int:
        """Of its bar, in a hundred."""
        return round(100 * self.pages / self.most) if self.most else 0


def by_month(pages: DueQuerySet, number: int = 12) -> list[Month]:
    """What of these pages falls due in this month and those after it; one query."""
    today = timezone.localdate()
    months = [month_after(today, further) for further in range(number)]
    counts = dict.fromkeys(months, 0)
    days = pages.filter(next_review__gte=today).order_by()
    for day in days.values_list("next_review", flat=True):
        if day.replace(day=1) in counts:
            counts[day.replace(day=1)] += 1
    most = max(counts.values())
    return [Month(first, count, most) for first, count in counts.items()]


def month_after(day: date, further: int) -> date:
    """The first day of the month that is so many months `further`."""
    year, month = divmod(day.year * 12 + day.month - 1 + further, 12)
    return date(year, month + 1, 1)
