"""The rooms of the admin open, and what is in them works."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import editing
from tests.e2e.addresses import HOME, JOURNAL

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_refused(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("didn't match")).to_be_visible()
    assert "/admin/login/" in page.url


def test_the_explorer_leads_down_to_an_article(desk: Page) -> None:
    desk.goto("/admin/pages/")
    for name in ("Home", "Mental Health Journal"):
        desk.get_by_role("link", name=f"Explore child pages of '{name}'").click()
        expect(desk.get_by_role("heading", name=name, level=1)).to_be_attached()
    desk.get_by_role("link", name="Rewiring the Brain").first.click()
    title = desk.get_by_placeholder("Page title*")
    expect(title).to_have_value("Rewiring the Brain")


def test_a_picture_opens_with_its_credit(desk: Page) -> None:
    desk.goto("/admin/images/")
    desk.get_by_role("main").locator("a:has(img)").first.click()
    expect(desk.get_by_role("textbox", name="Credit")).not_to_have_value("")
    desk.get_by_role("button", name="Save").click()
    editing.said(desk, "updated")


def test_the_clinic_settings_can_be_saved_untouched(page: Page, desk: Page) -> None:
    page.goto(HOME)
    before = page.get_by_role("contentinfo").inner_text()
    desk.goto("/admin/")
    desk.get_by_role("button", name="Settings").click()
    desk.get_by_role("link", name="Clinic settings").click()
    expect(desk.get_by_role("textbox", name="Name*").first).not_to_have_value("")
    desk.get_by_role("button", name="Save").click()
    editing.said(desk, "updated")
    page.goto(HOME)
    assert page.get_by_role("contentinfo").inner_text() == before


def test_each_block_with_a_preview_shows_it(desk: Page) -> None:
    editing.begin_an_article(desk, JOURNAL)
    editing.body(desk).get_by_role("button", name="Insert a block").click()
    buttons = desk.get_by_role("button", name="Preview", exact=True)
    expect(buttons.first).to_be_visible()
    for number in range(buttons.count()):
        with desk.expect_response(re.compile("/admin/block-preview/")) as preview:
            buttons.nth(number).click()
        assert preview.value.status == 200
        block = desk.frame_locator(".w-combobox-preview__iframe").locator(
            ".block-preview"
        )
        expect(block).not_to_be_empty()
    assert buttons.count() >= 13


def test_the_preview_of_a_page_shows_what_is_not_saved_yet(desk: Page) -> None:
    article = "ketamine-treatment-the-science-behind-mental-health-relief"
    editing.edit(desk, f"{JOURNAL}{article}/")
    desk.get_by_role("textbox", name="Subtitle").fill("A subtitle in the making")
    desk.get_by_role("button", name="Toggle preview").click()
    preview = desk.frame_locator("iframe[title='Preview']").first
    expect(preview.get_by_role("main")).to_contain_text("A subtitle in the making")
    expect(preview.locator("#source-1")).to_be_attached()
