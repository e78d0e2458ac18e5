"""The settings follow the environment, and refuse what is not safe."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from clinic.settings import env, host_of, is_local

STRONG = "0123456789-a-key-of-no-worth-but-long-enough-abcdefghij"
SOUND = {
    "SECRET_KEY": STRONG,
    "DEBUG": "off",
    "CLINIC_URL": "http://127.0.0.1:8000",
    "CLINIC_EXTRA_HOSTS": "",
    "DATABASE_URL": "",
    "CLINIC_VAR": str(settings.CLINIC_VAR),
}
PRINT = """
import json, clinic.settings as s
print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that knows of nothing but this environment."""
    surroundings = {"PATH": os.environ["PATH"], **SOUND, **environment}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        env={"DJANGO_SETTINGS_MODULE": "clinic.settings", **surroundings},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(**environment: str) -> dict[str, Any]:
    """The settings as a server with this environment has them."""
    done = python("-c", PRINT, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal_with(**environment: str) -> str:
    """The last line that a server says which does not start."""
    done = python("-c", "import clinic.settings", **environment)
    assert done.returncode != 0
    return done.stderr.strip().splitlines()[-1]


REFUSED = "django.core.exceptions.ImproperlyConfigured: "


@pytest.mark.parametrize(
    "key",
    ["", STRONG[:49], "abcd" * 20, f"django-insecure-{STRONG}"],
    ids=["missing", "short", "monotonous", "from a template"],
)
def test_a_missing_or_weak_secret_key_is_refused(key: str) -> None:
    assert refusal_with(SECRET_KEY=key).startswith(
        f"{REFUSED}SECRET_KEY is missing or too weak: it needs 50 random characters."
    )


def test_plain_http_on_a_public_host_is_refused() -> None:
    assert refusal_with(CLINIC_URL="http://journal.clinic.example").startswith(
        f"{REFUSED}CLINIC_URL is http://journal.clinic.example: plain http is only "
        "for this machine"
    )


def test_plain_http_on_a_private_network_is_refused_as_the_address() -> None:
    refusal = refusal_with(CLINIC_URL="http://192.168.1.20")
    assert refusal.startswith(f"{REFUSED}CLINIC_URL is http://192.168.1.20: plain")


def test_debug_on_a_public_site_is_refused() -> None:
    refusal = refusal_with(DEBUG="on", CLINIC_URL="https://journal.clinic.example")
    assert refusal.startswith(f"{REFUSED}DEBUG is on while CLINIC_URL is https")


@pytest.mark.parametrize("hosts", ["journal.clinic.example", "192.168.1.20,8.8.8.8"])
def test_a_public_extra_host_without_https_is_refused(hosts: str) -> None:
    assert refusal_with(CLINIC_EXTRA_HOSTS=hosts).startswith(
        f"{REFUSED}CLINIC_EXTRA_HOSTS names a public host while CLINIC_URL is plain"
    )


def test_a_malformed_address_is_refused() -> None:
    assert refusal_with(CLINIC_URL="journal.clinic.example") == (
        f"{REFUSED}CLINIC_URL must look like https://journal.example.org, "
        "not 'journal.clinic.example'."
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://journal.example.org",
        "https://",
        "https://[",
        "https://journal.example.org:99999",
        "https://journal.example.org:port",
        "https://journal.example.org/journal",
        "https://journal.example.org?page=1",
    ],
)
def test_an_address_that_is_not_scheme_and_host_has_no_host(url: str) -> None:
    assert host_of(url) == ""


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://journal.example.org", "journal.example.org"),
        ("http://localhost:8000", "localhost"),
        ("http://[::1]:8000", "::1"),
    ],
)
def test_an_address_names_its_host(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_a_loopback_host_is_local(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["192.168.1.20", "8.8.8.8", "localhost.example", ""])
def test_any_other_host_is_not_local(host: str) -> None:
    assert not is_local(host)


def test_a_private_address_is_local_only_if_asked() -> None:
    assert is_local("10.1.2.3", or_private=True)
    assert not is_local("8.8.8.8", or_private=True)


def test_without_an_address_the_site_is_this_machine_at_its_port() -> None:
    found = settings_with(CLINIC_URL="", PORT="8123")
    assert found["CLINIC_URL"] == "http://127.0.0.1:8123"
    assert found["WAGTAILADMIN_BASE_URL"] == "http://127.0.0.1:8123"


def test_plain_http_on_this_machine_needs_no_secure_cookies() -> None:
    found = settings_with(CLINIC_URL="http://localhost:8000/")
    assert found["CLINIC_URL"] == "http://localhost:8000"
    assert not found["SECURE_SSL_REDIRECT"]
    assert not found["SESSION_COOKIE_SECURE"]
    assert not found["CSRF_COOKIE_SECURE"]
    assert "SECURE_HSTS_SECONDS" not in found


def test_private_extra_hosts_are_answered_without_https() -> None:
    found = settings_with(CLINIC_EXTRA_HOSTS="192.168.1.20, 10.0.0.5")
    assert set(found["ALLOWED_HOSTS"]) == {
        *("127.0.0.1", "localhost", "[::1]"),
        *("192.168.1.20", "10.0.0.5"),
    }


def test_https_turns_on_what_keeps_readers_safe() -> None:
    found = settings_with(CLINIC_URL="https://journal.clinic.example")
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and found["SECURE_HSTS_PRELOAD"]
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"] and found["CSRF_COOKIE_HTTPONLY"]


def test_https_answers_by_its_own_name_and_public_extra_hosts_alone() -> None:
    found = settings_with(
        CLINIC_URL="https://journal.clinic.example", CLINIC_EXTRA_HOSTS="clinic.example"
    )
    assert found["ALLOWED_HOSTS"] == ["journal.clinic.example", "clinic.example"]


def test_sqlite_waits_for_the_write_lock() -> None:
    database = settings_with()["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == f"{settings.CLINIC_VAR}/journal.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_a_request_holds_no_transaction() -> None:
    assert not settings_with()["DATABASES"]["default"].get("ATOMIC_REQUESTS")


def test_database_url_leads_to_postgresql() -> None:
    url = "postgres://journal:secret@db.example:5432/journal"
    database = settings_with(DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example", 5432)
    assert (database["NAME"], database["USER"]) == ("journal", "journal")
    assert "transaction_mode" not in database.get("OPTIONS", {})


@pytest.mark.parametrize(
    ("query", "options"),
    [("", "-c jit=off"), ("?options=-c%20work_mem%3D8MB", "-c work_mem=8MB")],
)
def test_postgresql_compiles_no_query_unless_the_url_has_options(
    query: str, options: str
) -> None:
    url = f"postgres://journal:secret@db.example/journal{query}"
    database = settings_with(DATABASE_URL=url)["DATABASES"]["default"]
    assert database["OPTIONS"]["options"] == options


@pytest.mark.django_db
def test_the_database_in_use_compiles_no_query() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    else:
        assert "options" not in connection.settings_dict["OPTIONS"]


def test_cache_url_leads_to_a_shared_cache() -> None:
    found = settings_with(CACHE_URL="redis://127.0.0.1:6379/0")["CACHES"]["default"]
    assert found["LOCATION"] == "redis://127.0.0.1:6379/0"
    assert "redis" in found["BACKEND"].lower()


def test_static_files_are_joined_but_for_a_developer() -> None:
    backends = [
        settings_with(DEBUG=debug)["STORAGES"]["staticfiles"]["BACKEND"]
        for debug in ("off", "on")
    ]
    assert backends == [
        "clinic.serving.static_storage.JoinedStorage",
        "django.contrib.staticfiles.storage.StaticFilesStorage",
    ]


def test_the_example_names_every_variable_and_no_other() -> None:
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(named) == sorted(env.scheme)


def test_the_example_itself_starts_no_server() -> None:
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    assert re.search(r"^SECRET_KEY=$", example, re.MULTILINE)


def test_a_deployed_site_passes_the_deploy_check() -> None:
    lines = (settings.BASE_DIR / "deploy/check.env").read_text("utf-8").splitlines()
    deployed = dict(line.split("=", 1) for line in lines if "=" in line)
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = python(*command, **deployed)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"
