"""Add the references of RIS, BibTeX and CSL-JSON files as drafts."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.adding import Row, create, planned
from articles.exchange.entries import Entry
from articles.exchange.errors import ImportRefused
from articles.exchange.reading import LARGEST, read_entries


class Command(BaseCommand):
    help = (
        "Add the references of RIS, BibTeX and CSL-JSON files as drafts. What the "
        "library has already is left alone. If anything is refused, nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="+", type=Path, help="A file of references.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, do nothing."
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the plan as JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the plan and do it; exits with 1 and the reasons if any is refused."""
        rows = planned([entry for file in options["file"] for entry in read(file)])
        refused = [row.reason for row in rows if row.reason]
        if options["json"]:
            self.stdout.write(json.dumps([*map(told, rows)], indent=2))
        else:
            self.print_table(rows)
        if refused:
            raise CommandError("\n".join(["Nothing was written.", *refused]))
        new = sum(row.is_new for row in rows)
        if not options["dry_run"]:
            try:
                create(rows)
            except ImportRefused as refusal:
                raise CommandError(f"Nothing was written.\n{refusal}") from refusal
        if not options["json"]:
            done = "Would be" if options["dry_run"] else "Done"
            there = len(rows) - new
            self.stdout.write(f"{done}: {new} new drafts, {there} already there.")

    def print_table(self, rows: list[Row]) -> None:
        """A line for each source: what becomes of it, its key, its title."""
        for row in rows:
            if not row.reason:
                key = row.there.slug if row.there else row.key
                self.stdout.write(f"{row.state:>13}  {key:<24}  {row.title}")


def read(file: Path) -> list[Entry]:
    """The entries of a file; every refusal names the file."""
    try:
        with file.open("rb") as opened:
            entries = read_entries(file.name, opened.read(LARGEST + 1))
    except OSError as error:
        return [ImportRefused(f"{file}: {error.strerror or 'it cannot be read'}.")]
    except ImportRefused as refusal:
        return [refusal.at(str(file))]
    return [
        entry.at(str(file)) if isinstance(entry, ImportRefused) else entry
        for entry in entries
    ]


def told(row: Row) -> dict[str, str]:
    """A line of the plan for other programs."""
    key = row.there.slug if row.there else row.key
    return {"state": row.state, "key": key, "title": row.title, "reason": row.reason}
