"""The rules of the content of conditions and side effects."""

from collections.abc import Iterator
from typing import Any

from clinic.blocks import HeadingBlock
from clinic.rules.checking import Known, Level, Remark, rule
from clinic.rules.every_page import is_emergency
from clinic.rules.passages import children

NEEDED = {
    "treatment": "Which medicine, by which route, licensed or off-label?",
    "what_it_feels_like": "Describe it in plain words.",
    "what_you_can_do": "Say what the person can do.",
    "when_to_get_help": "Add at least one care card.",
}


@rule(
    Level.ERROR,
    "Who has the side effect, or fears it, looks for just these four things.",
)
def tells_what_a_person_needs(page: Any, known: Known) -> Iterator[Remark]:
    """A side effect names its treatment, how it feels, what to do, when to get help."""
    for name, text in NEEDED.items():
        if not getattr(page, name):
            yield Remark(text, name)


@rule(
    Level.ERROR,
    "Who has the side effect now must see at once when to call for help.",
)
def an_emergency_sends_for_help(page: Any, known: Known) -> Iterator[Remark]:
    """A side effect that can be an emergency has an emergency care card."""
    is_grave = page.seriousness == "emergency"
    if is_grave and not any(is_emergency(child) for child in children(page)):
        yield Remark(
            "Add an emergency care card: this side effect can be an emergency.",
            "when_to_get_help",
        )


@rule(
    Level.WARNING,
    "Programs and readers find a part of a condition, such as its symptoms, by what its "
    "section tells.",
)
def sections_say_what_they_tell(page: Any, known: Known) -> Iterator[Remark]:
    """Each section of a condition names its aspect."""
    for child in children(page):
        if isinstance(child.kind, HeadingBlock) and not child.raw.get("aspect"):
            yield Remark(
                f"Choose an aspect for the section “{child.raw['text']}”.",
                child.field,
                child.id,
            )
