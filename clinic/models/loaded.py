"""What the fixture files said when they were last loaded."""

from django.db import models


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

    class Meta:
        verbose_name = "loaded fixture"

    def __str__(self) -> str:
        return self.name
