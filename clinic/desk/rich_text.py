"""The field in which an editor writes formatted text, safe to open many times at once."""

from copy import copy
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter


class OneTextConverter(ContentstateConverter):
    """Reads each text with a parser of its own.

    Wagtail's reads all texts of a process with one parser (its issue 14573): two forms
    that were opened at the same moment got a fault, or words of each other's text.
    """

    def from_database_format(self, html: str) -> str:
        """What the editor in the browser is given for a stored text, as JSON."""
        alone = copy(self)
        alone.html_to_contentstate_handler = copy(self.html_to_contentstate_handler)
        return str(ContentstateConverter.from_database_format(alone, html))


class RichTextArea(DraftailRichTextArea):
    """Wagtail's field, with the converter above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.converter = OneTextConverter(self.features)
