"""A request as it stands on the wire, for the site's own process and for a socket."""

import io
import socket
import sys
import time
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

PATIENCE = 10  # seconds


@dataclass(frozen=True)
class Request:
    """What a reader's machine sends; every text a character a byte (ISO 8859-1)."""

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""

    def with_header(self, name: str, value: str) -> "Request":
        """The request with one header more, or another value of it."""
        kept = tuple(header for header in self.headers if header[0] != name)
        return replace(self, headers=(*kept, (name, value)))

    def headers_at(self, host: str) -> dict[str, str]:
        """All headers, those that every request has too."""
        length = {"Content-Length": str(len(self.body))} if self.body else {}
        return {"Host": host, **length, **dict(self.headers)}

    def environ(self) -> dict[str, Any]:
        """The request as a WSGI server hands it on."""
        headers = {
            f"HTTP_{name.upper().replace('-', '_')}": value
            for name, value in self.headers_at("localhost:8000").items()
        }
        for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            if f"HTTP_{name}" in headers:
                headers[name] = headers.pop(f"HTTP_{name}")
        path = unquote_to_bytes(self.path.encode("latin-1")).decode("latin-1")
        return headers | {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body.encode("latin-1")),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }

    def wire(self, host: str) -> bytes:
        """The request as bytes; the server hangs up after its answer."""
        headers = {**self.headers_at(host), "Connection": "close"}
        target = f"{self.path}?{self.query}" if self.query else self.path
        lines = [f"{self.method} {target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode("latin-1")


class Answer(NamedTuple):
    """What came back: the status (0 if the server hung up without), and how slowly."""

    status: int
    seconds: float


def send(port: int, sent: bytes, *, hang_up: bool = False) -> Answer:
    """Send bytes to this machine's `port` and read the answer, or `hang_up` at once."""
    began = last = time.monotonic()
    received = b""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        try:
            line.sendall(sent)
            while not hang_up and (more := line.recv(65_536)):
                received += more
                last = time.monotonic()
        except (ConnectionError, TimeoutError):
            pass  # what came before it is the answer
    ended = last if received else time.monotonic()
    first = received.split(b" ", 2)
    is_told = received.startswith(b"HTTP/") and len(first) > 1
    return Answer(int(first[1][:3]) if is_told else 0, ended - began)


HOST = b"Host: localhost\r\n"
CLOSE = HOST + b"Connection: close\r\n"
PIPELINED = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"
LAST = b"GET /health/live HTTP/1.1\r\n" + CLOSE + b"\r\n"
LOGIN = b"POST /admin/login/ HTTP/1.1\r\n"
CHUNKED = LOGIN + CLOSE + b"Transfer-Encoding: chunked\r\n\r\n"
# What only a socket can carry, and gets an answer or is hung up on.
RAW = (
    *(b"\r\n" * 50 + LAST, b"GET /health/live HTTP/1.1\n" + CLOSE.replace(b"\r", b"") + b"\n"),
    *(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\x00" * 500 + b"\r\n\r\n", b"\xff\r\n\r\n"),
    *(b"GET /\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n"),
    *(b"GET  /  HTTP/1.1\r\n" + CLOSE + b"\r\n", b"GET / HTTP/1.1 x\r\n" + CLOSE + b"\r\n"),
    *(b"GET * HTTP/1.1\r\n" + CLOSE + b"\r\n", b"OPTIONS * HTTP/1.1\r\n" + CLOSE + b"\r\n"),
    *(b"GET http://evil.example/ HTTP/1.1\r\n" + CLOSE + b"\r\n",),
    *(b"GET //evil.example/%2e HTTP/1.1\r\n" + CLOSE + b"\r\n",),
    *(b"CONNECT localhost:80 HTTP/1.1\r\n" + CLOSE + b"\r\n",),
    *(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + CLOSE + b"\r\n",),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + line + b"\r\n\r\n" for line in (b"A B: c", b"A", b":", b"A:\x00")),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"A: b\r\n c\r\n\r\n", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"A: b\r\n" * 200 + b"\r\n",),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"Cookie: " + b"a" * n + b"\r\n\r\n" for n in (300_000, 900_000)),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"Content-Type: a/b;x=\"" + b";" * 300_000 + b"\r\n\r\n",),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"Host: evil.example\r\n\r\n",),
    *(LOGIN + CLOSE + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",),
    *(LOGIN + CLOSE + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",),
    *(LOGIN + CLOSE + b"Transfer-Encoding: gzip\r\n\r\n", LOGIN + CLOSE + b"Expect: 100-continue\r\n\r\n"),
    *(CHUNKED + size + b"\r\na\r\n0\r\n\r\n" for size in (b"zz", b"-1", b"f" * 40, b"1;" + b"a" * 9_000)),
    *(PIPELINED * 50 + LAST, PIPELINED + b"nonsense\r\n\r\n", LAST + b"\x00" * 5_000),
    *(PIPELINED + CHUNKED + b"1\r\na\r\n0\r\n\r\n",),
    *(b"GET / HTTP/1.1\r\n" + CLOSE + b"Upgrade: h2c\r\nHTTP2-Settings: %%\r\n\r\n",),
)  # fmt: skip
# What is never finished: the reader hangs up.
UNFINISHED = (
    *(b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: loc", LAST, PIPELINED),
    *(LOGIN + CLOSE + b"Content-Length: 1000\r\n\r\nusername=a", CHUNKED, CHUNKED + b"5\r\nab"),
    *(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 99),
    *(PIPELINED * 20, b"GET / HTTP/1.1\r\n" + CLOSE + b"Upgrade: websocket\r\n"),
)  # fmt: skip
