"""Bring the site up from nothing: database, journal and a first login."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from clinic.accounts import FIRST_NAME, make_first_login
from clinic.portable import Action, Refused, fixture_folders, load
from clinic.serving.health import waits_for_migrations


class Command(BaseCommand):
    help = (
        "Migrate the database, load the journal, make a first login. Run again, it "
        "changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the three and say where the site is; exits with 1 if files are wrong."""
        is_older = waits_for_migrations()
        call_command("migrate", verbosity=0, interactive=False)
        try:
            plan = load(fixture_folders())
        except Refused as refusal:
            raise CommandError(f"The journal was not loaded.\n{refusal}") from refusal
        if is_older:  # what is kept beside the pages may have changed with the code
            call_command("record_citations", stdout=StringIO())
            call_command("update_index", verbosity=0)
        if plan.writes:
            self.stdout.write(f"Loaded {len(plan.writes)} pages and settings.")
        for label in plan.labels(Action.EDITED):
            self.stdout.write(f"Edited here, kept as it is: {label}")
        if password := make_first_login():
            self.stdout.write(
                f"\nYour login, shown this once: {FIRST_NAME} / {password}\n"
                f"Lost it? .venv/bin/python manage.py changepassword {FIRST_NAME}\n"
            )
        self.stdout.write(f"The journal: {settings.CLINIC_URL}/")
        self.stdout.write(f"The admin:   {settings.CLINIC_URL}/admin/")
