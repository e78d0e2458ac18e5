"""What the library adds to the admin: the citation in the rich text editor."""

from typing import Any

import wagtail.admin.rich_text.editors.draftail.features as draftail_features
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles import citations

CITATION = "CITATION"


class CitationElement(InlineEntityElementHandler):
    """From storage to the editor: an entity that shows its key and cannot be split."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"key": attrs.get("key", "")}

    def handle_starttag(
        self, name: str, attrs: Any, state: Any, contentstate: Any
    ) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        state.current_block.text += f"[{dict(attrs).get('key', '')}]"
        state.leading_whitespace = KEEP_WHITESPACE


def stored(props: dict[str, Any]) -> Any:
    """From the editor to storage: the tag with its key alone."""
    return DOM.create_element(
        "embed", {"embedtype": "citation", "key": props.get("key", "")}
    )


class CitationHandler(EmbedHandler):
    """A citation on a page that has no list of sources: its key, visibly."""

    identifier = "citation"

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return citations.render(citations.Mention(attrs.get("key", "")))


@hooks.register("register_rich_text_features")
def register_citation(features: FeatureRegistry) -> None:
    """The feature `citation`: button, conversion both ways, and the fallback."""
    features.register_embed_type(CitationHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        draftail_features.EntityFeature(
            {
                "type": CITATION,
                "icon": "openquote",
                "description": "Citation",
                "attributes": ["key"],
            },
            js=["admin/citation.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "citation",
        {
            "from_database_format": {
                'embed[embedtype="citation"]': CitationElement(CITATION)
            },
            "to_database_format": {"entity_decorators": {CITATION: stored}},
        },
    )
    features.default_features.append("citation")
