"""The real site behind its production server, brought up as a new user does it."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import die_with_parent

ROOT = Path(__file__).resolve().parents[1]


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


@contextmanager
def running_site(var: Path, database: str = "") -> Iterator[RunningSite]:
    """The seeded site with its files in `var`; `database` is a URL, empty for SQLite.

    What is there already is kept: a database that holds the journal saves its loading.
    """
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "DATABASE_URL": database,
        "CLINIC_VAR": str(var),
        "CLINIC_URL": f"http://127.0.0.1:{port}",
    }
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
        yield RunningSite(
            environment["CLINIC_URL"], Login(*login.groups()), environment
        )
    finally:
        server.terminate()
        server.wait(timeout=20)
