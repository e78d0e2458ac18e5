"""The people and organisations whose work the journal is."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, URLBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.models import IndexPage, SitePage, site_pages
from clinic.words import searched

ORCID = RegexValidator(
    r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", "An ORCID looks like 0000-0002-1825-0097."
)


class AuthorPage(SitePage):
    """A person or organisation: who they are, what they wrote, what they are paid by."""

    is_organisation = models.BooleanField("is an organization", default=False)
    honorific = models.CharField(max_length=20, blank=True, help_text="Such as Dr.")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    credentials = StreamField([("credential", CharBlock(max_length=40))], blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    specialty = models.CharField(max_length=120, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    bio = RichTextField(blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_consent_on = models.DateField(
        null=True, blank=True, help_text="The day on which the person agreed to it."
    )
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[ORCID])
    same_as = StreamField(
        [("address", URLBlock())],
        blank=True,
        help_text="Other pages that are about the same person or organization.",
    )
    competing_interests = models.TextField(blank=True)
    is_reviewer = models.BooleanField("reviews clinical content", default=False)
    is_active = models.BooleanField("works with the journal", default=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author_page",
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("is_organisation"),
                FieldPanel("honorific"),
                FieldRowPanel([FieldPanel("given_name"), FieldPanel("family_name")]),
                FieldPanel("credentials"),
            ],
            heading="Name",
        ),
        MultiFieldPanel(
            [
                FieldPanel("job_title"),
                FieldPanel("specialty"),
                FieldPanel("affiliation"),
            ],
            heading="Work",
        ),
        FieldPanel("bio"),
        FieldRowPanel([FieldPanel("photo"), FieldPanel("photo_consent_on")]),
        MultiFieldPanel(
            [FieldPanel("orcid"), FieldPanel("same_as")], heading="Elsewhere"
        ),
        FieldPanel("competing_interests"),
        MultiFieldPanel(
            [
                FieldPanel("is_reviewer"),
                FieldPanel("is_active"),
                FieldPanel("account"),
            ],
            heading="At the journal",
        ),
    ]
    search_fields = [
        *SitePage.search_fields,
        *searched("given_name", "family_name", "credentials", "job_title"),
        *searched("specialty", "affiliation", "bio"),
    ]
    parent_page_types = ["articles.AuthorIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    type_word: ClassVar[str] = "Author"
    search_order: ClassVar[int] = 5
    lead_fields: ClassVar[tuple[str, ...]] = ("job_title", "specialty", "affiliation")

    class Meta:
        verbose_name = "author"

    @property
    def lead(self) -> str:
        parts = (self.job_title, self.specialty, self.affiliation)
        return ", ".join(part for part in parts if part)

    @property
    def sort_name(self) -> str:
        """A person's family name first: "Hunter, Olivia"; an organization's title."""
        if self.is_organisation or not self.family_name:
            return self.title
        return ", ".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def credential_line(self) -> str:
        """The credentials as they stand behind a name, such as "MD, PhD"."""
        return ", ".join(item["value"] for item in self.credentials.raw_data)

    def clean(self) -> None:
        """Ask, before publishing, for a name, a bio and consent to a photo."""
        super().clean()
        if self.is_rough:
            return
        errors = {}
        if not self.is_organisation and not (self.family_name or self.given_name):
            errors["given_name"] = "A person needs a name."
        if not self.bio:
            errors["bio"] = "Readers want to know who this is: write a short bio."
        if self.photo_id and not self.photo_consent_on:
            errors["photo_consent_on"] = "When did the person agree to the photo?"
        if errors:
            raise ValidationError(errors)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A new author that is only previewed has no id to ask by, and no articles.
        context["bylines"] = self._visible_bylines() if self.pk else []
        return context

    def _visible_bylines(self) -> models.QuerySet[Any]:
        articles = site_pages().filter(articlepage__bylines__author=self).visible()
        return (
            self.bylines.filter(page__in=articles.values("pk"))
            .select_related("page")
            .order_by("-page__published_on", "page__title")
        )


class AuthorIndexPage(IndexPage):
    """All authors."""

    parent_page_types = ["clinic.HomePage"]
    subpage_types = ["articles.AuthorPage"]

    class Meta:
        verbose_name = "list of authors"

    def entries(self) -> models.QuerySet[Any]:
        return AuthorPage.objects.child_of(self).visible().order_by("title")
