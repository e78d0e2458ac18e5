"""Two versions of a text compared, with the citations that are in them."""

from typing import Any

from wagtail.admin.compare import (
    RichTextFieldComparison,
    StreamFieldComparison,
    register_comparison_class,
)
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from articles.citations import TAG, key_of
from articles.models.citing import walk


def with_keys(html: str) -> str:
    """The text with each citation as an editor knows it: `[berman-2000]`.

    Wagtail compares without the tags, and a citation is nothing else; nor would there
    be a space between two paragraphs.
    """
    keyed = TAG.sub(lambda found: f"[{key_of(found[0])}]", html or "")
    return keyed.replace("</p>", "</p> ").replace("</li>", "</li> ")


def stream_with_keys(stream: StreamValue) -> StreamValue:
    """A copy of a stream, in all of whose texts citations show as keys."""
    raw = list(stream.raw_data)
    shown = walk(stream.stream_block, raw, with_keys, str, lambda block, pk: pk)
    return StreamValue(stream.stream_block, shown, is_lazy=True)


class CitingTextComparison(RichTextFieldComparison):
    """A rich text of a page."""

    def __init__(self, field: RichTextField, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a: Any = with_keys(field.value_from_object(obj_a))
        self.val_b: Any = with_keys(field.value_from_object(obj_b))


class CitingStreamComparison(StreamFieldComparison):
    """A body of blocks."""

    def __init__(self, field: StreamField, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a: Any = stream_with_keys(field.value_from_object(obj_a))
        self.val_b: Any = stream_with_keys(field.value_from_object(obj_b))


def register_comparisons() -> None:
    """Take the place of Wagtail's own comparisons of such fields."""
    register_comparison_class(RichTextField, comparison_class=CitingTextComparison)
    register_comparison_class(StreamField, comparison_class=CitingStreamComparison)
