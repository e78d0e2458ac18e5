"""An editor changes a published page in the admin, and its citations stay right."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL, SINGLE_PAGES

pytestmark = pytest.mark.browser

TEXT = r"""main => {
    const text = main.cloneNode(true);
    const others = ".review, .review-panel, .leaflet, .cite-as, .changes";
    text.querySelectorAll(others).forEach(told => told.remove());
    return text.textContent.split(/\s+/).join(" ");
}"""
LINKS = "links => links.map(link => [link.textContent, link.getAttribute('href')])"


@dataclass(frozen=True)
class Shown:
    """What readers have of a page, but for what is said of its versions and days."""

    text: str
    links: list[list[str]]
    numbers: list[str]
    sources: list[str]


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A reader's window without scripts: one would add to a long list of sources later."""
    return new_context(java_script_enabled=False).new_page()


def shown(page: Page, address: str) -> Shown:
    """What readers have at an address."""
    page.goto(address)
    main = page.get_by_role("main")
    return Shown(
        text=main.evaluate(TEXT),
        links=main.locator("a:not(.changes a)").evaluate_all(LINKS),
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
    number = str(line.get_attribute("id")).removeprefix("source-")
    mention = page.locator(f".citation [href='#source-{number}']")
    expect(mention).to_have_text(number)
    expect(line.locator(f"[href='#mention-{number}-1']")).to_be_visible()
    line.locator(".reference").click()
    expect(page.get_by_role("main")).to_contain_text("A Comprehensive Guide")
