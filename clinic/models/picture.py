"""Pictures: what an image needs before a clinic may show it."""

from contextlib import suppress

from django.db import models
from django.utils.text import slugify
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
)

# The forms in which the templates show pictures, as figures and as portraits.
SHOWN_AS = [
    *Filter.expand_spec("format-{avif,webp} width-{480,800,1200}"),
    *Filter.expand_spec("fill-240x240 format-webp"),
]


class Picture(AbstractImage):
    """An image with its credit, licence and a key by which fixtures name it."""

    key = models.SlugField(
        max_length=80,
        unique=True,
        blank=True,
        help_text="How fixture files name this picture. Made from the title if empty.",
    )
    credit = models.CharField(max_length=200, blank=True, help_text="Who made it.")
    license = models.CharField(
        max_length=120, blank=True, help_text="Such as CC BY 4.0, or “our own”."
    )

    admin_form_fields = (*Image.admin_form_fields, "key", "credit", "license")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        verbose_name_plural = "pictures"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, giving a picture without a key one that nobody else has.

        Its sizes are made at once, so that no reader's visit has to write them.
        """
        if not self.key:
            self.key = self._free_key(slugify(self.title)[:70] or "picture")
        super().save(*args, **kwargs)
        self.make_sizes()

    def make_sizes(self) -> None:
        """Make the smaller copies that the templates show, those that are missing."""
        with suppress(SourceImageIOError):  # a lost file stops no editor
            self.get_renditions(*SHOWN_AS)

    def _free_key(self, wish: str) -> str:
        taken = set(
            Picture.objects.filter(key__startswith=wish)
            .exclude(pk=self.pk)
            .values_list("key", flat=True)
        )
        number, key = 1, wish
        while key in taken:
            number += 1
            key = f"{wish}-{number}"
        return key


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_picture_and_filter",
            )
        ]
