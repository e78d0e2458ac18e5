"""Load pages, pictures and settings from fixture files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.portable import Action, Refused, fixture_folders, load


class Command(BaseCommand):
    help = (
        "Load pages, pictures and settings from fixture files. What an editor changed "
        "since the last load stays, unless --force."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="*",
            type=Path,
            help="Folders of fixture files; without any, fixtures/journal/ of each app.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, do nothing."
        )
        parser.add_argument(
            "--force", action="store_true", help="Overwrite what an editor changed."
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the plan as JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print the plan; exits with 1 and the reasons if refused."""
        try:
            plan = load(
                options["folder"] or fixture_folders(),
                force=options["force"],
                dry_run=options["dry_run"],
                report=self.report if not options["json"] else lambda *step: None,
            )
        except Refused as refusal:
            lines = "\n".join(map(str, refusal.problems))
            raise CommandError(f"Nothing was written.\n{lines}") from refusal
        if options["json"]:
            self.stdout.write(json.dumps(plan.as_json(), indent=2))
            return
        for action in (Action.CREATE, Action.UPDATE, Action.EDITED):
            for label in plan.labels(action):
                self.stdout.write(f"{action:>12}  {label}")
        counts = ", ".join(f"{len(plan.labels(a))} {a}" for a in Action)
        done = "Would be" if options["dry_run"] else "Done"
        self.stdout.write(f"{done}: {counts}.")

    def report(self, done: int, total: int, label: str) -> None:
        """Show how far it is, every hundred things."""
        if done % 100 == 0:
            self.stderr.write(f"{done} of {total}: {label}")
