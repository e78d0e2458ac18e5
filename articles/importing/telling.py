"""What became of a document, as lines of text for a shell."""

from collections.abc import Iterator
from typing import Any


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
