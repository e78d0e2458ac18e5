"""Check the text of all pages by the rules of the content."""

import json
import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.rules.checking import Level, as_told, drafts, published


class Command(BaseCommand):
    """One line for each finding; ends with 1 if there is one that is grave enough."""

    help = "Checks the text of all published pages by the rules in docs/rules.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="Check the newest drafts instead, which readers do not see yet.",
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--fail-on",
            choices=[*Level],
            type=Level,
            default=Level.ERROR,
            help="What the command ends with 1 for: errors, or warnings too.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = [as_told(one) for one in (drafts if options["drafts"] else published)()]
        if options["json"]:
            self.stdout.write(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            for one in found:
                place = " ".join(part for part in (one["page"], one["place"]) if part)
                self.stdout.write(f"{one['level']}: {place}: {one['text']}")
            count = Counter(one["level"] for one in found)
            told = [f"{count[level]} {level}{plural(count[level])}" for level in Level]
            self.stderr.write(f"{', '.join(told)}.")
        levels = {Level.ERROR, options["fail_on"]}
        if any(one["level"] in levels for one in found):
            sys.exit(1)


def plural(number: int) -> str:
    """The ending of a word of which there are so many."""
    return "" if number == 1 else "s"
