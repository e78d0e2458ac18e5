"""The command check_references says what it did: in words, as JSON, by its exit code."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import (
    ReferencePage,
)
from articles.models.source import Status
from articles.tasks import check_all, look_up
from tests.articles.watch.runs import FILE, WAKEFIELD, fresh, offline

pytestmark = pytest.mark.django_db


def test_the_command_asks_nobody_unless_lookups_are_on(
    source: ReferencePage, crossref: Any, settings: Any
) -> None:
    asked = crossref("retraction")
    settings.LOOKUPS = False
    with pytest.raises(CommandError, match="Lookups are off"):
        call_command("check_references")
    offline()
    assert asked == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nobody-2000"], "No published reference has the key nobody-2000"),
        (["--offline", "nowhere.csv"], "Nothing was changed. nowhere.csv cannot"),
        (["--offline", str(FILE), "--only", "links"], "says nothing about links"),
        (["--enqueue", "--only", "links"], "takes no other option"),
    ],
)
def test_the_command_refuses_with_one_sentence(
    words: list[str], why: str, settings: Any
) -> None:
    settings.LOOKUPS = True
    with pytest.raises(CommandError, match=why):
        call_command("check_references", *words)


def test_the_command_prints_json(
    source: ReferencePage, crossref: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    crossref("retraction")
    with pytest.raises(SystemExit) as end:
        call_command("check_references", "--json")
    assert end.value.code == 3
    result = json.loads(capsys.readouterr().out)
    assert result["references"] == [
        {
            "key": "wakefield-1998",
            "title": "A study called wakefield-1998",
            "status": "retracted",
            "changed_from": "unknown",
            "notices": "found",
            "notice": "Retraction (doi:10.5555/notice), told by Crossref.",
            "link": "ok",
            "http_status": 200,
            "address": f"https://doi.org/{WAKEFIELD}",
            "problems": [],
        }
    ]
    assert (result["changed"], result["questions"], result["answers"]) == (1, 2, 2)


def test_only_links_or_only_notices_are_asked_for(
    source: ReferencePage, crossref: Any
) -> None:
    asked = crossref()
    call_command("check_references", "--only", "links")
    assert asked == [f"https://doi.org/{WAKEFIELD}"]
    call_command("check_references", "--only", "notices")
    assert all("api.crossref.org" in address for address in asked[1:])


def test_a_run_that_nobody_answers_is_a_fault(
    source: ReferencePage, crossref: Any
) -> None:
    crossref(status=500)
    with pytest.raises(CommandError, match="Nobody answered"):
        call_command("check_references", "--only", "notices")


def test_it_runs_as_a_background_task_too(source: ReferencePage, crossref: Any) -> None:
    crossref()
    assert look_up.enqueue(source.pk).return_value is False
    crossref("retraction")
    call_command("check_references", "--enqueue")
    assert fresh(source).status == Status.RETRACTED
    assert check_all.enqueue().return_value == 0
