"""What no browser sends is refused at once, or answered, and never breaks the site."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from clinic.serving.malformed import AT_THE_DOOR, METHODS, Door, find_fault
from tests import factories, malformed, oddities
from tests.articles.test_publishing import form as form_of_an_article
from tests.malformed import UNFORGED, Address
from tests.wire import Request

pytestmark = pytest.mark.django_db
CHROME = (
    ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Accept-Language", "de-DE,de;q=0.9,en-US;q=0.8"),
    ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36"),
)
BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW"


@contextmanager
def one_connection() -> Iterator[None]:
    """Keep the connection, as Django's test client does: a transaction is open in it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def answer(site: Door, request: Request) -> tuple[int, dict[str, str], bytes]:
    """The site's answer, status first; what escapes the site is a 500."""
    told: list[Any] = []

    def start_response(status: str, headers: Any, exc_info: Any = None) -> None:
        told[:] = [int(status.split()[0]), dict(headers)]

    with one_connection(), transaction.atomic():
        try:
            body = site(request.environ(), start_response)
            text = b"".join(body)
            getattr(body, "close", lambda: None)()
        except Exception as error:  # noqa: BLE001  (as a server does)
            return 500, {}, repr(error).encode()
        finally:
            transaction.set_rollback(True)
    return told[0], told[1], text


def closed_places() -> list[Address]:
    """A page with a password, one behind the login, an open and a closed document."""
    secret = {"restriction_type": "password", "password": "a password"}
    pages = {p.slug: p for p in Page.objects.filter(slug__in=("privacy", "about"))}
    asked = PageViewRestriction.objects.create(page=pages["privacy"], **secret)
    PageViewRestriction.objects.create(page=pages["about"], restriction_type="login")
    closed = Collection.get_first_root_node().add_child(name="Closed")
    gate = CollectionViewRestriction.objects.create(collection=closed, **secret)
    documents = [
        get_document_model().objects.create(
            title=name, file=ContentFile(b"text", f"{name}.txt"), **more
        )
        for name, more in (("open", {}), ("closed", {"collection": closed}))
    ]
    password = f"/_util/authenticate_with_password/{asked.pk}/{pages['privacy'].pk}/"
    return [
        *(("/privacy/", ("return_url",)), ("/about/", ("next",))),
        *((document.url, ()) for document in documents),
        (password, ("return_url",)),
        (f"/documents/authenticate_with_password/{gate.pk}/", ("return_url",)),
    ]


@pytest.fixture(scope="module")
def site(
    seeded: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Door]:
    """The door of the seeded site, with a file in each folder that it serves."""
    folder = tmp_path_factory.mktemp("served")
    for name in ("static/css/site.css", "media/images/face.png"):
        path: Path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text("a file")
    served = {f"{n.upper()}_ROOT": str(folder / n) for n in ("static", "media")}
    with override_settings(**served), django_db_blocker.unblock():
        yield Door()


def test_no_malformed_request_breaks_the_site(site: Door) -> None:
    addresses = [*malformed.ADDRESSES, ("/media/images/face.png", ()), *closed_places()]
    statuses: Counter[int] = Counter()
    broken = []
    for request in malformed.requests(addresses):
        status, _, text = answer(site, request)
        statuses[status] += 1
        if status >= 500:
            broken.append((status, request, text[:200]))
    assert broken == []
    assert statuses.total() >= 3_000
    # They get as far as pages, forms, redirects and files, and are not all refused.
    assert {200, 301, 302, 400, 403, 404, 405, 414, 431} <= set(statuses)


def test_the_same_requests_are_made_each_time_and_none_twice() -> None:
    made = list(malformed.requests())
    assert made == list(malformed.requests())
    assert len(set(made)) == len(made) == 3_000
    assert set(made) != set(malformed.requests(seed=9))
    assert {request.path for request in made} >= {a for a, _ in malformed.ADDRESSES}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://clinic.example",
        "http://192.0.2.1:8000",
        "https://localhost",
        "http://[",
    ],
)
def test_no_other_machine_is_sent_a_malformed_request(url: str, capsys) -> None:
    assert malformed.main([url]) == 2
    assert "Name a site on this machine" in capsys.readouterr().out


def test_a_machine_itself_may_be_asked() -> None:
    urls = ("http://127.0.0.1:8001", "http://localhost:8002", "http://[::1]:8003")
    assert [malformed.port_of(url) for url in urls] == [8001, 8002, 8003]


FORM = (("Content-Type", oddities.FORM), *UNFORGED)
UPLOAD = (("Content-Type", f"multipart/form-data; boundary={BOUNDARY}"), *UNFORGED)
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="username"\r\n\r\n{oddities.EACUTE}\r\n'
CHOOSER = "&".join(f"allowed_extensions=x{n}&id={n}" for n in range(400))
JSON = (("Content-Type", "application/json; charset=utf-8"), *UNFORGED)
ORDINARY = (
    (200, Request()),
    (200, Request("HEAD")),
    (200, Request("OPTIONS")),
    (200, Request(path="/mental-health-journal/", query="page=1&utm_source=a%20b&x=")),
    (200, Request(query="q=%22na%C3%AFve+question%22%0D%0A&q=%25&" + "a" * 10_000)),
    (200, Request(query="q=na\xc3\xafve")),
    (200, Request(headers=(("Cookie", 'a="{\\"b\\"\\054 1}"; theme=dark'),))),
    (
        200,
        Request(
            headers=(("Cookie", "; ".join(f"c{n}={'x' * 900}" for n in range(8))),)
        ),
    ),
    (200, Request(headers=(("Referer", "http://localhost:8000/?" + "a" * 4_000),))),
    (200, Request(path="/media/images/face.png", headers=(("Range", "bytes=0-1"),))),
    (206, Request(path="/static/css/site.css", headers=(("Range", "bytes=0-1"),))),
    (200, Request("HEAD", "/static/css/site.css")),
    (404, Request(path="/caf%C3%A9/")),
    (404, Request(path="/100%/")),
    (301, Request(path="/about", query="a=b")),
    (302, Request(path="/admin/images/chooser/", query=CHOOSER)),
    (
        200,
        Request(
            "POST", "/admin/login/", headers=FORM, body="username=a&password=%C3%A9"
        ),
    ),
    (
        200,
        Request(
            "POST", "/admin/login/", headers=UPLOAD, body=f"{PART}--{BOUNDARY}--\r\n"
        ),
    ),
    (
        302,
        Request("POST", "/admin/pages/1/edit/", headers=JSON, body='{"a": "\xc3\xa9"}'),
    ),
)


@pytest.mark.parametrize(("status", "request_"), ORDINARY, ids=lambda v: str(v)[:60])
def test_an_ordinary_request_is_not_refused(site: Door, status, request_) -> None:
    headers = (*CHROME, *request_.headers)
    sent = Request(
        request_.method, request_.path, request_.query, headers, request_.body
    )
    assert answer(site, sent)[0] == status


def typed(kind: str, body: str = "username=a") -> Request:
    """A form sent to the login as that content type."""
    return Request(
        "POST", "/admin/login/", headers=(("Content-Type", kind), *UNFORGED), body=body
    )


def headed(name: str, value: str, **more: Any) -> Request:
    """A request with one header."""
    return Request(headers=((name, value),), **more)


BROKEN_PART = "--edge\r\nA: " + "a" * 3_000
FILE_PART = oddities.part(oddities.FILE + '"a"').replace("--edge--\r\n", "")
REFUSED = (
    (400, Request(path="/about/%00")),
    (400, Request(path="/media/%00")),
    (400, Request(path="/about/%0d%0aSet-Cookie:a=b")),
    (400, Request(path="/about/%7f")),
    (400, Request(query="q=%00")),
    (400, Request(query="q=\x00")),
    (400, headed("Cookie", 'sessionid="aaaaaaaa\\000aaaaaaaa"', path="/admin/")),
    (400, headed("Content-Length", "abc", method="POST")),
    (400, headed("Content-Length", "-1", method="POST")),
    (400, headed("Content-Length", "9" * 5_000, method="POST")),
    (400, headed("Content-Length", "\xb2", method="POST")),
    *(
        (400, typed(f"{oddities.FORM}; charset={name}"))
        for name in ("base64", "idna", "")
    ),
    (400, typed("multipart/form-data; boundary=edge; charset=undefined")),
    (400, typed("multipart/form-data")),
    (400, typed("multipart/form-data; boundary=")),
    (400, typed("text/plain; name*=bogus'en'x")),
    (400, typed("text/plain; charset=\xe9")),
    (400, typed("text/plain" + ";" * 2_000)),
    (400, typed(oddities.PARTS, BROKEN_PART)),
    (400, typed(f"{oddities.FORM}; charset=iso-8859-1")),
    (400, typed(oddities.FORM, "a=1&" * 10_001)),
    (400, typed(oddities.PARTS, FILE_PART * 101)),
    (413, typed(oddities.FORM, "a" * 2_700_000)),
    (400, replace(typed(oddities.PARTS, BROKEN_PART), path="/nowhere.html")),
    (413, replace(typed(oddities.FORM, "a" * 2_700_000), path="/nowhere.html")),
    (400, Request(query="next=" + "&a=1" * 10_001, path="/_util/login/")),
    (400, headed("Host", "evil.example")),
    (400, headed("Host", "localhost:99999999999999999999999x")),
    (414, Request(path="/" + "a" * 5_000 + "/")),
    (414, Request(query="a" * 70_000)),
    (431, headed("Cookie", "a" * 8_200)),
    (431, headed("X-Anything", "a" * 8_200)),
    *((405, Request(method)) for method in ("TRACE", "CONNECT", "PROPFIND", "get", "")),
    *((405, Request(method, headers=UNFORGED)) for method in ("POST", "PUT", "DELETE")),
)


@pytest.mark.parametrize(("status", "request_"), REFUSED, ids=lambda v: str(v)[:70])
def test_a_malformed_request_is_refused(site: Door, status, request_) -> None:
    assert answer(site, request_)[0] == status


def test_a_refusal_is_short_and_plain_and_repeats_nothing(site: Door) -> None:
    status, headers, text = answer(site, Request(path="/canary%00", query="canary"))
    assert (status, text) == (400, b"The address holds a control character.\n")
    assert headers["Content-Type"] == "text/plain"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Allow" not in headers


def test_an_unknown_method_is_told_the_known_ones(site: Door) -> None:
    assert answer(site, Request("BREW"))[1]["Allow"] == ", ".join(METHODS)


def test_a_mistyped_address_is_told_in_words(site: Door) -> None:
    for path in ("/nowhere%20/", "/%zz/", "/100%25/", "/caf%C3%A9/", "/%FF/"):
        status, _, text = answer(site, Request(path=path))
        assert (status, b"This page is not here" in text) == (404, True)


@pytest.mark.parametrize(
    "page", ["-1", "0", "abc", "999999", "9" * 5_000, "1e9", "%D9%A3", "", "1&page=2"]
)
def test_any_number_of_a_page_shows_a_page(site: Door, page: str) -> None:
    request = Request(path="/mental-health-journal/", query=f"page={page}")
    status, _, text = answer(site, request)
    assert (status, b"<h1" in text) == (200, True)


def test_a_document_of_any_number_is_sought(site: Door) -> None:
    for number in ("0", "99999999999", "9" * 30, "9" * 4_000):
        assert answer(site, Request(path=f"/documents/{number}/a.pdf"))[0] == 404


def test_the_door_looks_at_what_django_reads_before_its_middleware(site: Door) -> None:
    slow = typed('a/b; x="' + ";" * 300_000).environ()
    wrong = typed("text/plain; name*=bogus'en'x").environ()
    far = Request(path="/" + "%FF" * 5_000).environ()
    assert [find_fault(e, AT_THE_DOOR).status for e in (slow, wrong, far)] == [
        *(400, 400, 414)
    ]
    assert find_fault(Request(query="q=%00").environ(), AT_THE_DOOR) is None


def test_the_check_comes_before_all_that_reads_a_request(settings) -> None:
    headers, check = settings.MIDDLEWARE[:2]
    assert headers == "clinic.serving.headers.guard"  # it only writes into the answer
    assert check == "clinic.serving.malformed.Refusing"


@pytest.mark.parametrize("name", ["Größe.png", 'a"b.png', "a" * 90 + ".png"])
def test_an_editor_may_upload_a_file_of_any_name(admin, name: str) -> None:
    upload = ContentFile(b"no picture", name)
    answer = admin.post("/admin/images/add/", {"title": "A picture", "file": upload})
    assert answer.status_code == 200
    assert b"Upload a valid image" in answer.content or b"error" in answer.content


@pytest.mark.parametrize("action", [{}, {"action-publish": "on"}])
@pytest.mark.parametrize("field", ["key_points-count", "body-0-type"])
def test_a_form_of_the_admin_that_lacks_a_field_is_refused(
    admin, field: str, action: dict[str, str]
) -> None:
    journal = factories.journal()
    names = ["articles", "articlepage", journal.pk]
    whole = form_of_an_article()
    lacking = {name: value for name, value in whole.items() if name != field}
    assert len(lacking) == len(whole) - 1
    before = journal.get_children().count()
    answer = admin.post(reverse("wagtailadmin_pages:add", args=names), lacking | action)
    assert answer.status_code == 400
    assert answer.content == b"The form lacks a field.\n"
    assert journal.get_children().count() == before


def test_a_fault_of_ours_is_not_told_as_one_of_the_form(admin, monkeypatch) -> None:
    def broken(*args: object) -> None:
        raise MultiValueDictKeyError("ours")

    monkeypatch.setattr("clinic.serving.health.MigrationExecutor", broken)
    with pytest.raises(MultiValueDictKeyError):
        admin.get("/health/ready")
