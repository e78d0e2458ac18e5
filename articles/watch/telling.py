"""The e-mail to those who want to know that the status of a source changed."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django_tasks import task

from articles.models.watch import EvidenceChange, EvidenceSubscriber
from articles.watch.known import changes_known_to
from clinic.models import User

SECONDS = 10


@task()
def tell(changes: list[int]) -> int:
    """Write to each subscriber about the changes with these ids; how many were written.

    Each hears only of sources and pages of which the account may know.
    """
    letters = []
    for user in recipients():
        known = changes_known_to(user).filter(pk__in=changes)
        if told := list(known.order_by("pk")):
            letters.append(letter(user, told))
    if not letters:
        return 0
    return get_connection(timeout=SECONDS).send_messages(letters) or 0


def letter(user: User, changes: list[EvidenceChange]) -> EmailMessage:
    """What one subscriber is written about these changes."""
    keys = ", ".join(change.reference.key for change in changes[:3])
    more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
    body = "\n".join(lines(changes))
    return EmailMessage(f"Evidence changed: {keys}{more}", body, to=[user.email])


def recipients() -> list[User]:
    """The subscribers who have an address and may still work here, one an address."""
    rows = EvidenceSubscriber.objects.filter(user__is_active=True)
    found: dict[str, User] = {}
    for row in rows.select_related("user").order_by("pk"):
        if row.user.email and row.user.has_perm("wagtailadmin.access_admin"):
            found.setdefault(row.user.email, row.user)
    return list(found.values())


def lines(changes: list[EvidenceChange]) -> Iterator[str]:
    """The letter, line by line: which sources, and which pages rest on them."""
    yield "The status of these sources of the journal changed."
    for change in changes:
        source = change.reference
        yield ""
        yield f"{source.title} [{source.key}]"
        yield f"{change.in_words}, told by {change.get_told_by_display()}"
        if change.notice:
            yield " ".join(change.notice.split())
        yield source.full_url or ""
        pages = change.citing_pages()
        yield "These pages rest on it:" if pages else "No page rests on it."
        for page in pages:
            yield f"- {page.title}"
            yield f"  read it: {page.full_url}"
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            yield f"  edit it: {settings.WAGTAILADMIN_BASE_URL}{edit}"
    yield ""
    report = settings.WAGTAILADMIN_BASE_URL + reverse("evidence_changed")
    yield f"All changes, and whether somebody has dealt with them: {report}"
    yield "You get this because you asked for it there; there you can also end it."
