"""Identifiers are recognized however they are pasted."""

import pytest

from articles.identifiers import Identifier, compared, identifier

DOI = Identifier("DOI", "10.1016/s0006-3223(99)00230-9")


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("10.1016/S0006-3223(99)00230-9", DOI),
        ("https://doi.org/10.1016/S0006-3223(99)00230-9.", DOI),
        ("(http://dx.doi.org/10.1016%2FS0006-3223%2899%2900230-9)", DOI),
        ("doi: 10.1016/S0006-3223(99)00230-9;", DOI),
        ("PMID: 10686270", Identifier("PMID", "10686270")),
        ("10686270", Identifier("PMID", "10686270")),
        (
            "https://pubmed.ncbi.nlm.nih.gov/10686270/?x=1",
            Identifier("PMID", "10686270"),
        ),
        ("pmc5729569", Identifier("PMCID", "PMC5729569")),
        (
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5729569/",
            Identifier("PMCID", "PMC5729569"),
        ),
        ("www.who.int/health", Identifier("URL", "https://www.who.int/health")),
        ("https://a.example/x#y", Identifier("URL", "https://a.example/x#y")),
    ],
)
def test_what_people_paste_is_recognized(pasted, found) -> None:
    assert identifier(pasted) == found


@pytest.mark.parametrize(
    "pasted",
    [
        *(
            "",
            "ketamine",
            "10.1016/",
            "PMID",
            "javascript:alert(1)",
            "ftp://a.example/",
        ),
        *("https://", "https://a.example:x/", "https://me@a.example/", "//a.example/"),
        *("https://a.example/<b>", "https://[a", "1234567890", "PMC", ")" * 5000),
    ],
)
def test_other_text_is_no_identifier(pasted) -> None:
    assert identifier(pasted) is None


def test_addresses_compare_by_what_leads_to_the_page() -> None:
    assert compared("http://www.A.example/x/?utm_source=b&q=1#y") == "a.example/x?q=1"
    assert compared("https://a.example/x?q=1") == "a.example/x?q=1"
    assert compared("https://a.example/x?q=2") != compared("https://a.example/x?q=1")
