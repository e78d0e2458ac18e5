"""An editor brings a page out and takes it back, but not what others rest on."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import editing
from tests.e2e.addresses import ARTICLE, JOURNAL, STANDARD_PAGE

pytestmark = pytest.mark.browser


def test_a_new_article_is_in_the_journal(page: Page, desk: Page) -> None:
    editing.write_article(desk, JOURNAL, "Asking for a second opinion")
    page.goto(JOURNAL)
    page.get_by_role("link", name="Asking for a second opinion").click()
    text = page.get_by_role("main")
    expect(text.get_by_role("heading", level=1)).to_have_text(
        "Asking for a second opinion"
    )
    expect(text).to_contain_text("By Editorial desk")
    expect(text).to_contain_text("A first paragraph.")


def test_an_article_with_a_citation_and_a_picture_goes_out_and_back(
    page: Page, desk: Page, tmp_path: Path
) -> None:
    address = f"{JOURNAL}what-a-picture-tells/"
    drawing = tmp_path / "drawing.png"
    Image.new("RGB", (600, 400), "teal").save(drawing)
    editing.write_article(desk, JOURNAL, "What a picture tells")
    editing.edit(desk, address)
    editing.cite(desk, "berman-2000")
    editing.upload_figure(
        desk,
        drawing,
        title="A drawing",
        description="A plain field of color",
        credit="Drawn for this test",
        license="our own",
    )
    editing.publish(desk)

    page.goto(address)
    expect(page.locator("[role=doc-noteref]")).to_have_text("1")
    expect(page.locator("#source-1")).to_contain_text("Berman RM")
    figure = page.locator("figure")
    picture = figure.get_by_role("img", name="A plain field of color")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 400
    expect(figure).to_contain_text("Drawn for this test (our own)")
    page.goto("/search/?q=what+a+picture+tells")
    expect(page.locator(".results")).to_contain_text("What a picture tells")

    editing.unpublish(desk, address)
    assert page.goto(address).status == 404
    page.goto("/references/berman-2000/")
    expect(page.get_by_role("main")).not_to_contain_text("What a picture tells")
    page.goto("/search/?q=what+a+picture+tells")
    expect(page.locator(".results")).not_to_contain_text("What a picture tells")


def test_an_unpublished_article_is_gone(page: Page, desk: Page) -> None:
    address = f"{JOURNAL}a-passing-thought/"
    editing.write_article(desk, JOURNAL, "A passing thought")
    assert page.goto(address).status == 200
    editing.unpublish(desk, address)
    assert page.goto(address).status == 404
    page.goto(JOURNAL)
    expect(page.get_by_role("link", name="Rewiring the Brain")).to_be_visible()
    expect(page.get_by_role("link", name="A passing thought")).to_be_hidden()


def test_a_rough_article_is_refused_with_the_reasons(desk: Page) -> None:
    editing.begin_an_article(desk, JOURNAL)
    desk.get_by_placeholder("Page title*").fill("Only a title")
    editing.press(desk, "Publish")
    summary = desk.locator(".messages").get_by_text("Summary: Say in one or two plain")
    expect(summary).to_be_visible()
    beside_the_body = desk.get_by_text("There is nothing to read yet.", exact=True)
    expect(beside_the_body).to_be_visible()


def ask_to_delete(desk: Page, address: str) -> None:
    """Press "Delete" in the editor of a page."""
    editing.edit(desk, address)
    desk.locator("header").get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Delete", exact=True).click()


def test_a_cited_reference_is_not_deleted_and_the_citing_pages_are_named(
    page: Page, desk: Page
) -> None:
    page.goto(ARTICLE)
    source = page.locator("#source-3 .reference").get_attribute("href")
    ask_to_delete(desk, source)
    refusal = desk.locator(".messages .error")
    expect(refusal).to_contain_text("cannot go: these pages rest on it")
    expect(refusal).to_contain_text("“Rewiring the Brain”")
    assert page.goto(source).status == 200


def test_a_page_that_nothing_rests_on_may_be_deleted(desk: Page) -> None:
    ask_to_delete(desk, STANDARD_PAGE)
    expect(desk.get_by_role("button", name="Yes, delete it")).to_be_visible()
    expect(desk.locator(".messages .error")).to_be_hidden()
