"""A WSGI server finds the site."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string


def test_the_door_leads_to_the_site() -> None:
    assert isinstance(import_string(settings.WSGI_APPLICATION), WSGIHandler)
