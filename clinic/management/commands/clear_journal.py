"""Delete every page below the home page, every picture and the record of loads."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic.portable import Refused, clear, what_goes


class Command(BaseCommand):
    help = (
        "Delete all pages below the home page, all pictures and the record of loads. "
        "The home page, the clinic's settings, accounts, groups and documents stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--noinput",
            "--no-input",
            action="store_false",
            dest="interactive",
            help="Do not ask first.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, delete and say what went; exits with 1 if the answer is not yes."""
        try:
            if options["interactive"]:
                self.ask()
            gone = clear()
        except Refused as refusal:
            raise CommandError(f"Nothing was deleted. {refusal}") from refusal
        self.stdout.write(f"Deleted {gone}.")

    def ask(self) -> None:
        """Return if the person at the keyboard says yes."""
        question = f"This deletes {what_goes()} of the site {settings.CLINIC_URL}/"
        try:
            answer = input(f"{question}; type yes: ")
        except EOFError as error:
            text = "Nothing was deleted: nobody is there to ask. Use --noinput."
            raise CommandError(text) from error
        if answer.strip().lower() != "yes":
            raise CommandError("Nothing was deleted.")
