"""A reader checks a claim beside it: with mouse, keyboard or finger, without a jump."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.addresses import ARTICLE, COMPARISON
from tests.e2e.looks import HIDDEN_PART, LOOKS, WCAG

pytestmark = pytest.mark.browser

SEEN = """card => {
    const at = card.getBoundingClientRect();
    return at.left >= 0 && at.top >= 0 && at.right <= innerWidth
        && at.bottom <= innerHeight;
}"""
SHIFTS = """() => {
    window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(shift => {
        if (!shift.hadRecentInput) window.shifted += shift.value;
    })).observe({type: "layout-shift"});
}"""
DOUBLED = """() => {
    const ids = [...document.querySelectorAll("[id]")].map(part => part.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}


def mention(page: Page, place: int = 4) -> Locator:
    """A mention of the article, brought to where a reader is."""
    found = page.locator("[role=doc-noteref]").nth(place)
    found.evaluate("link => link.scrollIntoView({block: 'center'})")
    return found


def entry(page: Page, link: Locator) -> Locator:
    """The line of the list of sources that a mention leads to."""
    return page.locator(link.get_attribute("href") or "")


@pytest.fixture
def article(page: Page) -> Iterator[Page]:
    """The article; no script may fail in it."""
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.goto(ARTICLE)
    yield page
    assert failures == []


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """The article on a narrow screen that is touched."""
    window = new_context(**PHONE, reduced_motion="reduce").new_page()
    window.goto(ARTICLE)
    return window


def card(page: Page) -> Locator:
    """The source that is shown beside its mention."""
    return page.locator("#source-card")


def test_a_mouse_over_a_mention_shows_its_source_and_stays_with_it(
    article: Page,
) -> None:
    link = mention(article)
    link.hover()
    shown = card(article)
    expect(shown).to_be_visible()
    assert shown.evaluate(SEEN)
    source = entry(article, link)
    for part in (".reference", ".standing", ".evidence-note"):
        expect(shown.locator(part)).to_have_text(source.locator(part).inner_text())
    expect(shown.locator(".backlinks")).to_have_count(0)
    assert article.evaluate(DOUBLED) == []
    shown.hover()
    article.wait_for_timeout(400)  # longer than the script waits for a pointer
    expect(shown).to_be_visible()
    article.mouse.move(0, 0)
    expect(shown).to_be_hidden()


def test_escape_dismisses_the_source_under_the_mouse(article: Page) -> None:
    mention(article).hover()
    expect(card(article)).to_be_visible()
    article.keyboard.press("Escape")
    expect(card(article)).to_be_hidden()


def test_a_click_follows_the_link_to_the_list(article: Page) -> None:
    link = mention(article)
    link.click()
    expect(article).to_have_url(re.compile(r"#source-\d+$"))
    expect(entry(article, link)).to_be_in_viewport()
    expect(card(article)).to_be_hidden()


def test_the_keyboard_reaches_a_mention_its_source_and_what_follows(
    article: Page,
) -> None:
    first = mention(article, 0)
    first.focus()
    article.keyboard.press("Tab")
    article.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    expect(card(article)).to_be_visible()
    article.keyboard.press("Tab")
    expect(card(article).locator(".reference")).to_be_focused()
    article.keyboard.press("Escape")
    expect(card(article)).to_be_hidden()
    expect(first).to_be_focused()
    article.keyboard.press("Tab")
    expect(card(article).locator(".reference")).not_to_be_focused()
    article.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    article.keyboard.press("Enter")
    expect(article).to_have_url(re.compile(r"#source-\d+$"))
    expect(card(article)).to_be_hidden()


def test_a_tap_shows_the_source_in_its_place_and_a_second_one_leads_to_it(
    phone: Page,
) -> None:
    link = mention(phone)
    before = phone.evaluate("scrollY")
    link.tap()
    shown = card(phone)
    expect(shown).to_be_visible()
    assert phone.evaluate("scrollY") == before
    assert "#" not in phone.url
    assert shown.evaluate(SEEN)
    assert phone.evaluate(HIDDEN_PART) == 0
    phone.touchscreen.tap(5, 5)
    expect(shown).to_be_hidden()
    link.tap()
    expect(shown).to_be_visible()
    link.tap()
    expect(phone).to_have_url(re.compile(r"#source-\d+$"))
    expect(entry(phone, link)).to_be_in_viewport()


def test_all_sources_leads_from_the_card_to_the_list(phone: Page) -> None:
    link = mention(phone)
    link.tap()
    card(phone).get_by_role("link", name="All sources").tap()
    expect(entry(phone, link)).to_be_in_viewport()
    expect(card(phone)).to_be_hidden()


def test_each_mention_of_an_article_shows_its_source_inside_the_window(
    phone: Page,
) -> None:
    number = phone.locator("[role=doc-noteref]").count()
    for place in range(0, number, 10):
        mention(phone, place).tap()
        expect(card(phone)).to_be_visible()
        assert card(phone).evaluate(SEEN), place
    assert phone.evaluate(HIDDEN_PART) == 0


def test_without_javascript_a_mention_is_a_link_to_its_source(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ARTICLE)
    link = page.locator("[role=doc-noteref]").nth(4)
    link.click()
    expect(entry(page, link)).to_be_in_viewport()
    expect(card(page)).to_have_count(0)


def test_a_page_that_is_only_opened_asks_for_little(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.goto(ARTICLE, wait_until="networkidle")
    assert sorted(asked) == ["document", "script", "stylesheet"]
    expect(page.locator(".evidence-note")).to_have_count(0)


def test_near_the_list_each_source_says_what_it_shows_and_nothing_jumps(
    article: Page,
) -> None:
    entries = article.locator(".sources li").count()
    article.evaluate(SHIFTS)
    article.mouse.move(10, 10)
    for _ in range(60):
        article.mouse.wheel(0, 700)
        article.wait_for_timeout(30)
    expect(article.locator(".sources .evidence-note")).to_have_count(entries)
    assert article.evaluate("shifted") < 0.02


def test_whoever_comes_by_an_address_stays_at_its_source(article: Page) -> None:
    article.goto(f"{ARTICLE}#source-30")
    article.mouse.move(10, 10)
    expect(article.locator("#source-30 .evidence-note")).to_be_in_viewport()


@pytest.mark.parametrize("lost", ["notes.json", "citations"])
def test_what_cannot_be_fetched_takes_nothing_away(phone: Page, lost: str) -> None:
    phone.route(re.compile(lost), lambda route: route.abort())
    phone.goto(ARTICLE)
    link = mention(phone)
    link.tap()
    if lost == "notes.json":
        expect(card(phone).locator(".reference")).to_be_visible()
        expect(card(phone).locator(".evidence-note")).to_have_count(0)
    else:
        expect(phone).to_have_url(re.compile(r"#source-\d+$"))


def test_a_first_tap_waits_for_the_script(phone: Page) -> None:
    held: list[Any] = []
    phone.route(re.compile("js/citations"), lambda route: held.append(route))
    phone.goto(ARTICLE)
    link = mention(phone)
    link.tap()
    phone.wait_for_timeout(100)
    assert "#" not in phone.url
    held[0].continue_()
    expect(card(phone).locator(".reference")).to_be_visible()


def test_the_source_beside_a_mention_is_not_printed(article: Page) -> None:
    mention(article).hover()
    expect(card(article)).to_be_visible()
    article.emulate_media(media="print")
    expect(card(article)).to_be_hidden()


def test_a_source_that_was_corrected_says_so_at_its_mention(article: Page) -> None:
    link = article.locator("[role=doc-noteref][aria-label$=', corrected']")
    expect(link).to_have_text(re.compile(r"^\d+ corrected$"))
    expect(link).to_be_visible()
    link.hover()
    expect(card(article)).to_contain_text("Corrected.")
    notice = article.get_by_role("note").filter(has_text="no longer stands as it did")
    notice.get_by_role("link").click()
    expect(entry(article, link)).to_be_in_viewport()
    expect(entry(article, link)).to_contain_text("Corrected.")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", [ARTICLE, COMPARISON])
def test_a_source_beside_its_mention_breaks_no_rule_of_wcag(
    new_context: Callable[..., BrowserContext], look: str, address: str
) -> None:
    options: dict[str, Any] = LOOKS[look]
    page = new_context(**options, reduced_motion="reduce").new_page()
    page.goto(address)
    mention(page).hover()
    expect(card(page)).to_be_visible()
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
