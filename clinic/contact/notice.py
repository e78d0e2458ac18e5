"""The e-mail that says that a message has come, and not a word of it."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

SECONDS = 10
log = logging.getLogger(__name__)


def tell(message: int, recipient: str) -> None:
    """Write to `recipient`, if there is one, that the message of that id is there.

    A mail server that fails undoes nothing: the message waits in the admin, and the log
    says so.
    """
    if not recipient:
        return
    address = settings.WAGTAILADMIN_BASE_URL + reverse("message", args=[message])
    body = f"A reader has written. The message waits for you here:\n{address}\n"
    letter = EmailMessage("A new message for the journal", body, to=[recipient])
    try:
        get_connection(timeout=SECONDS).send_messages([letter])
    except OSError as error:  # smtplib's errors are OSErrors
        kind = type(error).__name__
        log.warning("The notice of message %s was not mailed: %s.", message, kind)
