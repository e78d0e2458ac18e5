"""An editor makes the draft of an article of a document, and opens it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEXT = """Calm Evenings, Calm Nights

Sleep is easier when the room is dark and the evening is calm, and most people with PTSD
find their own way to it within a few weeks of trying.

What Helps in the Evening

- Less light
- Fresh air

Share this article:
Facebook
"""


def test_a_document_is_looked_over_made_and_opened(desk: Page, tmp_path: Path) -> None:
    file = tmp_path / "evenings.txt"
    file.write_text(TEXT)
    desk.goto("/admin/articles/")
    desk.get_by_role("button", name="Import a document").or_(
        desk.get_by_role("link", name="Import a document")
    ).first.click()
    desk.get_by_label("Document").set_input_files(file)
    desk.get_by_role("button", name="Look the document over").click()
    title = desk.get_by_role("textbox", name="Title", exact=True)
    expect(title).to_have_value("Calm Evenings, Calm Nights")
    expect(desk.get_by_role("cell", name="Facebook")).to_be_visible()
    desk.get_by_role("checkbox", name="PTSD").check()
    title.fill("Calm evenings")
    desk.get_by_role("button", name="Make the draft").click()
    expect(desk.locator(".messages .success")).to_contain_text("Nobody sees it yet")
    desk.get_by_role("link", name="Open the article").click()
    expect(desk.get_by_placeholder("Page title*")).to_have_value("Calm evenings")
    expect(
        desk.get_by_label("Body").get_by_text("Fresh air", exact=True)
    ).to_be_visible()
