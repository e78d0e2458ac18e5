"""An editor corrects a page; readers are told, and can read what stood there."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL

pytestmark = pytest.mark.browser
SENTENCE = "The paragraph had been the first of two, and there is only one."


def test_a_correction_is_asked_for_told_and_can_be_looked_up(
    page: Page, desk: Page
) -> None:
    address = f"{JOURNAL}a-text-with-an-error/"
    editing.write_article(desk, JOURNAL, "A text with an error")
    editing.edit(desk, address)
    desk.get_by_role("textbox", name="Summary").fill("What it says now.")
    with editing.asked_again(desk, "Publish"):
        editing.press(desk, "Publish")
        refusal = desk.locator(".messages .error")
        expect(refusal).to_contain_text("say on the tab “What changed”")
    expect(desk.get_by_role("textbox", name="Summary")).to_have_value(
        "What it says now."
    )
    editing.publish(desk, "Correction", SENTENCE)

    page.goto(address)
    text = page.get_by_role("main")
    expect(text).to_contain_text("What it says now.")
    expect(text.get_by_role("region", name="What changed")).to_contain_text(SENTENCE)
    page.get_by_role("link", name="Earlier versions of this page").click()
    page.get_by_role("link", name="Read version 1").click()
    notice = page.get_by_role("complementary", name="This is an earlier version")
    expect(notice).to_contain_text(SENTENCE)
    expect(text).not_to_contain_text("What it says now.")
    notice.get_by_role("link", name="Read the newest version").click()
    expect(page).to_have_url(f"{page.url.partition(JOURNAL)[0]}{address}")
