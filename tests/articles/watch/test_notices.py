"""What others tell of a source is understood, and an error is never taken for "fine"."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exchange.errors import ImportRefused
from articles.models.source import Status
from articles.watch import retraction_watch
from articles.watch.notices import Notice, Told, Unknown, ask_crossref, rank, worst
from articles.watch.retraction_watch import COLUMNS, Watched, read, read_file
from articles.web import Answer, Unreachable

ANSWERS = Path(__file__).parent / "answers"
WAKEFIELD = "10.1016/S0140-6736(97)11096-0"
PLACEHOLDER = "10.5555/source"


def replies(*bodies: Any, status: int = 200) -> Callable[..., Answer]:
    """Other sites that answer one after the other, then no more."""
    left = [
        body if isinstance(body, bytes) else json.dumps(body).encode()
        for body in bodies
    ]

    def ask(address: str, **how: Any) -> Answer:
        if not left:
            raise Unreachable("No answer within 20 seconds.")
        return Answer(status, left.pop(0), address)

    return ask


def listed(*items: Any) -> dict[str, Any]:
    """An answer of Crossref with these works."""
    return {"status": "ok", "message": {"items": list(items)}}


def one(**work: Any) -> dict[str, Any]:
    """An answer of Crossref about one work."""
    return {"status": "ok", "message": {"DOI": PLACEHOLDER, **work}}


def update(kind: str, *day: int, doi: str = PLACEHOLDER) -> dict[str, Any]:
    """A notice as Crossref has it."""
    entry = {"DOI": doi, "type": kind, "updated": {"date-parts": [list(day)]}}
    return {"DOI": f"10.5555/{kind}", "update-to": [entry]}


def told(*entries: tuple[str, date | None]) -> Told:
    """What was told, of these kinds and days."""
    found = Told()
    for kind, day in entries:
        found.add(kind, "", day, "Crossref")
    return found


def test_crossref_tells_of_a_retraction_that_happened() -> None:
    body = (ANSWERS / "crossref-updates-wakefield.json").read_bytes()
    asked: list[str] = []

    def ask(address: str, **how: Any) -> Answer:
        asked.append(address)
        return Answer(200, body, address)

    notice = worst(ask_crossref(WAKEFIELD, ask).holding())
    assert notice is not None
    assert notice.status == Status.RETRACTED
    assert str(notice) == (
        "Retraction of February 6, 2010 (doi:10.1016/s0140-6736(10)60175-4), told by "
        "Crossref."
    )
    assert asked == [
        "https://api.crossref.org/works?filter=updates:"
        "10.1016%2FS0140-6736%2897%2911096-0&rows=100"
    ]


def test_no_notice_is_told_only_if_crossref_knows_the_work() -> None:
    assert ask_crossref(PLACEHOLDER, replies(listed(), one())).holding() == []
    with pytest.raises(Unknown, match="No answer"):
        ask_crossref(PLACEHOLDER, replies(listed()))
    with pytest.raises(Unknown, match="does not know this DOI"):
        ask_crossref(PLACEHOLDER, replies(b"Resource not found.", status=404))


def test_a_notice_that_only_the_work_itself_names_is_found() -> None:
    entry = {"DOI": "10.5555/notice", "type": "expression_of_concern"}
    work = one(**{"updated-by": [entry]})
    found = ask_crossref(PLACEHOLDER, replies(listed(), work)).holding()
    assert [(n.status, n.doi) for n in found] == [(Status.CONCERN, "10.5555/notice")]


def test_a_notice_about_another_work_is_not_ours() -> None:
    other = update("retraction", 2020, 1, 2, doi="10.5555/other")
    assert ask_crossref(PLACEHOLDER, replies(listed(other), one())).holding() == []


@pytest.mark.parametrize(
    "bodies",
    [
        [b"<html>busy</html>"],
        [b"[" * 100_000],
        [[]],
        [{"message": []}],
        [{"message": {"items": "none"}}],
        [{"message": {"items": ["none"]}}],
        [{"message": {"items": [{"update-to": ["none"]}]}}],
        [listed(), {"message": {"updated-by": {"type": "retraction"}}}],
        [listed(update("strange_new_kind", 2020, 1, 2)), one()],
    ],
)
def test_what_cannot_be_understood_is_unknown_and_never_fine(bodies: list[Any]) -> None:
    with pytest.raises(Unknown):
        ask_crossref(PLACEHOLDER, replies(*bodies)).holding()


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_an_error_of_crossref_is_unknown(status: int) -> None:
    with pytest.raises(Unknown, match=str(status)):
        ask_crossref(PLACEHOLDER, replies(listed(), one(), status=status))


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("retraction", Status.RETRACTED),
        ("withdrawal", Status.WITHDRAWN),
        ("removal", Status.WITHDRAWN),
        ("expression_of_concern", Status.CONCERN),
        ("partial_retraction", Status.CONCERN),
        ("correction", Status.CORRECTED),
        ("Corrigendum", Status.CORRECTED),
        ("erratum", Status.CORRECTED),
    ],
)
def test_each_kind_of_notice_has_its_status(kind: str, status: Status) -> None:
    answer = listed(update(kind, 2020, 1, 2))
    assert [n.status for n in ask_crossref(PLACEHOLDER, replies(answer)).holding()] == [
        status
    ]


@pytest.mark.parametrize("kind", ["new_version", "addendum", "clarification"])
def test_what_takes_nothing_back_is_no_notice(kind: str) -> None:
    answer = listed(update(kind, 2020, 1, 2))
    assert ask_crossref(PLACEHOLDER, replies(answer, one())).holding() == []


def test_the_worst_notice_wins_whatever_the_order() -> None:
    kinds = ["correction", "expression of concern", "withdrawal", "retraction"]
    days = [date(2024, 1, 4), date(2023, 1, 3), date(2022, 1, 2), date(2021, 1, 1)]
    for end in range(1, 5):
        notice = worst(told(*zip(kinds[:end], days, strict=False)).holding())
        assert notice is not None and notice.kind == kinds[end - 1]
    assert rank(Status.CURRENT) == rank(Status.UNKNOWN) == 0
    assert worst([]) is None


def test_a_reinstatement_takes_back_what_came_before_it() -> None:
    back = ("Reinstatement", date(2012, 1, 1))
    held = told(("retraction", date(2010, 2, 6)), back).holding()
    assert [notice.status for notice in held] == [Status.CORRECTED]
    again = told(back, ("retraction", date(2013, 1, 1))).holding()
    assert Status.RETRACTED in [notice.status for notice in again]
    undated = told(back, ("retraction", None)).holding()
    assert Status.RETRACTED in [notice.status for notice in undated]


def test_what_is_told_is_made_plain() -> None:
    found = Told()
    found.add("retraction", "10.5555/a\x00b<b>c</b>", None, "Crossref")
    assert found.notices == [
        Notice(Status.RETRACTED, "retraction", "10.5555/abc", None, "Crossref")
    ]


def test_the_file_of_retraction_watch_names_a_source_by_doi_or_pmid() -> None:
    path = ANSWERS / "retraction-watch.csv"
    found = read_file(path, [WAKEFIELD.lower(), "10.5555/fine"], ["12345678", ""])
    assert (found.rows, found.newest) == (3, date(2024, 3, 1))
    by_doi = found.about(WAKEFIELD, "9500320").holding()
    assert [str(notice) for notice in by_doi] == [
        "Retraction of February 6, 2010 (doi:10.1016/S0140-6736(10)60175-4), told by "
        "Retraction Watch."
    ]
    by_pmid = found.about("", "12345678").holding()
    assert [str(notice) for notice in by_pmid] == [
        "Retraction of December 24, 2023, told by Retraction Watch."
    ]
    assert found.about("10.5555/fine", "").holding() == []
    assert found.about("10.5555/questioned", "0").holding() == []  # not asked for


def parsed(text: str) -> Watched:
    return read(io.StringIO(text), ["10.5555/a"], ["1"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no column RetractionDate"),
        ("a,b\n1,2\n", "not the file of Retraction Watch"),
        (",".join(COLUMNS) + "\n2/6/2010,Retraction\n", "breaks off in row 2"),
        (",".join(COLUMNS) + '\n"2/6/2010,Retraction\n', "breaks off in row 2"),
        (",".join(COLUMNS) + f"\n{'x' * 1_000_001},,,,\n", "no CSV"),
    ],
)
def test_another_file_is_refused_with_one_sentence(text: str, why: str) -> None:
    with pytest.raises(ImportRefused, match=why) as refusal:
        parsed(text)
    assert str(refusal.value).endswith(".")


def test_a_file_that_is_too_large_or_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "watch.csv"
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_file(file, [], [])
    file.write_text(",".join(COLUMNS) + "\n" + ",,,,\n" * 3)
    monkeypatch.setattr(retraction_watch, "MOST_ROWS", 3)
    with pytest.raises(ImportRefused, match="more than 3 rows"):
        read_file(file, [], [])
    monkeypatch.setattr(retraction_watch, "MOST_BYTES", 10)
    with pytest.raises(ImportRefused, match="larger than"):
        read_file(file, [], [])


@given(
    st.text()
    | st.lists(st.lists(st.text(), min_size=3, max_size=7)).map(
        lambda rows: ",".join(COLUMNS) + "\n" + "\n".join(map(",".join, rows))
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parsed(text).about("10.5555/a", "1")
    except ImportRefused as refusal:
        assert "\n" not in str(refusal)
    else:
        assert all("\x00" not in str(notice) for notice in found.notices)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2/6/2010 0:00", "2010-02-06", "31/12/2010", "0/0/0000"])
        | st.text(),
        st.sampled_from(["Retraction", "Correction", "Reinstatement"]) | st.text(),
        st.text(),
        st.sampled_from(["10.5555/a", "10.5555/A ", "unavailable"]) | st.text(),
        st.sampled_from(["1", "0"]) | st.text(),
    )
)


@given(ROWS)
def test_any_rows_that_are_csv_are_read(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    found = read(io.StringIO(text.getvalue(), newline=""), ["10.5555/a"], ["1"])
    assert found.rows == len(rows)
    about = found.about("10.5555/a", "1")
    try:
        held = about.holding()
    except Unknown:
        assert about.strange
    else:
        assert all("\n" not in str(notice) for notice in held)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "message",
                    "items",
                    "update-to",
                    "updated-by",
                    "DOI",
                    "type",
                    "updated",
                    "date-parts",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_any_answer_of_crossref_is_understood_or_unknown(first: Any, then: Any) -> None:
    try:
        ask_crossref(PLACEHOLDER, replies(first, then)).holding()
    except Unknown as error:
        assert str(error)
