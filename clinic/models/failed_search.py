"""What readers looked for in vain, as far as several did."""

from django.db import models


class FailedSearch(models.Model):
    """Words that found nothing, and how often in a month; nothing of who asked."""

    month = models.DateField(help_text="Its first day.")
    words = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-month", "-times", "words")
        constraints = [
            models.UniqueConstraint(fields=("month", "words"), name="one_row_a_month")
        ]
        verbose_name = "failed search"
        verbose_name_plural = "failed searches"

    def __str__(self) -> str:
        return self.words
