"""What the fixture files said when they were last loaded."""

from django.db import models


class Loaded(models.Model):
    """One carried thing, as its file and as the site had it after the last load.

    Comparing both digests with today's tells an editor's change from a newer file.
    """

    name = models.CharField(max_length=255, unique=True)
    file_digest = models.CharField(max_length=64)
    site_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "loaded fixture"

    def __str__(self) -> str:
        return self.name
