"""What an editor says once about the clinic and every page repeats."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin

from clinic.blocks import HelplineBlock
from clinic.desk.choosing import TypedPageBlock
from clinic.models.picture import Picture
from clinic.models.settings_form import ClinicSettingsForm

POLICIES = ["clinic.StandardPage", "clinic.ContactPage"]
MONTHS = [MinValueValidator(1), MaxValueValidator(60)]


class Palette(models.TextChoices):
    """The colours of links, boxes and paper; `palettes.css` has them by these names."""

    TEAL = "teal", "Teal on warm paper"
    BLUE = "blue", "Blue on cool paper"
    PLUM = "plum", "Plum on rosy paper"
    GREEN = "green", "Green on pale paper"
    SLATE = "slate", "Slate, the quietest"


@register_setting(icon="home")
class ClinicSettings(PreviewableMixin, BaseSiteSetting):
    """The clinic's name, looks, address, helplines and standing texts."""

    base_form_class = ClinicSettingsForm

    name = models.CharField(
        max_length=120,
        default="The clinic",
        help_text="As patients know it. It stands at the top and end of every page.",
    )
    tagline = models.CharField(
        max_length=160,
        blank=True,
        help_text="What the journal is, for search engines and the browser's tab. Such "
        "as: A plain-spoken journal of mental health.",
    )
    logo = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Stands before the name at the top. A small drawing on a clear ground "
        "is best. Empty: the mark that this software ships.",
    )
    palette = models.CharField(
        "colors",
        max_length=12,
        choices=Palette.choices,
        default=Palette.TEAL,
        help_text="Every choice is readable by day and by night; look at the preview.",
    )
    address = models.TextField(
        blank=True, help_text="As on an envelope, one line below the other."
    )
    telephone = models.CharField(
        max_length=40,
        blank=True,
        help_text="The number that patients call, such as 555-0142. Calls to action "
        "show it too.",
    )
    email = models.EmailField(blank=True)
    opening_hours = models.TextField(
        blank=True, help_text="Such as: Monday to Friday, 9 am to 5 pm."
    )
    notice = models.CharField(
        "last line",
        max_length=240,
        blank=True,
        help_text="A line at the very end of every page, such as “a demonstration "
        "clinic” or a registration number.",
    )
    emergency_text = models.CharField(
        max_length=240,
        default="In danger now, or thinking of ending your life? Get help at once.",
        help_text="One or two sentences above the helplines.",
    )
    helplines = StreamField(
        [("helpline", HelplineBlock())],
        blank=True,
        collapsed=True,
        help_text="Shown at the end of every page. Call each number yourself before "
        "you save.",
    )
    disclaimer = models.TextField(
        blank=True,
        default="This journal informs; it does not replace advice from your own "
        "clinician.",
        help_text="What the journal is not. Stands at the end of every page.",
    )
    not_reviewed = models.CharField(
        "not yet reviewed",
        max_length=240,
        default="Not yet clinically reviewed.",
        help_text="What a page says while no clinician has signed it.",
    )
    policy_pages = StreamField(
        [("page", TypedPageBlock(page_type=POLICIES))],
        blank=True,
        help_text="The standard pages, and the contact page, linked at the end of every "
        "page, in this order. Only those directly below the home page are shown.",
    )
    social_links = StreamField(
        [("link", StructBlock([("name", CharBlock()), ("url", URLBlock())]))],
        blank=True,
        verbose_name="links elsewhere",
        help_text="Such as the clinic's own website.",
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

    message_days = models.PositiveSmallIntegerField(
        "days to keep messages",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        help_text="So long after it came a message from the contact page is deleted. "
        "The form and your privacy page should say the same.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("logo"),
                FieldPanel("palette", widget=forms.RadioSelect),
                FieldPanel("tagline"),
            ],
            heading="The clinic",
        ),
        MultiFieldPanel(
            [FieldPanel("emergency_text"), FieldPanel("helplines")],
            heading="Help in a crisis",
        ),
        MultiFieldPanel(
            [
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("opening_hours"),
            ],
            heading="How to reach it",
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclaimer"),
                FieldPanel("not_reviewed"),
                FieldPanel("notice"),
            ],
            heading="Standing texts",
        ),
        MultiFieldPanel(
            [FieldPanel("policy_pages"), FieldPanel("social_links")],
            heading="Links at the end of every page",
        ),
        MultiFieldPanel([FieldPanel("message_days")], heading="Messages of readers"),
        MultiFieldPanel(
            [
                FieldPanel("review_months_article"),
                FieldPanel("review_months_condition"),
                FieldPanel("review_months_side_effect"),
            ],
            heading="How long a clinical review lasts",
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = "clinic settings"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the logo's sizes are made now, so that no reader's visit has to."""
        super().save(*args, **kwargs)
        if self.logo:
            self.logo.make_sizes()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The home page as it will look; the frame finds these values on `request`."""
        setattr(request, self.get_cache_attr_name(), self)
        return self.site.root_page.specific.serve_preview(request, mode_name)
