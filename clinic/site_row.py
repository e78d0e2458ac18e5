"""Wagtail's record of the site's address, which follows CLINIC_URL."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def follow_clinic_url(sender: Any, **kwargs: Any) -> None:
    """Receiver of `post_migrate`: give the site the host and port of CLINIC_URL."""
    address = urlsplit(settings.CLINIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).exclude(
        hostname=address.hostname, port=port
    ).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()
