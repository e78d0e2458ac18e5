"""What is said to whoever would take away a page on which published pages rest."""

from collections.abc import Iterable

from wagtail.models import Page

from articles.models.citation import pages_resting_on


def titles(pages: Iterable[Page]) -> str:
    """The titles of up to ten pages, for a message."""
    found = [f"“{page.get_admin_display_title()}”" for page in pages]
    more = f" and {len(found) - 10} more" if len(found) > 10 else ""
    return ", ".join(found[:10]) + more


def because_pages_rest_on(page: Page, what: str) -> str:
    """The sentence that refuses `what` with the citing pages; empty if there are none."""
    citing = pages_resting_on(page)
    if not citing:
        return ""
    return f"“{page}” cannot {what}: these pages rest on it: {titles(citing)}."
