"""Four editors publish the same page at once: no fault, and no text is lost silently.

In `make test-deep` 50 rounds of four, 200 posts; else 10 rounds.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from itertools import pairwise
from threading import Barrier, BrokenBarrierError
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page

from clinic.models import StandardPage, User
from tests import factories, originals
from tests.clinic.desk.test_stale import PUBLISH, opened, send

EDITORS = ("Ada", "Grace", "Emmy", "Rosalind")
ROUNDS = 50 if os.environ.get("FUZZING") == "deep" else 10


class Sent(NamedTuple):
    """One form: what was written, on which version, and what came of it."""

    words: str
    began_with: int
    status: int


@pytest.fixture
def shared(django_db_setup: None, django_db_blocker: Any) -> Iterator[StandardPage]:
    """A page in a database of its own, in which every thread really commits."""
    name = f"{connection.settings_dict['NAME']}_four"
    originals.copy(originals.original(connection.vendor, "migrated").source, name)
    with django_db_blocker.unblock(), originals.instead(name):
        for editor in EDITORS:
            User.objects.create_superuser(editor, password="a-long-password")
        yield factories.standard_page()


def write(editor: str, page: Page, at_once: Barrier) -> list[Sent]:
    """Open the form and publish it, round for round at the same time as the others."""
    client = Client(raise_request_exception=False)
    sent = []
    with closing(connection):
        client.force_login(User.objects.get(username=editor))
        for number in range(ROUNDS):
            at_once.wait()
            form = opened(client, page)
            words = f"{editor} {number}"
            at_once.wait()
            answer = send(client, page, form, words, **PUBLISH)
            began_with = int(form["loaded_revision_id"])
            sent.append(Sent(words, began_with, answer.status_code))
    return sent


def test_nothing_fails_and_nothing_is_overwritten(shared: StandardPage) -> None:
    at_once = Barrier(len(EDITORS), timeout=120)
    with ThreadPoolExecutor(len(EDITORS)) as desks:
        written = [desks.submit(write, name, shared, at_once) for name in EDITORS]
        for desk in as_completed(written):
            if desk.exception():
                at_once.abort()  # nobody waits for who does not come any more
    told = [desk.exception() for desk in written if desk.exception()]
    faults = [each for each in told if not isinstance(each, BrokenBarrierError)]
    assert not faults
    sent = [one for desk in written for one in desk.result()]
    accepted = [one for one in sent if one.status == 302]
    refused = [one for one in sent if one.status == 409]
    # Of four forms that began with one version, one is saved and three are told so.
    assert (len(accepted), len(refused)) == (ROUNDS, 3 * ROUNDS)
    versions = list(shared.revisions.order_by("pk"))
    before = {newer.content["title"]: older.pk for older, newer in pairwise(versions)}
    assert before == {one.words: one.began_with for one in accepted}
    shared.refresh_from_db()
    assert shared.title == versions[-1].content["title"]
    assert shared.live_revision_id == versions[-1].pk
