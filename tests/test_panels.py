"""The editor's form of every page type holds every field, in an order that helps."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles.models import ReferenceIndexPage, ReferencePage
from clinic.models import SitePage
from tests import factories

pytestmark = pytest.mark.django_db

TYPES = [
    model
    for model in apps.get_models()
    if issubclass(model, SitePage) and not model._meta.abstract
]
EVERY_TYPE = pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
# A word that says it all needs no help.
PLAIN = {
    *("title", "given_name", "family_name", "photo", "kind", "body_system", "made_on"),
}


def panels_of(panel: Panel) -> list[Panel]:
    """A panel and all that is inside it."""
    inside = [panels_of(child) for child in getattr(panel, "children", [])]
    return [panel, *(found for group in inside for found in group)]


def fields_of(panel: Panel) -> list[str]:
    """The fields of a form, in their order."""
    return [p.field_name for p in panels_of(panel) if isinstance(p, FieldPanel)]


def tabs_of(model: type[Page]) -> dict[str, Panel]:
    """The tabs of a type's form by their names."""
    return {str(tab.heading): tab for tab in model.get_edit_handler().children}


@EVERY_TYPE
def test_every_field_has_its_place_and_only_one(model) -> None:
    shown = fields_of(model.get_edit_handler())
    assert sorted(set(shown)) == sorted(shown)
    own = {field.name for field in model._meta.local_fields} - {"page_ptr"}
    assert own <= set(shown)


@EVERY_TYPE
def test_the_form_begins_with_writing_and_ends_with_promoting(model) -> None:
    names = list(tabs_of(model))
    assert (names[0], *names[-2:]) == ("Write", "Promote", "Settings")
    assert fields_of(model.get_edit_handler())[0] == "title"


@EVERY_TYPE
def test_every_field_whose_name_does_not_say_it_all_has_a_help_text(model) -> None:
    tabs = [tab for name, tab in tabs_of(model).items() if name != "Settings"]
    panels = [panel for tab in tabs for panel in panels_of(tab)]
    mute = [
        panel.field_name
        for panel in panels
        if isinstance(panel, FieldPanel)
        and not (panel.help_text or panel.db_field.help_text)
    ]
    assert set(mute) - PLAIN == set()


@EVERY_TYPE
def test_the_address_is_on_the_tab_promote_but_for_the_citation_key(model) -> None:
    tab = "Write" if model is ReferencePage else "Promote"
    assert "slug" in fields_of(tabs_of(model)[tab])


def test_only_pages_that_can_stand_in_the_menu_ask_for_it() -> None:
    asked = {
        model.__name__
        for model in TYPES
        if "show_in_menus" in fields_of(model.get_edit_handler())
    }
    indexes = {m.__name__ for m in TYPES if m.__name__.endswith("IndexPage")}
    assert asked == indexes | {"ContactPage", "JournalPage", "StandardPage"}


def test_an_article_is_written_in_the_order_in_which_one_thinks(admin) -> None:
    names = list(tabs_of(type(factories.article())))
    assert names[:3] == ["Write", "What changed", "About this text"]
    address = reverse("wagtailadmin_pages:edit", args=[factories.article("another").pk])
    editor = BeautifulSoup(admin.get(address).content, "html.parser")
    headings = [found.text for found in editor.select("#tab-write .w-panel__heading")]
    told = [heading.strip().rstrip("*") for heading in headings]
    order = ["Summary", "Authors", "Body", "Conditions and side effects", "See also"]
    assert [name for name in told if name in order] == order


# --- The key of a reference ---
def add_reference(admin: Any, **form: Any) -> Any:
    """Post a new reference."""
    parent = factories.index(ReferenceIndexPage, "references", "References")
    names = ["articles", "referencepage", parent.pk]
    empty = {
        "title": "A study of seven people",
        "slug": "",
        "kind": "article-journal",
        "status": "unknown",
        "doi": "10.1000/1",
        "authors": streamfield([]),
    }
    address = reverse("wagtailadmin_pages:add", args=names)
    return admin.post(address, nested_form_data(empty | form))


def test_a_reference_is_not_published_without_a_key_that_somebody_chose(admin) -> None:
    answer = add_reference(admin, **{"action-publish": "on"})
    assert "This field is required." in answer.content.decode()
    assert not ReferencePage.objects.filter(live=True).exists()


def test_a_reference_is_published_under_the_key_that_was_typed(admin) -> None:
    answer = add_reference(admin, slug="berman-2000", **{"action-publish": "on"})
    assert answer.status_code == 302
    assert ReferencePage.objects.visible().get().key == "berman-2000"


def test_the_title_of_a_source_does_not_write_its_key(admin) -> None:
    parent = factories.index(ReferenceIndexPage, "references", "References")
    names = ["articles", "referencepage", parent.pk]
    page = admin.get(reverse("wagtailadmin_pages:add", args=names)).content
    title = BeautifulSoup(page, "html.parser").select_one("#id_title")
    assert "#id_slug" not in title.get("data-w-sync-target-value", "")
