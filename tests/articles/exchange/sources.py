"""Made-up sources for the tests of files: anything that the page of one can hold."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from articles.exchange.plain import plain
from articles.models.source import Kind


@dataclass
class Made:
    """What `item_of` reads of a reference."""

    key: str
    kind: str
    title: str
    container_title: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    address: str = ""
    accessed: date | None = None
    names: list[dict[str, str]] = field(default_factory=list)

    def people(self) -> list[dict[str, str]]:
        return self.names


BERMAN = Made(
    key="berman-2000",
    kind="article-journal",
    title="Antidepressant effects of ketamine in depressed patients",
    container_title="Biological Psychiatry",
    issued="2000-02-15",
    volume="47",
    issue="4",
    page="351-354",
    doi="10.1016/S0006-3223(99)00230-9",
    pmid="10686270",
    accessed=date(2026, 11, 23),
    names=[
        {"family": "Berman", "given": "Robert M."},
        {"family": "Cappiello", "given": "Angela"},
    ],
)
ODD = Made(
    key="who-2020",
    kind="guideline",
    title="50% of {patients} & “others” -- a <i>note</i> on \\ and ~",
    publisher="Salt and Pepper, Inc.",
    issued="2020-02",
    isbn="978-92-4-000000-0",
    pmcid="PMC77",
    address="https://a.example/x_y?a=1&b=%20",
    names=[{"literal": "World Health Organization, Geneva"}, {"family": "and Ünal"}],
)

# What the formats might trip over, thicker than chance would sow it.
SPECIAL = st.sampled_from(
    [
        *(
            "{",
            "}",
            "\\",
            "%",
            "&amp;",
            "&lt;i&gt;",
            "<b>",
            "</b>",
            "<",
            ">",
            '"',
            "''",
        ),
        *("--", "---", "``", "~", "$", "#", "_", "^", " and ", ",", ",,", ";", "@a{b,"),
        *(
            "\n",
            "\r",
            "\x00",
            "TY  - JOUR",
            "\nER  - \n",
            "é",
            "e\u0301",
            "\u202e",
            "=",
        ),
        *("ı", "中文", "\u2028", "\\'", "\\c", "\\textit{", "&", "amp;", "\ud800"),
    ]
)
TEXT = st.lists(
    st.one_of(SPECIAL, st.text(max_size=8), st.characters()), max_size=8
).map("".join)


def text(longest: int) -> st.SearchStrategy[str]:
    """A text for a field that holds so many characters.

    Made plain, a text may grow: "<b" becomes "< b", and some letters become two.
    """
    return TEXT.map(lambda made: made[:longest]).filter(
        lambda made: len(plain(made)) <= longest
    )


def day(text: str, parts: int) -> str:
    """The first parts of a date."""
    return "-".join(text.split("-")[:parts])


NAMES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"literal": text(40)}),
        st.fixed_dictionaries({"family": text(30)}, optional={"given": text(30)}),
    ),
    max_size=4,
)
DAYS = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
SOURCES: st.SearchStrategy[Any] = st.builds(
    Made,
    key=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).map(lambda k: k[:60]),
    kind=st.sampled_from(Kind.values),
    title=text(255),
    container_title=text(255),
    issued=st.one_of(st.just(""), st.builds(day, DAYS, st.integers(1, 3))),
    volume=text(20),
    issue=text(20),
    page=st.one_of(
        text(40), st.from_regex(r"[0-9]{1,4}[-–][0-9]{1,4}", fullmatch=True)
    ),
    publisher=text(255),
    doi=st.one_of(st.just(""), text(60).map(lambda tail: f"10.1000/{tail}")),
    pmid=st.one_of(st.just(""), st.integers(1, 999_999_999).map(str)),
    pmcid=st.one_of(st.just(""), st.integers(1, 9_999_999).map(lambda n: f"PMC{n}")),
    isbn=st.one_of(text(20), st.from_regex(r"97[89]-\d{10}", fullmatch=True)),
    address=st.one_of(
        st.just(""), text(80).map(lambda tail: f"https://a.example/{tail}")
    ),
    accessed=st.one_of(st.none(), st.dates(min_value=date(1990, 1, 1))),
    names=NAMES,
)
