"""The pages that rest on a source, each with the sentences that cite it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Shown
from django.core.paginator import Paginator
from django.db.models import Manager
from wagtail.models import Page

from clinic.models import site_pages

PAGES_AT_ONCE = 20


@dataclass(frozen=True)
class CitedBy:
    """One visible page that cites a source, and where: its claims, in their order."""

    page: Page
    claims: list[Any]


def cited_by(citations: Manager[Any], number: Any) -> Shown:
    """Page `number` of the visible pages in the record `citations` of a source.

    Four queries, however many pages there are. A sentence of a page that is included
    in another stays away while the included page is hidden.
    """
    rows = citations.filter(number__isnull=False)
    pages = site_pages().filter(pk__in=rows.values("page_id")).visible()
    shown = Paginator(pages.order_by("title", "pk"), PAGES_AT_ONCE).get_page(number)
    here = list(shown.object_list)
    found = {
        row.page_id: list(row.claims.all())
        for row in rows.filter(page__in=here).prefetch_related("claims__citation")
    }
    said = {claim.said_by_id for claims in found.values() for claim in claims}
    visible = set(
        site_pages().filter(pk__in=said).visible().values_list("pk", flat=True)
    )
    shown.object_list = [
        CitedBy(
            page,
            [claim for claim in found[page.pk] if claim.said_by_id in visible],
        )
        for page in here
    ]
    return shown
