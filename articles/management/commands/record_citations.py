"""Write down anew which page cites which source, and in which sentence."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.models.citation import record_all


class Command(BaseCommand):
    help = (
        "Write down anew which published page cites which source, and in which "
        "sentence. Publishing does it by itself; this is for after an upgrade."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrite the record of every page and say of how many."""
        self.stdout.write(f"Recorded what {record_all()} pages cite.")
