"""On paper an article keeps the text and the helplines, and loses the menus."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.addresses import ARTICLE

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
