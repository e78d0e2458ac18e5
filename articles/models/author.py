"""The people and organisations whose work the journal is."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import CharBlock, URLBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles import jsonld, rules
from clinic.described.api_fields import told
from clinic.described.head import plain
from clinic.described.jsonld import Node, web_page
from clinic.desk.panels import tabs
from clinic.models import IndexPage, SignOff, SitePage, site_pages
from clinic.rules.checking import Rule
from clinic.search.words import searched

BYLINES_PER_PAGE = 50
ORCID = RegexValidator(
    r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", "An ORCID looks like 0000-0002-1825-0097."
)


class AuthorPage(SitePage):
    """A person or organisation: who they are, what they wrote, what they are paid by."""

    is_organisation = models.BooleanField(
        "is an organization",
        default=False,
        help_text="Such as an editorial desk or a clinic: it has no given name.",
    )
    honorific = models.CharField(max_length=20, blank=True, help_text="Such as Dr.")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    credentials = StreamField(
        [("credential", CharBlock(max_length=40))],
        blank=True,
        help_text="One below the other, as they stand behind the name: MD, PhD.",
    )
    job_title = models.CharField(
        max_length=120, blank=True, help_text="Such as: Staff psychiatrist."
    )
    specialty = models.CharField(
        max_length=120, blank=True, help_text="Such as: Psychiatry of old age."
    )
    affiliation = models.CharField(
        max_length=200, blank=True, help_text="Where the person works, if elsewhere."
    )
    bio = RichTextField(
        blank=True,
        help_text="Two or three sentences, shown below each article too. What others "
        "say of the person stays theirs: “the source says”.",
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_consent_on = models.DateField(
        "consent to the photo",
        null=True,
        blank=True,
        help_text="The day on which the person agreed to it. Without it no photo is "
        "shown.",
    )
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        validators=[ORCID],
        help_text="The researcher's number, such as 0000-0002-1825-0097.",
    )
    same_as = StreamField(
        [("address", URLBlock())],
        blank=True,
        verbose_name="the same person elsewhere",
        help_text="Other pages that are about the same person or organization.",
    )
    competing_interests = models.TextField(
        blank=True,
        help_text="Who pays the person, shares held, treatments sold. Such as: Owns a "
        "clinic that offers ketamine.",
    )
    is_reviewer = models.BooleanField(
        "reviews clinical content",
        default=False,
        help_text="A clinician who may sign a page's content.",
    )
    is_active = models.BooleanField(
        "works with the journal",
        default=True,
        help_text="Untick it when the person leaves; the articles keep the name.",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author_page",
        limit_choices_to={"is_active": True},
        help_text="The login with which this person works here, if there is one.",
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
        MultiFieldPanel(
            [FieldPanel("photo"), FieldPanel("photo_consent_on")], heading="Photo"
        ),
        FieldPanel("competing_interests"),
        MultiFieldPanel(
            [
                FieldPanel("is_reviewer"),
                FieldPanel("is_active"),
                FieldPanel("account", permission="clinic.change_user"),
            ],
            heading="At the journal",
        ),
        MultiFieldPanel(
            [FieldPanel("orcid"), FieldPanel("same_as")],
            heading="Elsewhere",
            classname="collapsed",
        ),
    ]
    edit_handler = tabs({"Write": content_panels}, SitePage.promote_panels)
    search_fields = [
        *SitePage.search_fields,
        *searched("given_name", "family_name", "credentials", "job_title"),
        *searched("specialty", "affiliation", "bio"),
    ]
    parent_page_types = ["articles.AuthorIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    rules: ClassVar[tuple[Rule, ...]] = (
        *SitePage.rules,
        rules.an_author_is_introduced,
    )
    type_word: ClassVar[str] = "Author"
    web_page_type: ClassVar[str] = "ProfilePage"
    open_graph_type: ClassVar[str] = "profile"
    search_order: ClassVar[int] = 5
    api_fields: ClassVar[list[Any]] = [
        *("is_organisation", "honorific", "given_name", "family_name"),
        told("credentials", "credential_line"),
        *("job_title", "specialty", "affiliation"),
        told("bio", "opening"),
        *("competing_interests", "orcid"),
    ]

    class Meta:
        verbose_name = "author"

    @property
    def lead(self) -> str:
        parts = (self.job_title, self.specialty, self.affiliation)
        return ", ".join(part for part in parts if part)

    @property
    def opening(self) -> str:
        return plain(self.bio)

    def json_ld(self, context: Mapping[str, Any]) -> Node:
        return web_page(self, context, mainEntity=jsonld.author(self))

    @property
    def sort_name(self) -> str:
        """A person's family name first: "Hunter, Olivia"; an organization's title."""
        if self.is_organisation or not self.family_name:
            return self.title
        return ", ".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def as_csl(self) -> dict[str, str]:
        """The name as CSL has it: `{family, given}` or `{literal}`."""
        if self.is_organisation or not self.family_name:
            return {"literal": self.title}
        return {"family": self.family_name, "given": self.given_name}

    @property
    def credential_line(self) -> str:
        """The credentials as they stand behind a name, such as "MD, PhD"."""
        return ", ".join(item["value"] for item in self.credentials.raw_data)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = Paginator(self._visible_bylines(), BYLINES_PER_PAGE)
        context["bylines"] = pages.get_page(request.GET.get("page"))
        context["reviewed"] = self.reviewed_pages()
        return context

    def reviewed_pages(self) -> list[Page]:
        """The visible pages that the person signed as they read now."""
        if not self.account_id:
            return []
        signed = SignOff.objects.standing().filter(reviewer=self.account_id)
        pages = site_pages().visible().filter(pk__in=signed.values("page_id"))
        return list(pages.order_by("title"))

    def _visible_bylines(self) -> models.QuerySet[Any]:
        """Newest first; a new author that is only previewed has none to ask for."""
        if not self.pk:
            return self.bylines.model.objects.none()
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
