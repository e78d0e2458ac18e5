"""How a page is looked at: in colors, widths and letters of many readers, by axe, by Tab."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 640, "height": 450}  # the wide screen, at 200 %
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": NARROW},
}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
}
COLORED: dict[str, dict[str, Any]] = {
    "dark": PLAIN | {"color_scheme": "dark"},
    "dark, more contrast": PLAIN | {"color_scheme": "dark", "contrast": "more"},
    "light, more contrast": PLAIN | {"contrast": "more"},
}
# Where only colors change, only what is said of colors can.
COLORS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
HIDDEN_PART = (
    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
)
LETTER_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
# The spacing that WCAG 1.4.12 names. As a sheet of a script, which no policy forbids.
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
# Boxes that cut off what is in them, but for what only screen readers are to have.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(box => {
    const style = getComputedStyle(box);
    return box.clientWidth > 1 && box.innerText?.trim()
        && (/hidden|clip/.test(style.overflowX) && box.scrollWidth > box.clientWidth + 1
        || /hidden|clip/.test(style.overflowY) && box.scrollHeight > box.clientHeight + 1);
}).map(box => box.outerHTML.slice(0, 90))"""
# Words that keep the site's colors where a reader asks for their own. (Not asked of axe:
# it reads another color than the one that Chromium then paints.)
OWN_COLORS = """() => [...document.querySelectorAll("body *")].filter(part =>
    getComputedStyle(part).forcedColorAdjust !== "auto" && part.innerText?.trim()
).map(part => part.outerHTML.slice(0, 90))"""
# Remembers each stop of the keyboard once it is reached and scrolled to.
WATCH_STOPS = """() => {
    window.stops = [];
    addEventListener("keyup", () => {
        const at = document.activeElement, box = at.getBoundingClientRect();
        const style = getComputedStyle(at);
        if (at !== document.body) stops.push({
            at, what: at.outerHTML.slice(0, 90),
            ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
            seen: box.bottom > 0 && box.top < innerHeight
                && box.right > 0 && box.left < innerWidth,
        });
    });
}"""
# Of radio buttons of one name Tab reaches one; the arrow keys go on from there.
INTERACTIVE = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")
].filter(part => part.checkVisibility({visibilityProperty: true})
    && part.getClientRects().length && !part.disabled && part.tabIndex >= 0
    && !(part.type === "radio"
        && part !== document.querySelector(`[type=radio][name="${part.name}"]`)))"""
UNREACHED = f"""() => ({INTERACTIVE})().filter(
    part => !stops.some(stop => stop.at === part)
).map(part => part.outerHTML.slice(0, 90))"""


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """The rules of axe that a page breaks as it now looks, each with its first element."""
    axe = Axe()
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [f"{broken['id']}: {broken['nodes'][0]['html'][:90]}" for broken in found]


def hidden(page: Page, screen: Any) -> int:
    """How many pixels of a page lie to the right of a screen."""
    page.set_viewport_size(screen)
    return page.evaluate(HIDDEN_PART)


def stops(page: Page) -> list[dict[str, Any]]:
    """Each stop of the keyboard from the top of a page; fails if any part is not reached."""
    page.evaluate(WATCH_STOPS)
    while left := page.evaluate(UNREACHED):
        for _ in range(12):
            page.keyboard.press("Tab")
        assert page.evaluate(UNREACHED) != left, left
    return page.evaluate("stops.map(({what, ring, seen}) => ({what, ring, seen}))")
