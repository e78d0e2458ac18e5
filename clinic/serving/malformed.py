"""Requests that no browser sends, refused before anything else reads them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.http import parse_header_parameters

Environ = Mapping[str, Any]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Far more than any address of this site needs; some readers of longer ones are slow.
LONGEST_PATH = 4_096
LONGEST_QUERY = 65_536
LONGEST_HEADER = 8_192  # as in nginx; Python takes a second for a long odd cookie
LONGEST_TYPE = 1_024
# The one that browsers name. Python knows codecs that are none of text, such as base64,
# and reading a form with one of them fails.
CHARSET = "utf-8"
CONTROLS = frozenset(map(chr, [*range(32), 127]))


class Refusal(NamedTuple):
    """Why a request is refused: the status, and a sentence for who sent it."""

    status: int
    reason: str

    def answer(self) -> HttpResponse:
        """The reason as plain text, which nobody keeps."""
        answer = HttpResponse(f"{self.reason}\n", "text/plain", self.status)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "no-store"
        if self.status == 405:
            answer["Allow"] = ", ".join(METHODS)
        return answer


Rule = Callable[[Environ], Refusal | None]


def check_path(environ: Environ) -> Refusal | None:
    """A path is short and holds no control character."""
    path = environ.get("PATH_INFO", "")
    if len(path) > LONGEST_PATH:
        return Refusal(414, "The address is too long.")
    if not CONTROLS.isdisjoint(path):
        return Refusal(400, "The address holds a control character.")
    return None


def check_content_type(environ: Environ) -> Refusal | None:
    """A type is short and its charset UTF-8; a form in parts says where they end.

    `*` marks a parameter with a charset of its own (RFC 2231): browsers send none.
    """
    header = environ.get("CONTENT_TYPE") or ""
    if len(header) > LONGEST_TYPE or "*" in header or not header.isascii():
        return Refusal(400, "The content type cannot be read.")
    kind, parameters = parse_header_parameters(header)
    if parameters.get("charset", CHARSET).lower() != CHARSET:
        return Refusal(400, "The charset is not UTF-8.")
    if kind.startswith("multipart/") and not parameters.get("boundary"):
        return Refusal(400, "The parts of the form have no boundary.")
    return None


def check_method(environ: Environ) -> Refusal | None:
    """A method is one that some address of the site may answer."""
    if environ.get("REQUEST_METHOD") not in METHODS:
        return Refusal(405, "This method is not known here.")
    return None


def check_query(environ: Environ) -> Refusal | None:
    """A query is not endless and holds no NUL, which PostgreSQL does not store."""
    query = environ.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return Refusal(414, "The address is too long.")
    if "%00" in query or not CONTROLS.isdisjoint(query):
        return Refusal(400, "The address holds a control character.")
    return None


def check_headers(environ: Environ) -> Refusal | None:
    """Headers are of bounded length, and no cookie holds a NUL.

    A cookie can hide one: between quotation marks, \\000 means NUL, and a session's
    key is looked up in the database.
    """
    for name, value in environ.items():
        if name.startswith("HTTP_") and len(value) > LONGEST_HEADER:
            return Refusal(431, "A header is too long.")
    cookie = environ.get("HTTP_COOKIE", "")
    if "\0" in cookie or "\\000" in cookie:
        return Refusal(400, "A cookie holds a control character.")
    return None


def check_length(environ: Environ) -> Refusal | None:
    """A length is a number of a few digits, or there is none."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and len(length) <= 15):
        return Refusal(400, "The content length is not a number.")
    return None


# Django reads path and content type before its first middleware does.
AT_THE_DOOR: tuple[Rule, ...] = (check_path, check_content_type)
RULES: tuple[Rule, ...] = (
    *AT_THE_DOOR,
    check_method,
    check_query,
    check_headers,
    check_length,
)


def find_fault(environ: Environ, rules: Iterable[Rule] = RULES) -> Refusal | None:
    """The first of `rules` that a request breaks; None for a sound one."""
    for rule in rules:
        if refusal := rule(environ):
            return refusal
    return None


class Door(WSGIHandler):
    """Django's own handler, with a look at what it reads at once."""

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer a request, or refuse one that Django could not even take in."""
        refusal = find_fault(environ, AT_THE_DOOR)
        if refusal is None:
            return super().__call__(environ, start_response)
        answer = refusal.answer()
        status = f"{answer.status_code} {answer.reason_phrase}"
        start_response(status, list(answer.items()))
        return [answer.content]


def check_form(request: HttpRequest) -> Refusal | None:
    """A form can be read.

    Whoever asks for a broken one fails, each time: Django's own error pages, too, which
    look for the token against forged forms in it.
    """
    try:
        request.POST  # noqa: B018
    except RequestDataTooBig:
        return Refusal(413, "The form is too long.")
    except (TooManyFieldsSent, TooManyFilesSent):
        return Refusal(400, "The form has too many fields.")
    except (MultiPartParserError, UnreadablePostError):
        return Refusal(400, "The form cannot be read.")
    return None


class Refusing:
    """Middleware: answer a request that breaks a rule at once, with its refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refusal = find_fault(request.META)
        if refusal is None and request.method == "POST":
            refusal = check_form(request)
        return refusal.answer() if refusal else self.get_response(request)

    def process_exception(
        self, request: HttpRequest, fault: Exception
    ) -> HttpResponse | None:
        """Refuse a form without a field that every form of its kind has."""
        if request.method == "POST" and isinstance(fault, MultiValueDictKeyError):
            return Refusal(400, "The form lacks a field.").answer()
        return None
