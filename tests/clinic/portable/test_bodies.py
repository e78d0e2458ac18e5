"""A block's value changes between its stored form and its form in a file, checked."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from clinic.blocks import TableBlock
from clinic.models import HomePage, StandardPage
from clinic.portable import bodies
from clinic.portable.places import Places

SEED = uuid.UUID(int=1)
PLACES = Places(
    path_of={7: "/about/"},
    page_at={"/about/": 7, "/": 1},
    model_at={"/about/": StandardPage, "/": HomePage},
    key_of={3: "drawing"},
    picture_at={"drawing": 3},
)


class SpanBlock(StructBlock):
    """Two numbers, of which the second is not the smaller."""

    start = IntegerBlock()
    end = IntegerBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["start"] > cleaned["end"]:
            raise ValidationError("It ends before it starts.")
        return cleaned


class CardBlock(StructBlock):
    title = CharBlock(max_length=10)
    tone = ChoiceBlock(choices=[("calm", "Calm"), ("loud", "Loud")], default="calm")
    note = CharBlock(required=False)
    is_open = BooleanBlock(required=False)
    count = IntegerBlock(required=False)
    steps = ListBlock(RichTextBlock(), default=[])


class FigureBlock(StructBlock):
    image = ImageChooserBlock()
    credit = PageChooserBlock(required=False)


class Body(StreamBlock):
    text = RichTextBlock()
    card = CardBlock()
    span = SpanBlock()
    table = TableBlock()
    points = ListBlock(CharBlock())
    page = PageChooserBlock(page_type="clinic.StandardPage")
    figure = FigureBlock()


BODY = Body()
CARD = {"title": "One"}
FULL_CARD = {
    "title": "One",
    "tone": "loud",
    "note": "b",
    "is_open": True,
    "count": 0,
    "steps": ["<p>a</p>"],
}
TABLE = {
    "columns": [{"type": "text", "heading": "A"}, {"type": "number", "heading": ""}],
    "rows": [{"values": ["<p>a</p>", "1"]}],
    "caption": "What",
}


def faults(kind: str, value: Any) -> list[str]:
    """What a body with this one block is told, each with the place in the block."""
    told: list[str] = []

    def complain(text: str, *keys: Any) -> None:
        told.append(": ".join(filter(None, (".".join(map(str, keys[2:])), text))))

    checker = bodies.Checker(PLACES, complain, lambda *leaf: None)
    checker.check(BODY, [{"type": kind, "value": value}], ())
    return told


def stored(kind: str, value: Any) -> Any:
    """The stored value of one block of a file."""
    raw = bodies.to_page(BODY, [{"type": kind, "value": value}], PLACES, SEED)
    return raw[0]["value"]


def filed(kind: str, value: Any) -> Any:
    """A stored block as a file has it; None if it is left out."""
    raw = [{"type": kind, "value": value, "id": "1"}]
    found = bodies.to_file(BODY, raw, PLACES)
    return found[0]["value"] if found else None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "<p>One.</p>\n<p>Two.</p>"),
        ("card", CARD),
        ("card", FULL_CARD),
        ("span", {"start": 1, "end": 2}),
        ("table", TABLE),
        ("points", ["a", "b"]),
        ("page", "/about/"),
        ("figure", {"image": "drawing", "credit": "/about/"}),
    ],
)
def test_what_a_file_says_is_stored_and_comes_back(kind: str, value: Any) -> None:
    assert faults(kind, value) == []
    assert filed(kind, stored(kind, value)) == value
    assert BODY.to_python([{"type": kind, "value": stored(kind, value)}])


def test_pages_and_pictures_are_stored_by_id() -> None:
    assert stored("page", "/about/") == 7
    assert stored("figure", {"image": "drawing"}) == {"image": 3, "credit": None}


def test_what_a_file_leaves_out_is_stored_as_the_editor_stores_it() -> None:
    card = stored("card", CARD)
    assert (card["tone"], card["note"], card["steps"]) == ("calm", "", [])
    assert card["count"] is None


def test_what_is_the_default_is_left_out_of_a_file() -> None:
    assert filed("card", CARD | {"tone": "calm", "note": None, "steps": []}) == CARD


def test_what_is_not_the_default_stays_in_a_file() -> None:
    assert filed("card", CARD | {"count": 0})["count"] == 0


@pytest.mark.parametrize("gone", [None, 99])
def test_a_block_that_must_name_what_is_not_carried_is_left_out(gone: Any) -> None:
    assert filed("page", gone) is None
    assert filed("figure", {"image": gone, "credit": 7}) is None


def test_a_block_that_may_name_what_is_not_carried_stays() -> None:
    assert filed("figure", {"image": 3, "credit": 99}) == {"image": "drawing"}


def test_an_empty_value_is_written_as_an_empty_one() -> None:
    assert bodies.to_file(BODY, None, PLACES) == []
    assert filed("points", None) == []
    assert filed("text", None) == ""


def test_ids_that_a_file_gives_are_kept_both_ways() -> None:
    value = [{"type": "page", "id": "mine", "value": "/about/"}]
    raw = bodies.to_page(BODY, value, PLACES, SEED)
    assert raw == [{"type": "page", "id": "mine", "value": 7}]
    assert bodies.to_file(BODY, raw, PLACES) == value


def test_ids_that_a_file_leaves_out_follow_from_the_seed_and_the_place() -> None:
    value = [{"type": "card", "value": FULL_CARD}] * 2
    raw = bodies.to_page(BODY, value, PLACES, SEED)
    items = [raw[0], raw[1], *raw[0]["value"]["steps"], *raw[1]["value"]["steps"]]
    assert len({item["id"] for item in items}) == 4
    assert raw == bodies.to_page(BODY, value, PLACES, SEED)
    assert raw != bodies.to_page(BODY, value, PLACES, uuid.UUID(int=2))


def test_a_block_put_in_before_others_does_not_take_the_id_of_one() -> None:
    [first] = bodies.to_page(BODY, [{"type": "page", "value": "/about/"}], PLACES, SEED)
    others = bodies.to_file(BODY, [first], PLACES)
    new = {"type": "text", "value": "<p>a</p>"}
    raw = bodies.to_page(BODY, [new, *others], PLACES, SEED)
    assert raw[1]["id"] == first["id"]
    assert raw[0]["id"] not in {None, first["id"]}


def test_a_child_without_an_id_gets_none_in_a_file() -> None:
    raw = [{"type": "page", "value": 7}]
    assert bodies.to_file(BODY, raw, PLACES) == [{"type": "page", "value": "/about/"}]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("text", 5, "should be text in quotes, not 5."),
        ("text", None, "should be text in quotes, not None."),
        ("text", "", "This field is required."),
        ("text", "<script>x</script>", "<script> is not allowed in text."),
        ("card", "One", "should be names with values, not 'One'."),
        ("card", {}, "`title` is missing."),
        ("card", CARD | {"title": ""}, "title: This field is required."),
        ("card", CARD | {"title": 911}, "title: should be text in quotes, not 911."),
        (
            "card",
            CARD | {"title": ["a"]},
            "title: should be text in quotes, not ['a'].",
        ),
        ("card", CARD | {"title": "a\0b"}, "title: Null characters are not allowed."),
        (
            "card",
            CARD | {"title": "x" * 11},
            "title: Ensure this value has at most 10 characters (it has 11).",
        ),
        (
            "card",
            CARD | {"tone": "red"},
            "tone: Select a valid choice. red is not one of the available choices.",
        ),
        ("card", CARD | {"tone": None}, "tone: This field is required."),
        ("card", CARD | {"note": None}, "note: should be text in quotes, not None."),
        (
            "card",
            CARD | {"is_open": "no"},
            "is_open: should be true or false, not 'no'.",
        ),
        ("card", CARD | {"count": "5"}, "count: should be a whole number, not '5'."),
        ("card", CARD | {"count": "x"}, "count: Enter a whole number."),
        ("card", CARD | {"steps": "a"}, "steps: should be a list, not 'a'."),
        ("card", CARD | {"steps": [5]}, "steps.0: should be text in quotes, not 5."),
        (
            "card",
            CARD | {"color": "red"},
            "color: is not known here; known are title, tone, note, is_open, count, "
            "steps.",
        ),
        ("span", {"start": 3, "end": 2}, "It ends before it starts."),
        ("span", {"start": 3, "end": "a"}, "end: Enter a whole number."),
        ("points", [], None),
        ("page", "/gone/", "there is no page '/gone/'."),
        ("page", "/", "the page '/' is no standard page."),
        ("page", None, "there is no page None."),
        ("figure", {}, "`image` is missing."),
        ("figure", {"image": "gone"}, "image: there is no picture 'gone'."),
        ("figure", {"image": ["a"]}, "image: there is no picture ['a']."),
    ],
)
def test_a_value_that_the_editor_would_not_take_is_told_once(
    kind: str, value: Any, said: str | None
) -> None:
    assert faults(kind, value) == ([said] if said else [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": "a"}, "needs `columns` and `rows` (and may have `caption`)."),
        ({"columns": None}, "needs `columns` and `rows` (and may have `caption`)."),
        ({"caption": ["a"]}, "needs `columns` and `rows` (and may have `caption`)."),
        ({"color": "red"}, "needs `columns` and `rows` (and may have `caption`)."),
        ({"columns": ["text"]}, "columns: each needs `type`"),
        ({"columns": [{"type": "text"}]}, "columns: each needs `type`"),
        ({"columns": [{"type": "x", "heading": ""}]}, "columns: each needs `type`"),
        ({"columns": [{"type": [], "heading": ""}]}, "columns: each needs `type`"),
        ({"rows": ["a"]}, "rows.0.values: needs one value for each column."),
        ({"rows": [{"values": "ab"}]}, "rows.0.values: needs one value for each"),
        ({"rows": [{"values": ["a"]}]}, "rows.0.values: needs one value for each"),
        (
            {"rows": [{"values": ["<p>a</p>", 1]}]},
            "rows.0.values.1: should be text in quotes, not 1.",
        ),
    ],
)
def test_a_table_that_is_none_is_told_once(change: Any, said: str) -> None:
    told = faults("table", TABLE | change)
    assert len(told) == 1
    assert told[0].startswith(said)


def test_a_table_is_names_with_values() -> None:
    assert faults("table", []) == ["should be names with values, not []."]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("text", ["should be a list, not 'text'."]),
        (["a"], ["should be names with values, not 'a'."]),
        ([{"type": "text"}], ["needs `type` and `value` (and may have `id`)."]),
        ([{"value": "a"}], ["needs `type` and `value` (and may have `id`)."]),
        (
            [{"type": "text", "value": "a", "x": 1}],
            ["needs `type` and `value` (and may have `id`)."],
        ),
        (
            [{"type": "text", "value": "a", "id": 5}],
            ["should be text in quotes, not 5."],
        ),
        (
            [{"type": "text", "value": "a", "id": "b"}] * 2,
            ["another block of this list has this id."],
        ),
        (
            [{"type": "heading", "value": "a"}],
            [
                "there is no block 'heading'; there are text, card, span, table, "
                "points, page, figure."
            ],
        ),
        (
            [{"type": ["text"], "value": "a"}],
            [
                "there is no block ['text']; there are text, card, span, table, "
                "points, page, figure."
            ],
        ),
    ],
)
def test_a_body_that_is_none_is_told_once(value: Any, said: list[str]) -> None:
    told: list[str] = []
    checker = bodies.Checker(PLACES, lambda text, *keys: told.append(text), print)
    checker.check(BODY, value, ())
    assert told == said


def test_a_page_type_hears_of_every_sound_leaf_and_its_place() -> None:
    heard: list[Any] = []
    checker = bodies.Checker(
        PLACES,
        lambda *told: None,
        lambda block, value, keys: heard.append((type(block), value, keys)),
    )
    checker.check(BODY, [{"type": "points", "value": ["a", 5]}], ("body",))
    assert heard == [(CharBlock, "a", ("body", 0, "value", 0))]


def test_a_value_that_a_block_cannot_even_read_is_told() -> None:
    class OddBlock(CharBlock):
        def to_python(self, value: Any) -> Any:
            return value.strip()

    told: list[str] = []
    checker = bodies.Checker(PLACES, lambda text, *keys: told.append(text), print)
    block: Block = OddBlock()
    checker.check(block, 5, ())
    assert told == ["5 is no valid value."]
