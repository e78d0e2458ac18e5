"""Every palette can be read, by day and by night."""

import re

import pytest
from django.urls import reverse

from clinic.colors import CSS, colors, contrast
from clinic.models import ClinicSettings
from clinic.models.clinic_settings import Palette

ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of ordinary size
# Which colours of text stand on which grounds.
TEXTS = ("ink", "ink-soft", "accent")
PAPERS = ("paper", "paper-raised", "paper-sunk", "accent-soft")
BOXES = {
    "help": (*PAPERS[:3], "help-soft"),
    "urgent": (*PAPERS[:3], "urgent-soft"),
    "good": (*PAPERS[:3], "good-soft"),
    "ink": ("help-soft", "urgent-soft", "good-soft"),
    "accent": ("help-soft", "urgent-soft"),
}
PAIRS = [
    *((text, ground) for text in TEXTS for ground in PAPERS),
    *((text, ground) for text, grounds in BOXES.items() for ground in grounds),
]


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", Palette.values)
def test_every_text_can_be_read_on_every_ground(palette: str, scheme: str) -> None:
    found = colors(palette, scheme)
    ratios = {pair: contrast(*(found[name] for name in pair)) for pair in PAIRS}
    assert {pair: round(n, 2) for pair, n in ratios.items() if n < ENOUGH} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_palettes_look_alike(scheme: str) -> None:
    accents = {colors(palette, scheme)["accent"] for palette in Palette.values}
    assert len(accents) == len(Palette.values)


def test_the_sheet_holds_the_palettes_of_the_settings_and_no_other() -> None:
    sheet = (CSS / "palettes.css").read_text()
    named = set(re.findall(r'data-palette="(\w+)"', sheet))
    assert named == set(Palette.values) - {Palette.TEAL}
    imported = '@import url("palettes.css") layer(tokens);'
    assert imported in (CSS / "palette.css").read_text()


@pytest.mark.django_db
def test_every_page_says_its_palette(client, home) -> None:
    page = client.get("/").content
    assert b'<html lang="en-us" data-palette="teal">' in page
    assert b"palette.css" not in page  # that of the tokens needs no sheet of its own
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    clinic.palette = Palette.PLUM
    clinic.save()
    for address in ("/", "/nowhere/"):
        page = client.get(address).content
        assert b'data-palette="plum"' in page
        assert b'href="/static/css/palette.css"' in page


@pytest.mark.django_db
def test_editors_choose_among_the_palettes(admin, home) -> None:
    site = home.sites_rooted_here.get()
    address = reverse(
        "wagtailsettings:edit", args=["clinic", "clinicsettings", site.pk]
    )
    shown = admin.get(address).content.decode()
    assert [name for name in Palette.values if f'value="{name}"' not in shown] == []
