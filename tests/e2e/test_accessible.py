"""Every type of page serves people who see, hear, type or read differently."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.addresses import ARTICLE, EVERY_TYPE
from tests.e2e.looks import (
    COLORED,
    COLORS,
    CUT_OFF,
    LETTER_SIZE,
    NARROW,
    OWN_COLORS,
    PLAIN,
    SPACING,
    WCAG,
    WIDE,
    ZOOMED,
    hidden,
    stops,
    violations,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_a_page_breaks_no_rule_of_wcag_in_any_look(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    found = {"light": violations(page, WCAG)}
    for look, media in COLORED.items():
        page.emulate_media(**media)
        found[look] = violations(page, COLORS)
    page.emulate_media(**PLAIN | {"forced_colors": "active"})
    found["forced colors"] = page.evaluate(OWN_COLORS)
    page.emulate_media(**PLAIN)
    page.set_viewport_size(NARROW)
    found["narrow"] = violations(page, WCAG)
    assert {look: broken for look, broken in found.items() if broken} == {}


def test_the_rules_of_wcag_are_really_asked(page: Page) -> None:
    page.set_content(
        "<title>Gray</title><img src='data:,'><p style='color: #bbb'>Gray words"
    )
    assert {line.partition(":")[0] for line in violations(page, WCAG)} >= {
        "image-alt",
        "color-contrast",
    }
    (line,) = violations(page, COLORS)
    assert line.startswith("color-contrast: <p style")


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_nothing_runs_off_or_is_cut_off(page: Page, address: str) -> None:
    page.set_viewport_size(WIDE)
    page.goto(address)
    screens = {"narrow": NARROW, "at 200 %": ZOOMED, "wide": WIDE}
    found = {name: hidden(page, screen) for name, screen in screens.items()}
    page.evaluate(SPACING)
    found |= {f"{n}, spaced": hidden(page, screens[n]) for n in ("wide", "narrow")}
    assert {look: pixels for look, pixels in found.items() if pixels > 0} == {}
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_nothing_runs_off_when_letters_are_twice_as_large(
    page: Page, address: str
) -> None:
    chromium = page.context.new_cdp_session(page)
    chromium.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(address)
    assert page.evaluate(LETTER_SIZE) == 32
    assert hidden(page, WIDE) == 0


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_the_keyboard_reaches_everything_and_is_seen(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_role("link", name="Skip to the text")).not_to_be_in_viewport()
    reached = stops(page)
    assert "Skip to the text" in reached[0]["what"]
    assert [stop for stop in reached if stop["ring"] < 2 or not stop["seen"]] == []
    assert len(reached) > (100 if address == ARTICLE else 10)


def test_the_link_past_the_menu_leads_into_the_text(page: Page) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    breadcrumb = page.get_by_role("navigation", name="Breadcrumb")
    expect(breadcrumb.get_by_role("link", name="Home")).to_be_focused()


def test_a_cut_off_word_a_trap_and_an_unseen_stop_are_noticed(page: Page) -> None:
    page.set_content(
        "<p style='width: 50px; overflow: hidden'>Incomprehensibilities</p>"
        "<a href='#' style='outline: none'>Unseen</a><input>"
        "<script>document.querySelector('input').onkeydown = e => e.preventDefault()"
        "</script><a href='#'>Behind the trap</a>"
    )
    assert len(page.evaluate(CUT_OFF)) == 1
    with pytest.raises(AssertionError, match="Behind the trap"):
        stops(page)
    assert page.evaluate("stops[0].ring") == 0
