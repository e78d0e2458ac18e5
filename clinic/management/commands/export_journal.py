"""Write the public site as fixture files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.portable import Refused, export


class Command(BaseCommand):
    help = "Write what visitors can see as fixture files into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Export and print what was written; exits with 1 if the folder is in use."""
        try:
            exported = export(options["folder"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        for path in exported.left_out:
            self.stdout.write(f"left out, not public: {path}")
        self.stdout.write(f"{len(exported.files)} files in {options['folder']}.")
