"""The e-mails that remind people of pages that are due for review."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from clinic.desk.known import ids_known_to
from clinic.models import ReviewReminder, ReviewSubscriber, User
from clinic.review.due import State, reviewed_pages, states

SECONDS = 10
# Nobody is reminded of the same page and date again before this is over.
PAUSE = timedelta(days=30)
SINCE = {
    State.EVIDENCE: "a source changed on",
    State.OVERDUE: "since",
    State.CHANGED: "signed on",
    State.SOON: "on",
}


@dataclass(frozen=True)
class Reminder:
    """A page, the most urgent reason why it is due, and the day that this is about."""

    page: Any
    state: State
    day: date | None

    @property
    def line(self) -> str:
        """The page in a list: its title, and since when; nothing of its text."""
        when = (
            f", {SINCE[self.state]} {date_format(self.day, 'F j, Y')}"
            if self.day
            else ""
        )
        return f"{self.page.title}{when}"


@dataclass
class Letter:
    """What one person is reminded of in one e-mail."""

    user: User
    is_subscriber: bool
    reminders: list[Reminder] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """How many pages it is about."""
        number = len(self.reminders)
        return (
            f"Due for review: {number} page{'' if number == 1 else 's'} of the journal"
        )

    @property
    def body(self) -> str:
        """The text, line by line."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield "These pages of the journal wait for a clinician."
        for state in State:
            found = [reminder for reminder in self.reminders if reminder.state == state]
            if found:
                yield f"\n{state.label}"
            for reminder in found:
                edit = reverse("wagtailadmin_pages:edit", args=[reminder.page.pk])
                yield f"- {reminder.line}"
                yield f"  {settings.WAGTAILADMIN_BASE_URL}{edit}"
        report = settings.WAGTAILADMIN_BASE_URL + reverse("due_for_review")
        yield f"\nAll pages and their next review: {report}"
        if self.is_subscriber:
            yield "You get this because you asked for it there; there you can also end it."
        else:
            yield "You get this because you signed these pages."


def letters() -> list[Letter]:
    """The letters that are to be sent now, those without a page left out.

    Nobody is told the title of a page that the report would not show them.
    """
    found = [reminder(page) for page in reviewed_pages().due().urgent_first()]
    subscribed = {row.user_id for row in ReviewSubscriber.objects.all()}
    signed = {one.page.reviewer_id for one in found if one.page.reviewer_id}
    told = told_lately()
    made = []
    for user in people(subscribed | signed):
        letter = Letter(user, user.pk in subscribed)
        wanted = [
            one
            for one in found
            if (letter.is_subscriber or one.page.reviewer_id == user.pk)
            and (user.pk, one.page.pk, one.day) not in told
        ]
        known = ids_known_to(user, [one.page.pk for one in wanted])
        letter.reminders = [one for one in wanted if one.page.pk in known]
        made.append(letter)
    return [letter for letter in made if letter.reminders]


def reminder(page: Any) -> Reminder:
    """Why a page that is due is so, and the day that this is about."""
    state = states(page)[0]
    day = {
        State.EVIDENCE: page.evidence_changed_at,
        State.OVERDUE: page.next_review,
        State.CHANGED: page.signed_at,
        State.SOON: page.next_review,
        State.NEVER: None,
    }[state]
    is_moment = state in {State.EVIDENCE, State.CHANGED}
    return Reminder(page, state, timezone.localdate(day) if is_moment else day)


def people(wanted: set[int]) -> list[User]:
    """Those of these accounts that have an address and may still work here."""
    users = User.objects.filter(pk__in=wanted, is_active=True).exclude(email="")
    return [user for user in users if user.has_perm("wagtailadmin.access_admin")]


def told_lately() -> set[tuple[int, int, date | None]]:
    """Who was reminded of which page and day within the last month."""
    lately = ReviewReminder.objects.filter(sent_at__gt=timezone.now() - PAUSE)
    return set(lately.values_list("user_id", "page_id", "day"))


def send(letter: Letter) -> None:
    """Mail a letter, then write down what it said; a fault in mailing is raised."""
    mail = EmailMessage(letter.subject, letter.body, to=[letter.user.email])
    get_connection(timeout=SECONDS).send_messages([mail])
    ReviewReminder.objects.bulk_create(
        ReviewReminder(page_id=one.page.pk, user=letter.user, day=one.day)
        for one in letter.reminders
    )


def forget() -> None:
    """Delete the records that no longer keep anything back."""
    ReviewReminder.objects.filter(sent_at__lte=timezone.now() - PAUSE).delete()
