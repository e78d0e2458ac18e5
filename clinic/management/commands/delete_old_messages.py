"""Delete the messages of readers whose time is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from clinic.models.message import days_to_keep, overdue


class Command(BaseCommand):
    help = (
        "Delete the messages that came longer ago than the clinic settings let them "
        "be kept. Run it every day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say how many there are."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete and print how many."""
        days, old = days_to_keep(), overdue()
        number = old.count() if options["dry_run"] else old.delete()[0]
        noun = "message is" if number == 1 else "messages are"
        what = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(f"{number} {noun} older than {days} days: {what}.")
