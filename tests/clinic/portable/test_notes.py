"""What readers were told of changes goes into the files and comes back."""

import datetime
from typing import Any

import pytest
from wagtail.models import Page

from clinic.models import Version
from clinic.models.versioned import Said
from clinic.portable import Refused, export, load
from clinic.portable.clear import clear
from clinic.portable.files import read_folder
from tests import factories
from tests.clinic.portable.small_journal import ARTICLE, JOURNAL, contents, image, put

pytestmark = pytest.mark.django_db
NAME = "home/journal/on-sleep"
WHEN = datetime.datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=datetime.UTC)
NOTE = {"kind": "correction", "published_at": WHEN, "sentence": "Two hours: not five."}


def journal(**fields: Any) -> dict[str, Any]:
    """The small journal, with these fields in its article."""
    return JOURNAL | {NAME: ARTICLE | fields, "pictures/drawing.png": image()}


def told() -> list[tuple[int, str, str, bool]]:
    """The versions of the article: number, kind, sentence, and if their text is here."""
    rows = Version.objects.filter(page__slug="on-sleep").without_text()
    fields = ("number", "kind", "sentence", "has_text")
    return list(rows.order_by("number").values_list(*fields))


def test_what_was_told_is_exported_and_what_is_minor_is_not(write, tmp_path) -> None:
    load([write(journal())])
    for kind in ("correction", "minor", "safety"):
        page = Page.objects.get(slug="on-sleep").specific
        page.said = Said(kind, f"A {kind}.")
        factories.publish(page)
    export(tmp_path / "out")
    files = {record.name: record.data for record in read_folder(tmp_path / "out")}
    notes = files[NAME]["change_notes"]
    assert [(n["kind"], n["sentence"]) for n in notes] == [
        ("correction", "A correction."),
        ("safety", "A safety."),
    ]
    assert [*files[NAME]][-1] == "change_notes"
    assert [name for name in files if "change_notes" in files[name]] == [NAME]


def test_what_was_told_comes_back_as_it_was(write, tmp_path) -> None:
    factories.publish(factories.home_page())
    other = {**NOTE, "kind": "safety", "published_at": WHEN + datetime.timedelta(1)}
    load([write(journal(change_notes=[NOTE, other]))])
    assert told() == [
        (1, "correction", NOTE["sentence"], False),
        (2, "safety", NOTE["sentence"], False),
        (3, "minor", "", True),
    ]
    export(tmp_path / "one")
    clear()
    assert not Version.objects.exists()
    load([tmp_path / "one"], force=True)
    export(tmp_path / "two")
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    assert len(told()) == 3


def test_a_note_without_its_text_is_listed_but_leads_nowhere(write, client) -> None:
    load([write(journal(change_notes=[NOTE]))])
    html = client.get("/journal/on-sleep/versions/").content.decode()
    assert NOTE["sentence"] in html
    assert "/versions/1/" not in html
    assert client.get("/journal/on-sleep/versions/1/").status_code == 404
    assert NOTE["sentence"] in client.get("/journal/on-sleep/").content.decode()


def test_loading_adds_notes_and_takes_none_away(write) -> None:
    folder = write(journal(change_notes=[NOTE]))
    load([folder])
    newer = {**NOTE, "sentence": "One hour."}
    load([write(journal(change_notes=[newer]))])
    assert [row[2] for row in told() if row[2]] == [NOTE["sentence"], "One hour."]
    assert load([folder], dry_run=True).as_json()["edited here"] == []


def test_a_loaded_page_went_live_when_its_file_says(write) -> None:
    dates = {"first_published_at": WHEN, "last_published_at": WHEN}
    load([write(journal(**dates))])
    assert Version.objects.get(page__slug="on-sleep").published_at == WHEN


def test_an_old_file_does_not_bring_the_versions_out_of_order(write) -> None:
    folder = write(journal(first_published_at=WHEN, last_published_at=WHEN))
    load([folder])
    factories.publish(Page.objects.get(slug="on-sleep").specific)
    load([folder], force=True)
    rows = Version.objects.filter(page__slug="on-sleep").order_by("number")
    assert len(rows) == 3
    assert sorted(rows, key=lambda row: row.published_at) == list(rows)


FAULTS = {
    "not a list": "should be a list of rows.",
    "no rows": "should be a list of rows.",
    "minor": "should be one of update, correction, safety.",
    "unknown kind": "should be one of update, correction, safety.",
    "nothing said": "says nothing.",
    "another name": "is not known here; known are kind, published_at, sentence.",
    "no moment": "`published_at` is missing.",
    "a number": "should be text",
}
ROWS: dict[str, Any] = {
    "not a list": "a note",
    "no rows": ["a note"],
    "minor": [{**NOTE, "kind": "minor"}],
    "unknown kind": [{**NOTE, "kind": "x"}],
    "nothing said": [{**NOTE, "sentence": ""}],
    "another name": [{**NOTE, "by": "ada"}],
    "no moment": [{"kind": "update", "sentence": "New."}],
    "a number": [{**NOTE, "sentence": 5}],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_note_that_is_none_is_refused(write, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        load([write(journal(change_notes=ROWS[fault]))])
    assert FAULTS[fault] in str(refused.value)
    assert "change_notes" in str(refused.value)


def test_a_page_that_keeps_no_versions_has_no_notes(tmp_path) -> None:
    about = JOURNAL["home/about"] | {"change_notes": [NOTE]}
    with pytest.raises(Refused, match="pages of this type have none"):
        load([put(tmp_path / "files", {"home/about": about})])


@pytest.mark.parametrize(
    "when", ["2026-11-24", "2026-11-24 09:30", datetime.date(2026, 11, 24)]
)
def test_a_note_may_name_a_day_alone(write, when: Any) -> None:
    load([write(journal(change_notes=[{**NOTE, "published_at": when}]))])
    assert Version.objects.get(
        number=1, page__slug="on-sleep"
    ).made_on == datetime.date(2026, 11, 24)
