"""Whether the site is alive and ready, for whoever watches over it."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def answer(text: str, status: int = 200) -> HttpResponse:
    """A short plain answer that nobody keeps."""
    response = HttpResponse(f"{text}\n", content_type="text/plain", status=status)
    response["Cache-Control"] = "no-store"
    return response


def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process can answer at all."""
    return answer("alive")


def waits_for_migrations() -> bool:
    """Whether the database is older than the code, or empty."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers and is migrated, else 503."""
    try:
        waits = waits_for_migrations()
    except Error:
        return answer("the database does not answer", 503)
    if waits:
        return answer("the database waits for manage.py migrate", 503)
    return answer("ready")
