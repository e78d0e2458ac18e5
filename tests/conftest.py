"""What tests share: their databases, the seeded journal, and an editor."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from wagtail.models import Site

from clinic.models import HomePage, User
from tests import originals

LONG = {
    "test_roles.py",
    "test_roads.py",
    "test_whole_site.py",
    "test_malformed.py",
    "test_public_site.py",
}
# Fixtures of tests that a database can make a difference to.
ASKING = {"django_db_setup", "fresh", "by_files"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Long modules first, lest one worker be left alone with them at the end.

    On PostgreSQL, leave out what asks no database: the run on SQLite has it.
    """
    items.sort(key=lambda item: item.path.name not in LONG)
    if connection.vendor != "postgresql":
        return
    asking = [item for item in items if asks_a_database(item)]
    config.hook.pytest_deselected(items=[i for i in items if i not in set(asking)])
    items[:] = asking


def asks_a_database(item: pytest.Item) -> bool:
    """Whether a test reads or writes one; pytest-django refuses it to all others."""
    marks = [item.get_closest_marker(name) for name in ("django_db", "browser")]
    return any(marks) or bool(ASKING & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """No test sees what another left in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database is there before Django would make it: the next fixture copies it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """The tests' own database begins as a copy of one that is migrated."""
    name = connection.creation._get_test_db_name()
    originals.copy(originals.original(connection.vendor, "migrated").source, name)


@pytest.fixture(scope="session")
def journal_database(django_db_setup: None) -> str:
    """The name of a second database, which holds the shipped journal."""
    name = f"{connection.settings_dict['NAME']}_seeded"
    originals.copy(originals.original(connection.vendor, "seeded").source, name)
    return name


@pytest.fixture(scope="module")
def seeded(journal_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The shipped journal, for all tests of a module that ask for it."""
    media = originals.original(connection.vendor, "seeded").media
    shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    with (
        django_db_blocker.unblock(),
        originals.instead(journal_database),
        transaction.atomic(),
    ):
        cache.clear()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def home(db: None) -> HomePage:
    """The home page that the migrations make."""
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def editor(db: None) -> User:
    """A person with all rights."""
    return User.objects.create_superuser("ada", "ada@clinic.example", "a-long-password")


@pytest.fixture
def admin(client: Any, editor: User) -> Any:
    """A client that is logged in to the admin."""
    client.force_login(editor)
    return client
