"""The value of a block, between the form in the database and the form in a file.

A file holds a stream as a list of `{type, id, value}`, a list as plain items, a page
by its path, a picture by its key; a value that is the block's default is left out.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.blocks import (
    Block,
    BooleanBlock,
    ChooserBlock,
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
            children = [_bare_child(block, child) for child in raw or []]
            return [
                child
                for child in children
                if not _names_nothing(block.child_blocks[child["type"]], child["value"])
            ]
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


def _names_nothing(block: Block, value: Any) -> bool:
    """Whether a block has to name a page or picture and names none that is carried."""
    if isinstance(block, StructBlock):
        return any(
            _names_nothing(kind, value.get(name))
            for name, kind in block.child_blocks.items()
            if isinstance(kind, ChooserBlock)
        )
    return isinstance(block, ChooserBlock) and block.required and value is None


def _bare_child(block: StreamBlock, child: dict[str, Any]) -> dict[str, Any]:
    value = _bare(block.child_blocks[child["type"]], child["value"])
    named = {"id": child["id"]} if child.get("id") else {}
    return {"type": child["type"], **named, "value": value}


def _is_default(block: Block, value: Any) -> bool:
    stored = block.get_prep_value(block.get_default())
    default = _bare(block, rewrite(block, stored, lambda kind, leaf: leaf))
    return value == default or (_is_nothing(value) and _is_nothing(default))


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or value == ""


def _may_be_left_out(block: Block) -> bool:
    try:
        block.clean(block.get_default())
    except ValidationError:
        return False
    return True


WORDS: dict[type, str] = {
    list: "a list",
    dict: "names with values",
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
}


class Checker:
    """Compares a file's value with what its block may hold, telling each fault."""

    def __init__(self, places: Places, complain: Complain, on_leaf: OnLeaf) -> None:
        self.places = places
        self.tell = complain
        self.on_leaf = on_leaf
        self.told = 0

    def complain(self, text: str, *keys: Key) -> None:
        """Tell of a fault of the value at `keys`."""
        self.told += 1
        self.tell(text, *keys)

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
        seen: set[str] = set()
        for number, child in enumerate(value):
            here = (*keys, number)
            if not self._is(dict, child, here):
                continue
            own = str(child.get("id", number))
            if own in seen:
                self.complain("another block of this list has this id.", *here, "id")
            seen.add(own)
            unknown = set(child) - {"type", "id", "value"}
            if unknown or "type" not in child or "value" not in child:
                self.complain("needs `type` and `value` (and may have `id`).", *here)
            elif str(child["type"]) not in block.child_blocks:
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
        told_before = self.told
        for name in value:
            if name not in block.child_blocks:
                names = ", ".join(block.child_blocks)
                self.complain(f"is not known here; known are {names}.", *keys, name)
        for name, kind in block.child_blocks.items():
            if name in value:
                self.check(kind, value[name], (*keys, name))
            elif not _may_be_left_out(kind):
                self.complain(f"`{name}` is missing.", *keys)
        # What a block asks beyond its parts, such as that one number is the larger.
        # Not of a block that names a page or picture: that may be in a file only.
        asks_more = type(block).clean is not StructBlock.clean and not any(
            isinstance(kind, ChooserBlock) for kind in block.child_blocks.values()
        )
        is_whole = self.told == told_before
        if asks_more and is_whole and (fault := self._fault(block, value)):
            self.complain(fault, *keys)

    def _check_table(self, block: TypedTableBlock, value: Any, keys: Keys) -> None:
        if not self._is(dict, value, keys):
            return
        columns, rows = value.get("columns"), value.get("rows")
        unknown = set(value) - {"columns", "rows", "caption"}
        is_table = isinstance(columns, list) and isinstance(rows, list)
        if unknown or not is_table or not isinstance(value.get("caption", ""), str):
            self.complain("needs `columns` and `rows` (and may have `caption`).", *keys)
            return
        if not all(self._is_column(block, column) for column in columns):
            kinds = ", ".join(block.child_blocks)
            text = f"each needs `type` (one of {kinds}) and `heading`."
            self.complain(text, *keys, "columns")
            return
        for number, row in enumerate(rows):
            here = (*keys, "rows", number, "values")
            cells = row.get("values") if isinstance(row, dict) else None
            if not isinstance(cells, list) or len(cells) != len(columns):
                self.complain("needs one value for each column.", *here)
                continue
            for place, cell in enumerate(cells):
                kind = block.child_blocks[columns[place]["type"]]
                self.check(kind, cell, (*here, place))

    def _is_column(self, block: TypedTableBlock, column: Any) -> bool:
        if not isinstance(column, dict) or set(column) != {"type", "heading"}:
            return False
        texts_only = all(isinstance(value, str) for value in column.values())
        return texts_only and column["type"] in block.child_blocks

    def _check_leaf(self, block: Block, value: Any, keys: Keys) -> None:
        if isinstance(block, PageChooserBlock):
            fault = self.places.fault_of_page(value, *block.target_models)
        elif isinstance(block, ImageChooserBlock):
            fault = self.places.fault_of_picture(value)
        else:
            fault = self._fault(block, value)
        if isinstance(block, RichTextBlock) and not fault:
            fault = texts.fault(value, self.places)
        if fault:
            self.complain(fault, *keys)
        else:
            self.on_leaf(block, value, keys)

    def _fault(self, block: Block, value: Any) -> str:
        """Why the editor would not take the value; empty if it would, as it is."""
        if isinstance(block, RichTextBlock) and not isinstance(value, str):
            return f"should be {WORDS[str]}, not {value!r:.60}."
        try:
            cleaned = block.get_prep_value(block.clean(block.to_python(value)))
        except ValidationError as error:
            return " ".join(error.messages)
        except (TypeError, ValueError, AttributeError):
            return f"{value!r:.60} is no valid value."
        wanted = type(cleaned)
        if wanted in WORDS and type(value) is not wanted:
            return f"should be {WORDS[wanted]}, not {value!r:.60}."
        return ""


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

    return _with_ids(rewrite(block, _filled(block, value), leaf), seed)


def _stored_default(block: Block) -> Any:
    """What the editor stores for a value that nobody gave: "" or False, never None."""
    stored = block.get_prep_value(block.get_default())
    if isinstance(block, BooleanBlock):
        return bool(stored)
    is_text = isinstance(block, FieldBlock) and not isinstance(block, ChooserBlock)
    is_text = is_text and isinstance(block.field, forms.CharField | forms.ChoiceField)
    return "" if stored is None and is_text else stored


def _filled(block: Block, value: Any) -> Any:
    """`value` with the defaults that a file leaves out, as the editor stores them."""
    match block:
        case StreamBlock():
            return [
                {
                    **child,
                    "value": _filled(block.child_blocks[child["type"]], child["value"]),
                }
                for child in value
            ]
        case StructBlock():
            return {
                name: _filled(kind, value[name])
                if name in value
                else _stored_default(kind)
                for name, kind in block.child_blocks.items()
            }
        case ListBlock():
            return [_filled(block.child_block, item) for item in value]
    return value


def _with_ids(raw: Any, seed: uuid.UUID) -> Any:
    if isinstance(raw, dict):
        return {
            name: _with_ids(value, uuid.uuid5(seed, str(name)))
            for name, value in raw.items()
        }
    if not isinstance(raw, list):
        return raw
    given = {item.get("id") for item in raw if isinstance(item, dict)}
    items = []
    for number, item in enumerate(raw):
        own = uuid.uuid5(seed, str(number))
        # A block put in before others does not take the id that one of them has.
        while str(own) in given:
            own = uuid.uuid5(own, "next")
        item = _with_ids(item, own)
        if isinstance(item, dict) and {"type", "value"} <= set(item):
            item = {"id": str(own), **item}
        items.append(item)
    return items
