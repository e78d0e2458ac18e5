"""Look up what became of the published sources, and whether their links answer."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.exchange.errors import ImportRefused
from articles.models.reference import ReferencePage
from articles.tasks import check_all
from articles.watch.checking import Outcome, Seen, check, watched
from articles.watch.retraction_watch import Watched, read_file

OFF = (
    "Lookups are off, so no other site is asked: set LOOKUPS=on, or name a file of "
    "Retraction Watch with --offline FILE."
)
CHANGED = 3  # the exit code; 1 is Django's for a fault


class Command(BaseCommand):
    help = (
        "Look up whether sources were retracted or corrected and whether their links "
        "answer; mark what changed and mail the subscribers. Exits with 0 if no "
        "status changed, 3 if one did, 1 on a fault or if nobody answered at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "key", nargs="*", help="Citation keys; without any, all published sources."
        )
        parser.add_argument(
            "--offline",
            type=Path,
            metavar="FILE",
            help="Ask no other site; read the CSV file of Retraction Watch.",
        )
        parser.add_argument(
            "--only", choices=["links", "notices"], help="Ask for these alone."
        )
        parser.add_argument(
            "--json", action="store_true", help="Print the result as JSON."
        )
        parser.add_argument(
            "--enqueue",
            action="store_true",
            help="Leave the whole run to the worker of the background tasks.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look up and print; exits with 3 if a status changed, 1 on a fault."""
        file, only = options["offline"], options["only"]
        if not (file or settings.LOOKUPS):
            raise CommandError(OFF)
        if file and only == "links":
            raise CommandError("A file of Retraction Watch says nothing about links.")
        if options["enqueue"]:
            if file or only or options["key"]:
                raise CommandError("--enqueue takes no other option and no key.")
            check_all.enqueue()
            self.stdout.write("The run was given to the background tasks.")
            return
        references = self.references(options["key"])
        told = self.told(file, references) if file else None
        outcome = check(
            references,
            file=told,
            notices=only != "links",
            links=only != "notices",
            report=self.report,
        )
        if options["json"]:
            self.print_json(outcome, told)
        else:
            self.print_table(outcome, told)
        self.end(outcome)

    def references(self, keys: list[str]) -> list[ReferencePage]:
        """The sources to be looked up; refuses a key that none has."""
        found = watched(keys)
        if missing := sorted(set(keys) - {reference.key for reference in found}):
            raise CommandError(
                f"No published reference has the key {', '.join(missing)}."
            )
        return found

    def told(self, file: Path, references: list[ReferencePage]) -> Watched:
        """What the file tells about the sources; refuses a file that is another."""
        dois = [reference.doi for reference in references]
        pmids = [reference.pmid for reference in references]
        try:
            return read_file(file, dois, pmids)
        except ImportRefused as refusal:
            raise CommandError(f"Nothing was changed. {refusal}") from refusal

    def report(self, line: str) -> None:
        """Show how far it is, for whoever watches."""
        if self.stderr.isatty():
            self.stderr.write(line)

    def print_json(self, outcome: Outcome, told: Watched | None) -> None:
        """The result for programs; its form is in docs/running.md."""
        newest = told.newest.isoformat() if told and told.newest else None
        result = {
            "references": [seen.as_json() for seen in outcome.seen.values()],
            "changed": len(outcome.changed),
            "questions": outcome.questions,
            "answers": outcome.answers,
            "file": {"rows": told.rows, "newest_notice": newest} if told else None,
        }
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))

    def print_table(self, outcome: Outcome, told: Watched | None) -> None:
        """A line for each source of which there is something to tell, and the sums."""
        for seen in outcome.seen.values():
            if line := told_line(seen):
                self.stdout.write(line)
        if told:
            newest = f", the newest notice is of {told.newest}" if told.newest else ""
            self.stdout.write(f"The file has {told.rows} rows{newest}.")
        self.stdout.write(
            f"{len(outcome.seen)} sources, {outcome.answers} of {outcome.questions} "
            f"questions answered, {len(outcome.changed)} changed."
        )

    def end(self, outcome: Outcome) -> None:
        """Leave with the exit code of the outcome."""
        if outcome.faults:
            raise CommandError("\n".join(outcome.faults))
        if outcome.is_deaf:
            raise CommandError("Nobody answered: nothing is known that was not before.")
        if outcome.changed:
            sys.exit(CHANGED)


def told_line(seen: Seen) -> str:
    """A source's line of the table; empty if there is nothing to tell."""
    after = seen.reference.get_status_display()
    changed = f"CHANGED, now {after}" if seen.before != seen.reference.status else ""
    facts = [fact for fact in (changed, seen.notice, *seen.problems) if fact]
    return f"{seen.reference.key:<28} {'; '.join(facts)}" if facts else ""
