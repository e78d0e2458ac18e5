"""Publish any number of made-up articles, for load tests."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from clinic.portable import Refused
from conditions.generated import NoGround, generate

MOST = 100_000


class Command(BaseCommand):
    help = (
        "Publish any number of made-up articles, for load tests. Run again, it adds "
        "more; clear_journal takes them away with everything else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help=f"How many: 1 to {MOST:,}.")
        parser.add_argument(
            "--force", action="store_true", help="Also on a site that is on the web."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate and say where; exits with 1 if the site or the number is wrong."""
        number = options["number"]
        if not 1 <= number <= MOST:
            raise CommandError(f"The number must be from 1 to {MOST:,}.")
        if settings.CLINIC_URL.startswith("https:") and not options["force"]:
            text = f"{settings.CLINIC_URL} is on the web: readers would see them."
            raise CommandError(f"{text} Use --force if you mean it.")
        try:
            batches = generate(number)
            with tqdm(total=number, unit=" articles", file=sys.stderr) as bar:
                for made in batches:
                    bar.update(made)
        except (NoGround, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Published {number} generated articles.")
