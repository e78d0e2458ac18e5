"""A clinician signs what an editor wrote, and readers see it while the words stay."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL

pytestmark = pytest.mark.browser

PASSWORD = "a-long-password"


def make_reviewer(desk: Page, name: str) -> None:
    """Make the account of a clinical reviewer, as an administrator does."""
    desk.goto("/admin/users/new/")
    told = {
        "Username": name,
        "Email": f"{name}@clinic.example",
        "First name": "Grace",
        "Last name": "Hopper",
        "Password": PASSWORD,
        "Password confirmation": PASSWORD,
    }
    for label, words in told.items():
        desk.get_by_role("textbox", name=label, exact=False).and_(
            desk.get_by_label(label, exact=False)
        ).first.fill(words)
    desk.get_by_label("Password confirmation", exact=False).fill(PASSWORD)
    desk.get_by_role("tab", name="Roles").click()
    desk.get_by_label("Clinical reviewers").check()
    desk.get_by_role("button", name="Add user").click()
    editing.said(desk, "created")


def signed_in_as(window: Page, name: str) -> Page:
    """The window, after somebody has logged in."""
    window.goto("/admin/login/")
    window.get_by_label("Username").fill(name)
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Sign in").click()
    window.wait_for_url("**/admin/")
    return window


def change(desk: Page, address: str, words: str) -> None:
    """Write more into an article, and say that it is an update."""
    editing.edit(desk, address)
    text = editing.first_paragraph(desk)
    text.click()
    text.press("Control+End")
    text.press_sequentially(words)
    editing.expect_written(desk, words)
    desk.get_by_role("tab", name="What changed").click()
    desk.get_by_role("radio", name="Minor").check()


def test_a_text_is_submitted_signed_read_and_changed(
    page: Page, desk: Page, new_context: Callable[..., BrowserContext]
) -> None:
    address = f"{JOURNAL}what-a-signature-says/"
    editing.write_article(desk, JOURNAL, "What a signature says")
    make_reviewer(desk, "grace")
    change(desk, address, " It helps 7 in 10.")
    editing.press(desk, "Submit to Clinical review")
    editing.said(desk, "submitted")

    clinician = signed_in_as(new_context().new_page(), "grace")
    clinician.get_by_role("link", name="What a signature says").first.click()
    editing.press(clinician, "Sign and Publish")
    expect(clinician.locator("main")).to_contain_text("It helps 7 in 10.")
    clinician.get_by_label("Credentials").fill("MD")
    clinician.get_by_role("button", name="Sign this text").click()
    expect(clinician.locator("main")).to_contain_text("Every box must be ticked.")
    for box in clinician.locator("[name=boxes]").all():
        box.check()
    clinician.get_by_role("button", name="Sign this text").click()
    editing.said(clinician, "You signed “What a signature says”")

    page.goto(address)
    expect(page.locator(".article__text")).to_contain_text("It helps 7 in 10.")
    line = page.locator("header .review")
    expect(line).to_contain_text("Reviewed by Grace Hopper, MD, on")

    change(desk, address, " Or 8.")
    editing.publish(desk)
    page.goto(address)
    expect(line).to_contain_text("Changed since the review")
    expect(line).not_to_contain_text("Reviewed by")
    page.locator(".review-history summary").click()
    expect(page.locator(".review-history")).to_contain_text(
        "The text has changed since."
    )
