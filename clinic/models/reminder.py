"""Who is reminded of pages that are due for review, and what they were told."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReviewSubscriber(models.Model):
    """Somebody who wants an e-mail about every page that is due for review."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="review_subscription",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)


class ReviewReminder(models.Model):
    """The record that somebody was reminded of a page, and of which date."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="review_reminders"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="review_reminders",
    )
    # The day that the reminder was about; none if the page was never reviewed.
    day = models.DateField(null=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} of {self.page_id}: {self.day}"
