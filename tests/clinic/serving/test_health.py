"""Whoever watches over the site learns whether it lives and is ready."""

import pytest
from django.db import InterfaceError, OperationalError
from django.db.migrations.executor import MigrationExecutor


def test_live_asks_nothing_of_the_database(client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_nobody_keeps_an_answer(client, address: str) -> None:
    answer = client.get(address)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "text/plain"


def test_a_migrated_site_is_ready(client, db) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_a_site_that_waits_for_migrations_is_not_ready(client, db, monkeypatch) -> None:
    monkeypatch.setattr(
        MigrationExecutor, "migration_plan", lambda *args: [("a migration", False)]
    )
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.content == b"the database waits for manage.py migrate\n"


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_site_without_its_database_is_not_ready(client, db, monkeypatch, error):
    def broken(*args: object) -> None:
        raise error("secret of the server")

    monkeypatch.setattr(MigrationExecutor, "__init__", broken)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.content == b"the database does not answer\n"
    assert answer["Cache-Control"] == "no-store"


def test_probes_come_without_tls(client, db, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 200
    assert client.get("/robots.txt").status_code == 301
