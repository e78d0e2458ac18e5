"""Text on its way to readers, made small."""

import re
from hashlib import sha256
from http import HTTPStatus

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header, patch_vary_headers

from clinic.serving.headers import is_admin

TEXTS = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
)
SHORTEST = 200  # bytes; as Django's
# An article of 60 sources takes 2 ms at the quick quality, 40 at the good one, which is 11 %
# smaller: it is made once, for the first reader of a page, and kept for the next. The very
# best would save 2 % more and take that reader's time four times over.
QUICK, GOOD = 5, 10
KEPT = 24 * 60 * 60  # seconds; a page's last line names the day
INDENTED = re.compile(rb"\n\s+")
AS_WRITTEN = re.compile(rb"<(pre|textarea)\b")  # where white space is text
REFUSED = re.compile(r";q=0(\.0*)?$")


def names(accepted: str) -> set[str]:
    """The encodings that a browser takes, by the header `Accept-Encoding`."""
    offers = (offer.replace(" ", "").lower() for offer in accepted.split(","))
    return {o.partition(";")[0] for o in offers if not REFUSED.search(o)}


def key_of(body: bytes) -> str:
    """Under what the cache keeps the good form of exactly this text."""
    return f"brotli:{sha256(body).hexdigest()}"


def unindented(html: bytes) -> bytes:
    """A page without the indentation of its templates, which no browser shows."""
    return html if AS_WRITTEN.search(html) else INDENTED.sub(b"\n", html)


def weaken(response: HttpResponseBase) -> None:
    """Let the ETag stand for the same text in other bytes."""
    tag = response.get("ETag", "")
    if tag.startswith('"'):
        response["ETag"] = f"W/{tag}"


def unmodified(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A 304 that says what the text itself would: the same ETag, and no length of none."""
    del response["Content-Length"]
    accepted = names(request.headers.get("Accept-Encoding", ""))
    if has_vary_header(response, "Accept-Encoding") and accepted & {"br", "gzip"}:
        weaken(response)
    return response


class Compression(GZipMiddleware):
    """Brotli for browsers that take it, else Django's gzip; for texts alone.

    Pictures are small already. The admin, and whoever is signed in, is left out: where a
    page holds a secret beside what a stranger put into it, its length tells of the secret
    (BREACH). A page for nobody in particular holds none.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return unmodified(request, response)
        kind = response.get("Content-Type", "").lower()
        if is_admin(request) or not kind.startswith(TEXTS):
            return response
        if not isinstance(response, HttpResponse):  # a stream
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if is_signed_in or len(response.content) < SHORTEST:
            return response
        if kind.startswith("text/html"):
            response.content = unindented(response.content)
            response["Content-Length"] = str(len(response.content))
        accepted = request.headers.get("Accept-Encoding", "")
        if response.has_header("Content-Encoding") or "br" not in names(accepted):
            return super().process_response(request, response)
        response.content = self._squeezed(request, response)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        weaken(response)
        return response

    def _squeezed(self, request: HttpRequest, response: HttpResponse) -> bytes:
        """The good form of a page, made once; else one that is quickly made.

        A stranger can ask for any number of searches and of addresses that are none. A
        page that is for one reader, as a form is, is new for the next.
        """
        body = response.content
        is_for_one = "private" in response.get("Cache-Control", "")
        is_made_up = response.status_code != 200 or request.META.get("QUERY_STRING")
        if is_for_one or is_made_up:
            return brotli.compress(body, quality=QUICK)
        key = key_of(body)
        kept = cache.get(key)
        if kept is None:
            kept = brotli.compress(body, quality=GOOD)
            cache.set(key, kept, KEPT)
        return kept
