"""What the ward adds to the admin: its listings."""

from wagtail import hooks

from clinic.listings import ListingViewSet
from conditions.listings import VIEWSETS


@hooks.register("register_admin_viewset")
def register_listings() -> list[ListingViewSet]:
    """The listings of conditions and side effects."""
    return [*VIEWSETS]
