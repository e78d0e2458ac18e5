"""What editors say of a change: its tab in the form, its line in the history."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from clinic.desk.panels import only_for
from clinic.models.review import ClinicalText
from clinic.models.version import TOLD, Kind, PendingNote, Version
from clinic.models.versioned import Versioned
from clinic.review.canonical import digests

TAB = "What changed"
NOTE = [
    FieldPanel(
        "change_kind",
        heading="What kind of change is this?",
        help_text="Asked when the page goes live again. Readers find an update, a "
        "correction or a safety notice at the end of the page. What you say here "
        "stays: it cannot be changed once it is published.",
        disable_comments=True,
    ),
    FieldPanel(
        "change_sentence",
        heading="Say it to readers in one sentence",
        help_text="What was wrong or is new, and what is true now. Such as: We had "
        "written that the effect lasts a month; it lasts about a week. May stay empty if "
        "a new correction on this page says it at length.",
        attrs=only_for("change_kind", *TOLD),
        disable_comments=True,
    ),
]


def untold(pages: Iterable[Page]) -> list[Page]:
    """Those whose newest draft readers would get without a word of what changed.

    Nothing is to be said of a page that readers never had, nor of what they had already.
    """
    drafts = [
        page
        for page in pages
        if page.first_published_at and page.latest_revision_id
        if issubclass(page.specific_class, Versioned)
    ]
    ids = [page.latest_revision_id for page in drafts]
    notes = PendingNote.objects.filter(revision__in=ids)
    told = {note.revision_id for note in notes if note.is_complete}
    had = Version.objects.filter(revision__in=ids)
    told |= set(had.values_list("revision_id", flat=True))
    return [page for page in drafts if page.latest_revision_id not in told]


def why_publishing_untold_is_refused(pages: Iterable[Page]) -> str:
    """What an editor is told who would publish many pages without a word of the change."""
    names = [f"“{page}”" for page in untold(pages)]
    if not names:
        return ""
    return (
        f"Readers know {get_text_list(names, 'and')}. Open each, say on the tab “{TAB}” "
        "what kind of change it is, and publish it there."
    )


def why_it_is_more_than_minor(page: Page) -> str:
    """What an editor is told who calls a change minor that a clinician would read.

    It is no refusal: a better word is a minor change, though not the text that was signed.
    """
    said = getattr(page, "said", None)
    if not said or said.kind != Kind.MINOR:
        return ""
    live = ClinicalText.objects.filter(page_id=page.pk).first()
    if live is None or live.digest in digests(page):
        return ""
    return (
        "You called this change minor, but the clinical text is not the same as before: "
        "a signature under the old one no longer stands. If a reader relied on what "
        "changed, publish again and say it as an update or a correction."
    )


class ChangeTold(LogFormatter):
    """A line in the history of a page: what readers were told."""

    label = "Tell readers of a change"

    def format_message(self, log_entry: PageLogEntry | ModelLogEntry) -> str:
        told = log_entry.data
        kind = Kind(told["kind"]).label
        return f"Told readers in version {told['number']}. {kind}: {told['sentence']}"
