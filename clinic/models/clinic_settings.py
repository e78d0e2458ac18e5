"""What an editor says once about the clinic and every page repeats."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, URLBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from clinic.blocks import HelplineBlock

MONTHS = [MinValueValidator(1), MaxValueValidator(60)]


@register_setting(icon="home")
class ClinicSettings(BaseSiteSetting):
    """The clinic's name, address, helplines and standing texts."""

    name = models.CharField(max_length=120, default="The clinic")
    tagline = models.CharField(max_length=160, blank=True)
    address = models.TextField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    opening_hours = models.TextField(blank=True)
    notice = models.CharField(
        max_length=240,
        blank=True,
        help_text="A line in the footer, such as “a demonstration clinic”.",
    )
    emergency_text = models.CharField(
        max_length=240,
        default="In danger now, or thinking of ending your life? Get help at once.",
    )
    helplines = StreamField([("helpline", HelplineBlock())], blank=True)
    disclaimer = models.TextField(
        blank=True,
        default="This journal informs; it does not replace advice from your own "
        "clinician.",
    )
    not_reviewed = models.CharField(
        max_length=240,
        default="Not yet clinically reviewed.",
        help_text="What a page says while no clinician has signed it.",
    )
    policy_pages = StreamField(
        [("page", PageChooserBlock())],
        blank=True,
        help_text="The pages linked in the footer, in this order.",
    )
    social_links = StreamField(
        [("link", StructBlock([("name", CharBlock()), ("url", URLBlock())]))],
        blank=True,
    )
    review_months_article = models.PositiveSmallIntegerField(
        default=12, validators=MONTHS, verbose_name="articles, months"
    )
    review_months_condition = models.PositiveSmallIntegerField(
        default=12, validators=MONTHS, verbose_name="conditions, months"
    )
    review_months_side_effect = models.PositiveSmallIntegerField(
        default=12, validators=MONTHS, verbose_name="side effects, months"
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "name",
                    "tagline",
                    "address",
                    "telephone",
                    "email",
                    "opening_hours",
                    "notice",
                )
            ],
            heading="The clinic",
        ),
        MultiFieldPanel(
            [FieldPanel("emergency_text"), FieldPanel("helplines")],
            heading="Help in a crisis",
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclaimer"),
                FieldPanel("not_reviewed"),
                FieldPanel("policy_pages"),
                FieldPanel("social_links"),
            ],
            heading="Standing texts and links",
        ),
        MultiFieldPanel(
            [
                FieldPanel("review_months_article"),
                FieldPanel("review_months_condition"),
                FieldPanel("review_months_side_effect"),
            ],
            heading="How long a clinical review lasts",
        ),
    ]

    class Meta:
        verbose_name = "clinic settings"
