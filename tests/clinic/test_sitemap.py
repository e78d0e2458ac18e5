"""Search engines get the address of every visible page, and of no other."""

import re

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def rows(client) -> dict[str, str]:
    """What the map says: the last change of each path."""
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    found = re.findall(
        r"<url><loc>http://[^/]+(.*?)</loc><lastmod>(.*?)</lastmod></url>",
        answer.content.decode(),
    )
    return dict(found)


def test_visible_pages_stand_in_the_map_with_their_last_change(client, home) -> None:
    factories.publish(home)
    factories.article("on-sleep")
    today = timezone.now().date().isoformat()
    assert rows(client) == {
        "/": today,
        "/authors/": today,
        "/authors/editorial-desk/": today,
        "/mental-health-journal/": today,
        "/mental-health-journal/on-sleep/": today,
    }


def test_hidden_pages_do_not(client, home) -> None:
    factories.publish(home)
    draft = factories.standard_page("draft", live=False)
    withdrawn = factories.standard_page("withdrawn")
    withdrawn.unpublish()
    assert not draft.live
    assert list(rows(client)) == ["/"]


def test_addresses_begin_with_the_address_of_the_clinic(client, home, settings) -> None:
    factories.publish(home)
    site = home.sites_rooted_here.get()
    expected = f"<loc>http://{site.hostname}:{site.port}/</loc>"
    assert expected in client.get("/sitemap.xml").content.decode()
