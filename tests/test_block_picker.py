"""Before choosing a block an editor sees what it is for and how readers will get it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import Block

from clinic.models import ClinicSettings, SitePage

BODIES = {
    model.__name__: model._meta.get_field("body").stream_block.child_blocks
    for model in apps.get_models()
    if issubclass(model, SitePage) and hasattr(model, "body")
}
EVERY = pytest.mark.parametrize(
    ("name", "block"),
    [(name, block) for blocks in BODIES.values() for name, block in blocks.items()],
    ids=[f"{kind}-{name}" for kind, blocks in BODIES.items() for name in blocks],
)
# What is read in the preview of each.
WORDS = {
    "heading": "What to expect on the day",
    "paragraph": "Most people feel tired for the rest of the day.",
    "key_facts": "Somebody is with you the whole time.",
    "steps": "You stay until you feel steady.",
    "do_dont": "drive until you have slept through a night",
    "timeline": "Used for something else.",
    "table": "Spray into the nose",
    "figure": "A caption says what to look for.",
    "drawing": "A caption says what to look for.",
    "quote": "First, do no harm.",
    "care_card": "your heart is still racing the next morning",
    "warning": "Talk to the person who prescribed it first.",
    "call_to_action": "A first conversation commits you to nothing.",
    "inset": "Researchers still debate this.",
    "details": "Used for something the license does not name.",
    "finding": "About N in 10 people felt better after a day.",
    "key_fact": "One fact, written once, with its sources.",
    "side_effect_frequency": "The numbers come from the page of the side effect.",
}


def preview(admin: Any, block: Block) -> BeautifulSoup:
    """What the picker shows of a block."""
    address = reverse("wagtailadmin_block_preview")
    answer = admin.get(address, {"id": block.definition_prefix})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@EVERY
def test_a_block_is_known_by_icon_group_and_a_sentence(name, block) -> None:
    assert block.meta.icon not in {"", "placeholder"}
    assert block.meta.group
    assert block.label
    assert block.get_description().endswith(".")


@pytest.mark.parametrize("blocks", BODIES.values(), ids=BODIES)
def test_no_two_blocks_of_a_body_are_taken_for_each_other(blocks) -> None:
    for told in ("label", "description"):
        said = [getattr(block.meta, told) for block in blocks.values()]
        assert len(set(said)) == len(said)


@EVERY
@pytest.mark.django_db
def test_the_preview_shows_the_block_in_its_own_words(admin, name, block) -> None:
    assert block.is_previewable
    assert WORDS[name] in preview(admin, block).main.get_text()


@pytest.mark.django_db
def test_the_preview_wears_the_style_and_the_palette_of_the_site(admin, home) -> None:
    settings = ClinicSettings.objects.create(
        site=home.get_site(), name="A clinic", palette="plum"
    )
    page = preview(admin, BODIES["ArticlePage"]["care_card"])
    assert page.html["data-palette"] == settings.palette
    (sheet,) = page.select("link[rel=stylesheet]")
    assert sheet["href"].endswith("css/site.css")
    assert not page.select("script, style, [style]")


@pytest.mark.django_db
def test_a_reader_has_no_previews(client) -> None:
    block = BODIES["ArticlePage"]["care_card"]
    answer = client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert answer.status_code == 302
    assert "/login/" in answer.url
