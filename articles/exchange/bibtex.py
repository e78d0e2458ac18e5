"""References as BibTeX, in UTF-8; biblatex reads them too."""

import logging
import re
from typing import Any

import bibtexparser
from bibtexparser.middlewares import AddEnclosingMiddleware
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ParsingFailedBlock,
)

from articles import identifiers
from articles.exchange import entries as all_entries
from articles.exchange import latex
from articles.exchange.csl import loose_date
from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item, date_text
from articles.exchange.plain import plain

# What it would write into the log is in the refusals.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

TYPES = {
    "article-journal": "article",
    "webpage": "online",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
TYPES_READ = {
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("book", "booklet", "mvbook", "collection", "proceedings"), "book"),
    **dict.fromkeys(("incollection", "inbook", "inreference"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **dict.fromkeys(("legislation", "legal", "jurisdiction"), "legislation"),
    **{kind: kind for kind in ("dataset", "software", "patent", "standard")},
    "article": "article-journal",
    "unpublished": "manuscript",
}
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
PIECE = re.compile(r"\\.|[{},]|\s+|[^\\{},\s]+|\\", re.DOTALL)
BEGINNING = re.compile(r"@\w*[ \t]*[({]")
LONGEST_AUTHORS = 200_000  # A thousand long names.
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


def read(text: str) -> list[Item]:
    """The items of a BibTeX file; raises ImportRefused if anything is wrong."""
    return all_entries.all_of(entries(text))


def entries(text: str) -> list[all_entries.Entry]:
    """Each entry as an item or a refusal; raises ImportRefused if there is none."""
    # The parser may take half a minute for a file of nothing but broken entries.
    if sum(1 for _ in BEGINNING.finditer(text)) > 2 * all_entries.MOST_ENTRIES:
        all_entries.check_number(all_entries.MOST_ENTRIES + 1)
    library = bibtexparser.parse_string(text.replace("\r\n", "\n").replace("\r", "\n"))
    found = [
        block
        for block in library.blocks
        if isinstance(block, Entry | ParsingFailedBlock)
    ]
    all_entries.check_number(len(found))
    return [
        all_entries.entry(
            f"Entry {n} (line {(block.start_line or 0) + 1})", told, block
        )
        for n, block in enumerate(found, 1)
    ]


def told(block: Block) -> dict[str, Any]:
    """What an entry says, for `accepted`."""
    if not isinstance(block, Entry):
        raise ImportRefused(why_not(block))
    fields = {field.key.lower(): str(field.value) for field in block.fields}

    def first(*names: str) -> str:
        return latex.read(
            next((fields[name] for name in names if fields.get(name)), "")
        )

    eprint = first("eprint") if first("eprinttype").lower() == "pubmed" else ""
    url = by_the_letter(fields.get("url") or fields.get("howpublished", ""))
    kind = block.entry_type.lower()
    return {
        "id": block.key,
        "type": TYPES_READ.get(kind)
        or (kind if kind in TYPES_READ else otherwise(url)),
        "genre": first("type"),
        "title": first("title"),
        "author": read_names(fields.get("author", "")),
        "container-title": first("journal", "journaltitle", "booktitle"),
        "issued": issued(first("date"), first("year"), first("month"), first("day")),
        "volume": first("volume"),
        "issue": first("number", "issue"),
        "page": first("pages"),
        "publisher": first("publisher", "institution", "organization", "school"),
        "DOI": by_the_letter(fields.get("doi", "")),
        "PMID": first("pmid") or eprint,
        "PMCID": first("pmcid", "pmc"),
        "ISBN": first("isbn"),
        "URL": url if fields.get("url") else identifiers.address(url),
        "accessed": loose_date(first("urldate")),
    }


def why_not(block: Block) -> str:
    """Why the parser could not read a block, in a sentence."""
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"Its key “{plain(block.key)[:60]}” is in the file already."
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"It says “{plain(min(block.duplicate_keys))[:60]}” twice."
    return (
        "This is no BibTeX: a brace, a quotation mark or a comma is missing or extra."
    )


def otherwise(url: str) -> str:
    """What an entry of no telling type is: a web page if it has an address."""
    return "webpage" if identifiers.address(url) else "document"


def by_the_letter(text: str) -> str:
    """An address or a DOI, which has no accents but may have escaped signs."""
    text = re.sub(r"\\url(?![A-Za-z])", "", text)
    return re.sub(r"[{}]", "", re.sub(r"\\([_%&#~$])", r"\1", text)).strip()


def issued(date: str, year: str, month: str, day: str) -> str:
    """The date, in biblatex's one field or in BibTeX's three."""
    if date:
        return loose_date(date.split("/")[0])
    short = month.strip(" .").lower()[:3]
    known = MONTHS.index(short) + 1 if short in MONTHS else month
    return loose_date("-".join(str(part) for part in (year, known, day) if part))


def read_names(text: str) -> list[dict[str, str]]:
    """The names that "and" divides; "others" at the end is nobody.

    Braces hold together what is in them. Our own, because the parser's does not divide
    before a name that begins with an accent.
    """
    names: list[list[list[str]]] = [[[""]]]  # Of parts between commas, of words.
    depth = 0
    if len(text) > LONGEST_AUTHORS:
        raise ImportRefused(
            f"The authors take more than {LONGEST_AUTHORS:,} characters."
        )
    for piece in PIECE.findall(f"{text} "):
        words = names[-1][-1]
        depth = max(0, depth + {"{": 1, "}": -1}.get(piece, 0))
        if depth == 0 and piece == ",":
            names[-1].append([""])
        elif depth > 0 or not piece.isspace():
            words[-1] += piece
        elif words[-1].lower() == "and":
            words.pop()
            names.append([[""]])
        elif words[-1]:
            words.append("")
    return [read_name(name) for name in names if name != [["others", ""]]]


def read_name(parts: list[list[str]]) -> dict[str, str]:
    """A name in one of BibTeX's three forms, or an organization in braces."""
    said = [latex.read(" ".join(words)) for words in parts]
    if len(said) > 1:
        return {"family": " ".join([said[0], *said[1:-1]]), "given": said[-1]}
    words = [word for word in parts[0] if word]
    if len(words) == 1 and is_one_group(words[0]):
        return {"literal": said[0]}
    given, family = divided(words)
    return {
        "family": latex.read(" ".join(family)),
        "given": latex.read(" ".join(given)),
    }


def is_one_group(word: str) -> bool:
    """Whether the brace at the beginning is closed by the one at the end."""
    depths, depth = [], 0
    for piece in PIECE.findall(word):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        depths.append(depth)
    return word.startswith("{") and 0 not in depths[:-1] and depth == 0


def divided(words: list[str]) -> tuple[list[str], list[str]]:
    """Given names and family name; it begins with the first word in lower case."""
    last = len(words) - 1
    begin = next((n for n in range(1, last) if words[n][:1].islower()), last)
    return words[:begin], words[begin:]
