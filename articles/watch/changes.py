"""Changes of a source's status: each one recorded, whoever made it, and told of."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from articles.models.reference import ReferencePage
from articles.models.watch import EvidenceChange, ToldBy
from articles.watch.telling import tell


class Run:
    """A run of the watch: who tells it, and what changed so far."""

    def __init__(self, told_by: ToldBy) -> None:
        self.told_by = told_by
        self.changes: list[EvidenceChange] = []


_run: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def told_by(who: ToldBy) -> Iterator[Run]:
    """What changes in the block was told by `who`; subscribers get one e-mail at its end.

    Also if the block ends with an exception: what has changed by then has changed.
    """
    run = Run(who)
    token = _run.set(run)
    try:
        yield run
    finally:
        _run.reset(token)
        tell_when_written(run.changes)


def remember_status(
    sender: Any, instance: Any, raw: bool = False, **kwargs: Any
) -> None:
    """Receiver of `pre_save`: keep what readers were told so far, if it is published.

    Only a save of the whole page can change it; `loaddata` brings pages as they were.
    """
    if raw or kwargs.get("update_fields") is not None or not instance.pk:
        return
    stored = ReferencePage.objects.filter(pk=instance.pk, live=True)
    instance.status_before = stored.values_list("status", flat=True).first()


def record_change(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Receiver of `page_published`: write down that the status of a source changed.

    That it is published for the first time is no change.
    """
    before = getattr(instance, "status_before", None)
    if before in {None, instance.status}:
        return
    run = _run.get()
    change = EvidenceChange.objects.create(
        reference=instance,
        before=before,
        after=instance.status,
        notice=instance.notice,
        told_by=run.told_by if run else ToldBy.EDITOR,
    )
    if run:
        run.changes.append(change)
    else:
        tell_when_written([change])


def tell_when_written(changes: list[EvidenceChange]) -> None:
    """Mail the subscribers once the database has it; a failure undoes nothing.

    Django logs it ("Error calling … in on_commit").
    """
    if keys := [change.pk for change in changes]:
        transaction.on_commit(lambda: send(keys), robust=True)


def send(keys: list[int]) -> None:
    """Hand the e-mail to the background tasks."""
    tell.enqueue(keys)
