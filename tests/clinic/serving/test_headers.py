"""A browser is told on every answer what it may load, run and do."""

import pytest
from django.http import HttpResponse
from django.test import Client

from clinic.serving.headers import FOR_EDITORS, FOR_READERS, guard, policy
from tests import factories
from tests.clinic.serving.test_media import read, uploads

__all__ = ["uploads"]
pytestmark = pytest.mark.django_db

PUBLIC = [
    *("/", "/nowhere/", "/search/?q=words", "/robots.txt", "/sitemap.xml"),
    *("/health/live", "/mental-health-journal/", "/mental-health-journal/feed/"),
    "/static/none.css",
    "/?q=%00",  # refused
]


def directives(text: str) -> dict[str, str]:
    """A policy by directive."""
    return dict(part.split(maxsplit=1) for part in text.split("; "))


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_answer_has_the_strict_policy(client, address: str) -> None:
    factories.journal()
    answer = client.get(address)
    assert answer["Content-Security-Policy"] == FOR_READERS
    is_page = answer["Content-Type"].startswith("text/html")
    assert ("geolocation=()" in answer.get("Permissions-Policy", "")) == is_page


@pytest.mark.parametrize(
    "kind", ["text/css", 'text/javascript; charset="utf-8"', "image/svg+xml"]
)
def test_our_own_files_are_no_documents_and_carry_no_policy_of_one(rf, kind) -> None:
    def answer(request):
        told = {"Content-Type": kind, "Referrer-Policy": "same-origin"}
        return HttpResponse("", headers=told)

    ours = guard(answer)(rf.get("/static/css/site.css"))
    assert set(ours.headers) == {"Content-Type"}
    upload = guard(answer)(rf.get("/media/images/evil"))
    assert upload["Content-Security-Policy"] == FOR_READERS
    assert upload["Referrer-Policy"] == "same-origin"


def test_readers_pages_load_only_our_files_and_run_nothing_inline() -> None:
    strict = directives(FOR_READERS)
    assert strict["default-src"] == "'none'"
    assert set(strict.values()) == {"'none'", "'self'"}


def test_the_admin_loads_nothing_from_another_site(admin) -> None:
    answer = admin.get("/admin/")
    assert answer["Content-Security-Policy"] == FOR_EDITORS
    loose = directives(FOR_EDITORS)
    assert loose["default-src"] == "'none'"
    words = {word for value in loose.values() for word in value.split()}
    assert words == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}


def test_an_upload_keeps_its_own_policy(client, uploads) -> None:
    answer = client.get("/media/images/evil.svg")
    read(answer)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_other_sites_learn_nothing_and_get_no_hold_of_the_window(client) -> None:
    answer = client.get("/")
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_fault_has_the_policy_too(monkeypatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("clinic.search.query.Query.__init__", lambda *a: 1 / 0)
    answer = client.get("/search/?q=words")
    assert answer.status_code == 500
    assert answer["Content-Security-Policy"] == FOR_READERS


def test_djangos_pages_about_a_fault_are_left_to_the_developer(
    client, settings
) -> None:
    settings.DEBUG = True
    assert "Content-Security-Policy" not in client.get("/nowhere/")
    assert "Content-Security-Policy" in client.get("/")


def test_a_policy_refuses_what_it_does_not_name() -> None:
    assert policy(img_src="'self'") == "default-src 'none'; img-src 'self'"
