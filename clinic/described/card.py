"""The picture that stands for a page where its address is shared."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import cast

from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

from clinic.colors import colors

SIZE = (1200, 630)  # what Open Graph's readers show whole
LEFT, RIGHT = 96, 1104
TITLE_SIZES = (84, 72, 60, 50, 42)
MOST_LINES = 4
SMALL = 34
DAY = 24 * 60 * 60
DASHES = re.compile("[\u2010-\u2015\u2212]")
# What the font that comes with Pillow has beside the letters and marks of ASCII.
BESIDE = "©«°±´·»‘’“”…‹›⁄™"


def written(text: str) -> str | None:
    """The text in letters that the font has: no accents, plain dashes.

    None if it needs others, such as Greek: then there is no card.
    """
    text = "".join(
        char if char in BESIDE else unicodedata.normalize("NFKD", char)
        for char in DASHES.sub("-", " ".join(text.split()))
    )
    text = "".join(char for char in text if not unicodedata.combining(char))
    has_all = all(char in BESIDE or " " <= char <= "~" for char in text)
    return text if has_all and text else None


def face(size: int) -> ImageFont.FreeTypeFont:
    """The font that comes with Pillow."""
    return cast("ImageFont.FreeTypeFont", ImageFont.load_default(size))


def lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The text in lines that fit; a word that is wider than a line is cut."""
    line = ""
    for word in text.split():
        while font.getlength(word) > RIGHT - LEFT:
            word = word[:-1]
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > RIGHT - LEFT:
            yield line
            longer = word
        line = longer
    yield line


def set_title(text: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The lines of a title in the largest size in which they are few enough."""
    for size in TITLE_SIZES:
        font = face(size)
        found = list(lines(text, font))
        if len(found) <= MOST_LINES:
            return found, font
    return [*found[: MOST_LINES - 1], f"{found[MOST_LINES - 1]} …"], font


def draw(title: str, above: str, below: str, palette: str) -> bytes:
    """The card as PNG: a line above the title, the title, the clinic's name below."""
    paint = colors(palette, "light")
    image = Image.new("RGB", SIZE, paint["paper"])
    pen = ImageDraw.Draw(image)
    small = face(SMALL)
    pen.rectangle((0, 0, 20, SIZE[1]), paint["accent"])
    pen.text((LEFT, 72), above, paint["accent"], small)
    rows, font = set_title(title)
    step = round(font.size * 1.2)
    top = 150 + (330 - step * len(rows)) // 2
    for place, row in enumerate(rows):
        pen.text((LEFT, top + place * step), row, paint["ink"], font)
    pen.line((LEFT, 512, RIGHT, 512), paint["rule"], 2)
    pen.text((LEFT, 536), next(lines(below, small)), paint["ink-soft"], small)
    file = BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def card(title: str, above: str, below: str, palette: str) -> bytes | None:
    """The card, drawn once a day; what it says is its name, so it is never stale.

    None if it cannot be written. It is drawn when it is asked for, not kept as a file:
    so it is as hidden as its page, and changes with the clinic's name and colors.
    """
    texts = [written(text) for text in (title, above, below)]
    if None in texts:
        return None
    said = [*(text or "" for text in texts), palette]
    key = f"card-{sha256(chr(0).join(said).encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: draw(*said), DAY)
