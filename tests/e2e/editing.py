"""What an editor does in the admin, step by step."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

# Where the form keeps what is in a text field; Draftail brings it up to date in a while.
ITS_FIELD = "xpath=ancestor::*[contains(@class, 'Draftail-Editor__wrapper')]/../input"


def from_the_page(desk: Page, address: str, step: str) -> None:
    """Take a step that the bird's menu on a public page offers."""
    desk.goto(address)
    desk.locator("#wagtail-userbar-trigger").click()
    desk.get_by_role("menuitem", name=step).click()
    desk.wait_for_url("**/admin/pages/**")


def edit(desk: Page, address: str) -> None:
    """Open the editor of a page, beginning at its public address."""
    from_the_page(desk, address, "Edit this page")
    expect(desk.get_by_role("button", name="Save draft")).to_be_visible()


def wait_until_watched(desk: Page) -> None:
    """Wait until the form has noted how it began: earlier changes are not seen as such."""
    began = "window.wagtail.app.queryController('w-unsaved').initialFormData"
    for _ in range(300):
        if desk.evaluate(f"Boolean({began})"):
            return
        desk.wait_for_timeout(100)  # milliseconds
    raise TimeoutError("The form does not watch for changes.")


def press(desk: Page, action: str) -> None:
    """Press one of the buttons that open above "Save draft"."""
    desk.get_by_role("button", name="More actions").click()
    actions = desk.get_by_role("navigation", name="Actions (footer)")
    button = actions.get_by_role("button", name=action, exact=True)
    button.or_(actions.get_by_role("link", name=action, exact=True)).click()


def said(desk: Page, words: str) -> None:
    """Expect the admin to say, on top of the page, that something is done."""
    expect(desk.locator(".messages .success")).to_contain_text(words)


@contextmanager
def asked_again(desk: Page, action: str) -> Iterator[None]:
    """If an automatic save of a moment ago was faster, the admin asks once more."""
    asked = desk.get_by_role("dialog", name="You saved a new version in another window")
    again = asked.get_by_role("button", name=action)
    desk.add_locator_handler(asked, lambda: again.click())
    yield
    desk.remove_locator_handler(asked)


def save_draft(desk: Page) -> None:
    """Press "Save draft", which the admin confirms."""
    with asked_again(desk, "Save draft"):
        desk.get_by_role("button", name="Save draft").first.click()
        said(desk, "has been updated")


def say_what_changed(desk: Page, kind: str = "Minor", sentence: str = "") -> None:
    """Answer what kind of change it is; a page that readers never had is not asked."""
    if not desk.locator("[name=change_kind]").count():
        return
    desk.get_by_role("tab", name="What changed").click()
    desk.get_by_role("radio", name=kind).check()
    if sentence:
        desk.get_by_role("textbox", name="Say it to readers").fill(sentence)


def publish(desk: Page, kind: str = "Minor", sentence: str = "") -> None:
    """Press "Publish", which the admin confirms."""
    say_what_changed(desk, kind, sentence)
    with asked_again(desk, "Publish"):
        press(desk, "Publish")
        said(desk, "published")


def body(desk: Page) -> Locator:
    """The part of the form that holds the body."""
    return desk.get_by_role("region", name="Body", exact=True)


def expect_written(desk: Page, words: str) -> None:
    """Wait until the form holds what was typed into the first paragraph."""
    expect_kept(first_paragraph(desk), words)


def expect_kept(text: Locator, words: str) -> None:
    """Wait until the form holds the words that a text shows."""
    kept = re.compile(re.escape(words))
    expect(text.locator(ITS_FIELD)).to_have_value(kept)


def first_paragraph(desk: Page) -> Locator:
    """Where the first text of the body is written."""
    return body(desk).locator("[contenteditable=true]").first


def ask_for_a_source(desk: Page, text: Locator) -> Locator:
    """Ask for a citation at the end of a text, by keyboard; returns the window."""
    text.click()
    text.press("Control+End")
    text.press_sequentially(" /citation")
    expect(desk.get_by_role("option", name="Citation")).to_be_visible()
    text.press("Enter")
    window = desk.get_by_role("dialog")
    expect(window.get_by_label("Find a source")).to_be_focused()
    return window


def cite(desk: Page, key: str, text: Locator | None = None) -> None:
    """Cite at the end of a text, the first paragraph if none is named; keyboard alone."""
    text = text or first_paragraph(desk)
    window = ask_for_a_source(desk, text)
    desk.keyboard.type(key)
    desk.keyboard.press("Enter")
    expect(window).to_be_hidden()
    expect(text.locator(".citation", has_text=f"[{key}]").last).to_be_visible()
    expect(text).to_be_focused()
    expect_kept(text, f"[{key}]")


def begin_an_article(desk: Page, journal: str, start: str = "Blank") -> None:
    """Open the form of a new article, with what was chosen to begin with."""
    from_the_page(desk, journal, "Add a child page")
    desk.get_by_role("main").get_by_role("link", name=start).click()


def write_article(desk: Page, journal: str, title: str) -> None:
    """Write and publish a short article with all that publishing asks for."""
    draft_article(desk, journal, title)
    publish(desk)


def draft_article(desk: Page, journal: str, title: str) -> None:
    """Write a short article with all that publishing asks for; nothing is pressed yet."""
    begin_an_article(desk, journal)
    desk.get_by_placeholder("Page title*").fill(title)
    desk.get_by_role("textbox", name="Summary").fill("What it says.")
    desk.get_by_role("button", name="Add author").click()
    desk.get_by_role("button", name="Choose a page (Author)").click()
    choices = desk.get_by_role("dialog")
    choices.get_by_role("textbox", name="Search").fill("Editorial desk")
    choices.get_by_role("link", name="Editorial desk").click()
    expect(choices).to_be_hidden()
    body(desk).get_by_role("button", name="Insert a block").click()
    desk.get_by_role("option", name="Text", exact=True).click()
    paragraph = body(desk).locator("[contenteditable=true]")
    expect(paragraph).to_be_focused()
    paragraph.press_sequentially("A first paragraph.")
    expect_written(desk, "A first paragraph.")


def upload_figure(desk: Page, picture: Path, **told: str) -> None:
    """Put a figure at the end of the body, with a picture that is uploaded for it.

    `told` is what the form of a picture asks for, such as `title` and `credit`.
    """
    body(desk).get_by_role("button", name="Insert a block").last.click()
    desk.get_by_role("option", name="Figure").click()
    body(desk).get_by_role("button", name="Choose an image").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    form = dialog.get_by_role("tabpanel", name="Upload")
    form.get_by_label("File", exact=False).set_input_files(picture)
    for label, words in told.items():
        form.get_by_role("textbox", name=label.capitalize()).fill(words)
    form.get_by_role("button", name="Upload").click()
    expect(dialog).to_be_hidden()


def unpublish(desk: Page, address: str) -> None:
    """Take a page from the readers."""
    edit(desk, address)
    press(desk, "Unpublish")
    desk.get_by_role("button", name="Yes, unpublish it").click()
    said(desk, "unpublished")


def write_reference(desk: Page, key: str, title: str) -> str:
    """Write and publish a source; returns its address."""
    from_the_page(desk, "/references/", "Add a child page")
    desk.get_by_role("textbox", name="Title of the source").fill(title)
    desk.get_by_role("textbox", name="Citation key").fill(key)
    desk.get_by_role("textbox", name="DOI").fill(f"10.1000/{key}")
    publish(desk)
    return f"/references/{key}/"
