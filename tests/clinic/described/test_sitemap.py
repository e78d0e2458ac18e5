"""Search engines get the address of every visible page, and of no other."""

import re

import pytest
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


def rows(client, address: str = "/sitemap.xml") -> dict[str, str]:
    """What the map says: the last change of each path."""
    answer = client.get(address)
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


def test_many_pages_stand_in_several_maps(client, home, monkeypatch) -> None:
    monkeypatch.setattr("clinic.described.sitemap.MOST_IN_A_MAP", 3)
    factories.publish(home)
    for number in range(4):
        factories.standard_page(f"page-{number}")
    whole = client.get("/sitemap.xml").content.decode()
    maps = re.findall(r"<sitemap><loc>http://[^/]+(.*?)</loc></sitemap>", whole)
    assert maps == ["/sitemap.xml?p=1", "/sitemap.xml?p=2"]
    paths = [*rows(client, maps[0]), *rows(client, maps[1])]
    assert paths == ["/", "/page-0/", "/page-1/", "/page-2/", "/page-3/"]


@pytest.mark.parametrize("number", ["0", "2", "x", "", "1&p=", "9" * 30])
def test_a_map_that_is_none_is_not_found(client, number: str) -> None:
    assert client.get(f"/sitemap.xml?p={number}").status_code == 404


def test_a_map_costs_few_queries(client, home, django_assert_max_num_queries) -> None:
    factories.publish(home)
    for number in range(4):
        factories.standard_page(f"page-{number}")
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(4):
        assert len(rows(client)) == 5
