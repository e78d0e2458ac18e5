"""What is written into a file is read from it again."""

import pytest
from hypothesis import given

from articles.exchange import FORMATS, bibtex, csl, item_of, ris
from articles.exchange.items import date_text, kind_of
from articles.exchange.reading import read_file
from articles.models.source import Kind
from tests.articles.exchange.sources import BERMAN, SOURCES, Made
from tests.fuzzing import fuzzed, without_database

pytestmark = without_database


@given(SOURCES)
@fuzzed
def test_fuzzed_sources_come_back_as_they_were(made) -> None:
    item = item_of(made)
    both = [item, {**item, "id": f"{made.key}-b"}]
    for module in (ris, bibtex, csl):
        assert module.read(module.write(both)) == both


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_is_read_by_its_ending_or_by_its_looks(ending) -> None:
    written = FORMATS[ending].write([item_of(BERMAN)]).encode()
    assert read_file(f"sources.{ending}", written) == [item_of(BERMAN)]
    assert read_file("sources.txt", b"\xef\xbb\xbf" + written) == [item_of(BERMAN)]
    assert read_file("", written.replace(b"\n", b"\r\n")) == [item_of(BERMAN)]


def test_ris_is_what_reference_managers_expect() -> None:
    assert ris.write([item_of(BERMAN)]).splitlines() == [
        "TY  - JOUR",
        "ID  - berman-2000",
        "AU  - Berman, Robert M.",
        "AU  - Cappiello, Angela",
        "TI  - Antidepressant effects of ketamine in depressed patients",
        "T2  - Biological Psychiatry",
        "PY  - 2000",
        "DA  - 2000/02/15/",
        "VL  - 47",
        "IS  - 4",
        "SP  - 351",
        "EP  - 354",
        "DO  - 10.1016/s0006-3223(99)00230-9",
        "DB  - PubMed",
        "AN  - 10686270",
        "Y2  - 2026/11/23/",
        "ER  - ",
    ]


def test_bibtex_is_what_latex_expects() -> None:
    text = bibtex.write([item_of(BERMAN)])
    assert text.startswith("@article{berman-2000,\n")
    assert "author = {Berman, Robert M. and Cappiello, Angela}," in text
    assert "month = feb," in text
    assert "pages = {351--354}," in text


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_source_comes_back(kind) -> None:
    item = item_of(Made(key="who-2020", kind=kind, title="A title", issued="2020"))
    assert kind_of(item) == kind
    for module in (ris, bibtex, csl):
        assert kind_of(module.read(module.write([item]))[0]) == kind
    assert date_text(item["issued"]) == "2020"
