"""Only an answer is fine, and only "not found" and "gone" are dead."""

from collections.abc import Iterator
from typing import Any

import pytest

from articles import web
from articles.models.watch import Link
from articles.watch import manners
from articles.watch.checking import check
from articles.watch.links import by_turns, check_link
from articles.watch.manners import Caller
from articles.web import Answer, Unreachable
from tests import factories
from tests.articles.watch.runs import fresh
from tests.local_web import LocalWeb, Reply, reach_this_machine, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[LocalWeb]:
    settings.LOOKUPS = True
    reach_this_machine(monkeypatch)
    with running() as site:
        yield site


@pytest.mark.parametrize(
    ("head", "get", "link", "asked"),
    [
        (200, 500, Link.OK, ["HEAD"]),
        (405, 200, Link.OK, ["HEAD", "GET"]),
        (404, 404, Link.DEAD, ["HEAD", "GET"]),
        (404, 410, Link.DEAD, ["HEAD", "GET"]),
        (404, 403, Link.UNKNOWN, ["HEAD", "GET"]),
        (403, 403, Link.UNKNOWN, ["HEAD", "GET"]),
        (429, 429, Link.UNKNOWN, ["HEAD", "GET"]),
        (503, 500, Link.UNKNOWN, ["HEAD", "GET"]),
    ],
)
def test_only_not_found_and_gone_are_dead_and_only_an_answer_is_fine(
    local: LocalWeb, head: int, get: int, link: Link, asked: list[str]
) -> None:
    local.replies |= {"HEAD /a": Reply(head), "GET /a": Reply(get)}
    expected = (link, head if len(asked) == 1 else get)
    assert check_link(local.address("/a"), Caller().ask) == expected
    assert local.methods("/a") == asked


def test_a_silent_site_stays_unknown_however_often_it_is_asked(local: LocalWeb) -> None:
    local.replies["/a"] = Reply(instead=lambda connection: connection.close())
    address = local.address("/a")
    reference = factories.reference(doi="", address=address)
    for times in (1, 2):
        check([fresh(reference)], notices=False)
        lookup = fresh(reference).lookup
        assert (lookup.link, lookup.link_status) == (Link.UNKNOWN, None)
        assert lookup.link_failures == times
    local.replies["/a"] = Reply()
    check([fresh(reference)], notices=False)
    assert fresh(reference).lookup.link == Link.OK
    assert fresh(reference).lookup.link_failures == 0
    assert fresh(reference).standing == "Not looked up"


def test_hosts_take_turns_and_none_is_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    there = ["http://a/1", "http://a/2", "http://a/3", "http://b/1"]
    assert by_turns(there, str) == ["http://a/1", "http://b/1", *there[1:3]]
    slept: list[float] = []
    monkeypatch.setattr(manners, "OTHER_PAUSE", 5.0)
    monkeypatch.setattr(manners.time, "sleep", slept.append)
    monkeypatch.setattr(web, "ask", lambda address, **how: Answer(200, b"", address))
    caller = Caller()
    for address in ("http://a/1", "http://b/1", "http://a/2"):
        caller.ask(address)
    assert len(slept) == 1 and 4 < slept[0] <= 5
    with pytest.raises(Unreachable, match="no time left"):
        hurried = Caller(seconds=1.0)
        hurried.ask("http://a/1")
        hurried.ask("http://a/2")
