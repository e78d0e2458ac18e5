"""What the log says of a fault: what failed and where, never who asked for what."""

import logging
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
    """Where a request went: a page's path, else the pattern that its address matched.

    The pattern, because an address may hold a document's name or a password's token.
    """
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "(no address)"
    return request.path if match.url_name == "wagtail_serve" else f"/{match.route}"


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
            bare.exc_info = record.exc_info if status >= 500 else None
        return super().format(bare)

    def formatException(self, ei: Any) -> str:
        return outline(ei[1])
