"""What the ground changes in Wagtail: links in rich text lead to visible pages only."""

from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from clinic.models import site_pages


class VisiblePageLink(PageLinkHandler):
    """A link to a page; one that nobody may see loses its address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """The visible pages that the links name, in their order; one query."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        pages = site_pages().visible().in_bulk([pk for pk in ids if pk.isdigit()])
        return [pages.get(int(pk)) if pk.isdigit() else None for pk in ids]


@hooks.register("register_rich_text_features", order=100)
def register_visible_links(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's own handler of links to pages."""
    features.register_link_type(VisiblePageLink)
