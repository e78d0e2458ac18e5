"""Two windows on one page lose nothing, and a draft is shared and commented on."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.editing import edit, said, save_draft
from tests.running import RunningSite

pytestmark = pytest.mark.browser
ADDRESS = "/conditions/ptsd/"


def summary(desk: Page):
    """The field of the summary."""
    return desk.get_by_role("textbox", name="Summary", exact=True)


def test_the_second_window_is_told_and_keeps_its_text(desk: Page) -> None:
    edit(desk, ADDRESS)
    other = desk.context.new_page()
    other.goto(desk.url)
    summary(other).fill("What the other window wrote.")
    save_draft(other)
    summary(desk).fill("What this window wrote.")
    # Without Wagtail's script, which asks first if it has looked in the meantime.
    desk.locator("#page-edit-form").evaluate("form => form.submit()")
    told = desk.get_by_role("alert").filter(has_text="there is a newer version")
    expect(told).to_contain_text("You saved this page in another window")
    expect(told).to_contain_text("What changed there: Summary")
    expect(summary(desk)).to_have_value("What this window wrote.")
    desk.get_by_role("button", name="Save mine on top").click()
    said(desk, "has been updated")
    expect(summary(desk)).to_have_value("What this window wrote.")


def test_a_draft_is_shared_read_commented_on_and_settled(
    desk: Page, browser: Browser, site: RunningSite
) -> None:
    edit(desk, ADDRESS)
    desk.get_by_role("button", name="Toggle comments from shared links").click()
    desk.get_by_role("link", name="Share the draft").last.click()
    desk.get_by_role("button", name="Make a link").click()
    link = desk.get_by_label("The link to the draft").input_value()
    reader = browser.new_context(base_url=site.url).new_page()
    reader.goto(link)
    expect(reader.locator(".shared-banner")).to_contain_text("not for readers yet")
    reader.get_by_label("Your name").fill("Dr. Hopper")
    reader.get_by_label("Your comment").fill("Could this be shorter?")
    reader.wait_for_timeout(3_100)  # faster is taken for a program
    reader.get_by_role("button", name="Send the comment").click()
    expect(reader.get_by_role("status")).to_contain_text(
        "The editors have your comment"
    )
    assert reader.context.cookies() == []
    desk.goto(desk.url)
    expect(desk.get_by_role("main")).to_contain_text("Could this be shorter?")
    desk.get_by_role("button", name="Done", exact=True).click()
    said(desk, "The comment is marked as done.")
