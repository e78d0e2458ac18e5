"""What an editor pasted: identifiers, one a line, or the text of a file."""

from time import monotonic

from django.conf import settings

from articles import duplicates, identifiers
from articles.exchange.entries import Entry
from articles.exchange.errors import ImportRefused
from articles.exchange.reading import is_file, read_entries
from articles.identifiers import Identifier
from articles.lookups import look_up, without_lookup
from articles.models import ReferencePage
from articles.web import Unreachable

MOST_LINES = 20
SECONDS = 25  # After that nothing more is asked: the editor waits.


def pasted_entries(text: str) -> tuple[list[Entry], list[str]]:
    """The entries of the text, and what the editor should know of them, in sentences.

    Raises ImportRefused for a file that cannot be read, or too many lines.
    """
    if is_file(text):
        return read_entries("", text.encode("utf-8", "replace")), []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ImportRefused(
            f"These are {len(lines)} lines: give at most {MOST_LINES} at once, or a file."
        )
    looked_up = Lookups()
    return [looked_up.entry(line) for line in lines], looked_up.notes


class Lookups:
    """Asks for one identifier after the other, and keeps what could not be had."""

    def __init__(self) -> None:
        self.until = monotonic() + SECONDS
        self.known = duplicates.by_mark(ReferencePage.objects.order_by("pk"))
        self.notes: list[str] = []

    def entry(self, line: str) -> Entry:
        """The source that a line names; without lookup, with a title to fill in."""
        found = identifiers.identifier(line)
        if found is None:
            return ImportRefused(
                f"“{line[:80]}” is no DOI, PMID, PMCID or web address."
            )
        try:
            return self.source(found)
        except ImportRefused as refusal:
            return refusal.at(str(found))

    def source(self, found: Identifier) -> Entry:
        """The source with this identifier; one that the library has is not asked for."""
        name = "web address" if found.name == "URL" else found.name
        is_url = found.name == "URL"
        value = identifiers.compared(found.value) if is_url else found.value
        if (name, value) in self.known:
            return without_lookup(found)
        try:
            if monotonic() > self.until:
                raise Unreachable("The others took too long.")
            return look_up(found)
        except Unreachable as error:
            self.note(f"{found}: {error.reason}" if settings.LOOKUPS or is_url else OFF)
            return without_lookup(found)

    def note(self, reason: str) -> None:
        """Tell the editor, once, what is left to do."""
        note = f"{reason} Fill in the title and the rest."
        if note not in self.notes:
            self.notes.append(note)


OFF = "Lookups are off on this site: Crossref and PubMed were not asked."
