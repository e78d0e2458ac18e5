"""What the library adds to the admin: citing, its protection, the menu “Journal”."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.models import Page
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles import citations
from articles.dependents import DependentsView
from articles.listings import VIEWSETS
from articles.models import AuthorPage, ReferencePage
from articles.models.citation import pages_resting_on
from clinic.listings import ListingViewSet, journal_menu

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


@hooks.register("register_rich_text_features")
def register_citation(features: FeatureRegistry) -> None:
    """The feature `citation`: button, conversion both ways, and the fallback."""
    features.register_embed_type(CitationHandler)
    features.register_editor_plugin(
        "draftail",
        "citation",
        EntityFeature(
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


@hooks.register("register_admin_menu_item")
def register_journal_menu() -> SubmenuMenuItem:
    """The menu of the listings, above Wagtail's own explorer of pages."""
    return journal_menu()


@hooks.register("register_admin_viewset")
def register_listings() -> list[ListingViewSet]:
    """The listings of articles, references, authors and key facts."""
    return [*VIEWSETS]


def titles(pages: Iterable[Page]) -> str:
    """The titles of up to ten pages, for a message."""
    found = [f"“{page.get_admin_display_title()}”" for page in pages]
    more = f" and {len(found) - 10} more" if len(found) > 10 else ""
    return ", ".join(found[:10]) + more


def why_unpublishing_is_refused(page: Page) -> str:
    """Why `page` and what is below it must stay published; empty if it need not."""
    citing = pages_resting_on(page)
    if not citing:
        return ""
    return f"“{page}” cannot go: these pages rest on it: {titles(citing)}."


def why_deleting_is_refused(page: Page) -> str:
    """Why `page` and what is below it must not be deleted; empty if it may be."""
    if reason := why_unpublishing_is_refused(page):
        return reason
    below = {"path__startswith": page.path}
    issued = ReferencePage.objects.filter(**below, first_published_at__isnull=False)
    if issued:
        return (
            f"A reference that was ever published stays, so that its key is never "
            f"given to another source: {titles(issued)}. Set its status to withdrawn."
        )
    named = AuthorPage.objects.filter(**below, bylines__isnull=False).distinct()
    if named:
        return (
            f"Articles name these authors: {titles(named)}. Take them off the articles "
            "first, or mark them as no longer working with the journal."
        )
    return ""


def why_publishing_is_refused(page: Page) -> str:
    """What the newest draft of `page` still lacks; empty if it may be published."""
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError as error:
        return f"“{page}” cannot be published yet: {' '.join(error.messages)}"
    return ""


def refused(request: HttpRequest, page: Page, reason: str) -> HttpResponse | None:
    """Tell the editor why not, and lead back to the page; None lets the action go on."""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what other pages rest on."""
    return refused(request, page, why_deleting_is_refused(page))


@hooks.register("before_unpublish_page")
def refuse_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep published what other pages rest on."""
    return refused(request, page, why_unpublishing_is_refused(page))


@hooks.register("before_bulk_action")
def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once, and what the form of one page asks for.

    One page that is refused keeps all as they are.
    """
    reasons = {
        "delete": why_deleting_is_refused,
        "publish": why_publishing_is_refused,
        "unpublish": why_unpublishing_is_refused,
    }
    why = reasons.get(action_type)
    pages = [page for page in objects if isinstance(page, Page)] if why else []
    if action_type == "publish" and action.cleaned_form.cleaned_data.get(
        "include_descendants"
    ):
        for page in list(pages):
            pages += page.get_descendants().filter(live=False)
    answers = (refused(request, page, why(page)) for page in pages if why)
    return next((answer for answer in answers if answer), None)


@hooks.register("register_admin_urls")
def register_dependents() -> list[URLPattern]:
    """The view of all that depends on a source."""
    address = "references/<int:reference_id>/dependents/"
    return [path(address, DependentsView.as_view(), name="dependents")]


@hooks.register("register_permissions")
def register_rights() -> QuerySet[Permission]:
    """The right that only clinical reviewers need, for the form of a group."""
    return Permission.objects.filter(
        content_type__app_label="articles", codename="rate_findings"
    )
