"""The editor's form of an article: corrections that readers have seen stay."""

from typing import Any, NamedTuple

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from articles.citations import find
from articles.rating import RatedPageForm
from articles.sentences import plain, shortened
from clinic.models import Version


class Told(NamedTuple):
    """A correction by what it says; an editor gives each paragraph a key of its own."""

    kind: str
    made_on: Any
    text: str
    keys: tuple[str, ...]


def told(kind: str, made_on: Any, text: str) -> Told:
    """A correction by what it says, from a row or from what is kept of it."""
    day = parse_date(made_on) if isinstance(made_on, str) else made_on
    return Told(kind, day, plain(text), tuple(find(text)))


def rows(page: Any) -> list[Told]:
    """The corrections of a page as it is in memory, or stored."""
    return [told(row.kind, row.made_on, row.text) for row in page.corrections.all()]


def seen(page: Any) -> list[Told]:
    """The corrections that readers have, or had when the page was last published."""
    kept = Version.objects.filter(page_id=page.pk).exclude(content=None).first()
    if kept and kept.content:
        found = kept.content.get("corrections", [])
        return [told(row["kind"], row["made_on"], row["text"]) for row in found]
    stored = type(page).objects.filter(pk=page.pk, live=True).first()
    return rows(stored) if stored else []


class ArticleForm(RatedPageForm):
    """Lets corrections be added; those that were published are a record."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_known_to_readers and not self.is_deferred_validation:
            here = rows(self.instance)
            for record in seen(self.instance):
                if record not in here:
                    self.add_error(None, refusal(record))
        return cleaned

    def tells_at_length(self, kind: str) -> bool:
        """Whether a correction of that kind is new."""
        before = seen(self.instance)
        return any(row.kind == kind for row in rows(self.instance) if row not in before)


def refusal(record: Told) -> str:
    """What an editor is told who changed or deleted a correction of then."""
    return (
        "A correction that readers have seen is a record. Put this one back as it was, "
        f"of {date_format(record.made_on, 'F j, Y')}, and add a new one: "
        f"“{shortened(record.text)}”"
    )
