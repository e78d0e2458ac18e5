"""References as CSL-JSON 1.0.2."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from articles.exchange.entries import Entry, all_of, check_number, entry
from articles.exchange.errors import ImportRefused
from articles.exchange.items import Item
from articles.exchange.plain import plain

TEXTS = (
    *("id", "type", "genre", "title", "container-title", "volume", "issue", "page"),
    *("publisher", "DOI", "PMID", "PMCID", "ISBN", "URL"),
)
# Zotero writes what it has no field for into the note, a line each.
NOTED = re.compile(r"^(PMID|PMCID|DOI): *(\S{1,100})\s*$", re.MULTILINE)
LOOSE_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")


def write(items: list[Item]) -> str:
    """The items as a JSON list; one that has no key gets its number."""
    numbered = [{"id": str(n), **item} for n, item in enumerate(items, 1)]
    return json.dumps(numbered, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> list[Item]:
    """The items of a CSL-JSON file; raises ImportRefused if anything is wrong."""
    return all_of(entries(text))


def entries(text: str) -> list[Entry]:
    """Each entry as an item or a refusal; raises ImportRefused if it is no CSL-JSON."""
    try:
        found = json.loads(
            text, object_pairs_hook=once_each, parse_constant=no_constant
        )
    except json.JSONDecodeError as error:
        raise ImportRefused(f"Line {error.lineno}: this is no JSON.") from error
    except RecursionError as error:
        raise ImportRefused("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise ImportRefused("There is a number in it that is too long.") from error
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list):
        raise ImportRefused("This JSON is no list of references.")
    check_number(len(found))
    return [entry(f"Entry {n}", told, raw) for n, raw in enumerate(found, 1)]


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; refused if it names anything twice, as it is unclear which holds."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ImportRefused(f"An entry says “{plain(name)[:60]}” twice.")
        found[name] = value
    return found


def no_constant(name: str) -> NoReturn:
    """Refuse what Python reads as JSON and nobody else does, such as NaN."""
    raise ImportRefused(f"A number is “{name}”, which is no JSON.")


def told(raw: Any) -> dict[str, Any]:
    """What an entry says, for `accepted`."""
    if not isinstance(raw, dict):
        raise ImportRefused("This is no reference.")
    found: dict[str, Any] = {name: text_of(raw, name) for name in TEXTS}
    for name, value in NOTED.findall(text_of(raw, "note")[:2000]):
        found[name] = found[name] or value
    found["author"] = names(raw.get("author") or [])
    for name in ("issued", "accessed"):
        found[name] = date_of(name, raw.get(name))
    return found


def text_of(raw: Mapping[str, Any], name: str) -> str:
    """A text or a number; of a list of texts, as Crossref writes titles, the first."""
    value = raw.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ImportRefused(f"Its “{name}” is no text.")
    return str(value)


def names(raw: Any) -> list[dict[str, str]]:
    """The names in order; what stands before and behind a family name joins it."""
    if not isinstance(raw, list) or not all(isinstance(name, dict) for name in raw):
        raise ImportRefused("Its “author” is no list of names.")
    around = ("non-dropping-particle", "dropping-particle", "family", "suffix")
    return [
        {
            "literal": text_of(name, "literal") or text_of(name, "name"),
            "family": " ".join(text_of(name, part) for part in around),
            "given": text_of(name, "given"),
        }
        for name in raw
    ]


def date_of(name: str, raw: Any) -> str:
    """A date as YYYY[-MM[-DD]]; of a range the beginning, of words the year in them."""
    if not raw:
        return ""
    if isinstance(raw, dict) and isinstance(parts := raw.get("date-parts"), list):
        return first_day(name, parts[0] if parts else None)
    if isinstance(raw, dict):
        raw = text_of(raw, "raw") or text_of(raw, "literal")
    if not isinstance(raw, str | int):
        raise ImportRefused(f"Its “{name}” is no date.")
    return loose_date(str(raw))


def first_day(name: str, parts: Any) -> str:
    """The date of a list of year, month and day, each a number or a text."""
    if not isinstance(parts, list):
        parts = [] if parts is None else [parts]
    known = [part for part in parts[:3] if part is not None and part != ""]
    if not all(isinstance(part, str | int) for part in known):
        raise ImportRefused(f"Its “{name}” is no date.")
    return "-".join(str(part)[:20].zfill(2) for part in known)


def loose_date(text: str) -> str:
    """The first date or year in a text, as YYYY[-MM[-DD]]; the text if there is none."""
    match = LOOSE_DATE.search(text)
    if not match:
        return text
    known = [int(part) for part in match.groups() if part]
    beyond = next((n for n, part in enumerate(known) if part == 0), len(known))
    return "-".join(f"{part:02}" for part in known[:beyond]) or text
