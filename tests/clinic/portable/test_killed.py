"""A load that is killed half way leaves the site as it was."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.clinic.portable.other_site import Site, site_on
from tests.clinic.portable.small_journal import contents, image, journal_in, put

# Loads a folder and kills itself before the last thing is written.
KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from clinic.portable import load

def report(done, total, label):
    print(done, total, label, flush=True)
    if done == total - 1:
        os.kill(os.getpid(), signal.SIGKILL)

load([Path(sys.argv[1])], report=report)
"""


@pytest.fixture
def other_site(fresh: Site, tmp_path: Path) -> Iterator[Site]:
    """An empty site in other processes, on the same kind of database as the tests."""
    with site_on(connection.vendor, tmp_path, fresh.source) as site:
        yield site


def test_a_first_load_that_is_killed_leaves_the_site_empty(
    other_site, tmp_path
) -> None:
    folder = journal_in(tmp_path / "files")
    before = other_site.rows()
    killed = other_site.run("-c", KILLED, folder)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout.splitlines()[-1].startswith("8 9 /")
    assert other_site.rows() == before
    again = other_site.run("-m", "django", "load_journal", folder)
    assert again.stdout.endswith("9 create, 0 update, 0 unchanged, 0 edited here.\n")


def test_a_later_load_that_is_killed_leaves_what_was_loaded(
    other_site, tmp_path
) -> None:
    folder = journal_in(tmp_path / "files")
    assert other_site.run("-m", "django", "load_journal", folder).returncode == 0
    before, files = other_site.rows(), contents(other_site.media)
    newer = {"type": "clinic.StandardPage", "title": "Newer"}
    put(folder, {"pictures/drawing.png": image("red"), "home/about": newer})
    put(folder, {"home/rules": newer})
    killed = other_site.run("-c", KILLED, folder)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert other_site.rows() == before
    assert contents(other_site.media).items() >= files.items()
    again = other_site.run("-m", "django", "load_journal", folder)
    assert again.stdout.endswith("1 create, 2 update, 7 unchanged, 0 edited here.\n")
