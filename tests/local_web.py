"""Sites on this machine, for what asks other sites: they answer as a test says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from typing import Any

import pytest

from articles import web


@dataclass
class Reply:
    """What the local site answers at a path."""

    status: int = 200
    body: bytes = b"Words."
    headers: dict[str, str] = field(default_factory=dict)
    # Called with the open connection in place of an answer.
    instead: Callable[[Any], None] | None = None


class LocalWeb:
    """A site on 127.0.0.1 that answers as told and remembers what it was asked."""

    def __init__(self, tls: SSLContext | None = None) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        local = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told = {name.lower(): value for name, value in self.headers.items()}
                local.asked.append((self.command, self.path, told))
                path = f"{self.command} {self.path}"
                reply = local.replies.get(path) or local.replies.get(self.path)
                reply = reply or Reply(404)
                if reply.instead:
                    self.close_connection = True
                    reply.instead(self.connection)
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.body)

            do_HEAD = do_GET

            def log_message(self, *told: Any) -> None:
                """The tests' output stays quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        self.scheme = "https" if tls else "http"

    def address(self, path: str = "/", host: str = "journal.example") -> str:
        """Where a path is, under any name of a host."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        """How the path was asked for, in order."""
        return [method for method, asked, told in self.asked if asked == path]


@contextmanager
def running(tls: SSLContext | None = None) -> Iterator[LocalWeb]:
    """A local site, until the block ends."""
    local = LocalWeb(tls)
    thread = Thread(target=local.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield local
    finally:
        local.server.shutdown()
        local.server.server_close()


def reach_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lookups ask this machine, as no setting can: any name is 127.0.0.1."""
    monkeypatch.setattr(web, "resolved", lambda host, port: ["127.0.0.1"])
    monkeypatch.setattr(web, "is_public", lambda address: True)
    monkeypatch.setattr(web, "may_use", lambda port: True)
