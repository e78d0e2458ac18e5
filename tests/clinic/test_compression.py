"""Readers' texts travel small; nothing that holds a secret does."""

import gzip
import threading

import brotli
import pytest
from django.conf import settings
from django.core.cache import cache

from clinic.compression import THREAD, key_of, names
from tests import factories
from tests.clinic.test_media import read, uploads

__all__ = ["uploads"]
pytestmark = pytest.mark.django_db
BROTLI = {"Accept-Encoding": "br"}


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


def test_the_second_reader_of_a_page_gets_its_best_form(client, home) -> None:
    quick = client.get("/", headers=BROTLI)
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()
    best = client.get("/", headers=BROTLI)
    assert len(best.content) < len(quick.content)
    assert brotli.decompress(best.content) == brotli.decompress(quick.content)


@pytest.mark.parametrize("address", ["/search/?q=ketamine", "/nowhere/", "/contact/"])
def test_what_is_made_up_or_for_one_reader_is_not_kept(client, home, address) -> None:
    factories.contact_page()
    first = client.get(address, headers=BROTLI)
    assert not [thread for thread in threading.enumerate() if thread.name == THREAD]
    assert not cache.get(key_of(brotli.decompress(first.content)))


def test_a_feed_is_compressed(client) -> None:
    factories.article()
    answer = client.get(
        "/mental-health-journal/feed/", headers={"Accept-Encoding": "br"}
    )
    assert answer["Content-Encoding"] == "br"


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
