"""The command line says in one sentence why the site does not start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
KEY = "k3y-" + "0123456789abcdef" * 4


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with only these variables; what .env says counts less."""
    return subprocess.run(  # noqa: S603
        [sys.executable, ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "SECRET_KEY": KEY} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["check", "makemigrations", "runserver", "help"])
def test_without_a_key_every_command_says_how_to_make_one(command: str) -> None:
    done = manage(command, SECRET_KEY="")
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("SECRET_KEY is missing or too weak: it needs 50 random")


def test_an_insecure_address_is_told_in_one_sentence() -> None:
    done = manage("check", CLINIC_URL="http://journal.example.org")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("CLINIC_URL is http://journal.example.org: plain http")


def test_with_a_key_a_command_does_its_work(tmp_path: Path) -> None:
    done = manage(
        "check", CLINIC_URL="http://localhost", CLINIC_VAR=str(tmp_path), DEBUG="off"
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
