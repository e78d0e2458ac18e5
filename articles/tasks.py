"""What the watch does in the background: a whole run, or one source at once."""

from django_tasks import task

from articles.models.reference import ReferencePage
from articles.watch.checking import check, watched

# A person waits for this one, and with the site's own backend a request does.
SECONDS_FOR_ONE = 20.0


@task()
def check_all() -> int:
    """Look all published sources up; how many of them changed."""
    return len(check(watched()).changed)


@task()
def look_up(reference: int) -> bool:
    """Look up the source with this id, in at most 20 seconds; whether it changed."""
    found = ReferencePage.objects.filter(pk=reference, live=True)
    sources = list(found.select_related("lookup"))
    return bool(check(sources, seconds=SECONDS_FOR_ONE).changed)
