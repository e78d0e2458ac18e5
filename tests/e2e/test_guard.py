"""A reader is neither followed nor attacked, and a message arrives once."""

import http.client
import json
import re
import threading
from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from clinic.serving.headers import FOR_READERS
from tests import hostile
from tests.e2e.addresses import ARTICLE, CONTACT, EVERY_TYPE, MISSING, THANKS
from tests.running import RunningSite, manage

pytestmark = pytest.mark.browser

FILES = ["feed/", "rewiring-the-brain/evidence.json", "rewiring-the-brain/cite.ris"]
ALSO = [
    *EVERY_TYPE,
    *(f"/mental-health-journal/{name}" for name in FILES),
    *("/sitemap.xml", "/robots.txt", "/static/css/none.css", "/health/live"),
    *("/llms.txt", "/api/v2/pages/"),
]
STORED = "() => [localStorage.length, sessionStorage.length]"
HACKED = "() => window.hacked"
DATA_BLOCKS = """() => [...document.querySelectorAll('[type="application/ld+json"]')]
    .map(block => typeof JSON.parse(block.textContent))"""


def line_to(url: str) -> http.client.HTTPConnection:
    """A connection to the site."""
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)


def test_every_address_has_the_policy_and_sets_no_cookie(base_url: str) -> None:
    line = line_to(base_url)
    line.request("GET", "/sitemap.xml")
    named = re.findall(r"<loc>(.*?)</loc>", line.getresponse().read().decode())
    paths = [url.removeprefix(base_url) for url in named]
    assert len(paths) > 100
    wrong = {}
    for path in [*paths, *ALSO]:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        policy = answer.getheader("Content-Security-Policy")
        if policy != FOR_READERS or answer.getheader("Set-Cookie"):
            wrong[path] = (answer.status, policy, answer.getheader("Set-Cookie"))
    assert wrong == {}


def test_a_browser_asks_nobody_else_keeps_nothing_and_complains_of_nothing(
    page: Page, base_url: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for address in EVERY_TYPE:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate(STORED) == [0, 0], address
    assert len(asked) > len(EVERY_TYPE)
    assert [url for url in asked if not url.startswith(f"{base_url}/")] == []
    assert page.context.cookies() == []
    missing = f"{base_url}{MISSING}: Failed to load resource"
    assert [line for line in said if not line.startswith(missing)] == []


def test_the_bar_and_the_admin_break_no_policy(desk: Page) -> None:
    """Beside what the other journeys do in the admin, in a window that listens too."""
    desk.goto(ARTICLE)
    desk.locator("#wagtail-userbar-trigger").click()
    expect(desk.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    for room in ("images/multiple/add/", "reports/site-history/", "messages/"):
        desk.goto(f"/admin/{room}", wait_until="networkidle")


# --- Markup in any field never runs ---


@pytest.fixture
def hostile_site(site: RunningSite) -> RunningSite:
    """The site with a page of each type whose texts try to run a script."""
    grow = "from tests import hostile; hostile.grow()"
    manage(site.environment, "shell", "-c", grow)
    return site


def hostile_addresses(url: str) -> list[str]:
    """Every page that shows such a text, and what finds, lists or compares it."""
    line = line_to(url)
    line.request("GET", "/sitemap.xml")
    named = re.findall(r"<loc>(.*?)</loc>", line.getresponse().read().decode())
    own = [address for address in named if "/hostile-" in address]
    assert len(own) == len(hostile.SLUGS)
    query = quote(hostile.MARKUP)
    lists = ("", "mental-health-journal/", "conditions/", "side-effects/", "authors/")
    return [
        *own,
        *(f"{url}/{path}" for path in lists),
        f"{url}/references/?page=99",
        f"{url}/key-facts/",
        f"{url}/side-effects/compare/",
        f"{url}/search/?q={query}",
        f"{url}/search/?q=hacked&type={query}&condition={query}",
        f"{url}/mental-health-journal/?condition=hostile-condition",
        f"{url}/{query}/",
        f"{url}{CONTACT}",
    ]


def test_markup_in_any_field_never_runs(
    hostile_site: RunningSite, browser: Browser, signed_in: StorageState
) -> None:
    """Without the policy too: that a text is escaped is not left to the browser."""
    context = browser.new_context(
        base_url=hostile_site.url, bypass_csp=True, storage_state=signed_in
    )
    page = context.new_page()
    seen = 0
    for address in hostile_addresses(hostile_site.url):
        answer = page.goto(address, wait_until="load")
        assert answer and answer.status < 500, address
        assert page.evaluate(HACKED) is None, address
        assert set(page.evaluate(DATA_BLOCKS)) <= {"object"}, address
        seen += "window.hacked=1" in page.locator("body").inner_text()
    assert seen > len(hostile.SLUGS)
    page.goto("/")
    page.get_by_label("Words to search for").first.press_sequentially("hacked")
    suggested = page.get_by_role("listbox", name="Suggested pages")
    expect(suggested).to_contain_text("</script><script>")
    assert page.evaluate(HACKED) is None
    page.goto("/admin/messages/")
    row = page.get_by_role("row").filter(has_text="Something else")  # its topic
    row.get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text("</script><script>")
    assert page.evaluate(HACKED) is None
    context.close()


def test_markup_in_files_stays_text(hostile_site: RunningSite) -> None:
    line = line_to(hostile_site.url)
    article = "/mental-health-journal/hostile-article/"
    for name in ("evidence.json", "cite.json"):
        line.request("GET", f"{article}{name}")
        answer = line.getresponse()
        assert answer.status == 200, name
        json.loads(answer.read())
        assert "json" in str(answer.getheader("Content-Type"))
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
    for path in ("/api/v2/pages/?slug=hostile-article", "/llms.txt"):
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200
        assert "html" not in str(answer.getheader("Content-Type"))
    line.request("GET", "/mental-health-journal/feed/")
    feed = line.getresponse().read().decode()
    assert "<script" not in feed
    assert "&lt;script" in feed


# --- A message arrives, once ---


def form_of(url: str) -> dict[str, str]:
    """The form of the contact page, filled in."""
    line = line_to(url)
    line.request("GET", CONTACT)
    found = re.search(
        r'name="?token"? value="?([^">\s]+)', str(line.getresponse().read())
    )
    assert found
    return {
        "token": found[1],
        "topic": "error",
        "message": "Two at once.",
        "email": "reader@example.org",
        "consent": "on",
    }


def kept(site: RunningSite, text: str) -> int:
    """How many messages with that text the site keeps."""
    count = (
        "from clinic.models import Message; "
        f"print('kept', sum(m.letter.text == {text!r} for m in Message.objects.all()))"
    )
    printed = manage(site.environment, "shell", "-c", count)
    return int(printed.rpartition("kept ")[2])


def test_a_form_that_is_sent_many_times_at_once_is_one_message(
    site: RunningSite, page: Page
) -> None:
    form = form_of(site.url)
    page.wait_for_timeout(3_500)  # a person does not write faster
    answers: list[tuple[int, str | None]] = []
    together = threading.Barrier(4)

    def send() -> None:
        line = line_to(site.url)
        together.wait()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", CONTACT, urlencode(form), kind)
        answer = line.getresponse()
        answers.append((answer.status, answer.getheader("Location")))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(302, THANKS)] * 4
    assert kept(site, form["message"]) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_mends_the_form_and_is_thanked(
    new_context: Callable[..., BrowserContext], scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(CONTACT)
    page.get_by_label("Your message").fill("A figure is wrong.")
    page.get_by_role("button", name="Send the message").click()
    expect(page).to_have_title(re.compile("^Error: "))
    told = page.get_by_role("alert")
    if scripts:
        expect(told).to_be_focused()
    told.get_by_role("link", name="Tick the box").click()
    expect(page.get_by_label("I agree")).to_be_focused()
    page.get_by_label("I agree").check()
    page.get_by_label("An error in an article").check()
    page.get_by_label("E-mail address").fill("reader@example.org")
    expect(page.get_by_label("Your message")).to_have_value("A figure is wrong.")
    page.wait_for_timeout(3_000)
    page.get_by_role("button", name="Send the message").click()
    expect(page).to_have_url(re.compile(f"{THANKS}#answer$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert page.context.cookies() == []
