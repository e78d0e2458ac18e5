"""Make article drafts of documents."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import telling
from articles.importing.documents import LARGEST
from articles.importing.drafting import Choices, create, journal
from articles.importing.errors import DocumentRefused
from articles.importing.recognizing import looked_over, report


class Command(BaseCommand):
    help = (
        "Make a draft of an article of each document (.docx, .html, .md, .txt). Nothing "
        "is published. A file that is refused is named; the others are kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="+", type=Path, help="A document.")
        parser.add_argument("--title", default="", help="Its title, for one document.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, do nothing."
        )
        parser.add_argument("--json", action="store_true", help="Print it all as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the drafts and tell of them; exits with 1 if a file is refused."""
        if options["title"] and len(options["file"]) > 1:
            raise CommandError("A title is for one document: give one file.")
        done, refused = [], []
        for file in options["file"]:
            try:
                done.append(self.told(file, options))
            except DocumentRefused as refusal:
                refused.append(f"{file}: {refusal}")
        if options["json"]:
            self.stdout.write(json.dumps(done, indent=2, ensure_ascii=False))
        else:
            self.stdout.write("\n\n".join(map(telling.text, done)))
        if refused:
            raise CommandError("\n".join(refused))

    def told(self, file: Path, options: dict[str, Any]) -> dict[str, Any]:
        """Make the draft of one file; what is to be told of it."""
        journal()
        found = looked_over(file.name, content(file))
        told = report(found) | {"title": options["title"] or found.outline.title}
        if options["dry_run"]:
            return told | {"draft": None}
        return told | {"draft": create(found, None, Choices(options["title"])).pk}


def content(file: Path) -> bytes:
    """The bytes of a file, of which no more is read than may be."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise DocumentRefused(f"{error.strerror or 'It cannot be read'}.") from error
