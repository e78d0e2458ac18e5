"""Readers' texts travel small; nothing that holds a secret does."""

import gzip

import brotli
import pytest
from django.conf import settings
from django.core.cache import cache

from clinic.serving.compression import GOOD, QUICK, key_of, names, unindented
from tests import factories
from tests.clinic.serving.test_media import read, uploads

__all__ = ["uploads"]
pytestmark = pytest.mark.django_db
BROTLI = {"Accept-Encoding": "br"}
FEED = "/mental-health-journal/feed/"


def test_a_page_is_compressed_as_the_browser_can_take_it(client, home) -> None:
    plain = client.get("/").content
    squeezed = client.get("/", headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    zipped = client.get("/", headers={"Accept-Encoding": "gzip, deflate"})
    assert squeezed["Content-Encoding"] == "br"
    assert zipped["Content-Encoding"] == "gzip"
    assert brotli.decompress(squeezed.content) == plain
    assert gzip.decompress(zipped.content) == plain
    assert len(squeezed.content) < len(zipped.content) < len(plain)
    assert int(squeezed["Content-Length"]) == len(squeezed.content)
    for answer in (squeezed, zipped, client.get("/")):
        assert "Accept-Encoding" in answer["Vary"]


def test_the_first_reader_of_a_page_gets_its_good_form_and_it_is_kept(
    client, home, monkeypatch
) -> None:
    first = client.get("/", headers=BROTLI)
    plain = brotli.decompress(first.content)
    assert first.content == brotli.compress(plain, quality=GOOD)
    assert len(first.content) < len(brotli.compress(plain, quality=QUICK))
    monkeypatch.setattr(
        "clinic.serving.compression.brotli", None
    )  # nothing is made again
    assert client.get("/", headers=BROTLI).content == first.content


def test_a_page_that_changed_is_not_answered_with_what_was_kept(client, home) -> None:
    before = client.get("/", headers=BROTLI)
    home.hero_title = "Another title"
    home.save_revision().publish()
    after = brotli.decompress(client.get("/", headers=BROTLI).content)
    assert b"Another title" in after
    assert b"Another title" not in brotli.decompress(before.content)


def test_the_indentation_of_templates_is_not_sent(client, home) -> None:
    page = client.get("/")
    assert b"\n " not in page.content
    assert int(page["Content-Length"]) == len(page.content)
    assert unindented(b"<p>One\n    two\n\n\n  three</p>") == b"<p>One\ntwo\nthree</p>"


@pytest.mark.parametrize("tag", ["pre", "textarea"])
def test_white_space_that_is_text_stays(tag: str) -> None:
    html = f"<div>\n  <{tag} id=a>One\n  two</{tag}>\n</div>".encode()
    assert unindented(html) == html


@pytest.mark.parametrize("address", ["/search/?q=ketamine", "/nowhere/", "/contact/"])
def test_what_is_made_up_or_for_one_reader_is_not_kept(client, home, address) -> None:
    factories.contact_page()
    first = client.get(address, headers=BROTLI)
    assert first["Content-Encoding"] == "br"
    assert not cache.get(key_of(brotli.decompress(first.content)))


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_compressed_feed_has_the_etag_of_the_plain_one_made_weak(
    client, encoding: str
) -> None:
    factories.article()
    plain = client.get(FEED)
    small = client.get(FEED, headers={"Accept-Encoding": encoding})
    assert small["Content-Encoding"] == encoding
    assert plain["ETag"].startswith('"')
    assert small["ETag"] == f"W/{plain['ETag']}"


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_a_304_says_what_the_feed_would_say_and_no_length(
    client, encoding: str
) -> None:
    factories.article()
    accepted = {"Accept-Encoding": encoding}
    whole = client.get(FEED, headers=accepted)
    told = client.get(FEED, headers={**accepted, "If-None-Match": whole["ETag"]})
    assert told.status_code == 304
    assert (told["ETag"], told["Vary"]) == (whole["ETag"], whole["Vary"])
    assert "Content-Length" not in told


def test_a_304_of_what_is_never_compressed_does_not_vary(client, uploads) -> None:
    since = {"If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT", **BROTLI}
    told = client.get("/media/images/face.txt", headers=since)
    assert told.status_code == 304
    assert not {"Content-Length", "Vary", "ETag"} & set(told.headers)


@pytest.mark.parametrize("address", ["/", "/admin/", "/admin/login/"])
def test_whoever_is_signed_in_gets_it_plain(admin, address) -> None:
    answer = admin.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert settings.SESSION_COOKIE_NAME in admin.cookies
    assert "Content-Encoding" not in answer


def test_neither_the_login_nor_a_short_text_nor_an_upload_is(client, uploads) -> None:
    for address in ("/admin/login/", "/health/live", "/media/images/face.txt"):
        answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer
    read(answer)


def test_an_encoding_that_is_refused_is_not_used() -> None:
    assert names("gzip;q=1.0, BR ; q=0.5, zstd;q=0, *;q=0.0") == {"gzip", "br"}
    assert names("") == {""}
