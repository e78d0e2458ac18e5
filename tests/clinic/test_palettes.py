"""Every palette can be read, by day and by night."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from clinic.models import ClinicSettings
from clinic.models.clinic_settings import Palette

CSS = Path(settings.BASE_DIR) / "static/css"
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
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)
MEDIA = re.compile(r"@media [^{]*\{.*?\n\}", re.DOTALL)
RULE = re.compile(r'(?::root|\[data-palette="(\w+)"\]) \{([^}]*)\}')
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6})\b")
Colours = dict[str, str]


def rules(css: str) -> dict[str, Colours]:
    """The colours that a sheet gives to each palette; those of `:root` under ""."""
    return {
        match[1] or "": dict(TOKEN.findall(match[2])) for match in RULE.finditer(css)
    }


def colours(palette: str, scheme: str) -> Colours:
    """What a page has with that palette, by day or by night."""
    found: Colours = {}
    sheets = [(CSS / name).read_text() for name in ("tokens.css", "palettes.css")]
    day = [rules(MEDIA.sub("", sheet)) for sheet in sheets]
    night = [rules("".join(DARK.findall(sheet))) for sheet in sheets]
    for sheet in [*day, *night] if scheme == "dark" else day:
        found |= sheet.get("", {}) | sheet.get(palette, {})
    return found


def luminance(colour: str) -> float:
    """The relative luminance, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", Palette.values)
def test_every_text_can_be_read_on_every_ground(palette: str, scheme: str) -> None:
    found = colours(palette, scheme)
    ratios = {pair: contrast(*(found[name] for name in pair)) for pair in PAIRS}
    assert {pair: round(n, 2) for pair, n in ratios.items() if n < ENOUGH} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_palettes_look_alike(scheme: str) -> None:
    accents = {colours(palette, scheme)["accent"] for palette in Palette.values}
    assert len(accents) == len(Palette.values)


def test_the_sheet_holds_the_palettes_of_the_settings_and_no_other() -> None:
    sheet = (CSS / "palettes.css").read_text()
    named = set(re.findall(r'data-palette="(\w+)"', sheet))
    assert named == set(Palette.values) - {Palette.TEAL}
    assert (
        '@import url("palettes.css") layer(tokens);' in (CSS / "site.css").read_text()
    )


@pytest.mark.django_db
def test_every_page_says_its_palette(client, home) -> None:
    assert b'<html lang="en-us" data-palette="teal">' in client.get("/").content
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    clinic.palette = Palette.PLUM
    clinic.save()
    for address in ("/", "/nowhere/"):
        assert b'data-palette="plum"' in client.get(address).content


@pytest.mark.django_db
def test_editors_choose_among_the_palettes(admin, home) -> None:
    site = home.sites_rooted_here.get()
    address = reverse(
        "wagtailsettings:edit", args=["clinic", "clinicsettings", site.pk]
    )
    shown = admin.get(address).content.decode()
    assert [name for name in Palette.values if f'value="{name}"' not in shown] == []
