"""Takes the pictures of the editor's guide from the running, seeded site.

Run it with `make pictures`. Each function below takes a window to what is to be shown;
its name is the name of the picture in `docs/pictures/`. They run in their order, on one
site, so that a later picture may show what an earlier one left.
"""

import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests import needs
from tests.e2e import editing
from tests.e2e.addresses import ARTICLE, JOURNAL, KEY_FACT
from tests.running import ROOT, Login, RunningSite, manage, running_site

FOLDER = ROOT / "docs/pictures"
SIZE = {"width": 1280, "height": 800}
PATIENCE = 30_000  # milliseconds, for a busy machine
COLORS = 96
LARGEST = 120 * 1024
RULES = "[data-side-panel=rules]"
REVIEWER = Login("sample-reviewer", "shown-in-no-picture")
MAKE_REVIEWER = f"""
from django.contrib.auth.models import Group
from clinic.models import User
user = User.objects.create_user(
    "{REVIEWER.name}", "reviewer@clinic.example", "{REVIEWER.password}",
    first_name="Sample", last_name="Reviewer",
)
user.groups.add(Group.objects.get(name="Clinical reviewers"))
"""
DOCUMENT = b"""# Sleep in the first week

By Sample Author

## What people notice

Many people sleep less in the first night after a session.

- Go to bed at your usual time.
- Leave the telephone in another room.

## When to call

Call the clinic if you have not slept for two nights.
"""


class Picture(NamedTuple):
    """One picture: how a window gets there, and whose window it is."""

    take: Callable[[Page], None]
    by: str


PICTURES: dict[str, Picture] = {}


def picture(by: str = "editor") -> Callable[[Callable[[Page], None]], None]:
    """Make a function the way to a picture of its name."""

    def register(take: Callable[[Page], None]) -> None:
        PICTURES[take.__name__.replace("_", "-")] = Picture(take, by)

    return register


def form_of(desk: Page, address: str) -> None:
    """Open the form of a page and wait until it is whole."""
    editing.edit(desk, address)
    expect(editing.body(desk).locator("[contenteditable=true]").first).to_be_visible()


@picture()
def begin(desk: Page) -> None:
    """The beginnings of an article."""
    editing.from_the_page(desk, JOURNAL, "Add a child page")


@picture()
def prompts(desk: Page) -> None:
    """A guide that is still to be written."""
    editing.begin_an_article(desk, JOURNAL, "Guide to a treatment")
    expect(editing.body(desk).locator("[contenteditable=true]").first).to_be_visible()
    editing.body(desk).scroll_into_view_if_needed()
    desk.mouse.move(700, 400)
    desk.mouse.wheel(0, 900)


@picture()
def blocks(desk: Page) -> None:
    """The blocks, one of them as readers will get it."""
    editing.begin_an_article(desk, JOURNAL)
    editing.body(desk).get_by_role("button", name="Insert a block").click()
    choices = desk.locator(".w-combobox")
    choices.get_by_role("button", name="Preview", exact=True).nth(10).click()
    shown = desk.frame_locator("iframe[src*='block-preview']")
    expect(shown.get_by_text("Call the clinic today if")).to_be_visible()


@picture()
def cite(desk: Page) -> None:
    """The window in which a source is chosen."""
    form_of(desk, ARTICLE)
    choices = editing.ask_for_a_source(desk, editing.first_paragraph(desk))
    choices.get_by_label("Find a source").fill("berman")
    expect(choices.get_by_text("Abdallah").first).to_be_hidden()
    expect(choices.get_by_text("berman-2000")).to_be_visible()


@picture()
def preview(desk: Page) -> None:
    """The form with the page beside it, as on a telephone."""
    form_of(desk, ARTICLE)
    desk.get_by_role("button", name="Toggle preview").click()
    shown = desk.frame_locator("iframe[title='Preview']").first
    expect(shown.get_by_role("heading", level=1)).to_be_visible()


@picture()
def rules(desk: Page) -> None:
    """What the site asks before a text may go out."""
    form_of(desk, "/conditions/ocd/")
    desk.get_by_role("button", name="Toggle content rules").click()
    editing.wait_until_watched(desk)
    text = editing.first_paragraph(desk)
    text.press("Control+End")
    text.press_sequentially(" Setbacks are common.")
    expect(desk.locator(RULES)).to_contain_text("To think about")


@picture()
def what_changed(desk: Page) -> None:
    """What an editor says of a change to a page that readers know."""
    form_of(desk, ARTICLE)
    if desk.locator(RULES).is_visible():  # it stays open from page to page
        desk.get_by_role("button", name="Toggle content rules").click()
    text = editing.first_paragraph(desk)
    text.press("Control+End")
    text.press_sequentially(" Ask whoever treats you.")
    editing.expect_written(desk, "Ask whoever treats you.")
    editing.say_what_changed(desk, "Update", "We added whom to ask.")


@picture()
def submit(desk: Page) -> None:
    """The ways to save, beside “Save draft”."""
    desk.get_by_role("tab", name="Write").click()
    editing.save_draft(desk)
    desk.get_by_role("button", name="More actions").click()


@picture()
def compare(desk: Page) -> None:
    """What a draft changes, once it is submitted."""
    with editing.asked_again(desk, "Submit to Clinical review"):
        desk.get_by_role("button", name="Submit to Clinical review").click()
        editing.said(desk, "submitted")
    form_of(desk, ARTICLE)
    desk.locator("header").get_by_role("button", name="Actions").click()
    desk.get_by_role("link", name="Compare with what readers have").click()
    expect(desk.get_by_text("Older, what readers have now")).to_be_visible()


@picture(by="reviewer")
def sign(desk: Page) -> None:
    """What a clinician reads and signs."""
    desk.goto("/admin/")
    waiting = desk.get_by_role("link", name="Rewiring the Brain").first
    page = str(waiting.get_attribute("href")).split("/pages/")[1].split("/")[0]
    desk.goto(f"/admin/reviews/{page}/sign/")  # to sign without having edited
    desk.get_by_role("heading", name="Your signature").scroll_into_view_if_needed()
    desk.mouse.move(700, 400)
    desk.mouse.wheel(0, 300)


@picture(by="reviewer")
def reviewed(desk: Page) -> None:
    """What readers see of a review."""
    desk.get_by_label("The whole page").check()
    for box in desk.get_by_role("checkbox").all():
        box.check()
    desk.get_by_label("Credentials").fill("Sample credentials")
    desk.get_by_role("button", name="Sign this text").click()
    editing.said(desk, "You signed")
    desk.goto(ARTICLE)


@picture()
def used_by(desk: Page) -> None:
    """What uses a page, before it is unpublished."""
    editing.edit(desk, KEY_FACT)
    editing.press(desk, "Unpublish")
    expect(desk.get_by_text("Used in")).to_be_visible()


@picture()
def document(desk: Page) -> None:
    """A document, looked over before it becomes a draft."""
    desk.goto("/admin/articles/import/")
    file = {"name": "sleep.md", "mimeType": "text/markdown", "buffer": DOCUMENT}
    desk.get_by_label("Document").set_input_files(files=[file])  # type: ignore[list-item]
    desk.get_by_role("main").locator("form button[type=submit]").click()
    expect(desk.get_by_label("Title")).to_have_value("Sleep in the first week")


@picture()
def who_did_what(desk: Page) -> None:
    """The log of all acts."""
    desk.goto("/admin/reports/who-did-what/")


# --- Taking them ---


def small(png: bytes) -> bytes:
    """The same picture with few colors: a form has no more."""
    kept = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB").quantize(COLORS)
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def window(browser: Browser, site: RunningSite, who: Login) -> Page:
    """A window in which somebody is logged in."""
    context = browser.new_context(base_url=site.url, viewport=SIZE)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(who.name)
    page.get_by_label("Password").fill(who.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


def take_all(playwright: Playwright, site: RunningSite, folder: Path) -> None:
    """Take every picture, and say how large it is."""
    expect.set_options(timeout=PATIENCE)
    path = needs.browser()
    browser = playwright.chromium.launch(executable_path=path, args=needs.FLAGS)
    windows = {
        "editor": window(browser, site, site.editor),
        "reviewer": window(browser, site, REVIEWER),
    }
    for name, (take, by) in PICTURES.items():
        page = windows[by]
        take(page)
        page.wait_for_timeout(700)  # what slides or fades in is there then
        png = small(page.screenshot(animations="disabled"))
        sys.stdout.write(f"{name}: {len(png) // 1024} KB\n")
        if len(png) > LARGEST:
            sys.exit(f"{name} is larger than {LARGEST // 1024} KB: show less in it.")
        (folder / f"{name}.png").write_bytes(png)
    browser.close()


def main() -> None:
    """Take all pictures anew; the old ones go only when all new ones are there."""
    with TemporaryDirectory() as var, TemporaryDirectory() as taken:
        with running_site(Path(var)) as site, sync_playwright() as playwright:
            manage(site.environment, "shell", "-v0", "-c", MAKE_REVIEWER)
            take_all(playwright, site, Path(taken))
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(taken, FOLDER)


if __name__ == "__main__":
    main()
