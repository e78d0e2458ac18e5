"""An editor cites: by keyboard, in texts and in fields of sources, and by pasting."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL

pytestmark = pytest.mark.browser

EFFECT = "/side-effects/dizziness/"
ARTICLE = f"{JOURNAL}ketamine-therapy-for-mood-disorders/"
OTHER_ARTICLE = f"{JOURNAL}how-ketamine-changes-the-brain/"


def text_of(desk: Page, name: str) -> Locator:
    """Where the rich text of a field of the page is written."""
    return desk.get_by_role("region", name=name).locator("[contenteditable=true]")


def test_a_source_is_cited_in_a_field_of_the_page_and_in_its_body(
    page: Page, desk: Page
) -> None:
    editing.edit(desk, EFFECT)
    feels = text_of(desk, "What it feels like")
    window = editing.ask_for_a_source(desk, feels)
    desk.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(feels).to_be_focused()
    expect(feels).not_to_contain_text("[berman-2000]")
    editing.cite(desk, "berman-2000", feels)
    expect(feels.locator(".citation").last).to_have_attribute(
        "title", "Berman 2000: Antidepressant effects of ketamine in depressed patients"
    )
    editing.publish(desk)
    page.goto(EFFECT)
    expect(page.locator(".sources")).to_contain_text("Berman RM")

    editing.edit(desk, ARTICLE)
    paragraph = editing.first_paragraph(desk)
    editing.ask_for_a_source(desk, paragraph)
    desk.keyboard.type("takahashi")
    expect(desk.get_by_role("dialog").get_by_role("row")).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(paragraph.locator(".citation").last).to_have_text("[takahashi-2021]")
    paragraph.press_sequentially(" and more")
    editing.expect_kept(paragraph, "[takahashi-2021] and more")


def test_pasting_keeps_citations_and_makes_none(desk: Page) -> None:
    editing.edit(desk, ARTICLE)
    paragraph = editing.first_paragraph(desk)
    other = editing.body(desk).locator("[contenteditable=true]").nth(1)
    editing.cite(desk, "berman-2000", paragraph)
    cited = paragraph.locator(".citation").count()
    before = other.locator(".citation").count()
    paragraph.press("Control+a")
    paragraph.press("Control+c")
    other.click()
    other.press("Control+End")
    other.press("Control+v")
    expect(other.locator(".citation")).to_have_count(before + cited)
    editing.expect_kept(other, "[berman-2000]")

    summary = desk.get_by_role("textbox", name="Summary", exact=True)
    summary.fill("As [berman-2000] found.")
    summary.press("Control+a")
    summary.press("Control+c")
    other.click()
    other.press("Control+End")
    other.press("Control+v")
    editing.expect_kept(other, "As [berman-2000] found.")
    expect(other.locator(".citation")).to_have_count(before + cited)


def test_sources_of_a_finding_are_chosen_and_taken_away(desk: Page) -> None:
    editing.edit(desk, OTHER_ARTICLE)
    body = editing.body(desk)
    body.get_by_role("button", name="Insert a block").first.click()
    desk.get_by_role("option", name="Finding").click()
    # The new block takes the focus a moment later: out of the window, if that is open.
    expect(body.locator("[contenteditable=true]").first).to_be_focused()
    sources = body.get_by_role("group", name="Sources").first
    kept = body.locator("input[data-controller=chosen-sources]").first
    choose = sources.get_by_role("button", name="Choose a source")
    for key in ("berman-2000", "daly-2019", "berman-2000"):
        choose.press("Enter")
        expect(desk.get_by_label("Find a source")).to_be_focused()
        desk.keyboard.type(key)
        desk.keyboard.press("Enter")
        expect(choose).to_be_focused()
    expect(sources.get_by_role("listitem")).to_have_count(2)
    expect(sources.get_by_role("listitem").first).to_contain_text("Berman 2000")
    expect(kept).to_have_value("berman-2000 daly-2019")
    sources.get_by_role("button", name="Remove berman-2000").press("Enter")
    expect(kept).to_have_value("daly-2019")
    expect(sources.get_by_role("button", name="Remove daly-2019")).to_be_focused()
    editing.save_draft(desk)
    editing.edit(desk, OTHER_ARTICLE)
    expect(kept).to_have_value("daly-2019")
    expect(sources.get_by_role("listitem")).to_have_count(1)


def test_a_source_that_is_gone_is_marked_and_refused_but_kept(
    page: Page, desk: Page
) -> None:
    editing.edit(desk, ARTICLE)
    window = editing.ask_for_a_source(desk, editing.first_paragraph(desk))
    # A block that was put in just before asks for the focus when it is ready, be it that
    # the window has come to rest (in a third of a second) meanwhile.
    desk.wait_for_timeout(600)
    editing.first_paragraph(desk).evaluate("text => text.focus()")
    expect(window.get_by_label("Find a source")).to_be_focused()
    desk.keyboard.type("nobody-1900")
    expect(window).to_contain_text("No published source has “nobody-1900”")
    desk.keyboard.press("Escape")

    source = editing.write_reference(desk, "passing-2026", "A passing source")
    editing.edit(desk, ARTICLE)
    editing.cite(desk, "passing-2026")
    editing.save_draft(desk)
    editing.unpublish(desk, source)
    editing.edit(desk, ARTICLE)
    mark = editing.first_paragraph(desk).locator(".citation--missing")
    expect(mark).to_have_text("[passing-2026]")
    expect(mark).to_have_attribute("data-label", "no such source")
    editing.press(desk, "Publish")
    refusal = "There is no reference with this citation key: passing-2026"
    expect(desk.get_by_text(refusal).first).to_be_visible()
    expect(editing.body(desk)).to_contain_text("[passing-2026]")
    page.goto(ARTICLE)
    expect(page.get_by_role("main")).not_to_contain_text("passing-2026")
