"""What the log says of a fault: what failed and where, never who asked for what."""

import logging
import sys
from collections.abc import Iterator
from copy import copy
from traceback import walk_tb
from typing import Any


def chain(error: BaseException) -> Iterator[BaseException]:
    """The exceptions that led to this one, the first first, as Python prints them."""
    found = [error]
    while True:
        last = found[-1]
        before = last.__cause__ or (
            None if last.__suppress_context__ else last.__context__
        )
        if before is None or before in found:
            return reversed(found)
        found.append(before)


def outline(error: BaseException) -> str:
    """Each exception's class and the places that it passed, without message and values.

    A message quotes what was sent or stored: that of an IntegrityError the row.
    """
    lines = []
    for each in chain(error):
        kind = type(each)
        lines.append(f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."))
        for frame, line in walk_tb(each.__traceback__):
            code = frame.f_code
            lines.append(f"  {code.co_filename}:{line} {code.co_qualname}")
    return "\n".join(lines)


def place(request: Any) -> str:
    """Where a request went: the path of a page that is there, else a pattern.

    Anything may stand in another address: a document's name, a password's token, and
    what somebody took for a page.
    """
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "(no address)"
    if match.url_name != "wagtail_serve":
        return f"/{match.route}"
    # Wagtail keeps here which page it found.
    is_page = getattr(request, "_wagtail_route_for_request", None)
    return request.path if is_page else "(no page)"


def keep_fault(*, request: Any, **told: Any) -> None:
    """Receiver of `got_request_exception`: keep what was raised with its request.

    Django logs it, but for what is raised by the page that tells of another fault.
    """
    error = sys.exception()
    request.fault = (type(error), error, None)


class Discreet(logging.Formatter):
    """Tells a record without the values in it, if it is a warning or worse.

    A request is told by status, method and place, an exception by its outline.
    """

    def format(self, record: logging.LogRecord) -> str:
        if record.levelno < logging.WARNING:
            return super().format(record)
        bare = copy(record)  # other handlers get it as it was
        bare.args, bare.exc_text, bare.stack_info = (), None, None
        request = getattr(record, "request", None)
        if request is not None:
            status = getattr(record, "status_code", 0)
            bare.msg = f"{status} {request.method} {place(request)}"
            fault = record.exc_info or getattr(request, "fault", None)
            bare.exc_info = fault if status >= 500 else None
        return super().format(bare)

    def formatException(self, ei: Any) -> str:
        return outline(ei[1])
