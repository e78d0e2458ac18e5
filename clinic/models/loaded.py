"""What the fixture files said when they were last loaded."""

from django.db import models


class LoadedManager(models.Manager["Loaded"]):
    """Finds a row by what it is about."""

    def get_by_natural_key(self, name: str) -> "Loaded":
        """The row of that name; raises Loaded.DoesNotExist."""
        return self.get(name=name)


class Loaded(models.Model):
    """One carried thing, as its file and as the site had it after the last load.

    Comparing with today tells an editor's change from a newer file. A page that still
    has the same newest revision was not edited, whatever its export looks like: so a
    later form of the files takes no page for edited.
    """

    name = models.CharField(max_length=255, unique=True)
    file_digest = models.CharField(max_length=64)
    site_digest = models.CharField(max_length=64)
    revision = models.PositiveBigIntegerField(null=True)
    loaded_at = models.DateTimeField(auto_now=True)

    objects = LoadedManager()

    class Meta:
        verbose_name = "loaded fixture"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """The name: Django's `loaddata` then updates the row, whatever its number."""
        return (self.name,)
