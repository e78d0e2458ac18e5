"""The colors that the style sheets give to each palette, and how well they contrast."""

import re

from django.conf import settings

CSS = settings.BASE_DIR / "static/css"
SHEETS = ("tokens.css", "palettes.css")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.DOTALL)
MEDIA = re.compile(r"@media [^{]*\{.*?\n\}", re.DOTALL)
RULE = re.compile(r'(?::root|\[data-palette="(\w+)"\]) \{([^}]*)\}')
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6})\b")
# Any token that is no color: a face, a size, a distance.
MEASURE = re.compile(r"--([\w-]+): ([^#;][^;]*);")
Colors = dict[str, str]


def rules(css: str) -> dict[str, Colors]:
    """The colors that a sheet gives to each palette; those of `:root` under ""."""
    return {
        match[1] or "": dict(TOKEN.findall(match[2])) for match in RULE.finditer(css)
    }


def colors(palette: str, scheme: str) -> Colors:
    """What a page has with that palette, by day ("light") or by night ("dark")."""
    found: Colors = {}
    sheets = [(CSS / name).read_text() for name in SHEETS]
    day = [rules(MEDIA.sub("", sheet)) for sheet in sheets]
    night = [rules("".join(DARK.findall(sheet))) for sheet in sheets]
    for sheet in [*day, *night] if scheme == "dark" else day:
        found |= sheet.get("", {}) | sheet.get(palette, {})
    return found


def measures() -> dict[str, str]:
    """The other tokens: faces, sizes and distances, as the sheet writes them."""
    sheet = MEDIA.sub("", (CSS / SHEETS[0]).read_text())
    return dict(MEASURE.findall(sheet))


def luminance(color: str) -> float:
    """The relative luminance of "#rgb" or "#rrggbb", as WCAG 2.2 defines it."""
    digits = color.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
