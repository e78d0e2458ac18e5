"""What tests share: the seeded journal, an editor, and the counting of queries."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Site

from clinic.models import HomePage, User


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """No test sees what another left in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The shipped journal, loaded once for all tests of a module that ask for it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_journal", "--json", stdout=None)
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
