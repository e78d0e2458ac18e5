"""The raw form of a body, walked leaf by leaf."""

from collections.abc import Callable
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

Leaf = Callable[[Block, Any], Any]


def rewrite(block: Block, raw: Any, leaf: Leaf) -> Any:
    """Return a copy of `raw`, each leaf value replaced by `leaf(its block, value)`.

    `raw` is what the database holds for `block`: lists of `{type, value, id}` for
    streams, dictionaries for structs. Leaves come in the order in which a reader
    meets them. A stream's child of a type that the block no longer has is left out,
    as Wagtail itself does.
    """
    if raw is None:
        return leaf(block, raw) if not _has_children(block) else None
    match block:
        case StreamBlock():
            return [
                {**child, "value": rewrite(kind, child["value"], leaf)}
                for child in raw
                if (kind := block.child_blocks.get(child["type"]))
            ]
        case StructBlock():
            return {
                name: rewrite(kind, raw[name], leaf)
                for name, kind in block.child_blocks.items()
                if name in raw
            }
        case ListBlock():
            return [_rewrite_item(block, item, leaf) for item in raw]
        case TypedTableBlock():
            return _rewrite_table(block, raw, leaf)
    return leaf(block, raw)


def _has_children(block: Block) -> bool:
    return isinstance(block, StreamBlock | StructBlock | ListBlock | TypedTableBlock)


def _rewrite_item(block: ListBlock, item: Any, leaf: Leaf) -> dict[str, Any]:
    # Values from before Wagtail 2.16, and ours in fixtures, stand without a wrapper.
    if not (isinstance(item, dict) and item.get("type") == "item"):
        item = {"type": "item", "value": item}
    return {**item, "value": rewrite(block.child_block, item["value"], leaf)}


def _rewrite_table(block: TypedTableBlock, raw: dict[str, Any], leaf: Leaf) -> Any:
    kinds = [block.child_blocks[column["type"]] for column in raw["columns"]]
    rows = [
        {
            **row,
            "values": [
                rewrite(kind, value, leaf)
                for kind, value in zip(kinds, row["values"], strict=True)
            ],
        }
        for row in raw["rows"]
    ]
    # In this order always: PostgreSQL gives back what it stored in its own.
    columns = [
        {"type": column["type"], "heading": column.get("heading", "")}
        for column in raw["columns"]
    ]
    return {"caption": raw.get("caption", ""), "columns": columns, "rows": rows}
