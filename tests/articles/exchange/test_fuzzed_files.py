"""Whatever a file holds: it is read into safe items, or refused in a sentence."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exchange import FORMATS, bibtex, csl, item_of, ris
from articles.exchange.errors import ImportRefused
from articles.exchange.items import LONGEST, LONGEST_NAME, MOST_NAMES
from articles.exchange.reading import read_entries
from tests.articles.exchange.sources import BERMAN, ODD, TEXT
from tests.fuzzing import fuzzed, without_database

pytestmark = without_database

MODULES = {"ris": ris, "bib": bibtex, "json": csl}
TAG = re.compile(r"<[A-Za-z/!?]")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
CSL_NAMES = [
    *("id", "type", "genre", "title", "author", "container-title", "issued", "volume"),
    *("issue", "page", "publisher", "DOI", "PMID", "PMCID", "ISBN", "URL", "accessed"),
]

BIBTEX_NAMES = [
    *("title", "author", "journal", "year", "month", "day", "date", "volume", "number"),
    *("pages", "publisher", "doi", "pmid", "url", "howpublished", "urldate", "isbn"),
]


def check_text(text: Any, longest: int) -> None:
    """Nothing that a page, a terminal or a database would trip over."""
    assert isinstance(text, str)
    assert text == text.strip() != ""
    assert len(text) <= longest
    assert not TAG.search(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    text.encode()


def check(item: Any) -> None:
    """An item has what it says it has, and nothing else."""
    assert [name for name in CSL_NAMES if name in item] == [*item]
    assert {"title", "type"} <= {*item}
    for name, value in item.items():
        if name in {"issued", "accessed"}:
            ((*parts,),) = value["date-parts"]
            assert value == {"date-parts": [parts]}
            assert all(type(part) is int for part in parts)
        elif name == "author":
            assert 0 < len(value) <= MOST_NAMES
            assert all({*who} <= {"family", "given", "literal"} for who in value)
            for who in value:
                for part in who.values():
                    check_text(part, LONGEST_NAME)
        else:
            check_text(value, LONGEST.get(name, 500))
    assert ADDRESS.fullmatch(item.get("URL", "https://a.example/"))


def read(name: str, content: bytes) -> list[Any]:
    """What is read; one plain sentence for what is not, and no other error."""
    try:
        found = read_entries(name, content)
    except ImportRefused as refusal:
        found = [refusal]
    for entry in found:
        if isinstance(entry, ImportRefused):
            assert re.fullmatch(r"[A-Z][^\n]{5,300}[.]", str(entry))
        else:
            check(entry)
    return found


@pytest.mark.parametrize("ending", MODULES)
@given(st.one_of(TEXT, st.text()))
@fuzzed
def test_fuzzed_text_is_read_or_refused(ending, text) -> None:
    content = text.encode("utf-8", "surrogatepass")
    read(f"a.{ending}", content)
    read("a", content)


@given(st.binary(max_size=200))
@fuzzed
def test_fuzzed_bytes_are_read_or_refused(content) -> None:
    for name in ("a.ris", "a.bib", "a.json", "a"):
        read(name, content)


@pytest.mark.parametrize("ending", MODULES)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), TEXT), max_size=5))
@fuzzed
def test_fuzzed_changes_of_a_good_file_are_read_or_refused(ending, changes) -> None:
    text = FORMATS[ending].write([item_of(BERMAN), item_of(ODD)])
    for place, removed, put in changes:
        at = int(place * len(text))
        text = text[:at] + put + text[at + removed :]
    read(f"a.{ending}", text.encode("utf-8", "surrogatepass"))


ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from([*CSL_NAMES, "note"]), ANY_JSON, max_size=8),
        max_size=2,
    )
)
@fuzzed
def test_fuzzed_values_in_csl_json_are_read_or_refused(entries) -> None:
    read("a.json", json.dumps(entries).encode())


@given(
    st.lists(
        st.tuples(st.sampled_from([*ris.TAGS, *ris.MORE_TAGS, "N1"]), TEXT), max_size=12
    )
)
@fuzzed
def test_fuzzed_values_in_ris_are_read_or_refused(lines) -> None:
    text = "\n".join(f"{tag}  - {value}" for tag, value in lines)
    read("a.ris", f"TY  - JOUR\n{text}\nER  - ".encode("utf-8", "surrogatepass"))


@given(
    st.sampled_from([*bibtex.TYPES_READ, "misc", "string", "comment"]),
    st.lists(
        st.tuples(st.sampled_from(BIBTEX_NAMES), TEXT),
        max_size=8,
    ),
)
@fuzzed
def test_fuzzed_values_in_bibtex_are_read_or_refused(kind, fields) -> None:
    text = ",\n".join(f"{name} = {{{value}}}" for name, value in fields)
    read("a.bib", f"@{kind}{{key,\n{text}}}".encode("utf-8", "surrogatepass"))
