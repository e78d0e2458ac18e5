"""The e-mail to those who want to know that the status of a source changed."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django_tasks import task

from articles.models.watch import EvidenceChange, EvidenceSubscriber

SECONDS = 10


@task()
def tell(changes: list[int]) -> int:
    """Write to each subscriber about the changes with these ids; how many were written."""
    found = EvidenceChange.objects.filter(pk__in=changes).select_related("reference")
    found = found.prefetch_related("reference__citations__page")
    told = list(found.order_by("pk"))
    addresses = recipients()
    if not told or not addresses:
        return 0
    keys = ", ".join(change.reference.key for change in told[:3])
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    body = "\n".join(lines(told))
    letters = [
        EmailMessage(f"Evidence changed: {keys}{more}", body, to=[address])
        for address in addresses
    ]
    return get_connection(timeout=SECONDS).send_messages(letters) or 0


def recipients() -> list[str]:
    """The addresses of the subscribers who may still work here, each once."""
    rows = EvidenceSubscriber.objects.filter(user__is_active=True)
    users = [row.user for row in rows.select_related("user").order_by("pk")]
    found = (user.email for user in users if user.has_perm("wagtailadmin.access_admin"))
    return list(dict.fromkeys(address for address in found if address))


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
