"""The names above an article, with what each person did."""

from django.db import models
from django.utils.safestring import SafeString
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from articles.models.article import ArticlePage
from articles.models.author import AuthorPage


class Role(models.TextChoices):
    """What a person did for an article."""

    AUTHOR = "author", "By"
    EDITOR = "editor", "Edited by"
    ADAPTED = "adapted", "Adapted from an article by"
    ILLUSTRATOR = "illustrator", "Drawings by"


class Byline(Orderable):
    """One name above an article, with the credentials as they read then."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        AuthorPage, on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(
        max_length=12,
        choices=Role.choices,
        default=Role.AUTHOR,
        help_text="“Adapted from an article by” names the author of the original, who "
        "did not write this text.",
    )
    credentials = models.CharField(
        max_length=120,
        blank=True,
        help_text="As they read when this was published, such as: MD, PhD.",
    )

    panels = [
        FieldPanel("author"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("credentials")]),
    ]

    @property
    def is_author(self) -> bool:
        """Whether the person wrote it: not edited, drew, or was adapted from."""
        return self.role == Role.AUTHOR

    @property
    def shown_bio(self) -> SafeString:
        """The author's bio, ready to be shown on the article."""
        return self.page.cited.linked(self.author.bio)


def visible_bylines() -> models.QuerySet[Byline]:
    """The bylines of authors whose pages are visible, each with its author."""
    return Byline.objects.filter(
        author__in=AuthorPage.objects.visible()
    ).select_related("author")
