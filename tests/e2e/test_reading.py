"""A reader follows a claim to its source and back, with or without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.addresses import ARTICLE, EVERY_TYPE, HOME, MISSING

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]
) -> Page:
    """A reader's window, once with and once without JavaScript."""
    return new_context(java_script_enabled=request.param).new_page()


def test_a_reader_goes_from_the_home_page_to_a_source_and_back(reader: Page) -> None:
    reader.goto(HOME)
    text = reader.get_by_role("main")
    text.get_by_role("link", name="PTSD", exact=True).click()
    text.get_by_role("link", name="Rewiring the Brain").click()
    expect(reader).to_have_url(re.compile(f"{ARTICLE}$"))

    mention = text.locator("[role=doc-noteref]").nth(4)
    number = mention.inner_text()
    mention.click()
    source = reader.locator(f"#source-{number}")
    expect(source).to_be_in_viewport()
    source.get_by_role("link", name=f"Back to mention 1 of source {number}").click()
    expect(mention).to_be_in_viewport()

    mention.click()
    source.locator(".reference").click()
    expect(reader).to_have_url(re.compile(r"/references/[a-z0-9-]+/$"))
    cited_by = text.locator(".cited-by")
    cited_by.get_by_role("link", name="Rewiring the Brain", exact=True).click()
    expect(reader).to_have_url(re.compile(f"{ARTICLE}$"))


def test_each_number_of_an_article_leads_to_its_line_and_back(page: Page) -> None:
    page.goto(ARTICLE)
    mentions = page.locator("[role=doc-noteref]").evaluate_all(
        "links => links.map(link => [link.id, link.hash, parseInt(link.innerText)])"
    )
    for anchor, target, number in mentions:
        assert target == f"#source-{number}"
        assert page.locator(f"{target} .backlinks a[href='#{anchor}']").count() == 1
    assert len(mentions) > 100


@pytest.mark.parametrize("address", EVERY_TYPE)
def test_each_type_of_page_can_be_read_without_javascript(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    answer = page.goto(address)
    assert answer and answer.status == (404 if address == MISSING else 200)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_be_visible()
