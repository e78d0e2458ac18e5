"""Side effects are compared side by side, the most serious first."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.utils import timezone
from wagtail.models import Page

from conditions.models import SideEffectIndexPage
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/side-effects/compare/"
COUNT = {
    "treatment": "Esketamine spray",
    "numerator": 41,
    "denominator": 100,
    "comparison": "a placebo",
    "comparison_numerator": 9,
    "comparison_denominator": 100,
    "population": "Adults",
    "time_frame": "Four weeks",
    "sources": ["popova-2019"],
}


def words(tag: Tag | None) -> str:
    """The words of a part of a page, each space one."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def soup_of(client) -> BeautifulSoup:
    """The comparison as a reader gets it."""
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_what_can_be_an_emergency_comes_first(client) -> None:
    factories.side_effect("nausea", seriousness="mild")
    factories.side_effect("apnea", seriousness="emergency")
    factories.side_effect("dissociation", seriousness="needs-advice")
    rows = soup_of(client).select("tbody tr th a")
    assert [tag.text for tag in rows] == ["Apnea", "Dissociation", "Nausea"]


def test_a_count_stands_with_its_comparison_people_and_source(client) -> None:
    factories.reference("popova-2019")
    factories.side_effect(frequency=[("frequency", COUNT)])
    soup = soup_of(client)
    cell = words(soup.select_one("tbody td"))
    assert "About 41 in 100 , about 9 in 100 with a placebo" in cell
    assert "Esketamine spray. Adults. Four weeks." in cell
    assert soup.select_one("tbody td sup a")["href"] == "#source-1"
    assert "popova-2019" in words(soup.select_one("#source-1"))


def test_the_comparison_says_where_the_sources_of_its_times_are(client) -> None:
    factories.side_effect(onset="Within 40 minutes.")
    text = words(soup_of(client).main)
    assert "Within 40 minutes." in text
    assert "The sources for that are on its own page." in text


def test_what_nobody_counted_is_not_known(client) -> None:
    factories.side_effect()
    cells = [words(tag) for tag in soup_of(client).select("tbody td")]
    assert cells == [
        "How often Not known",
        "When it begins Not known",
        "How long it lasts Not known",
    ]


def test_a_hidden_source_is_never_another_one(client) -> None:
    source = factories.reference("popova-2019")
    factories.reference("other-2020")
    factories.side_effect(frequency=[("frequency", COUNT)])
    Page.objects.filter(pk=source.pk).update(live=False)
    soup = soup_of(client)
    assert "source not available: popova-2019" in soup.text
    assert soup.select("#sources") == []


def test_a_hidden_side_effect_is_not_compared(client) -> None:
    factories.side_effect("nausea")
    factories.side_effect("draft", live=False)
    text = soup_of(client).text
    assert "Nausea" in text
    assert "Draft" not in text


def test_the_comparison_names_itself_and_the_way_back(client) -> None:
    factories.side_effect()
    soup = soup_of(client)
    canonical = soup.find("link", rel="canonical")["href"]
    assert canonical.endswith(ADDRESS)
    assert soup.title.text.startswith("Side effects compared")
    crumbs = soup.select("nav.breadcrumb li")
    assert [words(tag).removesuffix(" /") for tag in crumbs] == [
        "Home",
        "Side effects",
        "Side effects compared",
    ]
    way_back = [tag["href"] for tag in soup.select("nav.breadcrumb a")]
    assert way_back == ["/", "/side-effects/"]


def test_the_list_leads_to_the_comparison(client) -> None:
    factories.side_effect()
    html = client.get("/side-effects/").content.decode()
    assert f'href="{ADDRESS}"' in html


@pytest.mark.parametrize("hide", ["unpublished", "over"])
def test_the_comparison_goes_with_its_list(client, hide: str) -> None:
    factories.side_effect()
    index = SideEffectIndexPage.objects.get()
    assert client.get(ADDRESS).status_code == 200
    if hide == "unpublished":
        index.unpublish()
    else:
        Page.objects.filter(pk=index.pk).update(expire_at=timezone.now())
    assert client.get(ADDRESS).status_code == 404
    assert client.get("/side-effects/nausea/").status_code == 200


def test_an_address_below_a_list_that_is_none_is_not_found(client) -> None:
    factories.side_effect()
    assert client.get("/side-effects/compared/").status_code == 404
    assert client.get("/side-effects/compare/more/").status_code == 404
