"""A reader finds a page by search, by its other names, and side by side with others."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.addresses import COMPARISON, HOME, JOURNAL, MISSING

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]
) -> Page:
    """A reader's window on a phone, once with and once without JavaScript."""
    phone = {"width": 375, "height": 800}
    return new_context(java_script_enabled=request.param, viewport=phone).new_page()


def search(reader: Page, words: str) -> None:
    """Search from the head of the page, as one does with the keyboard."""
    form = reader.get_by_role("search", name="Search the site")
    field = form.get_by_label("Words to search for")
    field.fill(words)
    field.press("Enter")
    reader.wait_for_url("**/search/?q=*")


def test_a_lay_name_leads_to_the_condition(reader: Page) -> None:
    reader.goto(HOME)
    search(reader, "shell shock")
    first = reader.locator(".results li").first
    expect(first).to_contain_text("PTSD")
    first.get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("PTSD")


def test_results_are_narrowed_by_type_and_widened_again(reader: Page) -> None:
    reader.goto("/search/?q=ketamine")
    all_of_them = reader.locator("#results").inner_text()
    reader.locator("details.facets > summary, .facets > summary").first.click()
    reader.get_by_role("link", name=re.compile(r"^Side effect \d+")).click()
    expect(reader).to_have_url(re.compile("type=side-effect"))
    kinds = reader.locator(".results .eyebrow").all_inner_texts()
    assert {kind.lower() for kind in kinds} == {"side effect"}
    expect(reader.locator("#results")).not_to_have_text(all_of_them)
    reader.locator(".chosen").get_by_role("link").first.click()
    expect(reader.locator("#results")).to_have_text(all_of_them)


def test_a_search_in_a_crisis_shows_help_before_anything_else(reader: Page) -> None:
    reader.goto(HOME)
    search(reader, "i want to die")
    help_now = reader.get_by_role("main").locator("a[href='tel:988']").first
    expect(help_now).to_be_in_viewport()


def test_who_misspells_a_word_is_asked_what_was_meant(reader: Page) -> None:
    reader.goto(HOME)
    search(reader, "nausae")
    reader.get_by_role("main").get_by_role("link", name="nausea", exact=True).click()
    expect(reader.locator(".results li").first).to_contain_text("Nausea")


def test_a_search_without_results_offers_the_lists(reader: Page) -> None:
    reader.goto(HOME)
    search(reader, "xylophone")
    text = reader.get_by_role("main")
    expect(text).to_contain_text("Nothing was found for “xylophone”")
    text.get_by_role("link", name="Conditions").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Conditions")


def test_another_name_in_the_list_leads_to_the_condition(reader: Page) -> None:
    reader.goto("/conditions/")
    reader.get_by_role("navigation", name="A to Z").get_by_role(
        "link", name="S"
    ).click()
    cross = reader.locator(".letter__cross", has_text="Shell shock")
    expect(cross).to_be_in_viewport()
    cross.get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("PTSD")


def test_a_count_in_the_comparison_leads_to_its_source_and_back(reader: Page) -> None:
    reader.goto("/side-effects/")
    reader.get_by_role("link", name="Compare all side effects").click()
    expect(reader).to_have_url(re.compile(f"{COMPARISON}$"))
    mention = reader.locator("#mention-2-1")
    mention.click()
    source = reader.locator("#source-2")
    expect(source).to_be_in_viewport()
    source.get_by_role("link", name="Back to mention 1 of source 2").click()
    expect(mention).to_be_in_viewport()


def test_the_journal_is_narrowed_to_a_condition(reader: Page) -> None:
    reader.goto(JOURNAL)
    reader.locator("details.facets > summary, .facets > summary").first.click()
    reader.get_by_role("link", name=re.compile(r"^Schizophrenia \d+")).click()
    expect(reader.locator(".article-card")).to_have_count(1)


def test_a_lost_reader_searches_on(reader: Page) -> None:
    reader.goto(MISSING)
    again = reader.get_by_role("search", name="Search for the page")
    field = again.get_by_label("Words to search for")
    expect(field).to_have_value("no such page")
    field.fill("nausea")
    again.get_by_role("button", name="Search").click()
    expect(reader.locator(".results li").first).to_contain_text("Nausea")
