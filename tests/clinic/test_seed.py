"""The shipped journal is whole."""

import pytest

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


def test_the_journal_is_served(client) -> None:
    assert client.get("/mental-health-journal/").status_code == 200
