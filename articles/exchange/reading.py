"""The references of a file, whatever its form."""

import re

from articles.exchange import bibtex, csl, ris
from articles.exchange.entries import Entry, all_of
from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item

LARGEST = 5_000_000
ENDINGS = {
    "ris": ris.entries,
    "bib": bibtex.entries,
    "bibtex": bibtex.entries,
    "json": csl.entries,
    "csljson": csl.entries,
}
# The beginning of a JSON file; a line that each RIS or BibTeX file has.
LOOKS = (
    (re.compile(r"\A\s*[\[{]"), csl.entries),
    (re.compile(r"^TY  -", re.MULTILINE), ris.entries),
    (re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[({]", re.MULTILINE), bibtex.entries),
)


def is_file(text: str) -> bool:
    """Whether the text looks like that of a file of references."""
    return any(look.search(text) for look, _ in LOOKS)


def read_file(name: str, content: bytes) -> list[Item]:
    """The references in a file; raises ImportRefused if anything in it is wrong."""
    return all_of(read_entries(name, content))


def read_entries(name: str, content: bytes) -> list[Entry]:
    """Each entry of a file as an item, or as the refusal with its reason.

    The form is told by the ending of the name, else by the content. Raises
    ImportRefused if nothing of the file can be read.
    """
    if len(content) > LARGEST:
        raise ImportRefused("The file is larger than 5 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused("The file is not text in UTF-8.") from error
    if not text.strip():
        raise ImportRefused("The file is empty.")
    ending = name.rpartition(".")[2].lower()
    if ending in ENDINGS:
        return ENDINGS[ending](text)
    for look, entries in LOOKS:
        if look.search(text):
            return entries(text)
    raise ImportRefused("This is neither RIS nor BibTeX nor CSL-JSON.")
