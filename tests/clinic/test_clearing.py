"""The commands `clear_journal` and `dump_journal` ask, say and refuse."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from clinic.management.commands import clear_journal, dump_journal
from clinic.models import StandardPage
from clinic.portable import Refused
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: Any) -> list[str]:
    """What the person at the keyboard was asked; the answers are put before it."""
    factories.standard_page("about")
    factories.standard_page("privacy")
    return []


def clearing(monkeypatch: Any, asked: list[str], answer: str) -> str:
    """What the command says to a person who answers so."""

    def reply(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("builtins.input", reply)
    out = StringIO()
    call_command("clear_journal", stdout=out)
    return out.getvalue()


def test_it_asks_first(monkeypatch, asked, settings) -> None:
    settings.CLINIC_URL = "https://journal.clinic.example"
    said = clearing(monkeypatch, asked, "yes")
    assert asked == [
        "This deletes 2 pages and 0 pictures of the site "
        "https://journal.clinic.example/; type yes: "
    ]
    assert said == "Deleted 2 pages and 0 pictures.\n"
    assert not StandardPage.objects.exists()


@pytest.mark.parametrize("answer", ["", "no", "y"])
def test_anything_but_yes_deletes_nothing(monkeypatch, asked, answer: str) -> None:
    with pytest.raises(CommandError, match=r"^Nothing was deleted\.$"):
        clearing(monkeypatch, asked, answer)
    assert StandardPage.objects.count() == 2


def test_without_a_keyboard_nothing_is_deleted(monkeypatch, asked) -> None:
    def closed(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    with pytest.raises(CommandError, match=r"--noinput"):
        call_command("clear_journal", stdout=StringIO())
    assert StandardPage.objects.count() == 2


def test_noinput_does_not_ask(asked) -> None:
    out = StringIO()
    call_command("clear_journal", "--noinput", stdout=out)
    assert out.getvalue() == "Deleted 2 pages and 0 pictures.\n"


def test_a_refusal_is_one_message(monkeypatch, asked) -> None:
    def clear() -> None:
        raise Refused(["Another load is under way; wait until it is done."])

    monkeypatch.setattr(clear_journal, "clear", clear)
    with pytest.raises(CommandError) as error:
        call_command("clear_journal", "--noinput")
    assert str(error.value) == (
        "Nothing was deleted. Another load is under way; wait until it is done."
    )


def test_a_dump_is_written_and_named(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dump_journal, "one_file", lambda: "[]\n")
    out = StringIO()
    call_command("dump_journal", tmp_path / "journal.json", stdout=out)
    assert (tmp_path / "journal.json").read_text() == "[]\n"
    assert out.getvalue() == f"{tmp_path}/journal.json: the journal for loaddata.\n"


def test_a_site_that_is_not_as_its_files_say_is_not_dumped(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not as its files say"):
        call_command("dump_journal", tmp_path / "journal.json")
    assert not (tmp_path / "journal.json").exists()


def test_a_place_that_cannot_be_written_is_one_message(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(dump_journal, "one_file", lambda: "[]\n")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("dump_journal", tmp_path / "nowhere/journal.json")
