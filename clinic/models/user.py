"""The account of a person who works on the journal."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's reverse of Picture
    """An editor, clinician or manager; our own model so that it can grow."""

    class Meta(AbstractUser.Meta):
        db_table = "clinic_user"
