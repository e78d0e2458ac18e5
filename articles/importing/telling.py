"""What became of a document, in words for a shell or a history."""

from collections.abc import Iterator
from typing import Any

from wagtail.log_actions import LogFormatter
from wagtail.models import PageLogEntry


def text(told: dict[str, Any]) -> str:
    """The report of one document in lines."""
    return "\n".join(lines(told))


def lines(told: dict[str, Any]) -> Iterator[str]:
    """What was made, what was recognized, what was left out, what is to be looked at."""
    made = f"draft {told['draft']}" if told["draft"] else "no draft was made: a dry run"
    counts = ", ".join(f"{number} {name}" for name, number in told["counts"].items())
    yield f"{told['file']}: “{told['title']}” ({made})"
    yield f"  recognized: {counts}, {told['citations']} citations"
    if told["author"]:
        page = told["author_page"] or "no page of that name"
        yield f"  author: {told['author']} ({page})"
    for source in told["sources"]:
        name = (
            source["key"]
            or f"not in the library{', ' if source['why'] else ''}{source['why']}"
        )
        yield f"  source: {source['text'][:70]} → {name}"
    for topic in told["topics"]:
        word = "topic" if topic["wanted"] else "also named"
        yield f"  {word}: {topic['title']} ({topic['times']})"
    yield from (f"  left out: {why}: {what[:90]}" for why, what in told["left_out"])
    yield from (f"  look at: {sentence}" for sentence in told["look_at"])


class ImportFormatter(LogFormatter):
    """What the history of an article says of its import: the name of the file."""

    label = "Import a document"

    def format_message(self, log_entry: PageLogEntry) -> str:
        return f"Imported from a document: {log_entry.data.get('file', '')}"
