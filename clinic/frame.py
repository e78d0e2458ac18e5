"""Gives every template what stands around a page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from clinic.models import Frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, for templates that show no page, such as the 404.

    It is built only if a template uses it; pages bring their own.
    """
    return {"frame": SimpleLazyObject(lambda: Frame(request))}
