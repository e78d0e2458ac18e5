"""Move the failed searches from the cache to the database, and delete old ones."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.search.failed import MONTHS, keep


class Command(BaseCommand):
    help = (
        "Move what several readers looked for in vain from the cache to the database, "
        f"and delete what is older than {MONTHS} months. The report does the same."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep, delete, and say how many different searches were moved."""
        self.stdout.write(f"Moved {keep()} failed searches.")
