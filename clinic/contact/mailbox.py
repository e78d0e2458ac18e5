"""The messages of readers in the admin: a list, each to be read, settled and deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from clinic.contact.sealing import Unreadable
from clinic.desk.audit import OPENED, SETTLED
from clinic.models import Message
from clinic.models.message import days_to_keep
from clinic.serving.headers import FOR_STRANGERS_WORDS

RIGHT = "clinic.read_messages"
AT_ONCE = 50


class ForReaders(WagtailAdminTemplateMixin, View):
    """A view for whoever may read messages; no script in its page runs.

    The words of strangers stand in it, so it has less freedom than the rest of the admin.
    """

    header_icon = "mail"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        answer = super().dispatch(request, *args, **kwargs)
        answer["Content-Security-Policy"] = FOR_STRANGERS_WORDS
        return answer


class MailboxView(ForReaders):
    """The list, the newest first; what they say is not in it."""

    template_name = "clinic/admin/messages.html"
    page_title = "Messages"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; `?open=yes` shows those that wait for somebody."""
        only_open = request.GET.get("open") == "yes"
        found = Message.objects.select_related("settled_by")
        if only_open:
            found = found.filter(settled_at=None)
        pages = Paginator(found, AT_ONCE)
        return self.render_to_response(
            self.get_context_data(
                entries=pages.get_page(request.GET.get("page")),
                only_open=only_open,
                days=days_to_keep(),
            )
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": "Messages"}]


class MessageView(ForReaders):
    """One message, opened; its buttons settle or delete it."""

    template_name = "clinic/admin/message.html"
    page_title = "Message"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the reader wrote, or that no key of this site opens it."""
        message = get_object_or_404(Message, pk=pk)
        try:
            letter = message.letter
        except Unreadable:
            letter = None
        log(instance=message, action=OPENED, user=request.user)
        shown = self.get_context_data(message=message, letter=letter)
        return self.render_to_response(shown)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle the message, or delete it."""
        message = get_object_or_404(Message, pk=pk)
        if request.POST.get("do") == "delete":
            log(
                instance=message,
                action="wagtail.delete",
                user=request.user,
                deleted=True,
            )
            message.delete()
            messages.success(request, "The message is deleted.")
        else:
            message.settle(request.user)
            log(instance=message, action=SETTLED, user=request.user)
            messages.success(request, "The message is marked as dealt with.")
        return redirect("messages")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("messages"), "label": "Messages"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": "Message"}]


class MailboxMenuItem(MenuItem):
    """Leads to the messages; shown to whoever may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


URLS = [
    path("messages/", MailboxView.as_view(), name="messages"),
    path("messages/<int:pk>/", MessageView.as_view(), name="message"),
]


def menu_item() -> MailboxMenuItem:
    """The line of the menu “Journal”."""
    address = reverse("messages")
    return MailboxMenuItem("Messages", address, name="messages", icon_name="mail")
