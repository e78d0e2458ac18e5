"""Remind people by e-mail of the pages that are due for review."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.alone import alone
from clinic.review.reminding import Letter, forget, letters, send

BUSY = "Another process is sending reminders now; nothing was sent here."


class Command(BaseCommand):
    """One e-mail to each person; of a page and a date at most once in thirty days."""

    help = (
        "Mails those who signed a page, and those who asked for it in the report “Due "
        "for review”. To be run once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Print the e-mails instead of sending them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            found = letters()
            for letter in found:
                self.stdout.write(f"To: {letter.user.email}\n{letter.subject}\n")
                self.stdout.write(f"{letter.body}\n")
            self.stdout.write(f"E-mails that would be sent: {len(found)}.")
            return
        with alone("remind", CommandError(BUSY)):
            self.send()

    def send(self) -> None:
        """Send what is to be sent, each letter whatever becomes of the others."""
        found = letters()
        faults = [fault for letter in found if (fault := self.fault_in_sending(letter))]
        forget()
        self.stdout.write(f"E-mails sent: {len(found) - len(faults)}.")
        if faults:
            raise CommandError("\n".join(faults))

    def fault_in_sending(self, letter: Letter) -> str:
        """Send a letter; what went wrong, empty if nothing did. Others go all the same."""
        try:
            send(letter)
        except OSError as error:  # smtplib's errors are OSErrors
            return f"The e-mail to {letter.user.email} was not sent: {error}."
        return ""
