"""Gets what the tests need beyond Python packages: a browser.

Run it with `python -m tests.needs`.
"""

import shutil
import subprocess
import sys

# The first draws no windows of its own: it takes a third of the others' time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
# It asks the network nothing, and runs where there is little room.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
BY_APT = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL],
)


def browser() -> str | None:
    """The path of a Chromium on this machine, or None if Playwright brings its own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_playwrights_own() -> bool:
    """Whether Playwright has installed a Chromium of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch().close()
        except Exception:  # noqa: BLE001  (whatever is wrong with it, it does not serve)
            return False
    return True


def get_browser() -> bool:
    """Find a Chromium, or install one with apt or Playwright; whether there is one.

    Where apt can give the quick one, it does; else any that is there will do.
    """
    if not shutil.which(SHELL) and shutil.which("apt-get"):
        for command in BY_APT:
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    if not browser() and not has_playwrights_own():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    return bool(browser()) or has_playwrights_own()


if __name__ == "__main__":
    if not get_browser():
        sys.exit("The browser tests need Chromium; install Debian's `chromium`.")
