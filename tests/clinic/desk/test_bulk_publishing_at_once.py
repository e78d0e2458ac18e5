"""Of many pages at once each goes live as it was looked at, also while somebody saves it."""

from collections.abc import Iterator
from contextlib import closing
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from clinic.models import StandardPage
from tests import factories, originals
from tests.clinic.desk.test_bulk_publishing import (
    WITH_DRAFTS,
    ask,
    changed,
    draft,
    now,
)
from tests.clinic.reviewing import account, browser


@pytest.fixture
def shared(django_db_setup: None, django_db_blocker: Any) -> Iterator[StandardPage]:
    """A page in a database of its own, in which every thread really commits."""
    name = f"{connection.settings_dict['NAME']}_many"
    originals.copy(originals.original(connection.vendor, "migrated").source, name)
    with django_db_blocker.unblock(), originals.instead(name):
        yield factories.standard_page()


def test_who_saves_between_the_look_and_the_publication_waits(
    shared: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = browser(account("ada", "Editors"))
    waiting = draft(shared)
    looked, saved = Event(), Event()
    publish = PublishBulkAction.form_valid

    def save() -> None:
        with closing(connection):
            late = StandardPage.objects.get(pk=waiting.pk)
            looked.wait(20)
            changed(late, "Late")
            saved.set()

    def publish_late(self: Any, form: Any) -> Any:
        looked.set()
        assert not saved.wait(1)
        return publish(self, form)

    monkeypatch.setattr(PublishBulkAction, "form_valid", publish_late)
    other = Thread(target=save)
    other.start()
    ada.post(ask(ada, shared), WITH_DRAFTS)
    other.join()
    after = now(waiting)
    assert (after.live, after.title, after.draft_title) == (True, "Changed", "Late")
