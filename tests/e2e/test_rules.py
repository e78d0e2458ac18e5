"""An editor sees what a text lacks, is led to it, mends it, and sees that it is mended."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import editing

pytestmark = pytest.mark.browser

CONDITION = "/conditions/ocd/"


def test_a_finding_leads_to_its_paragraph_and_goes_when_it_is_mended(
    desk: Page,
) -> None:
    editing.edit(desk, CONDITION)
    desk.get_by_role("button", name="Toggle content rules").click()
    panel = desk.locator("[data-side-panel=rules]")
    expect(panel).not_to_contain_text("To think about")
    editing.wait_until_watched(desk)
    text = editing.first_paragraph(desk)
    text.press("Control+End")
    text.press_sequentially(" Setbacks are common.")
    expect(panel).to_contain_text("To think about")
    editing.body(desk).locator(
        "[contenteditable=true]"
    ).last.scroll_into_view_if_needed()
    expect(text).not_to_be_in_viewport()
    found = panel.locator(".w-content-checker__row", has_text="Setbacks are common")
    found.get_by_role("link", name=re.compile("^Show")).click()
    expect(text).to_be_in_viewport()

    expect(panel).not_to_contain_text("To mend before you publish")
    summary = desk.get_by_role("textbox", name="Summary")
    said = summary.input_value()
    summary.fill("")
    expect(panel).to_contain_text("To mend before you publish")
    expect(panel).to_contain_text("Say in one or two plain sentences")
    summary.fill(said)
    expect(panel).not_to_contain_text("To mend before you publish")
