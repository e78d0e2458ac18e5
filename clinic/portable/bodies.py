"""The value of a block, between the form in the database and the form in a file.

A file holds a stream as a list of `{type, id, value}`, a list as plain items, a page
by its path, a picture by its key; a value that is the block's default is left out.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    Block,
    FieldBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from clinic.body import rewrite
from clinic.portable import texts
from clinic.portable.files import Key
from clinic.portable.places import Places

Keys = tuple[Key, ...]
Complain = Callable[..., None]  # complain(text, *keys)
# Told of each leaf and where it stands, so that a page type can check its own keys.
OnLeaf = Callable[[Block, Any, Keys], None]


def to_file(block: Block, raw: Any, places: Places) -> Any:
    """The stored value `raw` of `block` as a file has it."""

    def leaf(kind: Block, value: Any) -> Any:
        if isinstance(kind, RichTextBlock):
            return texts.to_file(value or "", places)
        if isinstance(kind, PageChooserBlock):
            return places.path_of.get(value)
        if isinstance(kind, ImageChooserBlock):
            return places.key_of.get(value)
        return value

    return _bare(block, rewrite(block, raw, leaf))


def _bare(block: Block, raw: Any) -> Any:
    """`raw` without list wrappers and without values that are the default."""
    match block:
        case StreamBlock():
            return [_bare_child(block, child) for child in raw or []]
        case StructBlock():
            bare = {
                name: _bare(kind, raw[name])
                for name, kind in block.child_blocks.items()
                if name in (raw or {})
            }
            return {
                name: value
                for name, value in bare.items()
                if not _is_default(block.child_blocks[name], value)
            }
        case ListBlock():
            return [_bare(block.child_block, item["value"]) for item in raw or []]
    return raw


def _bare_child(block: StreamBlock, child: dict[str, Any]) -> dict[str, Any]:
    value = _bare(block.child_blocks[child["type"]], child["value"])
    named = {"id": child["id"]} if child.get("id") else {}
    return {"type": child["type"], **named, "value": value}


def _is_default(block: Block, value: Any) -> bool:
    stored = block.get_prep_value(block.get_default())
    default = _bare(block, rewrite(block, stored, lambda kind, leaf: leaf))
    return value == default or (value in (None, "") and default in (None, ""))


WORDS: dict[type, str] = {list: "a list", dict: "names with values", str: "text"}


class Checker:
    """Compares a file's value with what its block may hold, telling each fault."""

    def __init__(self, places: Places, complain: Complain, on_leaf: OnLeaf) -> None:
        self.places = places
        self.complain = complain
        self.on_leaf = on_leaf

    def check(self, block: Block, value: Any, keys: Keys) -> None:
        """Complain of everything in `value` that `block` cannot hold."""
        match block:
            case StreamBlock():
                self._check_stream(block, value, keys)
            case StructBlock():
                self._check_struct(block, value, keys)
            case ListBlock():
                if self._is(list, value, keys):
                    for number, item in enumerate(value):
                        self.check(block.child_block, item, (*keys, number))
            case TypedTableBlock():
                self._check_table(block, value, keys)
            case _:
                self._check_leaf(block, value, keys)

    def _is(self, kind: type, value: Any, keys: Keys) -> bool:
        if isinstance(value, kind):
            return True
        wanted = WORDS[kind]
        self.complain(f"should be {wanted}, not {value!r:.60}.", *keys)
        return False

    def _check_stream(self, block: StreamBlock, value: Any, keys: Keys) -> None:
        if not self._is(list, value, keys):
            return
        for number, child in enumerate(value):
            here = (*keys, number)
            if not self._is(dict, child, here):
                continue
            unknown = set(child) - {"type", "id", "value"}
            if unknown or "type" not in child or "value" not in child:
                self.complain("needs `type` and `value` (and may have `id`).", *here)
            elif child["type"] not in block.child_blocks:
                kinds = ", ".join(block.child_blocks)
                text = f"there is no block {child['type']!r:.60}; there are {kinds}."
                self.complain(text, *here, "type")
            else:
                if "id" in child:
                    self._is(str, child["id"], (*here, "id"))
                kind = block.child_blocks[child["type"]]
                self.check(kind, child["value"], (*here, "value"))

    def _check_struct(self, block: StructBlock, value: Any, keys: Keys) -> None:
        if not self._is(dict, value, keys):
            return
        for name in value:
            if name not in block.child_blocks:
                names = ", ".join(block.child_blocks)
                self.complain(f"is not known here; known are {names}.", *keys, name)
        for name, kind in block.child_blocks.items():
            if name in value:
                self.check(kind, value[name], (*keys, name))
            elif kind.required and kind.get_default() in (None, "", []):
                self.complain(f"`{name}` is missing.", *keys)

    def _check_table(self, block: TypedTableBlock, value: Any, keys: Keys) -> None:
        if not self._is(dict, value, keys):
            return
        columns, rows = value.get("columns"), value.get("rows")
        shaped = isinstance(columns, list) and isinstance(rows, list)
        if not shaped or not all(
            isinstance(column, dict) and column.get("type") in block.child_blocks
            for column in columns or []
        ):
            self.complain("needs `columns` of a known type, and `rows`.", *keys)
            return
        for number, row in enumerate(rows or []):
            here = (*keys, "rows", number, "values")
            cells = row.get("values") if isinstance(row, dict) else None
            if not isinstance(cells, list) or len(cells) != len(columns or []):
                self.complain("needs one value for each column.", *here)
                continue
            for place, (column, cell) in enumerate(
                zip(columns or [], cells, strict=True)
            ):
                kind = block.child_blocks[column["type"]]
                self.check(kind, cell, (*here, place))

    def _check_leaf(self, block: Block, value: Any, keys: Keys) -> None:
        if isinstance(block, PageChooserBlock):
            if value not in self.places.page_at:
                self.complain(f"there is no page {value!r:.80}.", *keys)
        elif isinstance(block, ImageChooserBlock):
            if value not in self.places.picture_at:
                self.complain(f"there is no picture {value!r:.80}.", *keys)
        elif not isinstance(block, RichTextBlock) or self._is(str, value, keys):
            self._clean(block, value, keys)
            self.on_leaf(block, value, keys)

    def _clean(self, block: Block, value: Any, keys: Keys) -> None:
        if isinstance(block, FieldBlock) and not isinstance(block, RichTextBlock):
            wanted = type(block.get_prep_value(block.get_default()))
            if wanted in (str, list) and not isinstance(value, wanted):
                self._is(wanted, value, keys)
                return
        try:
            block.clean(block.to_python(value))
        except ValidationError as error:
            self.complain(" ".join(error.messages), *keys)
        except (TypeError, ValueError, AttributeError):
            self.complain(f"{value!r:.60} is no valid value.", *keys)


def to_page(block: Block, value: Any, places: Places, seed: uuid.UUID) -> Any:
    """The file's `value` (checked before) as the database stores it.

    Children without an id get one that follows from `seed` and their place, so that
    loading the same file anywhere gives the same ids.
    """

    def leaf(kind: Block, leaf_value: Any) -> Any:
        if isinstance(kind, RichTextBlock):
            return texts.to_page(leaf_value or "", places)
        if isinstance(kind, PageChooserBlock) and leaf_value:
            return places.page_at[leaf_value]
        if isinstance(kind, ImageChooserBlock) and leaf_value:
            return places.picture_at[leaf_value]
        return leaf_value

    return _with_ids(rewrite(block, value, leaf), seed)


def _with_ids(raw: Any, seed: uuid.UUID) -> Any:
    if isinstance(raw, dict):
        return {
            name: _with_ids(value, uuid.uuid5(seed, str(name)))
            for name, value in raw.items()
        }
    if not isinstance(raw, list):
        return raw
    items = []
    for number, item in enumerate(raw):
        own = uuid.uuid5(seed, str(number))
        item = _with_ids(item, own)
        if isinstance(item, dict) and {"type", "value"} <= set(item):
            item = {"id": str(own), **item}
        items.append(item)
    return items
