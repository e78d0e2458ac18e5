"""The citation in the editor: the button, the way into the text and back out of it."""

from typing import Any

from django.forms import Media
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles import citations
from articles.blocks import choosing_sources
from articles.models import ReferencePage

CITATION = "CITATION"


class CitationFeature(EntityFeature):
    """The button, with the window in which it lets a source be chosen."""

    @property
    def media(self) -> Media:
        return choosing_sources("admin/citation.js")


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
    """A citation in a text that has no list of sources: a link to the source itself."""

    identifier = "citation"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The citations of one text as links, in their order; one query."""
        keys = [attrs.get("key", "") for attrs in attrs_list]
        known = ReferencePage.objects.visible().by_key(keys)
        return [
            format_html('<a href="{}">[{}]</a>', known[key].url, known[key].short_title)
            if key in known
            else citations.render(citations.Mention(key))
            for key in keys
        ]


def register_citation(features: FeatureRegistry) -> None:
    """The feature `citation`: button, conversion both ways, and the fallback."""
    features.register_embed_type(CitationHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        CitationFeature(
            {
                "type": CITATION,
                "icon": "openquote",
                "description": "Citation",
                "attributes": ["key"],
            },
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
