"""Text in LaTeX's spelling, as BibTeX files have it, and as people write it.

A small reader of its own, because it must end in time that grows with the text alone:
accents, Greek letters and common signs are known; of other commands the content stays.
"""

import re
import unicodedata

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
SIGNS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textendash": "–",
    "textemdash": "—",
    "textellipsis": "…",
    "ldots": "…",
    "dots": "…",
    "textdegree": "°",
    "textregistered": "®",
    "texttrademark": "™",
    "copyright": "©",
    "pm": "±",
    "times": "×",
    "leq": "≤",
    "geq": "≥",
    "infty": "∞",
    "S": "§",
    "P": "¶",
}
MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
ACCENTED = re.compile(
    r"\\(?:([`'^\"~=.])|([uHrvdckb])(?![A-Za-z])) ?"
    r"(?:\{ ?(?:\\([ij])|([^\\{}])) ?\}|\\([ij])(?![A-Za-z])|([^\\{}\s]))"
)
TOKEN = re.compile(r"\\([A-Za-z]+) ?|\\(.?)|(---?|``|''|~)|[{}$]")
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}


def read(text: str) -> str:
    """LaTeX as people write it: `{\\"o}` is ö, `{K}etamine` is Ketamine."""
    text = " ".join(text.split())
    return TOKEN.sub(read_token, ACCENTED.sub(read_accent, text))


def read_accent(match: re.Match[str]) -> str:
    """A letter with its accent; i and j lose their dot."""
    letter = match[3] or match[4] or match[5] or match[6]
    return unicodedata.normalize("NFC", letter + ACCENTS[match[1] or match[2]])


def read_token(match: re.Match[str]) -> str:
    """What a command, a mark or a brace is to people."""
    word, sign, mark = match.groups()
    if word:
        return SIGNS.get(word) or greek(word)
    if sign is not None:
        return {"\\": " ", "-": "", "/": ""}.get(sign, sign)
    return MARKS.get(mark or "", "")


def greek(word: str) -> str:
    """The Greek letter that LaTeX calls so; empty if there is none."""
    size = "CAPITAL" if word[0].isupper() else "SMALL"
    name = word.upper().replace("LAMBDA", "LAMDA")
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name}")
    except KeyError:
        return ""


def written(text: str) -> str:
    """The text as LaTeX that `read` turns into the same text; braces are balanced."""
    escaped = "".join(SPECIAL.get(character, character) for character in text)
    return re.sub(r"([-`'])(?=\1)", r"\1{}", escaped)
