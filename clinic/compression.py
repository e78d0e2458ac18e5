"""Text on its way to readers, made small."""

import re
from hashlib import sha256
from threading import Thread

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from clinic.headers import is_admin

TEXTS = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
)
SHORTEST = 200  # bytes; as Django's
# Articles of the seeded journal: 12 to 14 % smaller than by gzip, in 2 to 9 ms. The best
# quality saves as much again and takes a quarter of a second: it is made once, while
# the first reader already reads, and kept.
QUALITY, BEST = 5, 11
THREAD = "best form"
KEPT = 24 * 60 * 60  # seconds; a page's last line names the day
REFUSED = re.compile(r";q=0(\.0*)?$")


def names(accepted: str) -> set[str]:
    """The encodings that a browser takes, by the header `Accept-Encoding`."""
    offers = (offer.replace(" ", "").lower() for offer in accepted.split(","))
    return {o.partition(";")[0] for o in offers if not REFUSED.search(o)}


def key_of(body: bytes) -> str:
    """Under what the cache keeps the best form of exactly this text."""
    return f"brotli:{sha256(body).hexdigest()}"


def keep_best(key: str, body: bytes) -> None:
    """Make the best form of `body` for the next reader."""
    if cache.add(f"{key}:begun", 1, timeout=60):
        cache.set(key, brotli.compress(body, quality=BEST), KEPT)


class Compression(GZipMiddleware):
    """Brotli for browsers that take it, else Django's gzip; for texts alone.

    Pictures are small already. The admin, and whoever is signed in, is left out: where a
    page holds a secret beside what a stranger put into it, its length tells of the secret
    (BREACH). A page for nobody in particular holds none.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").lower()
        if is_admin(request) or not kind.startswith(TEXTS):
            return response
        if not isinstance(response, HttpResponse):  # a stream
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_signed_in or len(response.content) < SHORTEST:
            return response
        accepted = request.headers.get("Accept-Encoding", "")
        if response.has_header("Content-Encoding") or "br" not in names(accepted):
            return super().process_response(request, response)
        response.content = self._squeezed(request, response)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        return response

    def _squeezed(self, request: HttpRequest, response: HttpResponse) -> bytes:
        """The best form of a text, if it is there; else one that is quickly made.

        The best is made of pages alone: a stranger can ask for any number of searches and
        of addresses that are none. A page that is for one reader, as a form is, is new
        for the next.
        """
        body = response.content
        is_for_one = "private" in response.get("Cache-Control", "")
        is_made_up = response.status_code != 200 or request.META.get("QUERY_STRING")
        if is_for_one or is_made_up:
            return brotli.compress(body, quality=QUALITY)
        if best := cache.get(key_of(body)):
            return best
        Thread(target=keep_best, args=[key_of(body), body], name=THREAD).start()
        return brotli.compress(body, quality=QUALITY)
