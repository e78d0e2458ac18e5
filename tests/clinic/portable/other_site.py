"""Sites with a database of their own, on which tests run commands in other processes."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from tests import postgres

NUMBERS = count(1)
# Reads every public page as somebody who was never here; prints them by address.
READ = """
import json, os, re
os.environ["DEBUG"] = "on"  # static files need not be collected
import django
django.setup()
from django.test import Client
from clinic.models import site_pages
TOKEN = re.compile('(name="token" value=)"[^"]*"')  # another one at each visit
client = Client(headers={"host": "localhost:8000"})
addresses = [page.get_url() for page in site_pages().visible().filter(depth__gt=1)]
answers = {at: client.get(at) for at in [*addresses, "/sitemap.xml", "/nowhere/"]}
texts = {at: TOKEN.sub(r"\\1", a.content.decode()) for at, a in answers.items()}
print(json.dumps({at: [a.status_code, texts[at]] for at, a in answers.items()}))
"""


class OtherSite:
    """A site in `folder`, whose database has the URL `url`."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.media = folder / "media"
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(settings.BASE_DIR),
            "DJANGO_SETTINGS_MODULE": "clinic.settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "CLINIC_URL": "http://localhost:8000",
            "CLINIC_VAR": str(folder),
            "DATABASE_URL": url,
            "CACHE_URL": "locmemcache://",
            "LOG_LEVEL": "WARNING",
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

    def say(self, *arguments: Any) -> str:
        """What Python prints that has to succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def manage(self, *arguments: Any) -> str:
        """What a command prints that has to succeed."""
        return self.say(Path(settings.BASE_DIR) / "manage.py", *arguments)

    def shell(self, commands: str) -> None:
        """Run commands as a page of the manual shows them, beside `manage.py`."""
        place = self.folder / "manage.py"
        if not place.exists():
            place.symlink_to(Path(settings.BASE_DIR) / "manage.py")
        done = subprocess.run(  # noqa: S603
            ["/bin/sh", "-ec", commands],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def pages(self) -> dict[str, tuple[int, str]]:
        """Every public page by its address: status and text."""
        return json.loads(self.say("-c", READ))


class OnSQLite(OtherSite):
    """A site on a SQLite file, which may begin as a copy of another."""

    vendor = "sqlite"

    def __init__(self, folder: Path, source: str | Path = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.source = folder / "journal.sqlite3"
        super().__init__(folder, f"sqlite:///{self.source}")
        if source:
            theirs = sqlite3.connect(source)
            with closing(theirs), closing(sqlite3.connect(self.source)) as ours:
                theirs.backup(ours)

    def rows(self) -> list[str]:
        """Everything that the database holds."""
        with closing(sqlite3.connect(self.source)) as database:
            return list(database.iterdump())

    def ask(self, statement: str) -> list[Any]:
        """The rows that a statement gives."""
        with closing(sqlite3.connect(self.source)) as database:
            return list(database.execute(statement))

    def close(self) -> None:
        """The folder goes with the test."""


class OnPostgreSQL(OtherSite):
    """A site on the tests' own PostgreSQL, which may begin as a copy of another."""

    vendor = "postgresql"

    def __init__(self, folder: Path, source: str = "template1") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.source = f"other_{os.getpid()}_{next(NUMBERS)}"
        super().__init__(folder, url(self.source))
        ask("postgres", f'CREATE DATABASE {self.source} TEMPLATE "{source}"')

    def rows(self) -> list[tuple[str]]:
        """Everything that the database holds."""
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        rows = 'SELECT t::text FROM "{}" t ORDER BY 1'
        with psycopg.connect(url(self.source)) as server:
            return [
                row
                for (table,) in sorted(server.execute(tables))
                for row in server.execute(rows.format(table))
            ]

    def ask(self, statement: str) -> list[Any]:
        """The rows that a statement gives."""
        return ask(self.source, statement)

    def close(self) -> None:
        """Drop the database."""
        ask("postgres", f"DROP DATABASE {self.source} WITH (FORCE)")


KINDS = {kind.vendor: kind for kind in (OnSQLite, OnPostgreSQL)}
Site = OnSQLite | OnPostgreSQL


@contextmanager
def site_on(vendor: str, folder: Path, *source: Any) -> Iterator[Site]:
    """A site on that kind of database, gone when the block ends."""
    site = KINDS[vendor](folder, *source)
    try:
        yield site
    finally:
        site.close()


def url(database: str) -> str:
    """The URL of a database on the tests' own PostgreSQL."""
    return postgres.url().replace("/postgres?", f"/{database}?")


def ask(database: str, statement: str) -> list[tuple[str]]:
    """The rows that a statement gives."""
    with psycopg.connect(url(database), autocommit=True) as server:
        cursor = server.execute(statement)
        return cursor.fetchall() if cursor.description else []


def unlike(one: str, other: str) -> list[tuple[str | None, str | None]]:
    """The first lines in which two long texts differ.

    To be compared with nothing: pytest itself would ponder over whole texts for minutes.
    """
    pairs = zip_longest(one.splitlines(), other.splitlines())
    return [pair for pair in pairs if pair[0] != pair[1]][:5]
