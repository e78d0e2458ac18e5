"""How the watch asks other sites: one after another, with a pause, and not for ever."""

import time
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from articles import web
from articles.web import Answer, Unreachable

# Between two questions to the same host. Crossref allows a polite client three
# searches a second (its "polite" pool, since December 2025); others may mind more.
PAUSE = {"api.crossref.org": 0.4}
OTHER_PAUSE = 1.0


class Caller:
    """Asks other sites, never two at once; `seconds` is what all of it may take."""

    def __init__(self, seconds: float | None = None) -> None:
        self.until = None if seconds is None else monotonic() + seconds
        self._last: dict[str, float] = {}

    def ask(self, address: str, **how: Any) -> Answer:
        """As `web.ask`, when it is the host's turn; raises Unreachable."""
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            host = ""
        ready = self._last.get(host, 0) + PAUSE.get(host, OTHER_PAUSE)
        left = web.TOTAL_SECONDS
        if self.until is not None:
            left = min(left, self.until - max(monotonic(), ready))
        if left <= 0:
            raise Unreachable("There was no time left to ask.")
        if (wait := ready - monotonic()) > 0:
            time.sleep(wait)
        try:
            return web.ask(address, seconds=left, **how)
        finally:
            self._last[host] = monotonic()
