"""Requests to other sites: polite, bounded, and never to a private address.

Anybody who can name an address to the journal, or run a site that one leads to, could
else make the server ask what stands in the clinic's own network. So each host is
resolved here, every address of it is checked, and the connection goes to the address
that was checked: another answer of the name server changes nothing. The same is done
again for each redirect. Nothing is asked at all unless `settings.LOOKUPS` is on.
"""

import re
import socket
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from time import monotonic
from typing import TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

PORTS = {"http": 80, "https": 443}
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
TOTAL_SECONDS = 20.0
REDIRECTS = 5
LIMIT = 5 * 1024 * 1024
MOVED = {301, 302, 303, 307, 308}
# What IANA gives out for the public Internet; all else of IPv6 is special.
PUBLIC_V6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
T = TypeVar("T")


class Unreachable(Exception):
    """No answer was had; the message is one sentence that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What a site answered, at the address to which its redirects led.

    The body is as it was sent, never unpacked; the names of headers are lower case.
    """

    status: int
    body: bytes
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(
    address: str,
    *,
    method: str = "GET",
    accept: str = "*/*",
    limit: int = LIMIT,
    seconds: float = TOTAL_SECONDS,
) -> Answer:
    """Ask for `address` and return the answer, whatever its status.

    `limit` is the most bytes that the body may have (0 reads none of it), `seconds` the
    most time that all of it may take. Raises `Unreachable` if lookups are off, the
    address is not one of the public web, or no whole answer came in time.
    """
    if not settings.LOOKUPS:
        raise Unreachable("Lookups are off: set LOOKUPS=on to let the site ask others.")
    until = monotonic() + seconds

    def follow() -> Answer:
        here = address
        for _ in range(REDIRECTS + 1):
            answer = ask_once(here, method, accept, limit, until)
            if answer.status not in MOVED or not answer.headers.get("location"):
                return answer
            here = joined(here, answer.headers["location"])
        raise Unreachable(f"The site redirects more than {REDIRECTS} times.")

    return within(seconds, follow)


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises; `Unreachable` if that takes longer.

    Python cannot limit the time of a name's resolution, nor that of headers which
    come byte by byte: such a request is left to its thread, which its own time-outs end.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except Exception as error:  # noqa: BLE001 - raised again where it is awaited
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return outcome.result(seconds)
    except TimeoutError:
        raise Unreachable(f"No answer within {seconds:.0f} seconds.") from None


def joined(here: str, location: str) -> str:
    """Where a redirect leads; `Unreachable` if that is no address."""
    try:
        return urljoin(here, location)
    except ValueError:
        raise Unreachable("The site redirects to what is no web address.") from None


def parts_of(address: str) -> SplitResult:
    """The parts of an address of the public web; else `Unreachable`."""
    try:
        parts = urlsplit(address)
        port = parts.port  # which may be no number
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:  # of which UnicodeError is one
        raise Unreachable("That is no web address.") from None
    if parts.scheme not in PORTS or not host or UNSAFE.search(address):
        raise Unreachable("That is no web address: it begins with http or https.")
    if parts.username is not None or parts.password is not None:
        raise Unreachable("An address with a name or password in it is not asked.")
    if port not in {None, PORTS[parts.scheme]} and not may_use(port):
        raise Unreachable("Only the usual ports of the web are asked, 80 and 443.")
    named = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{named}:{port}" if port else named)


def may_use(port: int | None) -> bool:
    """Whether a port other than the scheme's own may be asked."""
    return port in PORTS.values()


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public Internet, and so is one inside it."""
    if isinstance(address, IPv4Address):
        return address.is_global and not (address.is_multicast or address.is_reserved)
    inside = address.ipv4_mapped or address.sixtofour
    if address in NAT64:
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    if inside is not None:
        return is_public(inside)
    return address in PUBLIC_V6 and address.is_global


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host as its name server tells them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(f"There is no host {host}.") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host; `Unreachable` if one of them is not public."""
    found = resolved(host, port)
    try:
        public = bool(found) and all(is_public(ip_address(one)) for one in found)
    except ValueError:
        public = False
    if not public:
        raise Unreachable(f"{host} is not on the public Internet: it is not asked.")
    return found


def ask_once(
    address: str, method: str, accept: str, limit: int, until: float
) -> Answer:
    """Ask for `address` without following it further."""
    parts = parts_of(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    failure: Exception | None = None
    for place in addresses_of(host, port)[:2]:
        try:
            return exchange(place, port, parts, method, accept, limit, until)
        except (HTTPError, OSError, ValueError) as error:
            failure = error
    raise Unreachable(f"{host} gives no answer ({type(failure).__name__}).")


def pool_to(
    place: str, port: int, parts: SplitResult, left: float
) -> urllib3.HTTPConnectionPool:
    """A connection to the address `place`; the certificate must be the host's."""
    timeout = urllib3.Timeout(
        connect=min(CONNECT_SECONDS, left), read=min(READ_SECONDS, left)
    )
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(place, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        place,
        port,
        timeout=timeout,
        ssl_context=trusted(),
        server_hostname=parts.hostname or "",
    )


def exchange(
    place: str,
    port: int,
    parts: SplitResult,
    method: str,
    accept: str,
    limit: int,
    until: float,
) -> Answer:
    """Send one request to the address `place` and read the answer."""
    with pool_to(place, port, parts, max(until - monotonic(), 0.1)) as pool:
        response = pool.urlopen(
            method,
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            headers={
                "Host": parts.netloc,
                "User-Agent": user_agent(),
                "Accept": accept,
                "Accept-Encoding": "identity",
            },
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        headers = {name.lower(): value for name, value in response.headers.items()}
        try:
            body = read(response, limit, until) if response.status not in MOVED else b""
        finally:
            response.close()
    return Answer(response.status, body, parts.geturl(), headers)


def read(response: urllib3.BaseHTTPResponse, limit: int, until: float) -> bytes:
    """The body, as it was sent; `Unreachable` if it is too long or takes too long."""
    body = bytearray()
    while limit and (part := response.read1(64 * 1024, decode_content=False)):
        body += part
        if len(body) > limit:
            raise Unreachable(f"The answer is longer than {limit} bytes.")
        if monotonic() > until:
            raise Unreachable("The answer takes too long.")
    return bytes(body)


@cache
def trusted() -> ssl.SSLContext:
    """Checks certificates as the machine does, and the name in them."""
    return ssl.create_default_context()


def user_agent() -> str:
    """Who asks, where it is, and whom to write to, as Crossref and NCBI wish."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", settings.WAGTAIL_SITE_NAME).strip("-")
    write_to = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"{name}/1.0 (+{settings.CLINIC_URL}/; mailto:{write_to})"
