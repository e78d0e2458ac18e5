"""Every type of page serves people who see, hear, type or read differently."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.addresses import ARTICLE, EVERY_TYPE, HOME, MISSING

pytestmark = pytest.mark.browser

LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
HIDDEN_PART = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
LETTER_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
FOCUS_RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


@pytest.mark.parametrize("address", EVERY_TYPE)
@pytest.mark.parametrize("look", LOOKS)
def test_a_page_breaks_no_rule_of_wcag(
    new_context: Callable[..., BrowserContext], look: str, address: str
) -> None:
    page = new_context(**LOOKS[look]).new_page()
    page.goto(address)
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_the_rules_of_wcag_are_really_asked(page: Page) -> None:
    page.set_content("<title>A picture</title><img src='data:,'>")
    found = Axe().run(page, options=WCAG)
    assert "image-alt" in [broken["id"] for broken in found.response["violations"]]


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_nothing_runs_off_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    assert page.evaluate(HIDDEN_PART) == 0


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_nothing_runs_off_when_letters_are_twice_as_large(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(address)
    assert page.evaluate(LETTER_SIZE) == 32
    assert page.evaluate(HIDDEN_PART) == 0


@pytest.mark.parametrize("address", [HOME, ARTICLE, MISSING])
def test_the_first_tab_reaches_the_link_past_the_menu(page: Page, address: str) -> None:
    page.goto(address)
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def test_the_link_past_the_menu_leads_into_the_text(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    breadcrumb = page.get_by_role("navigation", name="Breadcrumb")
    expect(breadcrumb.get_by_role("link", name="Home")).to_be_focused()


def test_each_stop_of_the_keyboard_is_seen(page: Page) -> None:
    page.goto(ARTICLE)
    stops = page.locator("a[href], summary, [tabindex='0']").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_RING) >= 2
    assert stops > 100
