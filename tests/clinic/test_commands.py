"""The commands parse, call and print; what goes wrong is one message and exit code 1."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from clinic.management.commands.load_journal import Command
from clinic.models import StandardPage
from clinic.portable.files import dump
from tests import factories

pytestmark = pytest.mark.django_db
ABOUT = {
    "type": "clinic.StandardPage",
    "title": "About us",
    "body": [{"type": "paragraph", "value": "<p>Who we are.</p>"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the file of one page."""
    (tmp_path / "files/home").mkdir(parents=True)
    (tmp_path / "files/home/about.yaml").write_text(dump(ABOUT))
    return tmp_path / "files"


def said(command: str, *arguments: Any) -> str:
    """What a command prints."""
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def edit() -> None:
    """Publish the loaded page with another title."""
    page = StandardPage.objects.get()
    page.title = "Mine"
    factories.publish(page)


def test_a_load_says_what_was_done(folder) -> None:
    assert said("load_journal", folder) == (
        "      create  /about/\nDone: 1 create, 0 update, 0 unchanged, 0 edited here.\n"
    )


def test_a_second_load_says_unchanged(folder) -> None:
    said("load_journal", folder)
    assert said("load_journal", folder) == (
        "Done: 0 create, 0 update, 1 unchanged, 0 edited here.\n"
    )


def test_what_an_editor_changed_is_said(folder) -> None:
    said("load_journal", folder)
    edit()
    assert said("load_journal", folder) == (
        " edited here  /about/\nDone: 0 create, 0 update, 0 unchanged, 1 edited here.\n"
    )
    assert StandardPage.objects.get().title == "Mine"


def test_force_overwrites(folder) -> None:
    said("load_journal", folder)
    edit()
    assert "      update  /about/\n" in said("load_journal", folder, "--force")
    assert StandardPage.objects.get().title == "About us"


def test_a_dry_run_says_what_would_be_done_and_does_nothing(folder) -> None:
    assert said("load_journal", folder, "--dry-run") == (
        "      create  /about/\n"
        "Would be: 1 create, 0 update, 0 unchanged, 0 edited here.\n"
    )
    assert not StandardPage.objects.exists()


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_the_plan_can_be_had_as_json_alone(folder, more: tuple[str, ...]) -> None:
    assert json.loads(said("load_journal", folder, "--json", *more)) == {
        "create": ["/about/"],
        "update": [],
        "unchanged": [],
        "edited here": [],
    }


@pytest.mark.parametrize("more", [(), ("--json",), ("--dry-run",), ("--force",)])
def test_a_wrong_file_is_told_and_ends_with_1(folder, more: tuple[str, ...]) -> None:
    (folder / "home/about.yaml").write_text(dump(ABOUT | {"subtitle": "a"}))
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("load_journal", folder, *more, stdout=out)
    assert error.value.returncode == 1
    nothing, message = str(error.value).splitlines()
    assert nothing == "Nothing was written."
    assert message.startswith("home/about.yaml, line 7, subtitle: is not known here")
    assert out.getvalue() == ""
    assert not StandardPage.objects.exists()


def test_several_folders_can_be_named(folder, tmp_path) -> None:
    (tmp_path / "more/home/about").mkdir(parents=True)
    (tmp_path / "more/home/about/rules.yaml").write_text(dump(ABOUT))
    assert "/about/rules/" in said("load_journal", folder, tmp_path / "more")


def test_without_a_folder_the_shipped_journal_is_meant() -> None:
    plan = json.loads(said("load_journal", "--json", "--dry-run"))
    assert "/mental-health-journal/" in plan["create"]
    assert plan["update"] == ["/"]


def test_long_work_tells_how_far_it_is_every_hundred_files() -> None:
    progress = StringIO()
    command = Command(stderr=progress)
    for number in (1, 99, 100, 101, 200):
        command.report(number, 201, f"/page-{number}/")
    assert progress.getvalue() == "100 of 201: /page-100/\n200 of 201: /page-200/\n"


def test_an_export_says_where_it_is_and_what_was_left_out(home, tmp_path) -> None:
    factories.publish(home)
    factories.standard_page("draft", live=False)
    target = tmp_path / "again"
    assert said("export_journal", target) == (
        f"left out, not public: /draft/\n1 files in {target}.\n"
    )
    assert (target / "home.yaml").is_file()


def test_an_export_into_a_folder_in_use_ends_with_1(home, folder) -> None:
    with pytest.raises(CommandError) as error:
        call_command("export_journal", folder)
    assert error.value.returncode == 1
    assert str(error.value) == f"{folder} is not empty; name a new folder."
