"""Of which pages an account may know: the titles of all others are not told to it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from wagtail.permissions import page_permission_policy

from clinic.models.visible import site_pages

Pages = TypeVar("Pages", bound=QuerySet[Any])


def known_to(user: Any, pages: Pages) -> Pages:
    """Those of the pages that anybody may read, or that the account may work on.

    With the latter go the pages above them, which are on the way there.
    """
    if user.is_superuser:
        return pages
    mine = page_permission_policy.explorable_instances(user).values("pk")
    public = site_pages().visible().values("pk")
    return pages.filter(Q(pk__in=mine) | Q(pk__in=public))


def ids_known_to(user: Any, ids: Iterable[int]) -> set[int]:
    """The same of ids of pages; one query for the pages, however many there are."""
    found = known_to(user, site_pages().filter(pk__in=ids))
    return set(found.values_list("pk", flat=True))
