"""Write the shipped journal as one file for Django's own `loaddata`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.portable import Refused, one_file


class Command(BaseCommand):
    help = (
        "Write the journal as one file for Django's own loaddata. The site must say "
        "what the shipped files say; `make fixtures` makes such a site for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Where to write it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file; exits with 1 and the reason if the site says otherwise."""
        try:
            text = one_file()
            options["file"].write_text(text, encoding="utf-8")
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['file']}: the journal for loaddata.")
