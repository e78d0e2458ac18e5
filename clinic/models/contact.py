"""The page on which readers write to the clinic."""

from http import HTTPMethod
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Page

from clinic.contact import form_token, notice, rate
from clinic.described.head import plain
from clinic.desk.choosing import refuse_other_types
from clinic.desk.panels import MENU, tabs
from clinic.models.contact_form import LONGEST_TEXT, ContactForm
from clinic.models.message import Message, overdue
from clinic.models.page import Parts, SitePage
from clinic.models.visible import site_pages
from clinic.search.words import searched

PRIVACY = ("clinic.StandardPage",)
# In an hour: from one network, in which a whole ward may be; and from everywhere.
FROM_ONE, FROM_ALL = 5, 60
ANOTHER = (
    "Your first message has arrived. To send this one too, send the form once more."
)
BUSY = (
    "Too many messages came within the last hour. Please call us, or try again later."
)


class ContactPage(Parts, SitePage):
    """A form by which readers write to the clinic, with consent and without a cookie."""

    intro = RichTextField(
        blank=True,
        help_text="A few words above the form: who reads the messages, and when readers "
        "can expect an answer. That it is not for emergencies and not for details of "
        "one’s health, the page says itself.",
    )
    thanks = models.TextField(
        "after sending",
        max_length=400,
        default="We have your message, and answer as soon as we can.",
        help_text="What a reader sees who has sent a message.",
    )
    privacy = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="privacy page",
        help_text="The page that says what you keep, why and how long. The form asks for "
        "consent to it.",
    )
    notice_to = models.EmailField(
        "send a notice to",
        blank=True,
        help_text="Gets an e-mail when a message has come, with a link to it and without "
        "a word of it. Empty: nobody gets one, and the messages wait below Journal → "
        "Messages.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [PageChooserPanel("privacy", [*PRIVACY]), FieldPanel("notice_to")],
            heading="Messages",
        ),
    ]
    promote_panels = [*SitePage.promote_panels, MENU]
    edit_handler = tabs({"Write": content_panels}, promote_panels)
    search_fields = [*SitePage.search_fields, *searched("intro")]
    parent_page_types = ["clinic.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    web_page_type: ClassVar[str] = "ContactPage"
    allowed_http_methods = (*SitePage.allowed_http_methods, HTTPMethod.POST)

    class Meta:
        verbose_name = "contact page"

    @property
    def opening(self) -> str:
        return plain(self.intro)

    def clean(self) -> None:
        """Refuse a form whose consent leads nowhere."""
        super().clean()
        try:
            refuse_other_types(self.privacy, PRIVACY)
        except ValidationError as error:
            raise ValidationError({"privacy": error}) from error
        if not (self.privacy_id or self.is_rough):
            raise ValidationError(
                {"privacy": "Choose the page that says what you keep."}
            )

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """The form, or, when it was sent, what became of it."""
        if request.method != "POST":
            return self._show(request, ContactForm(), form_token.make())
        form = ContactForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, form.next_token, status=422)
        has_come = Message.objects.filter(form=form.form_name).exists()
        if not has_come and not is_welcome(request):
            form.add_error(None, BUSY)
            return self._show(request, form, form.next_token, status=429)
        topic, letter = form.cleaned_data["topic"], form.letter
        message, is_new = Message.keep(form.form_name, topic, letter)
        if is_new:
            notice.tell(message.pk, self.notice_to)
            overdue().delete()
        elif not message.says(letter):
            form.add_error(None, ANOTHER)
            return self._show(request, form, form_token.make(), status=422)
        return redirect(f"{self.get_url(request)}thanks/")

    @path("thanks/")
    @method_decorator(require_safe)
    def thank(self, request: HttpRequest) -> HttpResponse:
        """What a reader sees who has sent a message."""
        shown = {"part": "Thank you", "address": f"{self.full_url}thanks/"}
        return self.render(
            request, template="clinic/contact_thanks.html", context_overrides=shown
        )

    def _show(
        self, request: HttpRequest, form: ContactForm, token: str, status: int = 200
    ) -> HttpResponse:
        """The form, which nobody keeps for others: its token is for one use."""
        visible = site_pages().visible().filter(pk=self.privacy_id)
        shown = {
            "form": form,
            "token": token,
            "privacy": visible.first() if self.privacy_id else None,
            "longest": LONGEST_TEXT,
        }
        answer = self.render(request, context_overrides=shown)
        answer.status_code = status
        answer["Cache-Control"] = "private, no-cache"
        return answer


def is_welcome(request: HttpRequest) -> bool:
    """Whether one more message may come now, from there and at all."""
    address = rate.address_of(request)
    if address and not rate.is_within(FROM_ONE, f"message:{rate.mark_of(address)}"):
        return False
    return rate.is_within(FROM_ALL, "message")
