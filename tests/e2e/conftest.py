"""The running site, and the browser that visits it."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
)

from tests import needs, originals, postgres
from tests.running import RunningSite, running_site

PATIENCE = 30_000  # milliseconds, for a busy machine

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The seeded site behind its production server, in a folder of its own."""
    var = tmp_path_factory.mktemp("var")
    journal = originals.original(connection.vendor, "seeded")
    shutil.copytree(journal.media, var / "media")
    if connection.vendor == "postgresql":
        name = f"browser_{os.getpid()}"
        originals.copy(journal.source, name)
        database = postgres.url().replace("/postgres?", f"/{name}?")
    else:
        originals.copy(journal.source, var / "journal.sqlite3")
        database = ""
    with running_site(var, database) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(site: RunningSite) -> str:
    """What the browser puts before each address."""
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """The machine's own Chromium, or else Playwright's; it asks the network nothing."""
    # While Playwright runs, Django takes any other test of this process for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    found = {"executable_path": path} if (path := needs.browser()) else {}
    return browser_type_launch_args | {"args": needs.FLAGS} | found


@pytest.fixture(scope="session")
def signed_in(browser: Browser, site: RunningSite) -> StorageState:
    """What a browser keeps after the editor has logged in."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(site.editor.name)
    page.get_by_label("Password").fill(site.editor.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(
    new_context: Callable[..., BrowserContext], signed_in: StorageState
) -> Iterator[Page]:
    """A window of an editor who is logged in; no script may fail or be refused in it."""
    window = new_context(storage_state=signed_in).new_page()
    failures: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            failures.append(said.text)

    window.on("console", listen)
    window.on("pageerror", lambda error: failures.append(str(error)))
    yield window
    assert failures == []
