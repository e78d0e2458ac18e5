"""Holds JSON-LD against schema.org's own vocabulary."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WORDS = json.loads((Path(__file__).parent / "vocabulary.json").read_text())
FORMS = {
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)",
    "Duration": r"P(\d+D)?(T(\d+H)?(\d+M)?)?",
    "URL": r"https?://\S+",
    "Text": r"(?s).+",
}
KEYWORDS = {"@type", "@id", "@context", "@graph"}
PROPERTY_INPUT = "-input"  # schema.org/docs/actions.html: what a person fills in


def above(name: str) -> set[str]:
    """A type and all types that it is a kind of."""
    return {name}.union(*(above(parent) for parent in WORDS["types"].get(name, [])))


def kinds(thing: Any) -> list[str]:
    """The types that a node names."""
    told = thing.get("@type", [])
    return [told] if isinstance(told, str) else told


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node with a type, at any depth."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)


def is_in(value: Any, ranges: list[str], known: dict[str, Any]) -> bool:
    """Whether a value is of one of the types; `known` are nodes by their `@id`."""
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int):
        return bool({"Integer", "Number", "Text"} & set(ranges))
    if isinstance(value, str):
        forms = [FORMS[name] for name in ranges if name in FORMS]
        return any(re.fullmatch(form, value) for form in forms)
    if set(value) == {"@id"} and value["@id"] not in known:
        return "Thing" in ranges  # another page, which says itself what it is
    found = value if "@type" in value else known[value["@id"]]
    return any(above(kind) & set(ranges) for kind in kinds(found))


def faults(data: Any) -> list[str]:
    """What the vocabulary does not know, or does not allow, in sentences."""
    known = {found["@id"]: found for found in nodes(data) if "@id" in found}
    wrong = []
    for found in nodes(data):
        unknown = [kind for kind in kinds(found) if kind not in WORDS["types"]]
        wrong += [f"{kind} is no type" for kind in unknown]
        lines = set().union(*(above(k) for k in kinds(found) if k not in unknown))
        for name, value in found.items():
            if name not in KEYWORDS:
                wrong += faults_of(name, value, lines, known)
    return wrong


def faults_of(
    name: str, value: Any, lines: set[str], known: dict[str, Any]
) -> list[str]:
    """What is wrong with one property of a node whose types are `lines`."""
    is_input = name.endswith(PROPERTY_INPUT)
    row = WORDS["properties"].get(name.removesuffix(PROPERTY_INPUT))
    if row is None or name in WORDS["superseded"]:
        return [f"{name} is no property"]
    domains, ranges = row
    if not lines & set(domains):
        return [f"{name} is no property of {sorted(lines)}"]
    values = value if isinstance(value, list) else [value]
    return [
        f"{name} is not {ranges}: {one!r}"
        for one in values
        if not is_input and not is_in(one, ranges, known)
    ]
