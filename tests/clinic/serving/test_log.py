"""The log tells what failed and where, once, and nothing of who asked for what."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.contrib.auth.forms import AuthenticationForm
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, OperationalError
from django.test import Client
from wagtail.models import Site

from clinic.models import User
from clinic.serving.log import Discreet, outline
from tests import factories

CANARY = "canary"
SENT = {
    "HTTP_USER_AGENT": CANARY,
    "HTTP_REFERER": f"http://localhost:8000/{CANARY}",
    "REMOTE_ADDR": "203.0.113.9",
}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the site's own handlers write, whichever logger is asked."""
    loggers = [logging.getLogger(name) for name in (None, "django", "wagtail")]
    handlers = {h for logger in loggers for h in logger.handlers}
    # The other ones are pytest's.
    ours = [handler for handler in handlers if type(handler) is logging.StreamHandler]
    assert len(ours) == 2
    written = io.StringIO()
    before = [handler.setStream(written) for handler in ours]
    yield written
    for handler, stream in zip(ours, before, strict=True):
        handler.setStream(stream)


@pytest.fixture
def reader(home) -> Client:
    """Somebody whose name, cookie and device say the canary."""
    factories.standard_page("about")
    client = Client(raise_request_exception=False, **SENT)
    client.force_login(User.objects.create_superuser(CANARY))
    client.cookies["session_of"] = CANARY
    return client


def broken(*args: object, **named: object) -> None:
    """Fail with a value in a variable and in the message."""
    secret = f"{CANARY} in a variable"
    raise ValueError(secret)


def test_a_fault_is_told_once_by_class_and_place(reader, log, monkeypatch) -> None:
    monkeypatch.setattr("clinic.models.page.Frame", broken)
    assert reader.get(f"/about/?q={CANARY}").status_code == 500
    told = log.getvalue()
    assert told.count("ERROR django.request: 500 GET /about/\nValueError\n") == 1
    assert told.count("ValueError") == told.count("500") == 1
    assert "clinic/models/page.py:" in told
    assert told.splitlines()[-1].endswith(" broken")


def test_a_fault_is_told_without_a_word_of_the_reader(reader, log, monkeypatch) -> None:
    monkeypatch.setattr("clinic.models.page.Frame", broken)
    reader.get(f"/about/?q={CANARY}")
    assert log.getvalue()
    assert CANARY not in log.getvalue()
    assert "203.0.113.9" not in log.getvalue()


def test_a_form_that_fails_is_told_without_what_was_typed(
    home, log, monkeypatch
) -> None:
    monkeypatch.setattr(AuthenticationForm, "clean", broken)
    client = Client(raise_request_exception=False, **SENT)
    typed = {"username": CANARY, "password": CANARY}
    assert client.post(f"/admin/login/?next=/{CANARY}", typed).status_code == 500
    assert "500 POST /admin/login/\nValueError\n" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_row_that_the_database_refuses_is_not_told(reader, log, monkeypatch) -> None:
    def refused(*args: object) -> None:
        site = Site.objects.get()
        Site.objects.create(
            hostname=site.hostname, port=site.port, root_page=site.root_page
        )

    Site.objects.update(hostname=f"{CANARY}.example")
    monkeypatch.setattr("clinic.models.page.Frame", refused)
    assert reader.get("/about/").status_code == 500
    assert "django.db.utils.IntegrityError\n" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_developer_sees_all_in_the_browser_and_the_log_stays_as_it_is(
    reader, log, monkeypatch, settings
) -> None:
    settings.DEBUG = True
    monkeypatch.setattr("clinic.models.page.Frame", broken)
    answer = reader.get(f"/about/?q={CANARY}")
    assert answer.status_code == 500
    assert b"canary in a variable" in answer.content
    assert log.getvalue().count("500 GET /about/") == 1
    assert log.getvalue().count("ValueError") == 1
    assert CANARY not in log.getvalue()


def test_nothing_is_mailed(reader, log, monkeypatch, settings, mailoutbox) -> None:
    settings.ADMINS = [("Ada", "ada@clinic.example")]
    monkeypatch.setattr("clinic.models.page.Frame", broken)
    reader.get("/about/")
    assert "500 GET /about/" in log.getvalue()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("view", "address", "told"),
    [
        (
            "wagtail.admin.views.account.PasswordResetConfirmView.get_user",
            "/admin/password_reset/confirm/canary/canary/",
            "500 GET /admin/password_reset/confirm/<uidb64>/<token>/",
        ),
        (
            "wagtail.documents.views.serve.get_document_model",
            "/documents/1/canary.pdf",
            r"500 GET /documents/(\d+)/(.*)$",
        ),
        (
            "clinic.serving.media.serve_file",
            "/media/canary",
            "500 GET /media/<path:name>",
        ),
    ],
)
def test_an_address_that_may_hold_a_secret_is_told_by_its_pattern(
    home, log, monkeypatch, view: str, address: str, told: str
) -> None:
    monkeypatch.setattr(view, broken)
    assert Client(raise_request_exception=False).get(address).status_code == 500
    assert f"{told}\n" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_fault_before_the_address_is_known_is_told(home, log, monkeypatch) -> None:
    monkeypatch.setattr(
        "django.middleware.common.CommonMiddleware.process_request", broken
    )
    Client(raise_request_exception=False).get(f"/{CANARY}/")
    assert "500 GET (no address)\nValueError\n" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_an_address_that_is_no_page_is_not_told(home, log, monkeypatch) -> None:
    monkeypatch.setattr("clinic.frame.Frame", broken)
    Client(raise_request_exception=False).get(f"/{CANARY}/")
    assert "500 GET (no page)\n" in log.getvalue()
    assert "\nValueError\n" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/canary/", 404),
        ("get", "/media/canary", 404),
        ("get", "/?q=canary%00", 400),
        ("post", "/about/", 405),
        ("get", "/admin/", 302),
    ],
)
def test_an_answer_below_500_is_not_told(
    home, log, method: str, address: str, status: int
) -> None:
    factories.standard_page("about")
    assert getattr(Client(), method)(address).status_code == status
    assert log.getvalue() == ""


def test_a_suspicious_request_is_told_in_one_line_by_its_kind(home, log) -> None:
    assert (
        Client().get("/about/", headers={"host": f"{CANARY}.example"}).status_code
        == 400
    )
    forged = Client(enforce_csrf_checks=True, headers={"origin": f"http://{CANARY}"})
    assert (
        forged.post(f"/admin/login/?{CANARY}", {"username": CANARY}).status_code == 403
    )
    lines = [line.split(" ", 3)[3] for line in log.getvalue().splitlines()]
    assert lines == [
        "django.security.DisallowedHost: 400 GET (no address)",
        "django.security.csrf: 403 POST /admin/login/",
    ]


def test_a_mail_that_is_not_sent_is_told_without_its_address(
    home, log, monkeypatch
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", broken)
    User.objects.create_superuser("ada", f"{CANARY}@clinic.example", "a-long-password")
    typed = {"email": f"{CANARY}@clinic.example"}
    assert Client().post("/admin/password_reset/", typed).status_code == 302
    assert "Failed to send password reset email to %s\nValueError\n" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_what_fails_outside_a_request_is_told_in_full(log) -> None:
    try:
        broken()
    except ValueError:
        logging.getLogger("clinic.management").exception("It failed.")
    assert "Traceback (most recent call last):" in log.getvalue()
    assert "ValueError: canary in a variable" in log.getvalue()


def record(error: BaseException | None = None) -> logging.LogRecord:
    """A warning with a value, and perhaps an exception."""
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("django", logging.WARNING, "", 1, "Of %s", (CANARY,), info)


def test_what_another_handler_wrote_is_not_used_and_not_touched() -> None:
    told = record(ValueError(CANARY))
    full = logging.Formatter().format(told)
    assert Discreet().format(told) == "Of %s\nValueError"
    assert logging.Formatter().format(told) == full
    assert f"ValueError: {CANARY}" in full


def test_a_line_for_information_keeps_its_values() -> None:
    told = record()
    told.levelno = logging.INFO
    assert Discreet().format(told) == f"Of {CANARY}"


def test_an_outline_names_what_led_to_an_exception_first() -> None:
    try:
        try:
            broken()
        except ValueError as error:
            raise IntegrityError(CANARY) from error
    except IntegrityError as error:
        lines = outline(error).splitlines()
    kinds = [line for line in lines if not line.startswith(" ")]
    assert kinds == ["ValueError", "django.db.utils.IntegrityError"]
    assert lines[2].endswith(" broken")


def test_an_outline_leaves_out_what_was_meant_to_be_left_out() -> None:
    try:
        try:
            broken()
        except ValueError:
            raise IntegrityError from None
    except IntegrityError as error:
        assert "ValueError" not in outline(error)


def test_an_outline_of_a_circle_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert outline(first).splitlines() == ["KeyError", "ValueError"]


def test_a_site_without_its_database_says_so_in_the_log(home, log, monkeypatch) -> None:
    def refused(*args: object) -> None:
        raise OperationalError(CANARY)

    monkeypatch.setattr("clinic.serving.health.MigrationExecutor", refused)
    assert Client().get("/health/ready").status_code == 503
    assert log.getvalue().endswith("ERROR django.request: 503 GET /health/ready\n")
