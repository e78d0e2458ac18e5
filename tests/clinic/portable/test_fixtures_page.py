"""The page docs/fixtures.md is true: its example loads, its messages are printed, its copies do."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, load_command_class

from articles.models import ArticlePage
from clinic.portable import Action, fixture_folders, load
from tests.clinic.portable.small_journal import contents, image, put
from tests.manual import blocks, said

PAGE = "docs/fixtures.md"
EXAMPLE = blocks(PAGE, "yaml")[0]
NAME = "home/mental-health-journal/my-text"
PRINTED = blocks(PAGE, "")
MESSAGES = [
    line
    for text in PRINTED
    if text.startswith("CommandError: Nothing was written.")
    for line in text.splitlines()[1:]
]
PICTURE = (
    "type: clinic.Picture\ntitle: A\ndescription: B\ncredit: C\nlicense: D\n"
    "file: ../../a.png\n"
)
STANDARD = "type: clinic.StandardPage\ntitle: A\n"
# A file for each message that the page shows, with the fault in that line.
WRONG = {
    "kindd": (
        "home/references/berman-2000",
        "type: articles.ReferencePage\ntitle: A\n" + "#\n" * 40 + "kindd: book\n",
    ),
    "berman-2001": (
        NAME,
        EXAMPLE.replace('key="berman-2000"', 'key="berman-2001"'),
    ),
    "/authors/nobody/": (
        NAME,
        EXAMPLE.replace("/authors/editorial-desk/", "/authors/nobody/"),
    ),
    "leads out": ("pictures/receptor", PICTURE),
    "stands twice": ("home/about", STANDARD + "#\n" * 66 + "title: B\n"),
    "alias or anchor": (
        "home/privacy",
        STANDARD + "#\n" * 5 + "summary: &a text\n",
    ),
}

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


def test_the_example_loads_into_the_shipped_journal(tmp_path, client) -> None:
    plan = load([put(tmp_path, {NAME: EXAMPLE})])
    assert plan.labels(Action.CREATE) == ["/mental-health-journal/my-text/"]
    assert ArticlePage.objects.visible().filter(slug="my-text").exists()
    text = client.get("/mental-health-journal/my-text/").content.decode()
    assert "Mood was better within 72 hours" in text
    assert 'href="/conditions/major-depression/"' in text
    assert "[source not available" not in text


@pytest.mark.parametrize("message", MESSAGES, ids=lambda line: line[:40])
def test_a_message_is_printed_as_the_page_shows_it(message: str, tmp_path) -> None:
    (fault,) = [name for name in WRONG if name in message]
    name, text = WRONG[fault]
    put(tmp_path / "files", {name: text})
    put(tmp_path, {"a.png": image()})
    with pytest.raises(CommandError) as error:
        call_command("load_journal", tmp_path / "files", "--dry-run")
    first, *told = str(error.value).splitlines()
    assert first == "Nothing was written."
    shown = message.removesuffix("…")
    assert [line for line in told if line.startswith(shown)], told
    assert message.endswith("…") or message in told


def test_every_kind_of_wrong_file_is_shown_on_the_page() -> None:
    assert len(MESSAGES) == len(WRONG)


def test_the_four_words_are_those_of_the_loader() -> None:
    table = said(PAGE).partition("| Word | When |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == list(Action)


def test_the_plan_is_printed_as_the_page_shows_it() -> None:
    (shown,) = [text for text in PRINTED if "Done:" in text]
    *lines, last = shown.splitlines()
    for line in lines:
        word, path = line.split("  ")[-2:]
        assert line == f"{word.strip():>12}  {path}"
        assert word.strip() in set(Action)
    assert re.fullmatch(
        "Done: " + ", ".join(rf"\d+ {action}" for action in Action) + r"\.", last
    )


def test_every_option_of_loading_is_on_the_page() -> None:
    parser = load_command_class("clinic", "load_journal").create_parser("", "")
    django = load_command_class("django.core", "flush").create_parser("", "")
    ours = set(parser._option_string_actions) - set(django._option_string_actions)
    assert ours >= {"--dry-run", "--force", "--json"}
    assert {name for name in ours if f"load_journal {name}" not in said(PAGE)} == set()


def test_the_copies_write_every_shipped_file_anew(tmp_path: Path) -> None:
    shipped = {
        folder.relative_to(settings.BASE_DIR): contents(folder)
        for folder in fixture_folders()
    }
    export, site = tmp_path / "export", tmp_path / "site"
    for folder, files in shipped.items():
        put(export, files)
        (site / folder / "home").mkdir(parents=True)
    # In the place of the site's own commands: the export, and no git.
    put(tmp_path / "bin", {"python": b'#!/bin/sh\ncp -R "$EXPORT" "$3"\n'})
    put(tmp_path / "bin", {"git": b"#!/bin/sh\n"})
    for tool in (tmp_path / "bin").iterdir():
        tool.chmod(0o755)
    environment: dict[str, Any] = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "EXPORT": str(export),
    }
    (commands,) = blocks(PAGE, "bash")
    bash = shutil.which("bash")
    assert bash
    subprocess.run([bash, "-ec", commands], env=environment, cwd=site, check=True)  # noqa: S603
    assert {folder: contents(site / folder) for folder in shipped} == shipped
