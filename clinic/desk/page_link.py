"""The link to a page in the editor: the way into the text and back out of it."""

from typing import Any

from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)

from clinic.row_number import row_number


class PageLinkElement(PageLinkElementHandler):
    """From storage to the editor: a link to what is no page is a broken one."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        found = {"id": row_number(attrs.get("id", ""))}
        told: dict[str, Any] = super().get_attribute_data(found)
        return told


def stored(props: dict[str, Any]) -> Any:
    """From the editor to storage: the number of a row, whatever a browser sends."""
    pk = props.get("id")
    return link_entity(props if pk is None else props | {"id": row_number(str(pk))})


LINKS = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': PageLinkElement("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": stored}},
}
