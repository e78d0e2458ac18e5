"""The running site, and the browser that visits it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
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

# Who asks for one of these changes the journal.
CHANGING = {"desk", "hostile_site"}

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """The running site's own copy of the seeded database: its name, or its file."""
    seeded = originals.original(connection.vendor, "seeded").source
    if connection.vendor == "postgresql":
        own: str | Path = f"browser_{os.getpid()}"
    else:
        own = tmp_path_factory.mktemp("var") / "journal.sqlite3"
    originals.copy(seeded, own)
    return own


@pytest.fixture(scope="session")
def site(
    database: str | Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """The seeded site behind its production server, in a folder of its own."""
    if isinstance(database, Path):
        var, url = database.parent, ""
    else:
        var = tmp_path_factory.mktemp("var")
        url = postgres.url().replace("/postgres?", f"/{database}?")
    media = originals.original(connection.vendor, "seeded").media
    shutil.copytree(media, var / "media")
    with running_site(var, url) as site:
        yield site


def kept(database: str | Path) -> str | Path:
    """Where the journal lies as it is shipped, with the editor's login."""
    if isinstance(database, Path):
        return database.with_name("kept.sqlite3")
    return f"{database}_kept"


@pytest.fixture(autouse=True)
def as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test changes, no other sees: the journal is put back when it is over.

    That is after all windows are closed, lest one save a draft of itself afterwards.
    """
    if not CHANGING & set(request.fixturenames):
        yield
        return
    database = request.getfixturevalue("database")
    request.getfixturevalue("signed_in")
    yield
    originals.copy(kept(database), database)


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
def signed_in(
    browser: Browser, site: RunningSite, database: str | Path
) -> StorageState:
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
    originals.copy(database, kept(database))
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
