"""What readers were told of changes, between database and file."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page

from clinic.models import Version, Versioned
from clinic.models.version import TOLD
from clinic.portable import bodies, fields
from clinic.portable.places import Places

# The key in a page's file, and what stands below it, in this order.
NAME = "change_notes"
FIELDS = ("kind", "published_at", "sentence")


def to_file(page: Page) -> list[dict[str, Any]]:
    """The notes as a file has them, the oldest first; what is minor is not told."""
    if not isinstance(page, Versioned):
        return []
    rows = Version.objects.told().filter(page_id=page.pk)
    return [
        {
            "kind": row.kind,
            "published_at": row.published_at.astimezone(datetime.UTC),
            "sentence": row.sentence,
        }
        for row in rows.defer("content").order_by("published_at", "number")
    ]


def check(model: type[Page], rows: Any, complain: bodies.Complain) -> None:
    """Complain of notes that are none, and where the page type has none."""
    if not issubclass(model, Versioned):
        complain("pages of this type have none.", NAME)
        return
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        complain("should be a list of rows.", NAME)
        return
    known: list[Any] = [Version._meta.get_field(name) for name in FIELDS]
    checker = fields.Checker(Places(), complain, lambda *leaf: None)
    for number, row in enumerate(rows):
        here = (NAME, number)
        checker.check_values(known, row, here)
        if not row.get("sentence"):
            complain("says nothing.", *here)
        if row.get("kind") not in TOLD:
            complain(f"should be one of {', '.join(TOLD)}.", *here, "kind")


def save(page: Page, rows: list[dict[str, Any]]) -> None:
    """Record the notes that are not here yet; those that are here stay: they are records.

    The text of then is not carried, so that such a version cannot be read.
    """
    if not rows:
        return
    here = {
        (row["kind"], row["published_at"], row["sentence"]) for row in to_file(page)
    }
    numbers = Version.objects.filter(page_id=page.pk).values_list("number", flat=True)
    number = numbers.first() or 0
    for row in rows:
        note = (row["kind"], moment(row["published_at"]), row["sentence"])
        if note in here:
            continue
        number += 1
        Version.objects.create(
            page_id=page.pk,
            number=number,
            kind=note[0],
            published_at=note[1],
            sentence=note[2],
        )


def moment(value: Any) -> datetime.datetime:
    """A moment of a file, which may be a day or text, in its time zone or here."""
    found = parse_datetime(value) if isinstance(value, str) else value
    if not isinstance(found, datetime.datetime):
        day = found if found else datetime.date.fromisoformat(value)
        found = datetime.datetime.combine(day, datetime.time.min)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def redate(page: Page, when: Any) -> None:
    """Let the version that a load just published have gone live when its file says.

    Not if another went live since: the versions of a page stay in their order.
    """
    mine = {"page_id": page.pk, "revision": page.latest_revision_id}
    others = Version.objects.filter(page_id=page.pk, published_at__gt=moment(when))
    if not others.exclude(**mine).exists():
        Version.objects.filter(**mine).redate(moment(when))
