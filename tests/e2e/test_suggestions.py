"""The search proposes pages while one types, for the keyboard alone, and only proposes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.addresses import HOME

pytestmark = pytest.mark.browser
CHOSEN = "aria-activedescendant"


def field_of(window: Page) -> Locator:
    """The field in the head of the page."""
    form = window.get_by_role("search", name="Search the site")
    return form.get_by_label("Words to search for")


def typing(window: Page, words: str) -> Locator:
    """The field of the home page after somebody typed, when pages are suggested."""
    window.goto(HOME)
    field = field_of(window)
    field.focus()
    window.keyboard.type(words)
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


def test_a_page_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    field = typing(page, "shell")
    expect(field).to_have_role("combobox")
    options = page.get_by_role("listbox", name="Suggested pages").get_by_role("option")
    expect(options).to_have_text(["PTSD (Shell shock) Condition"])
    expect(page.get_by_role("status")).to_contain_text("1 page suggested.")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute(CHOSEN, re.compile("-0$"))
    page.keyboard.press("Control")  # silences a screen reader
    page.keyboard.press("Alt")
    expect(field).to_have_attribute(CHOSEN, re.compile("-0$"))
    page.keyboard.press("Home")  # back in the text
    expect(field).not_to_have_attribute(CHOSEN, re.compile("."))
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("shell")
    page.keyboard.press("ArrowDown")  # and open again
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("PTSD")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page) -> None:
    typing(page, "shell")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_contain_text("shell")
    assert page.url.endswith("/search/?q=shell")


def test_a_suggestion_is_chosen_with_the_pointer(page: Page) -> None:
    typing(page, "nau")
    page.get_by_role("option", name="Nausea").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nausea")


def test_a_search_goes_on_when_no_suggestion_arrives(page: Page) -> None:
    page.route("**/suggestions/**", lambda route: route.abort())
    page.goto(HOME)
    field = field_of(page)
    field.press_sequentially("nausea")
    field.press("Enter")
    expect(page.locator(".results li").first).to_contain_text("Nausea")


def test_without_scripts_it_is_a_plain_field(
    new_context: Callable[..., BrowserContext],
) -> None:
    window = new_context(java_script_enabled=False).new_page()
    window.goto(HOME)
    expect(field_of(window)).to_have_role("searchbox")
    expect(window.get_by_role("listbox")).to_have_count(0)
