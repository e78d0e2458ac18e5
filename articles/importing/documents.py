"""A file as HTML, whatever kind it is of; what is no document is refused."""

import codecs
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath

import mammoth
from markdown_it import MarkdownIt

from articles.importing import package, plain
from articles.importing.errors import DocumentRefused

LARGEST = 5_000_000  # bytes; with pictures, which are left out, few articles are larger
LONGEST = 150_000  # characters of a text: some 25,000 words, three long reviews
KINDS = ".docx, .html, .md and .txt"
ENDINGS = {
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF": "a PDF",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has; a binary file has them at once.
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Half a character, or none: nothing can store it.
UNWRITABLE = re.compile(r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
INVISIBLE = re.compile(
    r"[\x0b\x0c\x1b\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
HTML_FIRST = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FRONT_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """What a file holds, as HTML that nobody has cleaned yet."""

    name: str
    kind: str
    html: str
    title: str = ""
    notes: tuple[str, ...] = field(default=())


def opened(name: str, data: bytes) -> Given:
    """The document in a file of this name; raises DocumentRefused with the reason."""
    name = shown(name)
    if len(data) > LARGEST:
        raise DocumentRefused("The file is larger than 5 MB: give a smaller one.")
    if not data.strip():
        raise DocumentRefused("The file is empty.")
    if data.startswith(b"PK"):
        return word(name, data)
    text, notes = decoded(data)
    kind = ENDINGS.get(PurePath(name).suffix.lower(), "")
    if kind == "docx":
        raise DocumentRefused("The name says .docx, but this is no Word document.")
    if HTML_FIRST.match(text):
        kind = "html"
    if not kind:
        raise DocumentRefused(f"What kind of file is that? Known are {KINDS}.")
    if kind != "html" and len(text) > LONGEST:
        raise DocumentRefused(TOO_LONG)
    return READERS[kind](name, text, notes)


TOO_LONG = (
    f"The text has more than {LONGEST:,} characters: give one article, not a book."
)


def shown(name: str) -> str:
    """The name of a file without its folders, as it may be shown and stored."""
    last = re.split(r"[/\\]", name)[-1]
    printable = "".join(sign if sign.isprintable() else "?" for sign in last)
    return UNWRITABLE.sub("?", printable)[-120:]


def word(name: str, data: bytes) -> Given:
    """A Word document; its pictures are counted by whoever reads the HTML."""
    package.check(data)
    try:
        result = mammoth.convert_to_html(
            BytesIO(data),
            convert_image=lambda image: [mammoth.html.element("img")],
            include_embedded_style_map=False,
            style_map=STYLES,
        )
    except Exception as error:
        raise DocumentRefused(package.DAMAGED) from error
    return Given(name, "docx", cleared(result.value))


# Beside mammoth's own: Word's title of a document is the title of the article.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what is to be said of its encoding."""
    if data.startswith(OLD_WORD):
        raise DocumentRefused(
            "This is an old Word document (.doc), or one with a password: save it as "
            ".docx without a password."
        )
    for start, what in OTHERS.items():
        if data.startswith(start):
            raise DocumentRefused(f"This is {what}: known are {KINDS}.")
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "")
    text, notes = in_encoding(data, encoding)
    if BINARY.search(text):
        raise DocumentRefused(f"This is no text: known are {KINDS}.")
    text = cleared(text)
    if not text.strip():
        raise DocumentRefused("There is no text in the file.")
    return text, notes


def in_encoding(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The text as its mark says, else as UTF-8, else as Windows wrote it for long."""
    try:
        return data.decode(encoding or "utf-8"), ()
    except UnicodeDecodeError as error:
        if encoding:
            said = f"The file says that it is {encoding.upper()}, but it is not."
            raise DocumentRefused(said) from error
    try:
        return data.decode("cp1252"), (WINDOWS,)
    except UnicodeDecodeError as error:
        said = "The text is neither in UTF-8 nor in Windows’ Western encoding."
        raise DocumentRefused(said) from error


WINDOWS = (
    "The file is not in UTF-8. It was read in Windows’ Western encoding: look at "
    "letters with accents and at quotation marks."
)


def cleared(text: str) -> str:
    """The text with one sort of line end, and without what nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return INVISIBLE.sub("", UNWRITABLE.sub("", text))


def page(name: str, text: str, notes: tuple[str, ...]) -> Given:
    """A web page."""
    return Given(name, "html", text, notes=notes)


def markdown(name: str, text: str, notes: tuple[str, ...]) -> Given:
    """A text in Markdown; a title in its front matter is the title."""
    title = ""
    if front := FRONT.match(text):
        text = text[front.end() :]
        found = FRONT_TITLE.search(front[1])
        title = found[1].strip("\"'") if found else ""
    html = MarkdownIt("commonmark").enable("table").render(text)
    return Given(name, "markdown", html, title, notes)


def text_file(name: str, text: str, notes: tuple[str, ...]) -> Given:
    """A text without markup."""
    return Given(name, "text", plain.html(text), notes=notes)


READERS = {"html": page, "markdown": markdown, "text": text_file}
