"""Thousands of requests that no browser sends, the same ones each time.

In a test they go into the site's own process. On a shell they go over sockets to a site
that runs on this machine: `python -m tests.malformed http://127.0.0.1:8000`.
"""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import unquote_to_bytes

from tests import oddities

# Every public address and the parameters that it reads. One more is one more line.
ADDRESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/", ()),
    ("/about/", ()),
    ("/mental-health-journal/", ("page",)),
    ("/mental-health-journal/rewiring-the-brain/", ()),
    ("/authors/", ()),
    ("/authors/editorial-desk/", ()),
    ("/references/", ()),
    ("/references/berman-2000/", ()),
    ("/key-facts/", ()),
    ("/key-facts/going-home/", ()),
    ("/conditions/", ()),
    ("/conditions/major-depression/", ()),
    ("/side-effects/", ()),
    ("/side-effects/nausea/", ()),
    ("/nowhere/", ()),
    ("/sitemap.xml", ("p",)),
    ("/robots.txt", ()),
    ("/health/live", ()),
    ("/health/ready", ()),
    ("/media/", ()),
    ("/media/images/none.png", ()),
    ("/static/css/site.css", ()),
    ("/documents/1/none.pdf", ()),
    ("/documents/authenticate_with_password/1/", ("return_url",)),
    ("/_util/authenticate_with_password/1/2/", ("return_url",)),
    ("/_util/login/", ("next",)),
    ("/admin/", ()),
    ("/admin/login/", ("next",)),
    ("/admin/pages/1/edit/", ("next",)),
    ("/admin/pages/1/view_draft/", ()),
    ("/admin/password_reset/", ()),
    ("/admin/password_reset/confirm/MQ/set-password/", ()),
    ("/admin/logout/", ("next",)),
    ("/admin/sprite/", ("h",)),
    ("/admin/jsi18n/", ()),
)
Address = tuple[str, tuple[str, ...]]
# A token that passes the check against forged forms: header and cookie say the same.
TOKEN = "a" * 32
UNFORGED = (("Cookie", f"csrftoken={TOKEN}"), ("X-CSRFToken", TOKEN))


@dataclass(frozen=True)
class Request:
    """A request as it stands on the wire, a character a byte."""

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def environ(self) -> dict[str, Any]:
        """The request as a WSGI server hands it on."""
        named = dict(self.headers)
        length = {"Content-Length": str(len(self.body))} if self.body else {}
        own = {"Host": "localhost:8000", **length, **named}
        found = {f"HTTP_{n.upper().replace('-', '_')}": v for n, v in own.items()}
        for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            if f"HTTP_{name}" in found:
                found[name] = found.pop(f"HTTP_{name}")
        return found | {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.path.encode("latin-1")).decode(
                "latin-1"
            ),
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body.encode("latin-1")),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }

    def wire(self, host: str) -> bytes:
        """The request as bytes for a socket; the server closes it afterwards."""
        named = dict(self.headers)
        length = {"Content-Length": str(len(self.body))} if self.body else {}
        own = {"Host": host, **length, **named, "Connection": "close"}
        target = f"{self.path}?{self.query}" if self.query else self.path
        lines = [f"{self.method} {target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in own.items()]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode("latin-1")


def with_header(request: Request, name: str, value: str) -> Request:
    """The request with one header more, or another value of it."""
    kept = tuple(header for header in request.headers if header[0] != name)
    return replace(request, headers=(*kept, (name, value)))


Oddity = Callable[[Request, Address], Request]


def oddities_of_each_kind() -> list[list[Oddity]]:
    """What can be made odd in a request: for each kind, all it can be; paths first."""

    def header(name: str, value: str) -> Oddity:
        return lambda request, address: with_header(request, name, value)

    def method(name: str) -> Oddity:
        return lambda request, address: replace(request, method=name)

    def path(form: str) -> Oddity:
        return lambda request, address: replace(
            request, path=form.replace("{}", address[0])
        )

    def query(form: str, place: int = 0) -> Oddity:
        def odd(request: Request, address: Address) -> Request:
            names = address[1] or ("page", "next")
            return replace(request, query=form.replace("{}", names[place % len(names)]))

        return odd

    def body(kind: str, text: str) -> Oddity:
        def odd(request: Request, address: Address) -> Request:
            made = replace(request, method="POST", body=text)
            for name, value in (*UNFORGED, ("Content-Type", kind)):
                made = with_header(made, name, value)
            return made

        return odd

    def typed(kind: str) -> Oddity:
        return body(kind, "username=a&password=b&page=1")

    values = [f"{{}}={value}" for value in oddities.VALUES]
    return [
        [path(form) for form in oddities.PATHS],
        [method(name) for name in oddities.METHODS],
        [query(form, place) for form in values for place in (0, 1)],
        [query(form) for form in oddities.QUERIES],
        [header("Content-Type", kind) for kind in oddities.TYPES],
        [typed(kind) for kind in oddities.TYPES],
        [header(*named) for named in oddities.HEADERS],
        [header("Content-Length", length) for length in oddities.LENGTHS],
        [header("Cookie", cookie) for cookie in oddities.COOKIES],
        [body(*form) for form in oddities.BODIES],
    ]


def draw(places: Sequence[Address], chance: Random) -> Iterator[Request]:
    """Requests without end: each oddity alone, then several of them together."""
    kinds = oddities_of_each_kind()
    for odd in (odd for kind in kinds for odd in kind):
        for address in chance.sample(places, 2):
            yield odd(Request(path=address[0]), address)
    # Some paths lead to the disk, or to a number.
    for address in places:
        if address[0].startswith(("/documents/", "/media/", "/static/")):
            yield from (odd(Request(path=address[0]), address) for odd in kinds[0])
    while True:
        address = chance.choice(places)
        request = Request(path=address[0])
        for kind in chance.sample(kinds, chance.choice((1, 2, 3))):
            request = chance.choice(kind)(request, address)
        yield request


def requests(
    addresses: Sequence[Address] = ADDRESSES, number: int = 3_000, seed: int = 8
) -> Iterator[Request]:
    """`number` different requests to `addresses`, which follow from `seed`."""
    chance = Random(seed)  # noqa: S311  (for the same requests each time)
    seen: set[Request] = set()
    for request in draw(addresses, chance):
        if len(seen) == number:
            return
        if request not in seen:
            seen.add(request)
            yield request
