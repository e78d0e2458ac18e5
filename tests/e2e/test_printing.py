"""On paper a text is a leaflet: it keeps all that it says, and loses the menus."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.addresses import ARTICLE, CONDITION, SIDE_EFFECT

pytestmark = pytest.mark.browser


@pytest.fixture
def paper(page: Page) -> Page:
    """An article as it will be printed."""
    page.emulate_media(media="print")
    page.goto(ARTICLE)
    return page


def test_paper_carries_the_helplines(paper: Page) -> None:
    helplines = paper.get_by_role("region", name="Help, day and night")
    expect(helplines).to_be_visible()
    expect(helplines).to_contain_text("988")


def test_paper_says_when_and_from_where_it_was_printed(
    paper: Page, base_url: str
) -> None:
    printed = paper.get_by_text("Printed on")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text(f"from {base_url}{ARTICLE}")


def test_a_screen_does_not_say_that_it_was_printed(page: Page) -> None:
    page.goto(ARTICLE)
    expect(page.get_by_text("Printed on")).to_be_hidden()


def test_paper_carries_the_sources_with_their_addresses(paper: Page) -> None:
    source = paper.locator("#source-1")
    expect(source).to_be_visible()
    address = source.locator(".locator").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://" in address


@pytest.mark.parametrize("name", ["Main menu", "Breadcrumb", "On this page"])
def test_paper_has_no_menus(paper: Page, name: str) -> None:
    expect(paper.locator("nav").first).to_be_attached()
    expect(paper.get_by_role("navigation", name=name)).to_be_hidden()


def test_a_screen_has_the_menu(page: Page) -> None:
    page.goto(ARTICLE)
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()


# --- The leaflet ---
GUIDE = "/mental-health-journal/ketamine-treatment-a-comprehensive-guide/"


@pytest.mark.parametrize("address", [ARTICLE, CONDITION, SIDE_EFFECT])
def test_a_leaflet_begins_with_the_clinic_the_version_and_whom_to_call(
    page: Page, address: str
) -> None:
    page.goto(address)
    head = page.locator(".leaflet")
    expect(head).to_be_hidden()
    page.emulate_media(media="print")
    expect(head).to_be_visible()
    expect(head).to_contain_text("Harbor Street Clinic")
    changed = page.locator(".review time").inner_text()
    assert re.fullmatch(r"\w+ \d{1,2}, 20\d\d", changed)
    expect(head).to_contain_text(f"Version of {changed}")
    expect(head).to_contain_text("988")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".review")).to_contain_text("Not yet clinically")


def test_paper_opens_what_is_folded_and_keeps_the_drawing(page: Page) -> None:
    page.goto(GUIDE)
    folded = page.locator("details.details:not(.drawing__words)").first
    inside = "part => part.lastElementChild.checkVisibility()"
    assert not folded.evaluate(inside)
    page.emulate_media(media="print")
    assert folded.evaluate(inside)
    expect(page.locator(".drawing svg").first).to_be_visible()
    expect(page.locator(".drawing__words").first).to_be_hidden()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_leaflet_fits_either_paper(page: Page, paper: str) -> None:
    page.goto(SIDE_EFFECT)
    printed = page.pdf(format=paper)
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 < pages < 12
    width = 595 if paper == "A4" else 612
    assert re.search(rb"/MediaBox\s*\[0 0 %d" % width, printed)
