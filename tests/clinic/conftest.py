"""What tests of the clinical review share: a writer, a reviewer, a page that waits."""

import pytest

from articles.models import ArticlePage
from clinic.models import User
from tests import factories
from tests.clinic.reviewing import account, submitted


@pytest.fixture
def writer(db: None) -> User:
    """An editor."""
    return account("ada", "Editors")


@pytest.fixture
def reviewer(db: None) -> User:
    """A clinical reviewer with an author page."""
    user = account("grace", "Clinical reviewers")
    factories.author(
        "grace",
        title="Grace Hopper",
        is_organisation=False,
        family_name="Hopper",
        credentials=[("credential", "MD"), ("credential", "PhD")],
        account=user,
    )
    return user


@pytest.fixture
def waiting(writer: User) -> ArticlePage:
    """A published article of which a changed version waits for review."""
    return submitted(factories.article(), writer)
