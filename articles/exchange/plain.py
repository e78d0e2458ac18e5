"""Text of other programs made plain: no markup, no control characters, one line."""

import re
import unicodedata
from html import unescape

ENTITY = re.compile(
    r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
ELEMENT = re.compile(r"</?[A-Za-z!?][^<>]*>")
OPENING = re.compile(r"<(?=[A-Za-z/!?])")
NOTHING_TO_DO = re.compile(r"[!-%'-;=?-~]+(?: [!-%'-;=?-~]+)*")
JOINERS = "\u200c\u200d"  # Some scripts are not written without them.
PASSES = 3


def plain(text: str) -> str:
    """The text without markup, control characters or superfluous space, on one line.

    Known characters such as `&amp;` become what they stand for; elements such as
    `<i>` go, their content stays. What is plain already comes back as it is.
    """
    if NOTHING_TO_DO.fullmatch(text):
        return text
    for _ in range(PASSES):
        before, text = text, once(text)
        if text == before:
            return text
    # Made to be read again and again: no entity is left that another pass would find.
    for _ in range(PASSES):
        text = once(re.sub(r"&(?=\S)", "& ", text))
    return text


def once(text: str) -> str:
    """One pass; markup that only appears when other markup is gone takes another."""
    text = unicodedata.normalize("NFC", text)
    text = ENTITY.sub(lambda match: unescape(f"&{match[1]};"), text)
    text = OPENING.sub("< ", ELEMENT.sub("", text))
    text = "".join(map(shown, text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def shown(character: str) -> str:
    """The character, a space for one that only divides, nothing for one unseen."""
    if character.isspace():
        return " "
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    return "" if unseen and character not in JOINERS else character
