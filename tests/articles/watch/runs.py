"""Runs of the watch with the shipped answers, and what they left."""

from pathlib import Path

from django.core.management import call_command

from articles.models import ReferencePage

FILE = Path(__file__).parent / "answers" / "retraction-watch.csv"
WAKEFIELD = "10.1016/S0140-6736(97)11096-0"
NOTICE = (
    "Retraction of February 6, 2010 (doi:10.1016/S0140-6736(10)60175-4), told by "
    "Retraction Watch."
)


def offline(*keys: str) -> int:
    """Run the command with the shipped file; its exit code."""
    try:
        call_command("check_references", *keys, "--offline", str(FILE))
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def fresh(reference: ReferencePage) -> ReferencePage:
    return ReferencePage.objects.get(pk=reference.pk)
