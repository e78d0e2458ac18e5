"""A raw body is walked leaf by leaf, whatever it is made of."""

from typing import Any

import pytest
from wagtail.blocks import (
    Block,
    CharBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from clinic.body import rewrite

CARD = StructBlock([("title", CharBlock()), ("points", ListBlock(CharBlock()))])
TABLE = TypedTableBlock([("text", RichTextBlock()), ("number", IntegerBlock())])
BODY = StreamBlock([("paragraph", RichTextBlock()), ("card", CARD), ("table", TABLE)])


def shout(block: Block, value: Any) -> Any:
    """A leaf that shows that it was called."""
    return value.upper() if isinstance(value, str) else value


def leaves(block: Block, raw: Any) -> list[Any]:
    """The values of the leaves in the order in which they come."""
    found: list[Any] = []
    rewrite(block, raw, lambda kind, value: found.append(value))
    return found


def test_a_child_of_a_stream_keeps_its_type_and_id() -> None:
    raw = [{"type": "paragraph", "value": "a", "id": "1"}]
    assert rewrite(BODY, raw, shout) == [{"type": "paragraph", "value": "A", "id": "1"}]


def test_a_child_of_a_type_that_is_no_more_is_left_out() -> None:
    raw = [{"type": "gone", "value": "a"}, {"type": "paragraph", "value": "b"}]
    assert rewrite(BODY, raw, shout) == [{"type": "paragraph", "value": "B"}]


def test_a_struct_keeps_what_it_has_and_adds_nothing() -> None:
    assert rewrite(CARD, {"title": "a", "gone": "b"}, shout) == {"title": "A"}


def test_items_of_a_list_keep_their_wrapper() -> None:
    raw = [{"type": "item", "value": "a", "id": "1"}]
    wanted = [{"type": "item", "value": "A", "id": "1"}]
    assert rewrite(ListBlock(CharBlock()), raw, shout) == wanted


@pytest.mark.parametrize("bare", ["a", {"type": "other"}, 5])
def test_items_without_a_wrapper_get_one(bare: Any) -> None:
    wanted = [{"type": "item", "value": bare}]
    assert rewrite(ListBlock(CharBlock()), [bare], lambda kind, v: v) == wanted


def test_cells_of_a_table_are_leaves_of_their_column() -> None:
    raw = {
        "columns": [
            {"type": "text", "heading": "a"},
            {"type": "number", "heading": ""},
        ],
        "rows": [{"values": ["b", 1]}, {"values": ["c", 2]}],
        "caption": "d",
    }
    kinds: list[str] = []
    again = rewrite(TABLE, raw, lambda kind, value: kinds.append(kind.name) or value)
    assert again == raw
    assert kinds == ["text", "number", "text", "number"]


def test_a_table_has_one_order_whatever_the_database_made_of_it() -> None:
    raw = {"rows": [], "columns": [{"heading": "a", "type": "text"}], "caption": "d"}
    again = rewrite(TABLE, raw, shout)
    assert list(again) == ["caption", "columns", "rows"]
    assert list(again["columns"][0]) == ["type", "heading"]


def test_a_table_from_before_captions_gets_an_empty_one() -> None:
    again = rewrite(TABLE, {"columns": [{"type": "text"}], "rows": []}, shout)
    columns = [{"type": "text", "heading": ""}]
    assert again == {"caption": "", "columns": columns, "rows": []}


def test_leaves_come_in_the_order_of_the_reader() -> None:
    raw = [
        {"type": "card", "value": {"points": ["b", "c"], "title": "a"}},
        {"type": "paragraph", "value": "d"},
    ]
    assert leaves(BODY, raw) == ["a", "b", "c", "d"]


def test_an_empty_leaf_is_still_a_leaf() -> None:
    assert leaves(CharBlock(), None) == [None]


@pytest.mark.parametrize("block", [BODY, CARD, ListBlock(CharBlock()), TABLE])
def test_a_container_that_holds_nothing_has_no_leaf(block: Block) -> None:
    assert rewrite(block, None, shout) is None
    assert leaves(block, None) == []


def test_the_given_body_stays_as_it_is() -> None:
    raw = [{"type": "card", "value": {"title": "a", "points": ["b"]}}]
    rewrite(BODY, raw, shout)
    assert raw == [{"type": "card", "value": {"title": "a", "points": ["b"]}}]
