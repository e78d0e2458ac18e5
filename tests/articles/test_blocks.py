"""The blocks of a body that cites: what editors see of them, and how keys are kept."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from wagtail.blocks import Block

from articles.blocks import (
    GLOSS,
    INCLUDING,
    Certainty,
    CitedBodyBlock,
    FindingBlock,
    KeyFactBlock,
    KeysField,
    SourcesBlock,
)
from articles.citations import Mention
from tests import factories

BLOCKS = CitedBodyBlock().child_blocks
EVERY = pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)


# --- What editors see ---
@EVERY
def test_every_block_has_a_template(block: Block) -> None:
    assert get_template(block.meta.template)


@pytest.mark.parametrize("name", [name for name in BLOCKS if name not in INCLUDING])
@pytest.mark.django_db
def test_a_preview_value_can_be_rendered_like_any_value(name: str) -> None:
    block = BLOCKS[name]
    if getattr(block.meta, "preview_value", None) is None:
        assert block.meta.preview_template
    else:
        assert block.render(block.get_preview_value()).strip()


# --- Findings ---
@pytest.mark.parametrize("certainty", Certainty)
def test_a_finding_says_how_sure_it_is(certainty: Certainty) -> None:
    value = {"statement": "<p>It helps.</p>", "certainty": certainty, "population": "P"}
    block = FindingBlock()
    html = block.render(block.to_python(value | {"sources": []}))
    assert f"<b>{certainty.label}.</b> {GLOSS[certainty]}" in html


def test_a_finding_shows_its_sources_by_their_numbers() -> None:
    value = {"statement": "", "certainty": "low", "population": "P"}
    block = FindingBlock()
    html = block.render(block.to_python(value | {"sources": [Mention("a", 3)]}))
    assert 'href="#source-3"' in html


# --- Keys ---
@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("berman-2000", ["berman-2000"]),
        ("b-1, a-2", ["b-1", "a-2"]),
        (" b-1,a-2\n\tb-1 ", ["b-1", "a-2", "b-1"]),
        ("", []),
        (None, []),
    ],
)
def test_keys_are_typed_with_spaces_or_commas(typed: str, keys: list[str]) -> None:
    assert KeysField(required=False).clean(typed) == keys


@pytest.mark.parametrize("typed", ["Berman-2000", "a--b", "<b>", "a/b", "a-"])
def test_what_cannot_be_a_key_is_refused_by_name(typed: str) -> None:
    with pytest.raises(ValidationError, match="is no citation key") as refused:
        KeysField().clean(f"fine-2000 {typed}")
    assert f"“{typed}”" in refused.value.messages[0]


def test_sources_that_are_required_must_be_given() -> None:
    with pytest.raises(ValidationError, match="required"):
        SourcesBlock().clean([])


def test_sources_that_are_not_required_may_be_missing() -> None:
    assert SourcesBlock(required=False).clean([]) == []


def test_sources_are_stored_as_plain_keys() -> None:
    block = SourcesBlock()
    assert block.get_prep_value(block.to_python(["b", "a"])) == ["b", "a"]


def test_sources_read_from_the_database_have_no_number_yet() -> None:
    assert SourcesBlock().to_python(["a"]) == [Mention("a")]


def test_sources_that_are_numbered_stay_numbered() -> None:
    assert SourcesBlock().to_python([Mention("a", 1, 2)]) == [Mention("a", 1, 2)]


@pytest.mark.parametrize("value", [None, []])
def test_no_sources_are_an_empty_list(value: Any) -> None:
    assert SourcesBlock().normalize(value) == []
    assert SourcesBlock().get_default() == []


def test_sources_come_and_go_through_a_form() -> None:
    block = SourcesBlock()
    block.set_name("sources")
    typed = block.value_from_datadict({"x": "b-1, a-2"}, {}, "x")
    assert typed == [Mention("b-1"), Mention("a-2")]
    assert block.get_form_state(typed) == "b-1 a-2"
    assert block.clean(typed) == typed


def test_a_form_that_sends_no_sources_sends_none() -> None:
    assert SourcesBlock().value_from_datadict({}, {}, "x") == []


def test_sources_bring_no_words_to_the_search() -> None:
    assert SourcesBlock().get_searchable_content([Mention("a")]) == []


def test_sources_explain_themselves() -> None:
    assert "berman-2000" in SourcesBlock().field.help_text
    assert SourcesBlock(help_text="Which?").field.help_text == "Which?"


def test_keys_can_be_a_field_of_any_form() -> None:
    class Question(forms.Form):
        keys = KeysField()

    assert Question({"keys": "a b"}).is_valid()
    assert not Question({"keys": ""}).is_valid()


# --- Migrations import none of our code ---
@pytest.mark.parametrize(
    "block", [SourcesBlock(), *BLOCKS.values()], ids=["sources", *BLOCKS]
)
def test_a_migration_needs_wagtail_alone(block: Block) -> None:
    path, _, _ = block.deconstruct()
    assert path.startswith("wagtail.")


# --- Included pages ---
def test_the_blocks_that_include_are_known_by_their_names() -> None:
    assert {name: block.part for name, block in INCLUDING.items()} == {
        "key_fact": "text",
        "side_effect_frequency": "frequency",
    }


@pytest.mark.django_db
def test_an_included_page_is_stored_by_id() -> None:
    fact = factories.key_fact()
    page = factories.article(body=[("key_fact", fact)])
    assert page.body.raw_data[0]["value"] == fact.pk
    assert page.body[0].value == fact


@pytest.mark.django_db
def test_included_pages_come_in_their_order_numbered_or_not() -> None:
    one, two, three = (factories.key_fact(slug) for slug in ("one", "two", "three"))
    found = KeyFactBlock().bulk_to_python([three.pk, one, two.pk])
    assert found == [three, one, two]
    assert found[1] is one


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("key_fact", "articles.KeyFactPage"),
        ("side_effect_frequency", "conditions.SideEffectPage"),
    ],
)
def test_an_editor_can_only_choose_pages_of_the_right_type(
    name: str, model: str
) -> None:
    assert INCLUDING[name].target_model._meta.label == model
