"""What an editor wrote and chose on a page, each piece with its place in the form."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Field, TextField
from django.utils.html import escape
from modelcluster.models import get_all_child_relations
from wagtail.blocks import (
    Block,
    CharBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamValue,
    TextBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.body import rewrite


@dataclass(frozen=True)
class Child:
    """One block of a stream, as it is stored."""

    field: str
    id: str
    kind: Block
    name: str
    raw: Any


@dataclass(frozen=True)
class Passage:
    """One text, or one page that was chosen; in a stream, in the block with that id.

    `within` is the name of that block, such as "quote". A plain text stands here as
    HTML, like all others.
    """

    field: str
    html: str = ""
    chosen: int = 0
    block: str = ""
    within: str = ""


def children(page: Page) -> Iterator[Child]:
    """The blocks of all streams of a page, in the order of its fields."""
    for field in written_fields(page):
        value = getattr(page, field.name)
        if isinstance(value, StreamValue):
            yield from children_of(field.name, value)


def children_of(field: str, stream: StreamValue) -> Iterator[Child]:
    """The blocks of one stream, those left out that its field no longer knows."""
    for child in stream.raw_data:
        if kind := stream.stream_block.child_blocks.get(child["type"]):
            yield Child(
                field, child.get("id") or "", kind, child["type"], child["value"]
            )


def passages(page: Page) -> Iterator[Passage]:
    """Everything that an editor wrote or chose in the fields and rows of a page."""
    for field in written_fields(page):
        value = getattr(page, field.name)
        if isinstance(value, StreamValue):
            for child in children_of(field.name, value):
                yield from passages_of(child)
        elif value:
            is_rich = isinstance(field, RichTextField)
            yield Passage(field.name, value if is_rich else escape(value))
    for name in rows_of(page):
        for row in getattr(page, name).all():
            yield Passage(name, row.text)


def passages_of(child: Child) -> list[Passage]:
    """The texts and chosen pages of one block."""
    found: list[Passage] = []

    def leaf(kind: Block, value: Any) -> None:
        here = Passage(child.field, block=child.id, within=child.name)
        if isinstance(kind, RichTextBlock):
            found.append(replace(here, html=value or ""))
        elif isinstance(kind, CharBlock | TextBlock):
            found.append(replace(here, html=escape(value or "")))
        elif isinstance(kind, PageChooserBlock) and value:
            found.append(replace(here, chosen=value))

    rewrite(child.kind, child.raw, leaf)
    return found


def places(page: Page) -> Iterator[str]:
    """The fields in their order, each followed by the blocks in it: `body`, `body.ID`."""
    for field in written_fields(page):
        yield field.name
        value = getattr(page, field.name)
        if isinstance(value, StreamValue):
            for child in children_of(field.name, value):
                yield f"{field.name}.{child.id}"


def written_fields(page: Page) -> list[Field]:
    """The fields of our own in which an editor writes more than a line."""
    return [
        field
        for field in page._meta.concrete_fields
        if isinstance(field, TextField | StreamField)
        and not field.model._meta.app_label.startswith("wagtail")
    ]


def own_rows(kind: Any) -> list[Any]:
    """The relations of our own by which a page, or a type of page, has rows."""
    return [
        relation
        for relation in get_all_child_relations(kind)
        if not relation.related_model._meta.app_label.startswith("wagtail")
    ]


def rows_of(page: Page) -> list[str]:
    """The relations of a page whose rows hold a rich text."""
    return [
        relation.get_accessor_name()
        for relation in own_rows(page)
        if any(
            field.name == "text" and isinstance(field, RichTextField)
            for field in relation.related_model._meta.concrete_fields
        )
    ]
