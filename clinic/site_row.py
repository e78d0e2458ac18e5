"""Wagtail's record of the site's address, which follows CLINIC_URL."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Site


def follow_clinic_url(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: give the site the host and port of CLINIC_URL."""
    address = urlsplit(settings.CLINIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).exclude(
        hostname=address.hostname, port=port
    ).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def follow_when_loaded(
    sender: Any, instance: Site, raw: bool, using: str, **kwargs: Any
) -> None:
    """Receiver of `post_save`: the same once `loaddata` has loaded another's record.

    Not before: rows of the same file may name the site by its host and port.
    """
    if raw:
        transaction.on_commit(partial(follow_clinic_url, sender), using=using)
