"""What the look of a page promises: the source in the margin, and help in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.addresses import ARTICLE, KEY_FACT

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 375, "height": 812}


def test_on_a_wide_screen_a_source_stands_beside_its_line(page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(ARTICLE)
    page.mouse.move(10, 10)  # a reader is there
    note = page.locator(".article__text > p .margin-note").first
    expect(note).to_be_visible()
    mention = note.locator("xpath=preceding-sibling::sup[1]")
    there, here = note.bounding_box(), mention.bounding_box()
    text = page.locator(".article__text").bounding_box()
    assert there and here and text
    assert there["x"] > text["x"] + text["width"]
    assert there["x"] + there["width"] <= WIDE["width"]
    assert abs(there["y"] - here["y"]) < 60  # px: two lines
    expect(note).to_have_attribute("aria-hidden", "true")
    expect(note.locator("b")).to_have_text(mention.inner_text().split()[0])


def test_on_a_phone_the_margin_is_left_out(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.goto(ARTICLE)
    page.locator("#sources").scroll_into_view_if_needed()
    expect(page.locator(".sources .evidence-note").first).to_be_visible()
    assert page.locator(".margin-note").count() > 10
    expect(page.locator(".margin-note").first).to_be_hidden()


def test_a_short_list_needs_no_script_for_its_margin(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(java_script_enabled=False, viewport=WIDE).new_page()
    page.goto(KEY_FACT)
    assert page.locator(".margin-note").count() > 0
    expect(page.locator(".sources .evidence-note").first).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_help_stays_in_sight_wherever_one_reads(page: Page, size) -> None:
    page.set_viewport_size(size)
    page.goto(ARTICLE)
    page.locator("#sources").scroll_into_view_if_needed()
    strip = page.get_by_role("complementary", name="Help in a crisis")
    expect(strip.get_by_role("link", name="988")).to_be_in_viewport()
    box = strip.bounding_box()
    assert box
    assert box["height"] < 48  # px: it does not take the page


def test_the_button_that_prints_is_there_for_who_can_use_it(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(ARTICLE)
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")
