"""The site's record of its own address follows CLINIC_URL."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import Site

from clinic.models import HomePage
from clinic.site_row import follow_clinic_url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "hostname", "port"),
    [
        ("https://journal.clinic.example", "journal.clinic.example", 443),
        ("https://journal.clinic.example:8443", "journal.clinic.example", 8443),
        ("http://localhost", "localhost", 80),
        ("http://127.0.0.1:8123", "127.0.0.1", 8123),
    ],
)
def test_the_site_has_the_host_and_port_of_its_address(
    settings, url: str, hostname: str, port: int
) -> None:
    settings.CLINIC_URL = url
    follow_clinic_url(sender=None)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == (hostname, port)


def test_a_second_time_nothing_changes() -> None:
    follow_clinic_url(sender=None)
    before = Site.objects.values().get()
    follow_clinic_url(sender=None)
    assert Site.objects.values().get() == before


def test_other_sites_keep_their_address(settings, home) -> None:
    other = Site.objects.create(hostname="other.example", port=80, root_page=home)
    settings.CLINIC_URL = "https://journal.clinic.example"
    follow_clinic_url(sender=None)
    other.refresh_from_db()
    assert (other.hostname, other.port) == ("other.example", 80)


def test_pages_are_asked_for_their_address_anew(settings, home) -> None:
    assert home.full_url == "http://localhost:8000/"
    settings.CLINIC_URL = "https://journal.clinic.example"
    follow_clinic_url(sender=None)
    found = HomePage.objects.get()
    assert found.full_url == "https://journal.clinic.example/"


def test_it_happens_after_every_migration(settings) -> None:
    settings.CLINIC_URL = "https://journal.clinic.example"
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert Site.objects.get(is_default_site=True).hostname == "journal.clinic.example"


def test_another_sites_record_that_loaddata_brings_follows_too(
    django_capture_on_commit_callbacks,
) -> None:
    row = Site.objects.get()
    row.hostname, row.port = "old.example", 443
    with django_capture_on_commit_callbacks(execute=True):
        row.save_base(raw=True)
        # Rows of the same file still find it by the address that the file has.
        assert Site.objects.get_by_natural_key("old.example", 443) == row
    assert Site.objects.get().root_url == "http://localhost:8000"


def test_a_record_that_an_editor_saves_is_left_as_it_is(
    django_capture_on_commit_callbacks,
) -> None:
    row = Site.objects.get()
    row.hostname = "other.example"
    with django_capture_on_commit_callbacks(execute=True):
        row.save()
    assert Site.objects.get().hostname == "other.example"
