"""A load that is killed half way leaves the site as it was."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests import postgres
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
NAME, EMPTY = f"killed_{os.getpid()}", f"empty_{os.getpid()}"
# So that there is a database to copy.
pytestmark = pytest.mark.django_db


class OtherSite:
    """A site with a database of its own, which other processes load into."""

    def __init__(self, folder: Path, url: str) -> None:
        self.media = folder / "media"
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(settings.BASE_DIR),
            "DJANGO_SETTINGS_MODULE": "clinic.settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "CLINIC_URL": "http://localhost:8000",
            "CLINIC_VAR": str(folder),
            "DATABASE_URL": url,
            "CACHE_URL": "locmemcache://",
        }

    def run(self, *arguments: Any) -> subprocess.CompletedProcess[str]:
        """Run Python in the site."""
        return subprocess.run(  # noqa: S603
            [sys.executable, *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


class OnSQLite(OtherSite):
    """The other site on a copy of the empty database of the tests."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "journal.sqlite3"
        super().__init__(folder, f"sqlite:///{self.file}")
        ours = sqlite3.connect(connection.settings_dict["NAME"])
        with closing(ours), closing(sqlite3.connect(self.file)) as theirs:
            ours.backup(theirs)

    def rows(self) -> list[str]:
        """Everything that the database holds."""
        with closing(sqlite3.connect(self.file)) as database:
            return list(database.iterdump())

    def close(self) -> None:
        """The folder goes with the test."""


class OnPostgreSQL(OtherSite):
    """The other site on a database made from that of the tests."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, url(NAME))
        ask("postgres", f"CREATE DATABASE {NAME} TEMPLATE {EMPTY}")

    def rows(self) -> list[tuple[str]]:
        """Everything that the database holds."""
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        rows = 'SELECT t::text FROM "{}" t ORDER BY 1'
        with psycopg.connect(url(NAME)) as server:
            return [
                row
                for (table,) in sorted(server.execute(tables))
                for row in server.execute(rows.format(table))
            ]

    def close(self) -> None:
        """Drop the database."""
        ask("postgres", f"DROP DATABASE {NAME} WITH (FORCE)")


def url(database: str) -> str:
    """The URL of a database on the tests' own PostgreSQL."""
    return postgres.url().replace("/postgres?", f"/{database}?")


def ask(database: str, statement: str) -> list[tuple[str]]:
    """The rows that a statement gives."""
    with psycopg.connect(url(database), autocommit=True) as server:
        cursor = server.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def empty(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """On PostgreSQL, a copy of the tests' database to which nobody is connected."""
    if connection.vendor == "sqlite":
        yield
        return
    with django_db_blocker.unblock():
        connection.close()
    ours = connection.settings_dict["NAME"]
    ask("postgres", f'CREATE DATABASE {EMPTY} TEMPLATE "{ours}"')
    yield
    ask("postgres", f"DROP DATABASE {EMPTY}")


@pytest.fixture
def other_site(empty: None, tmp_path: Path) -> Iterator[OnSQLite | OnPostgreSQL]:
    """An empty site in other processes, on the same kind of database as the tests."""
    kind = OnSQLite if connection.vendor == "sqlite" else OnPostgreSQL
    site = kind(tmp_path)
    yield site
    site.close()


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
