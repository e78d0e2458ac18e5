"""References as BibTeX, in UTF-8; biblatex reads them too."""

import re

import bibtexparser
from bibtexparser.middlewares import AddEnclosingMiddleware
from bibtexparser.model import Entry, Field

from articles.exchange import latex
from articles.exchange.items import Item, date_text

TYPES = {
    "article-journal": "article",
    "webpage": "online",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
ODD_IN_KEY = re.compile(r"[^A-Za-z0-9:.+/_-]")


def write(items: list[Item]) -> str:
    """The items as BibTeX entries; one that has no key of its own gets its number."""
    entries: dict[str, Entry] = {}
    for number, item in enumerate(items, 1):
        key = ODD_IN_KEY.sub("", item.get("id", "")) or f"source-{number}"
        key = f"{key}-{number}" if key in entries else key
        entries[key] = entry(item, key)
    library = bibtexparser.Library([*entries.values()])
    braces = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    )
    text: str = bibtexparser.write_string(library, unparse_stack=[braces])
    return text


def entry(item: Item, key: str) -> Entry:
    """The item as an entry that is cited by `key`."""
    kind = TYPES.get(item["type"], "misc")
    issued = date_text(item.get("issued")).split("-")
    texts = {
        "author": " and ".join(written_name(name) for name in item.get("author", [])),
        # In braces of its own, so that no style takes capitals away.
        "title": f"{{{latex.written(item['title'])}}}",
        "journal" if kind == "article" else "booktitle": said(item, "container-title"),
        "institution" if kind == "techreport" else "publisher": said(item, "publisher"),
        "type": said(item, "genre"),
        "year": issued[0],
        "month": MONTHS[int(issued[1]) - 1] if len(issued) > 1 else "",
        "day": issued[2] if len(issued) > 2 else "",
        "volume": said(item, "volume"),
        "number": said(item, "issue"),
        "pages": "--".join(map(latex.written, item.get("page", "").split("-"))),
        "isbn": item.get("ISBN", ""),
        "doi": item.get("DOI", ""),
        "pmid": item.get("PMID", ""),
        "pmcid": item.get("PMCID", ""),
        "url": item.get("URL", ""),
        "urldate": date_text(item.get("accessed")),
    }
    fields = [Field(name, text) for name, text in texts.items() if text]
    for field in fields:
        if field.key == "month":
            field.enclosing = "no-enclosing"
    return Entry(kind, key, fields)


def said(item: Item, name: str) -> str:
    """A text of the item in LaTeX's spelling."""
    return latex.written(item.get(name, ""))


def written_name(name: dict[str, str]) -> str:
    """A name as BibTeX writes it: family, given; in braces what must not be divided."""
    if "literal" in name:
        return f"{{{latex.written(name['literal'])}}}"
    family, given = kept_whole(name["family"]), kept_whole(name.get("given", ""))
    if given:
        return f"{family}, {given}"
    # Braces that hold nothing: else many words in braces would be an organization.
    return f"{{{latex.written(name['family'])}}}{{}}"


def kept_whole(part: str) -> str:
    """A part of a name, in braces if "and" in it would end the name."""
    text = latex.written(part)
    return f"{{{text}}}" if re.search(r"\band\b", text, re.IGNORECASE) else text
