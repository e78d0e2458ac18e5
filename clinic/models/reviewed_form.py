"""The editor's form of a page with clinical content, which asks what changed."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

from clinic.models.page_form import SitePageForm
from clinic.models.version import TOLD, Kind, PendingNote
from clinic.models.versioned import Said

KINDS = [
    (Kind.MINOR, "Minor: wording or layout, nothing that a reader relied on"),
    (Kind.UPDATE, "Update: something new, and what stood here was not wrong"),
    (Kind.CORRECTION, "Correction: something that stood here was wrong"),
    (Kind.SAFETY, "Safety: a reader could have been harmed by what stood here"),
]
CHOOSE, WRITE = "Choose one.", "Write one sentence."
ASK_KIND = (
    "Readers know this page. Before it goes live again, say on the tab “What changed” "
    "what kind of change it is."
)
ASK_SENTENCE = (
    "Readers may have relied on this page. Tell them, on the tab “What changed”, in one "
    "sentence what is true now."
)


class ReviewedPageForm(SitePageForm):
    """Asks, before a page that readers know goes live again, what they are to be told."""

    change_kind = forms.ChoiceField(
        label="Kind of change",
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
    )
    change_sentence = forms.CharField(
        label="One sentence for readers",
        required=False,
        max_length=300,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_known_to_readers:
            for name in ("change_kind", "change_sentence"):
                self.fields.pop(name, None)  # nothing can have changed: no question
        elif note := self.pending_note():
            self.initial.setdefault("change_kind", note.kind)
            self.initial.setdefault("change_sentence", note.sentence)

    def pending_note(self) -> PendingNote | None:
        """What was said of the newest draft, which is not live yet."""
        page = self.instance
        return PendingNote.objects.filter(revision=page.latest_revision_id or 0).first()

    @property
    def is_known_to_readers(self) -> bool:
        """Whether the page was ever published: only then can it have changed."""
        return self.instance.first_published_at is not None

    def clean_change_sentence(self) -> str:
        """The sentence in one line."""
        return " ".join(self.cleaned_data["change_sentence"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_known_to_readers:
            return cleaned
        kind = cleaned.get("change_kind", "")
        sentence = cleaned.get("change_sentence", "")
        self.instance.said = Said(kind, sentence)
        if not self.is_deferred_validation:
            self.ask(kind, sentence)
        return cleaned

    def ask(self, kind: str, sentence: str) -> None:
        """Refuse to go live without the kind, or without the sentence that it needs."""
        if not kind and "change_kind" not in self.errors:
            self.add_error("change_kind", CHOOSE)
            self.add_error(None, ASK_KIND)
        elif kind in TOLD and not sentence and not self.tells_at_length(kind):
            self.add_error("change_sentence", WRITE)
            self.add_error(None, ASK_SENTENCE)

    def tells_at_length(self, kind: str) -> bool:
        """Whether readers find such a change told elsewhere on the page."""
        return False
