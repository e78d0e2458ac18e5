"""How a page type names what the JSON API tells of its pages."""

from rest_framework.fields import ReadOnlyField  # type: ignore[import-untyped]
from wagtail.api import APIField


def told(name: str, source: str = "") -> APIField:
    """A field `name` of the API that a property of the page answers.

    The property is called `source` where it is not called as the field is.
    """
    return APIField(name, serializer=ReadOnlyField(source=source or None))
