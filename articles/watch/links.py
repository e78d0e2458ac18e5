"""Whether the address of a source still answers."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain, zip_longest
from typing import TypeVar
from urllib.parse import urlsplit

from articles.models.watch import Link
from articles.web import Answer, Unreachable

# In one run; those that waited longest come first, so the next run goes on.
MOST = 500
GONE = {404, 410}
T = TypeVar("T")


def check_link(address: str, ask: Callable[..., Answer]) -> tuple[Link, int | None]:
    """What the address answers, and its HTTP status (None if there was no answer).

    Only "not found" and "gone" are dead. A site that forbids, is busy or silent may
    be well for a reader: that is unknown, and never fine.
    """
    link, status = Link.UNKNOWN, None
    # Asked without its content first; some sites answer that with an error.
    for method in ("HEAD", "GET"):
        try:
            status = ask(address, method=method, limit=0).status
        except Unreachable:
            continue
        if 200 <= status < 300:
            return Link.OK, status
        if method == "GET" and status in GONE:
            link = Link.DEAD
    return link, status


def host_of(address: str) -> str:
    """The host of an address; empty if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def by_turns(things: Iterable[T], address: Callable[[T], str]) -> list[T]:
    """The things so ordered that their hosts take turns: nobody waits for a pause."""
    hosts: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        hosts[host_of(address(thing))].append(thing)
    rounds = chain.from_iterable(zip_longest(*hosts.values()))
    return [thing for thing in rounds if thing is not None]
