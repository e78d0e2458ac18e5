"""One at a time: what another process is doing already is not begun here."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files import locks
from django.db import connection

# Any numbers, the same in every process of this site.
ADVISORY_LOCKS = {"load": 7_306_001, "remind": 7_306_002, "publish": 7_306_003}


@contextmanager
def alone(task: str, busy: Exception) -> Iterator[None]:
    """Hold the lock of a task; raises `busy` if another process has it."""
    if connection.vendor == "postgresql":
        number = [ADVISORY_LOCKS[task]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", number)
            if not cursor.fetchone()[0]:
                raise busy
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", number)
        return
    settings.CLINIC_VAR.mkdir(parents=True, exist_ok=True)
    with (settings.CLINIC_VAR / f"{task}.lock").open("w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise busy
        yield
