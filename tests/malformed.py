"""Thousands of requests that no browser sends, the same ones each time.

In a test they go into the site's own process. On a shell they go over sockets to a site
that runs on this machine, to further addresses too if they are named:
`python -m tests.malformed http://127.0.0.1:8000 [/address/ …]`.
"""

import http.client
import ipaddress
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from urllib.parse import urlsplit

from tests import oddities
from tests.wire import RAW, UNFINISHED, Answer, Request, send

SLOWEST = 2  # seconds
# Every public address and the parameters that it reads. One more is one more line.
ADDRESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/", ()),
    ("/about/", ()),
    ("/contact/", ()),
    ("/contact/thanks/", ()),
    ("/search/", ("q", "type", "condition", "year", "page")),
    ("/search/suggestions/", ("q",)),
    ("/mental-health-journal/", ("page", "condition", "author", "year", "kind")),
    ("/mental-health-journal/feed/", ()),
    ("/mental-health-journal/feed/corrections/", ()),
    ("/mental-health-journal/rewiring-the-brain/", ()),
    ("/mental-health-journal/rewiring-the-brain/cite.ris", ()),
    ("/mental-health-journal/rewiring-the-brain/references.bib", ()),
    ("/mental-health-journal/rewiring-the-brain/evidence.json", ()),
    ("/authors/", ()),
    ("/authors/editorial-desk/", ()),
    ("/references/", ("page",)),
    ("/references/berman-2000/", ()),
    ("/references/berman-2000/cite.json", ()),
    ("/key-facts/", ()),
    ("/key-facts/going-home/", ()),
    ("/conditions/", ()),
    ("/conditions/major-depression/", ()),
    ("/side-effects/", ()),
    ("/side-effects/compare/", ()),
    ("/side-effects/nausea/", ()),
    ("/nowhere/", ()),
    ("/nowhere.html", ()),
    ("/mental-health-journal/rewiring-the-brain/index.md", ()),
    ("/mental-health-journal/rewiring-the-brain/card.png", ()),
    ("/llms.txt", ()),
    ("/sitemap.xml", ("p",)),
    ("/api/v2/pages/", ("type", "year", "changed_since", "order", "limit", "fields")),
    ("/api/v2/pages/3/", ("fields",)),
    ("/robots.txt", ()),
    ("/style-guide/", ()),
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
    ("/admin/messages/", ("page", "open")),
    ("/admin/messages/1/", ()),
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


Oddity = Callable[[Request, Address], Request]


def odd_method(name: str) -> Oddity:
    """Another method."""
    return lambda request, address: replace(request, method=name)


def odd_path(form: str) -> Oddity:
    """Another path, made of the address."""
    return lambda request, address: replace(
        request, path=form.replace("{}", address[0])
    )


def odd_query(form: str, place: int = 0) -> Oddity:
    """Another query, made of a parameter that the address reads."""

    def odd(request: Request, address: Address) -> Request:
        names = address[1] or ("page", "next")
        return replace(request, query=form.replace("{}", names[place % len(names)]))

    return odd


def odd_header(name: str, value: str) -> Oddity:
    """Another header."""
    return lambda request, address: request.with_header(name, value)


def odd_body(kind: str, text: str = "username=a&password=b&page=1") -> Oddity:
    """A form of that content type, which passes for one of the site's own."""

    def odd(request: Request, address: Address) -> Request:
        made = replace(request, method="POST", body=text)
        for header in (*UNFORGED, ("Content-Type", kind)):
            made = made.with_header(*header)
        return made

    return odd


VALUED = [f"{{}}={value}" for value in oddities.VALUES]
PATHS = [odd_path(form) for form in oddities.PATHS]
FORMS = [odd_body(kind) for kind in oddities.TYPES]
FORMS += [odd_body(*form) for form in oddities.BODIES]
QUERIES = [odd_query(form) for form in [*VALUED, *oddities.QUERIES]]
KINDS: list[list[Oddity]] = [
    PATHS,
    [odd_method(name) for name in oddities.METHODS],
    [odd_query(form, place) for form in VALUED for place in range(5)],
    [odd_query(form) for form in oddities.QUERIES],
    [odd_header("Content-Type", kind) for kind in oddities.TYPES],
    [odd_header(*named) for named in oddities.HEADERS],
    [odd_header("Content-Length", length) for length in oddities.LENGTHS],
    [odd_header("Cookie", cookie) for cookie in oddities.COOKIES],
    FORMS,
]


# Oddities that are sent to all addresses that begin so: paths to where they lead to a
# disk or a number, forms to the login and to where no page is, queries to the search.
ALWAYS = (
    (PATHS, ("/documents/", "/media/", "/static/")),
    (FORMS, ("/admin/login/", "/nowhere.html")),
    (QUERIES, ("/search/",)),
)


def draw(places: Sequence[Address], chance: Random) -> Iterator[Request]:
    """Requests without end: each oddity alone, then several of them together."""
    for kind, starts in ALWAYS:
        for address in (a for a in places if a[0].startswith(starts)):
            yield from (odd(Request(path=address[0]), address) for odd in kind)
    for odd in (odd for kind in KINDS for odd in kind):
        address = chance.choice(places)
        yield odd(Request(path=address[0]), address)
    while True:
        address = chance.choice(places)
        request = Request(path=address[0])
        for kind in chance.sample(KINDS, chance.choice((1, 2, 3))):
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


def port_of(url: str) -> int:
    """The port of a site on this machine; ValueError for any other."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "http" or not (
        host == "localhost" or ipaddress.ip_address(host).is_loopback
    ):
        raise ValueError(url)
    return parts.port or 80


def attack(port: int, made: Sequence[Request]) -> list[tuple[Answer, bytes]]:
    """Send all requests to the site at `port`; each answer with what was sent."""
    host = f"localhost:{port}"
    whole = [*(request.wire(host) for request in made), *RAW]
    answers = [(send(port, sent), sent) for sent in whole]
    return answers + [(send(port, s, hang_up=True), s) for s in UNFINISHED]


def is_alive(port: int) -> bool:
    """Whether the site's home page is answered."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/", headers={"Host": f"localhost:{port}"})
    status = line.getresponse().status
    line.close()
    return status == 200


def main(arguments: Sequence[str]) -> int:
    """Attack the named site, print what came back; 1 if something broke or was slow."""
    try:
        port = port_of(arguments[0])
    except (IndexError, ValueError):
        print("Name a site on this machine, such as http://127.0.0.1:8000")  # noqa: T201
        return 2
    further = [(address, ("page", "q", "return_url")) for address in arguments[1:]]
    answers = attack(port, list(requests([*ADDRESSES, *further])))
    statuses = Counter(answer.status for answer, _ in answers)
    slowest, sent = max((answer.seconds, sent) for answer, sent in answers)
    broken = [sent for answer, sent in answers if answer.status >= 500]
    for status, number in sorted(statuses.items()):
        print(f"{status or 'none':>6} {number:6}")  # noqa: T201
    print(f"slowest: {slowest * 1_000:.0f} ms, {sent[:70]!r}")  # noqa: T201
    for sent in broken:
        print(f"broken: {sent[:300]!r}")  # noqa: T201
    if not is_alive(port):
        print("The site does not answer any more.")  # noqa: T201
        return 1
    return int(bool(broken) or slowest > SLOWEST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
