"""Other sites are asked politely, within bounds, and never at a private address."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from articles import web
from articles.web import Unreachable, ask
from tests.local_web import LocalWeb, Reply, reach_this_machine, running


@pytest.fixture(autouse=True)
def lookups(settings: Any) -> None:
    settings.LOOKUPS = True
    settings.CLINIC_URL = "https://journal.example.org"
    settings.DEFAULT_FROM_EMAIL = "The journal <desk@example.org>"


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    reach_this_machine(monkeypatch)
    with running() as site:
        yield site


def refused(address: str, **how: Any) -> str:
    """Why the address is not asked."""
    with pytest.raises(Unreachable) as refusal:
        ask(address, **how)
    return refusal.value.reason


def test_a_page_is_asked_for_and_its_answer_comes_back(local: LocalWeb) -> None:
    local.replies["/a?b=c"] = Reply(418, b"Tea.", {"X-Pot": "small"})
    answer = ask(local.address("/a?b=c"), accept="text/plain")
    assert (answer.status, answer.body) == (418, b"Tea.")
    assert answer.headers["x-pot"] == "small"
    assert answer.address == local.address("/a?b=c")


def test_who_asks_is_named_and_brings_no_cookie(local: LocalWeb) -> None:
    local.replies["/"] = Reply(headers={"Set-Cookie": "who=you"})
    ask(local.address("/"), accept="text/plain")
    ask(local.address("/"))
    told = [headers for method, path, headers in local.asked]
    assert told[0]["user-agent"] == (
        "Clinic-journal/1.0 (+https://journal.example.org/; mailto:desk@example.org)"
    )
    assert told[0]["host"] == f"journal.example:{local.port}"
    assert told[0]["accept"] == "text/plain"
    assert all("cookie" not in headers for headers in told)


def test_nothing_is_asked_while_lookups_are_off(local: LocalWeb, settings: Any) -> None:
    settings.LOOKUPS = False
    assert "Lookups are off" in refused(local.address("/"))
    assert local.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address that must be refused
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1%1",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "2001:0:4136:e378::1",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not web.is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
)
def test_an_address_of_the_public_internet_is_not_refused(address: str) -> None:
    assert web.is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "127.1"]
)
def test_this_machine_is_not_asked_by_any_of_its_names(host: str) -> None:
    assert "not on the public Internet" in refused(f"http://{host}/")


def test_one_private_address_among_others_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web, "resolved", lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert "not on the public Internet" in refused("http://journal.example/")


def test_a_name_that_changes_its_address_is_no_way_round(
    local: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def resolved(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    monkeypatch.setattr(web, "resolved", resolved)
    local.replies["/"] = Reply()
    assert ask(local.address("/")).status == 200
    assert asked == ["journal.example"]


def test_a_redirect_is_followed_but_never_to_a_private_address(
    local: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"inside.example": ["10.0.0.1"]}
    monkeypatch.setattr(
        web, "resolved", lambda host, port: names.get(host, ["127.0.0.1"])
    )
    monkeypatch.setattr(web, "is_public", lambda one: str(one) == "127.0.0.1")
    local.replies["/old"] = Reply(301, headers={"Location": "/new"})
    local.replies["/new"] = Reply(body=b"Here.")
    local.replies["/in"] = Reply(302, headers={"Location": "http://inside.example/"})
    answer = ask(local.address("/old"))
    assert (answer.body, answer.address) == (b"Here.", local.address("/new"))
    assert "inside.example is not on the public" in refused(local.address("/in"))


@pytest.mark.parametrize("where", ["file:///etc/passwd", "//[", "gopher://a.example/"])
def test_a_redirect_leads_to_the_web_only(local: LocalWeb, where: str) -> None:
    local.replies["/"] = Reply(302, headers={"Location": where})
    assert "web address" in refused(local.address("/"))


def test_a_site_that_redirects_for_ever_is_left(local: LocalWeb) -> None:
    local.replies["/"] = Reply(302, headers={"Location": "/"})
    assert "more than 5 times" in refused(local.address("/"))
    assert len(local.asked) == 6


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://journal.example/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("journal.example", "no web address"),
        ("http://", "no web address"),
        ("http://[::1", "no web address"),
        ("http://a..example/", "no web address"),
        ("http://journal.example:x/", "no web address"),
        ("http://journal.example/\r\nHost: other", "no web address"),
        ("http://ada:word@journal.example/", "name or password"),
        ("http://journal.example:22/", "usual ports"),
        ("https://journal.example:8443/", "usual ports"),
    ],
)
def test_what_is_no_address_of_the_public_web_is_refused(
    address: str, why: str
) -> None:
    assert why in refused(address)


def test_an_answer_has_a_limit_and_is_never_unpacked(local: LocalWeb) -> None:
    local.replies["/"] = Reply(body=b"x" * 100, headers={"Content-Encoding": "gzip"})
    assert ask(local.address("/"), limit=100).body == b"x" * 100
    assert "longer than 99 bytes" in refused(local.address("/"), limit=99)
    assert ask(local.address("/"), limit=0).body == b""
    assert ask(local.address("/"), method="HEAD").body == b""


def test_a_site_that_breaks_off_or_is_silent_gives_no_answer(local: LocalWeb) -> None:
    local.replies["/short"] = Reply(headers={"Content-Length": "100"})
    local.replies["/none"] = Reply(instead=lambda connection: connection.close())
    local.replies["/odd"] = Reply(instead=lambda connection: connection.send(b"?\n"))
    for path in ("/short", "/none", "/odd"):
        assert "journal.example gives no answer" in refused(local.address(path))


def test_a_site_that_drips_is_left_at_the_deadline(local: LocalWeb) -> None:
    def drip(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
        connection.recv(1)  # until the other side has gone

    local.replies["/"] = Reply(instead=drip)
    assert "answer" in refused(local.address("/"), seconds=0.2)


def test_a_host_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*of: Any, **how: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert refused("http://nowhere.invalid/") == "There is no host nowhere.invalid."


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")
def test_the_certificate_is_that_of_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(  # noqa: S603 - words of this test
        [
            *("openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2"),
            *("-subj", "/CN=journal.example", "-addext"),
            *("subjectAltName=DNS:journal.example", "-keyout", key),
            *("-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    reach_this_machine(monkeypatch)
    with running(tls) as local:
        local.replies["/"] = Reply(body=b"Safe.")
        assert "SSLError" in refused(local.address("/"))  # nobody trusts it yet
        trusted = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(web, "trusted", lambda: trusted)
        assert ask(local.address("/")).body == b"Safe."
        assert "SSLError" in refused(local.address("/", host="other.example"))
