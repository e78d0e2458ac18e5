"""Crossref and PubMed are asked only when that is on; their answers become items."""

from pathlib import Path

import pytest

from articles import lookups, pasted
from articles.adding import planned
from articles.exchange.errors import ImportRefused
from articles.exchange.items import date_text
from articles.identifiers import identifier
from articles.web import Answer, Unreachable
from tests import factories

RECORDED = Path(__file__).parent / "recorded"
CROSSREF = "https://api.crossref.org/works/10.1016%2Fs0006-3223%2899%2900230-9"
PUBMED = "https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id=10686270"
ANSWERS = {CROSSREF: "crossref-berman-2000.json", PUBMED: "pubmed-berman-2000.json"}


@pytest.fixture
def asked(monkeypatch, settings) -> list[str]:
    """What is asked of others; only what is recorded is known to them."""
    settings.LOOKUPS = True
    found: list[str] = []

    def ask(address: str, **how: object) -> Answer:
        found.append(address)
        if address not in ANSWERS:
            return Answer(404, b"Resource not found.", address)
        return Answer(200, (RECORDED / ANSWERS[address]).read_bytes(), address)

    monkeypatch.setattr(lookups, "ask", ask)
    return found


@pytest.mark.parametrize(
    ("text", "day", "given"),
    [
        ("10.1016/S0006-3223(99)00230-9", "2000-02", "Robert M"),
        ("PMID 10686270", "2000-02-15", "R. M."),
    ],
)
def test_a_recorded_answer_becomes_a_source(asked, text, day, given) -> None:
    item = lookups.look_up(identifier(text))
    assert item["title"] == "Antidepressant effects of ketamine in depressed patients"
    assert item["type"] == "article-journal"
    assert item["author"][0] == {"family": "Berman", "given": given}
    assert len(item["author"]) == 7
    assert item["DOI"] == "10.1016/s0006-3223(99)00230-9"
    assert date_text(item["issued"]) == day
    assert not {"id", "URL", "accessed"} & {*item}


@pytest.mark.parametrize(
    "body", [b"<html>", b"[" * 9999, b"[1]", b"{}", b'{"message":1}']
)
def test_an_odd_answer_is_refused_in_a_sentence(monkeypatch, body) -> None:
    monkeypatch.setattr(lookups, "ask", lambda at, **how: Answer(200, body, at))
    for text in ("10.1000/x", "PMID 1", "PMC1"):
        with pytest.raises((Unreachable, ImportRefused), match=r"^[A-Z].*\.$"):
            lookups.look_up(identifier(text))


@pytest.mark.django_db
def test_what_is_not_known_there_is_a_draft_with_its_identifier(asked) -> None:
    entries, notes = pasted.pasted_entries("10.1000/nobody\nhttps://a.example/x\nwhat")
    assert [row.state for row in planned(entries)] == ["new", "new", "refused"]
    assert entries[0]["DOI"] == "10.1000/nobody"
    assert entries[1]["URL"] == "https://a.example/x"
    assert [note.partition(":")[0] for note in notes] == ["DOI 10.1000/nobody", "https"]
    assert asked == ["https://api.crossref.org/works/10.1000%2Fnobody"]


@pytest.mark.django_db
def test_what_the_library_has_is_not_asked_for(asked) -> None:
    factories.reference(doi="10.1016/S0006-3223(99)00230-9")
    entries, notes = pasted.pasted_entries("10.1016/s0006-3223(99)00230-9")
    assert (planned(entries)[0].state, notes, asked) == ("already there", [], [])


@pytest.mark.django_db
def test_lookups_that_are_off_say_so_and_lose_nothing() -> None:
    entries, notes = pasted.pasted_entries("PMID: 10686270.")
    (row,) = planned(entries)
    assert (row.key, row.item["PMID"]) == ("pmid-10686270", "10686270")
    assert "Lookups are off" in notes[0]


@pytest.mark.django_db
def test_the_text_of_a_file_is_read_as_a_file(asked) -> None:
    text = "TY  - JOUR\nTI  - A title\nDO  - 10.1000/x\nER  - \n"
    assert pasted.pasted_entries(text)[0][0]["title"] == "A title"
    with pytest.raises(ImportRefused, match="21 lines"):
        pasted.pasted_entries("10.1000/x\n" * 21)
    assert asked == []
