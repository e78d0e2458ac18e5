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
