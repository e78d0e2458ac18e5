"""An editor changes a published page in the admin, and its citations stay right."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL, SINGLE_PAGES

pytestmark = pytest.mark.browser

TEXT = """main => {
    const text = main.cloneNode(true);
    text.querySelectorAll(".review-notice").forEach(notice => notice.remove());
    return text.textContent;
}"""
LINKS = "links => links.map(link => [link.textContent, link.getAttribute('href')])"


@dataclass(frozen=True)
class Shown:
    """What readers have of a page, but for the day on which it last changed."""

    text: str
    links: list[list[str]]
    numbers: list[str]
    sources: list[str]


def shown(page: Page, address: str) -> Shown:
    """What readers have at an address."""
    page.goto(address)
    main = page.get_by_role("main")
    return Shown(
        text=main.evaluate(TEXT),
        links=main.locator("a").evaluate_all(LINKS),
        numbers=main.locator(".citation").all_inner_texts(),
        sources=main.locator(".sources .reference").all_inner_texts(),
    )


@pytest.mark.parametrize("address", SINGLE_PAGES)
def test_saving_and_publishing_untouched_changes_nothing(
    page: Page, desk: Page, address: str
) -> None:
    before = shown(page, address)
    editing.edit(desk, address)
    editing.save_draft(desk)
    assert shown(page, address) == before
    editing.publish(desk)
    assert shown(page, address) == before


def test_an_added_citation_gets_its_number_and_its_source(
    page: Page, desk: Page
) -> None:
    address = f"{JOURNAL}ketamine-treatment-a-comprehensive-guide/"
    before = shown(page, address)
    editing.edit(desk, address)
    editing.cite(desk, "berman-2000")
    assert shown(page, address) == before
    editing.publish(desk)

    after = shown(page, address)
    assert len(after.numbers) == len(before.numbers) + 1
    assert len(after.sources) == len(before.sources) + 1
    line = page.locator(".sources li:has([href='/references/berman-2000/'])")
    number = line.get_attribute("value")
    mention = page.locator(f".citation [href='#source-{number}']")
    expect(mention).to_have_text(str(number))
    expect(line.locator(f"[href='#mention-{number}-1']")).to_be_visible()
    line.locator(".reference").click()
    expect(page.get_by_role("main")).to_contain_text("A Comprehensive Guide")


def test_a_wrong_key_is_refused_at_publish_but_kept_in_a_draft(
    page: Page, desk: Page
) -> None:
    address = f"{JOURNAL}how-ketamine-changes-the-brain/"
    before = shown(page, address)
    editing.edit(desk, address)
    editing.cite(desk, "nobody-1900")
    editing.press(desk, "Publish")
    refusal = desk.get_by_text(
        "There is no reference with this citation key: nobody-1900"
    )
    expect(refusal.first).to_be_visible()
    editing.save_draft(desk)
    assert shown(page, address) == before
    editing.edit(desk, address)
    expect(editing.body(desk)).to_contain_text("[nobody-1900]")


def test_a_malformed_key_is_asked_for_again(desk: Page) -> None:
    address = f"{JOURNAL}ketamine-therapy-for-mood-disorders/"
    editing.edit(desk, address)
    first, second = editing.cite(desk, "Berman 2000", "berman-2000")
    assert first.startswith("Citation key of the source")
    assert second.startswith("A key has lower-case letters")
    expect(editing.body(desk)).to_contain_text("[berman-2000]")


def test_a_cancelled_citation_leaves_the_text_alone(desk: Page) -> None:
    address = f"{JOURNAL}ketamine-therapy-for-mood-disorders/"
    editing.edit(desk, address)
    before = desk.locator(".public-DraftEditor-content mark").count()
    assert len(editing.cite(desk, None)) == 1
    expect(desk.locator(".public-DraftEditor-content mark")).to_have_count(before)
