"""An editor sees any page before it is saved, first as on a telephone."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    streamfield,
)

from clinic.models import HomePage, SitePage
from tests import factories

pytestmark = pytest.mark.django_db

TYPES = [
    model
    for model in apps.get_models()
    if issubclass(model, SitePage) and not model._meta.abstract
]
NAMES = [model.__name__ for model in TYPES]


def parent_for(model: type[Page]) -> Page:
    """A page below which an editor may put one of this type."""
    parents = {
        "ArticlePage": factories.journal,
        "AuthorPage": lambda: factories.author().get_parent(),
        "ReferencePage": lambda: factories.reference().get_parent(),
        "KeyFactPage": lambda: factories.key_fact().get_parent(),
        "ConditionPage": lambda: factories.condition().get_parent(),
        "SideEffectPage": lambda: factories.side_effect().get_parent(),
    }
    return parents.get(model.__name__, factories.home_page)()


def form_of(admin: Any, model: type[Page], address: str, **changed: Any) -> Any:
    """The form that the admin shows at that address, with some values changed.

    The blocks of a stream are made by script, so here the streams are empty.
    """
    html = admin.get(address).content.decode()
    shown = querydict_from_html(html, form_id="page-edit-form")
    streams = {
        field.name: streamfield([])
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    return shown | nested_form_data(streams | changed)


def previewed(admin: Any, address: str, form: Any) -> str:
    """What the preview shows of a form that is not saved."""
    answer = admin.post(address, form)
    assert answer.json() == {"is_valid": True, "is_available": True}
    answer = admin.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "model",
    [model for model in TYPES if model is not HomePage],
    ids=lambda m: m.__name__,
)
def test_a_new_page_is_previewed_before_it_is_saved(admin, model) -> None:
    names = [model._meta.app_label, model._meta.model_name, parent_for(model).pk]
    before = Page.objects.count()
    form = form_of(
        admin,
        model,
        reverse("wagtailadmin_pages:add", args=names),
        title="A page in the making",
        slug="in-the-making",
    )
    preview = reverse("wagtailadmin_pages:preview_on_add", args=names)
    assert "A page in the making" in previewed(admin, preview, form)
    assert Page.objects.count() == before


@pytest.mark.parametrize("model", TYPES, ids=NAMES)
def test_a_change_is_previewed_before_it_is_saved(admin, model) -> None:
    page = one_of(model)
    form = form_of(
        admin,
        model,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        title="Another title",
    )
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert "Another title" in previewed(admin, preview, form)
    assert Page.objects.get(pk=page.pk).title == page.title


def one_of(model: type[Page]) -> Page:
    """A published page of the type."""
    made = {
        "ArticlePage": factories.article,
        "StandardPage": factories.standard_page,
        "ContactPage": factories.contact_page,
    }.get(model.__name__)
    if made:
        return made()
    if not model.objects.exists():
        parent = parent_for(model)
        if not model.objects.exists() and parent == factories.home_page():
            return factories.index(model, "an-index", "An index")
    return model.objects.get()


@pytest.mark.parametrize("model", TYPES, ids=NAMES)
def test_the_preview_begins_as_on_a_telephone(model) -> None:
    page = model(title="A page")
    widths = {size["name"]: size["device_width"] for size in page.preview_sizes}
    assert page.default_preview_size == "mobile"
    assert widths == {"mobile": 375, "tablet": 768, "desktop": 1280}
