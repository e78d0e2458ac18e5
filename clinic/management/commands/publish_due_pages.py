"""Publish the pages whose day has come, and unpublish those whose day is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.alone import alone
from clinic.scheduled import due

BUSY = "Another process is publishing pages now; nothing was done here."


class Command(BaseCommand):
    """In place of Wagtail's `publish_scheduled`, which ends at the first page that fails."""

    help = (
        "Publishes and unpublishes pages as their editors scheduled it. A page that "
        "cannot go live keeps no other back. To be run every few minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each step and print it; exit with 1 if any could not be taken."""
        faults = []
        with alone("publish", CommandError(BUSY)):
            for step in due():
                if fault := step.fault():
                    faults.append(fault)
                else:
                    self.stdout.write(f"“{step.title}” is {step.what}.")
        if faults:
            raise CommandError("\n".join(faults))
