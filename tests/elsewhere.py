"""What another process does at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.files import locks
from django.db import connection

from clinic.alone import ADVISORY_LOCKS


@contextmanager
def held(task: str) -> Iterator[None]:
    """Another process has the lock of a task until the block ends."""
    if connection.vendor == "postgresql":
        other = connection.copy("another")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCKS[task]])
            yield
        other.close()
    else:
        with (settings.CLINIC_VAR / f"{task}.lock").open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            yield
