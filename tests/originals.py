"""Databases that are made once, migrated or with the shipped journal, then only copied.

To migrate takes ten seconds and to load the journal as many, so no test does either to
begin with. On SQLite an original lies in var/originals/ until a file changes that it was
made of; on PostgreSQL it goes with the tests' server.
"""

import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests import postgres
from tests.clinic.portable.other_site import KINDS, ask

ROOT = Path(settings.BASE_DIR)
HOW = {"migrated": ("migrate", "--verbosity", "0"), "seeded": ("load_journal",)}
APPS = ("clinic", "articles", "conditions")

# Who is connected to a database is not any more.
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


class Original(NamedTuple):
    """A database, by its file or its name, and the pictures that belong to it."""

    source: str | Path
    media: Path


def fingerprint(name: str) -> str:
    """What an original was made of: packages and migrations; for the journal, all code."""
    inside = "migrations/*.py" if name == "migrated" else "**/*.*"
    files = [path for app in APPS for path in (ROOT / app).glob(inside)]
    told = sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(path for path in files if path.suffix != ".pyc"):
        told.update(f"{path}\n".encode() + path.read_bytes())
    return told.hexdigest()[:16]


def original(vendor: str, name: str) -> Original:
    """The original of that name on that kind of database; made if there is none yet."""
    if vendor == "postgresql":
        place = Path(postgres.url().partition("host=")[2]) / name
        found = Original(name, place / "media")
    else:
        place = ROOT / f"var/originals/{name}-{fingerprint(name)}"
        found = Original(place / "journal.sqlite3", place / "media")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers ask at once, one makes it
        if not place.exists():
            make(vendor, name, place)
    return found


def make(vendor: str, name: str, place: Path) -> None:
    """Make an original; it takes its place only when it is whole."""
    for older in place.parent.glob(f"{name}-*"):
        shutil.rmtree(older)
    source = [original(vendor, "migrated").source] if name == "seeded" else []
    unfinished = place.with_name(f"unfinished-{name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    site = KINDS[vendor](unfinished, *source)
    site.media.mkdir()
    site.manage(*HOW[name])
    if vendor == "postgresql":
        ask("postgres", f"ALTER DATABASE {site.source} RENAME TO {name}")
    unfinished.rename(place)


def copy(source: str | Path, target: str | Path) -> None:
    """Make the database `target`, new or not, a copy of `source`, on the tests' kind of database."""
    if connection.vendor == "postgresql":
        # Nobody may use either meanwhile; the running site connects anew.
        ask("postgres", f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        ask("postgres", CUT_OFF.format(source))
        ask("postgres", f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        return
    theirs = sqlite3.connect(source)
    with closing(theirs), closing(sqlite3.connect(target)) as ours:
        theirs.backup(ours)


@contextmanager
def instead(database: Any) -> Iterator[None]:
    """Let Django use another database until the block ends."""
    own = connection.settings_dict["NAME"]
    for name in (database, own):
        connection.close()
        connection.settings_dict["NAME"] = name
        ContentType.objects.clear_cache()
        if name is database:
            yield
