"""Ready-made beginnings of new pages, which an editor chooses and writes over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from clinic.rules.prompts import prompt

Blocks = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Start:
    """One beginning: what it is for, and what it fills in."""

    name: str
    title: str
    description: str
    body: Blocks = ()
    fields: Mapping[str, Any] = field(default_factory=dict)

    def fill(self, page: Page) -> None:
        """Put into a new page what it begins with; nothing is saved."""
        for name, value in self.fields.items():
            setattr(page, name, value)
        if self.body:
            page.body = [*self.body]


def section(text: str, *asked: str, aspect: str = "") -> Blocks:
    """A heading, and below it a paragraph for each thing to be written."""
    heading = ("heading", {"text": text, "aspect": aspect})
    return (heading, *(("paragraph", prompt(words)) for words in asked))


def care_card(urgency: str, title: str, asked: str) -> tuple[str, Any]:
    """A care card whose list is still to be written."""
    text = f"<ul><li>{prompt(asked)[3:-4]}</li></ul>"
    return ("care_card", {"urgency": urgency, "title": title, "text": text})


BLANK = Start("blank", "Blank", "An empty form.")
