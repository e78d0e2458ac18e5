"""Texts that are opened at the same moment stay apart."""

import json
from typing import Any

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    HtmlToContentStateHandler,
)

from clinic.desk.rich_text import RichTextArea


def paragraphs(state: str) -> list[str]:
    return [block["text"] for block in json.loads(state)["blocks"]]


def test_the_site_uses_this_field() -> None:
    assert isinstance(get_rich_text_editor_widget(), RichTextArea)


def test_two_texts_that_are_read_at_the_same_moment_stay_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second is opened, whole, while the first is half read."""
    field = get_rich_text_editor_widget()
    mine, theirs = (
        "<p>My first.</p><p>My <b>second</b>.</p>",
        "<p>Theirs, <i>all</i>.</p>",
    )
    read_on, opened = HtmlToContentStateHandler.handle_data, []

    def interrupted(parser: Any, words: str) -> None:
        if not opened:
            opened.append(None)
            opened[0] = paragraphs(field.format_value(theirs))
        read_on(parser, words)

    monkeypatch.setattr(HtmlToContentStateHandler, "handle_data", interrupted)
    assert paragraphs(field.format_value(mine)) == ["My first.", "My second."]
    assert opened == [["Theirs, all."]]
