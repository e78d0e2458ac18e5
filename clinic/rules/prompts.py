"""Prompts: words to an author that stand in a text until it is written.

Each begins with a mark. An editor may type it as well, in a draft kept as a template.
"""

import re
from html import unescape
from typing import Any

from django.db import models
from wagtail.blocks import Block
from wagtail.fields import StreamField

from clinic.body import rewrite

MARK = "✎"
PROMPT = re.compile(rf"{MARK}\s*([^<]*)")


def prompt(words: str) -> str:
    """A paragraph that asks its author for something."""
    return f"<p>{MARK} {words}</p>"


def prompts_in(page: models.Model) -> list[str]:
    """The prompts that are still in a page's texts, in their order."""
    found: list[str] = []

    def leaf(block: Block | None, value: Any) -> Any:
        if isinstance(value, str):
            found.extend(unescape(words).strip() for words in PROMPT.findall(value))
        return value

    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            rewrite(value.stream_block, list(value.raw_data), leaf)
        elif isinstance(field, models.CharField | models.TextField):
            leaf(None, value)
    return found
