"""The real site, brought up as a new user does it, and the browser that visits it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
)

from tests import needs, postgres
from tests.postgres import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 30_000  # milliseconds, for a busy machine

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Login:
    """The first login, as `prepare` prints it once."""

    name: str
    password: str


@dataclass(frozen=True)
class RunningSite:
    """Where the site answers, and who may edit it."""

    url: str
    editor: Login
    environment: dict[str, str]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(environment: dict[str, str], *arguments: str, code: int = 0) -> str:
    """Run a command of manage.py that exits with `code`; return what it prints."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def database() -> str:
    """The URL of the database: empty for SQLite, else a new one in PostgreSQL."""
    if os.environ.get("JOURNAL_TEST_DATABASE") != "postgres":
        return ""
    server = postgres.url()
    home = server.partition("host=")[2]
    with psycopg.connect(host=home, user="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE browser")
    return f"postgres://postgres@/browser?host={home}"


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    """Return once the site says that it is ready; raises if it does not."""
    for _ in range(300):
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            asked.request("GET", "/health/ready")
            if asked.getresponse().status == 200:
                return
        except OSError:
            if server.poll() is not None:
                break
        finally:
            asked.close()
        time.sleep(0.1)
    raise RuntimeError("The site did not start.")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The seeded site behind its production server, in a folder of its own."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "DATABASE_URL": database(),
        "CLINIC_VAR": str(tmp_path_factory.mktemp("var")),
        "CLINIC_URL": f"http://127.0.0.1:{port}",
    }
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    printed = manage(environment, "prepare")
    login = re.search(r"(\S+) / (\S+)", printed)
    assert login, printed
    server = subprocess.Popen(  # noqa: S603
        [
            Path(sys.executable).with_name("granian"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--blocking-threads", "4", "--no-access-log", "--log-level", "warning"),
            "clinic.wsgi:application",
        ],
        cwd=ROOT,
        env=environment,
        preexec_fn=die_with_parent,
    )
    try:
        wait_until_ready(server, port)
        url = environment["CLINIC_URL"]
        yield RunningSite(url, Login(*login.groups()), environment)
    finally:
        server.terminate()
        server.wait(timeout=20)


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
    return browser_type_launch_args | {"args": CHROMIUM_FLAGS} | found


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
