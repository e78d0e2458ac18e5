"""The whole way of a text: written, cited, submitted, signed, corrected, and read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL

pytestmark = pytest.mark.browser

PASSWORD = "a-long-password"
SOURCE = "berman-2000"
SENTENCE = "It said one hour; it can be two."


def make_reviewer(desk: Page, name: str) -> None:
    """Make the account of a clinical reviewer, as an administrator does."""
    desk.goto("/admin/users/new/")
    told = {
        "username": name,
        "email": f"{name}@clinic.example",
        "first_name": "Grace",
        "last_name": "Hopper",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    for field, words in told.items():
        desk.locator(f"[name={field}]").fill(words)
    desk.get_by_role("tab", name="Roles").first.click()
    desk.get_by_label("Clinical reviewers").check()
    desk.get_by_role("button", name="Create").click()
    editing.said(desk, "created")


def signed_in_as(window: Page, name: str) -> Page:
    """The window, after somebody has logged in."""
    window.goto("/admin/login/")
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url("**/admin/")
    return window


def submit_an_article(desk: Page, title: str) -> None:
    """Write an article that rests on a source, and submit it to the clinicians."""
    editing.draft_article(desk, JOURNAL, title)
    text = editing.first_paragraph(desk)
    text.click()
    text.press("Control+End")
    text.press_sequentially(" It takes an hour.")
    editing.cite(desk, SOURCE)
    with editing.asked_again(desk, "Submit to Clinical review"):
        editing.press(desk, "Submit to Clinical review")
        editing.said(desk, "submitted")


def sign(clinician: Page, title: str) -> None:
    """Read the text that waits for a signature, tick the boxes, and sign it."""
    clinician.get_by_role("link", name=title).first.click()
    editing.press(clinician, "Sign")
    expect(clinician.locator("main")).to_contain_text("It takes an hour.")
    expect(clinician.locator("main")).to_contain_text(SOURCE)
    clinician.get_by_label("Credentials").fill("MD")
    clinician.get_by_role("button", name="Sign this text").click()
    expect(clinician.locator("main")).to_contain_text("Every box must be ticked.")
    for box in clinician.locator("[name=boxes]").all():
        box.check()
    clinician.get_by_role("button", name="Sign this text").click()
    editing.said(clinician, f"You signed “{title}”")


def correct(desk: Page, address: str) -> None:
    """Write something else into the article, and tell readers that it was wrong."""
    editing.edit(desk, address)
    text = editing.first_paragraph(desk)
    text.click()
    text.press("Control+End")
    text.press_sequentially(" Or two.")
    editing.expect_written(desk, "Or two.")
    editing.publish(desk, "Correction", SENTENCE)


def test_a_text_is_written_cited_submitted_signed_corrected_and_read(
    page: Page, desk: Page, new_context: Callable[..., BrowserContext]
) -> None:
    title, address = "What a signature says", f"{JOURNAL}what-a-signature-says/"
    make_reviewer(desk, "grace")
    submit_an_article(desk, title)
    assert page.goto(address).status == 404
    sign(signed_in_as(new_context().new_page(), "grace"), title)

    page.goto(address)
    expect(page.locator(".article__text")).to_contain_text("It takes an hour.")
    expect(page.locator(".sources li")).to_have_count(1)
    line = page.locator("header .review")
    expect(line).to_contain_text("Reviewed by Grace Hopper, MD, on")

    correct(desk, address)
    page.goto(address)
    expect(line).to_contain_text("Changed since the review")
    expect(line).not_to_contain_text("Reviewed by")
    told = page.get_by_role("region", name="What changed")
    expect(told).to_contain_text(SENTENCE)
    page.locator(".review-history summary").click()
    expect(page.locator(".review-history")).to_contain_text(
        "The text has changed since."
    )
