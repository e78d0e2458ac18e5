"""The style guide shows all that the pages are made of, to those who build them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Permission
from wagtail.fields import StreamField

from clinic.colors import colors, contrast
from clinic.models import SitePage, User
from clinic.models.clinic_settings import Palette
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/style-guide/"
BLOCKS = {
    (name, str(block.label))
    for model in apps.get_models()
    if issubclass(model, SitePage)
    for stream in model._meta.get_fields()
    if isinstance(stream, StreamField)
    for name, block in stream.stream_block.child_blocks.items()
}


@pytest.fixture
def guide(admin: Any, home: Any) -> BeautifulSoup:
    """The style guide as an editor sees it."""
    factories.article(title="A visible page")
    factories.condition(title="Not seen yet", live=False)
    return BeautifulSoup(admin.get(ADDRESS).content, "html.parser")


@pytest.mark.usefixtures("home")
def test_the_public_never_sees_it(client, settings) -> None:
    assert client.get(ADDRESS).status_code == 404
    reader = User.objects.create_user("reader", "reader@clinic.example", "a-password")
    client.force_login(reader)
    assert client.get(ADDRESS).status_code == 404
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert client.get(ADDRESS).status_code == 200
    client.logout()
    settings.DEBUG = True
    assert client.get(ADDRESS).status_code == 200


def test_it_lists_every_block_of_every_page_type(guide) -> None:
    heads = [one.get_text(" ", strip=True) for one in guide.select(".guide__block h3")]
    missing = {
        (name, label)
        for name, label in BLOCKS
        if not any(head in (f"{label} {name}", label) for head in heads)
    }
    assert missing == set()
    assert len(BLOCKS) > 20


def test_a_block_is_seen_as_editors_see_it_and_only_as_a_part(guide) -> None:
    card = guide.select_one("#blocks ~ .guide__block .care-card--urgent")
    assert "your heart is still racing" in card.text
    assert guide.select(".guide__block .key-fact, .guide__block .drawing svg")
    assert len(guide.select("html, head, body, main")) == 4


def test_it_shows_the_colors_of_every_palette_with_their_contrast(guide) -> None:
    shown = {one.h3.text.partition(",")[0] for one in guide.select(".guide__palette")}
    assert shown == {palette.label.partition(",")[0] for palette in Palette}
    found = colors(Palette.TEAL, "light")
    first = guide.select_one(".guide__palette").get_text(" ", strip=True)
    for name, color in found.items():
        assert f"--{name} {color} {contrast(color, found['paper']):.1f} on paper" in (
            first
        )


def test_it_shows_the_components_with_pages_of_the_site(guide) -> None:
    shown = [a.text for a in guide.select("section[aria-labelledby=pages] a")][:3]
    components = guide.select_one("section[aria-labelledby=components]")
    for component in (".card", ".topics", ".result"):
        assert [a.text for a in components.select(f"{component} a")] == shown


def test_it_shows_the_states(guide) -> None:
    states = guide.select_one("section[aria-labelledby=states]")
    assert len(states.select(".care-card")) == 3
    for state in (".review", ".doubt-notice", ".citation__doubt", ".change--safety"):
        assert states.select_one(state)
    assert "This is an earlier version" in states.select_one(".earlier").text


def test_it_leads_to_visible_pages_only(guide) -> None:
    pages = guide.select_one("section[aria-labelledby=pages]").text
    assert "A visible page" in pages
    assert "Not seen yet" not in guide.text
