"""Corrections: what readers of an article are told has changed."""

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from articles.models.article import ArticlePage
from articles.models.citing import CitedRow


class CorrectionKind(models.TextChoices):
    """What was changed, for readers."""

    SOURCE = "source", "Changed from the original document"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    SAFETY = "safety", "Safety"


class Correction(CitedRow, Orderable):
    """A change that readers are told of, with its reason and source."""

    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(
        max_length=12,
        choices=CorrectionKind.choices,
        default=CorrectionKind.CORRECTION,
        help_text="Safety: a reader could have been harmed by what stood here.",
    )
    made_on = models.DateField(default=timezone.localdate)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("made_on")]),
        FieldPanel(
            "text",
            help_text="What was wrong, what is true, and on which source. Do not repeat "
            "the error as if it were a fact.",
        ),
    ]

    class Meta(Orderable.Meta):
        pass
