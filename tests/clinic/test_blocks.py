"""Each block of a body is known to editors and shown to readers."""

import re
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.images import ImageFile
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image
from wagtail.blocks.struct_block import StructBlockValidationError

from clinic.blocks import Aspect, BodyBlock, FigureBlock, Urgency
from clinic.models import ClinicSettings, Frame, Picture, StandardPage
from tests.clinic.portable import small_journal

BLOCKS = BodyBlock().child_blocks
NAMES = sorted(BLOCKS)


def shown(name: str, value: Any, **context: Any) -> str:
    """The block as readers get it."""
    block = BLOCKS[name]
    return str(block.render(block.normalize(value), context))


@pytest.mark.parametrize("name", NAMES)
def test_a_block_has_its_own_template(name: str) -> None:
    assert BLOCKS[name].meta.template == f"blocks/{name}.html"
    assert get_template(f"blocks/{name}.html")


def test_migrations_know_a_block_by_its_wagtail_name() -> None:
    for name, block in BLOCKS.items():
        path = block.deconstruct()[0]
        assert path.startswith("wagtail."), name


def test_a_heading_may_name_any_aspect_of_a_health_page() -> None:
    aspects = [
        value for value, label in BLOCKS["heading"].child_blocks["aspect"].field.choices
    ]
    assert set(Aspect.values) <= set(aspects)
    assert not BLOCKS["heading"].child_blocks["aspect"].required


@pytest.mark.parametrize("urgency", Urgency)
def test_a_care_card_tells_screen_readers_how_soon(urgency: Urgency) -> None:
    card = {"urgency": urgency, "title": "Call if", "text": "<p>it stays</p>"}
    html = shown("care_card", card)
    assert f'<span class="visually-hidden">{urgency.label}: </span>Call if' in html
    assert f"care-card--{urgency.value}" in html


@pytest.fixture
def frame(home) -> Frame:
    """A frame with two helplines, the first of which belongs in the strip."""
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    lines = [
        {"name": "Emergency", "phone": "911", "is_first": True, "hours": "Always"},
        {"name": "Poison Help", "phone": "1-800-222-1222", "is_first": False},
    ]
    clinic.name, clinic.telephone = "Harbor Street", "555-0142"
    clinic.helplines = [("helpline", line) for line in lines]
    clinic.save()
    return Frame(RequestFactory().get("/"))


def test_an_emergency_card_names_the_first_helplines(frame) -> None:
    card = {"urgency": Urgency.EMERGENCY, "title": "Now", "text": "<p>Call.</p>"}
    html = shown("care_card", card, frame=frame)
    assert "<strong>Emergency:</strong>" in html
    assert '<a href="tel:911">911</a> · Always' in html
    assert '<a href="#helplines">' in html
    assert "Poison Help" not in html


def test_any_other_card_does_not(frame) -> None:
    card = {"urgency": Urgency.URGENT, "title": "Today", "text": "<p>Call.</p>"}
    assert "911" not in shown("care_card", card, frame=frame)


def test_a_call_to_action_takes_name_and_telephone_from_the_settings(frame) -> None:
    html = shown("call_to_action", {"title": "Talk to us", "text": ""}, frame=frame)
    assert "<strong>Harbor Street</strong>" in html
    assert '<a href="tel:555-0142">' in html


def test_do_and_dont_show_only_the_lists_that_are_filled() -> None:
    html = shown("do_dont", {"do": ["rest"], "dont": []})
    assert "<h3>Do</h3>" in html
    assert "Do not" not in html


def test_a_table_has_a_caption_and_both_headers() -> None:
    block = BLOCKS["table"]
    html = str(block.render(block.get_preview_value()))
    assert "<caption>How the two are given</caption>" in html
    assert '<th scope="col">Medicine</th>' in html
    assert '<th scope="row">' in html


@pytest.fixture
def picture(db) -> Picture:
    """A small picture with credit and license."""
    data = BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return Picture.objects.create(
        title="A synapse",
        file=ImageFile(data, "synapse.png"),
        credit="Ada Draw",
        license="CC BY 4.0",
    )


def test_a_figure_names_who_made_it_and_what_it_tells(picture) -> None:
    html = shown("figure", {"image": picture, "alt": "Two cells meet.", "caption": ""})
    assert 'alt="Two cells meet."' in html
    assert "Ada Draw (CC BY 4.0)" in html


def test_a_figure_that_the_text_explains_has_an_empty_alt(picture) -> None:
    assert 'alt=""' in shown("figure", {"image": picture, "alt": "", "caption": ""})


def test_the_preview_of_a_figure_needs_no_picture(admin) -> None:
    block = StandardPage._meta.get_field("body").stream_block.child_blocks["figure"]
    address = reverse("wagtailadmin_block_preview")
    page = admin.get(address, {"id": block.definition_prefix}).content.decode()
    assert '<figure class="figure">' in page
    assert "<img" not in page


def test_a_figure_whose_picture_is_gone_keeps_its_caption() -> None:
    html = shown("figure", {"image": None, "alt": "", "caption": "<p>Two cells.</p>"})
    assert "Two cells." in html
    assert "<img" not in html


# --- A figure tells what it shows ---
def figure(**told: object) -> dict[str, object]:
    """A figure as its block holds it."""
    drawing = small_journal.picture("synapse", description=told.pop("description", ""))
    return {"image": drawing, "alt": "", "decorative": False, "caption": ""} | told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "alt"),
    [
        ({"alt": "Two cells"}, "Two cells"),
        ({"alt": "Two cells", "description": "A drawing"}, "Two cells"),
        ({"description": "A drawing"}, "A drawing"),
        ({"decorative": True, "alt": "Two cells"}, ""),
        ({"decorative": True, "description": "A drawing"}, ""),
        ({}, ""),
    ],
)
def test_a_figure_is_read_aloud(told: dict[str, object], alt: str) -> None:
    assert f'alt="{alt}"' in shown("figure", figure(**told))


@pytest.mark.django_db
def test_a_figure_from_before_it_could_be_decorative_is_shown_as_ever() -> None:
    block = FigureBlock()
    stored = {
        "image": small_journal.picture("synapse").pk,
        "alt": "Two cells",
        "caption": "",
    }
    assert 'alt="Two cells"' in block.render(block.to_python(stored))


@pytest.mark.django_db
def test_a_figure_that_says_nothing_is_refused() -> None:
    block = FigureBlock()
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.normalize(figure()))
    assert list(error.value.block_errors) == ["alt"]


@pytest.mark.django_db
def test_a_draft_may_leave_it_open() -> None:
    block = FigureBlock()
    assert block.clean_deferred(block.normalize(figure()))["alt"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told", [{"alt": "Two cells"}, {"description": "A drawing"}, {"decorative": True}]
)
def test_a_figure_that_says_something_or_decorates_is_kept(told) -> None:
    block = FigureBlock()
    assert block.clean(block.normalize(figure(**told)))["image"].key == "synapse"


def test_a_figure_takes_its_place_before_it_is_loaded(picture) -> None:
    """No text jumps when it comes, and the browser chooses the smallest that will do."""
    html = shown("figure", {"image": picture, "alt": "Two cells meet.", "caption": ""})
    shows = BeautifulSoup(html, "html.parser").picture
    assert [source["type"] for source in shows.select("source")] == ["image/avif"]
    assert shows.img["src"].endswith(".webp")
    for choice in (*shows.select("source"), shows.img):
        assert len(choice["srcset"].split(", ")) == 3
        assert choice["sizes"] == "(max-width: 40.5rem) calc(100vw - 2.5rem), 38rem"
    assert (shows.img["width"], shows.img["height"]) == ("8", "8")
    assert (shows.img["loading"], shows.img["decoding"]) == ("lazy", "async")


def test_only_a_figure_that_opens_a_text_is_loaded_at_once(picture) -> None:
    figure = ("figure", {"image": picture, "alt": "Cells", "caption": ""})
    body = StandardPage(body=[figure, figure]).body
    html = render_to_string("includes/body.html", {"body": body})
    assert re.findall(r'loading="(\w+)"', html) == ["eager", "lazy"]
