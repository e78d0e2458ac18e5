"""An editor saves what is not finished, and publishes only what is."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    SideEffectIndexPage,
    SideEffectPage,
)
from tests import factories

FINISHED = {
    "summary": "What it is.",
    "body": streamfield([("paragraph", rich_text("<p>Some words.</p>"))]),
}


def form(**fields: Any) -> dict[str, Any]:
    """A condition as the editor's form posts it."""
    empty = {
        "title": "Anxiety",
        "slug": "anxiety",
        "summary": "",
        "search_description": "",
        "seo_title": "",
        "also_called": streamfield([]),
        "body": streamfield([]),
        "codes": streamfield([]),
        "treatment_side_effects": inline_formset([]),
    }
    return nested_form_data(empty | fields)


def add(admin: Any, **fields: Any) -> Any:
    """Post a new condition below the list of conditions."""
    index = factories.index(ConditionIndexPage, "conditions", "Conditions")
    names = (ConditionPage._meta.app_label, ConditionPage._meta.model_name, index.pk)
    return admin.post(reverse("wagtailadmin_pages:add", args=names), form(**fields))


def test_a_rough_draft_is_saved(admin) -> None:
    assert add(admin).status_code == 302
    page = ConditionPage.objects.get()
    assert not page.live


def test_a_rough_draft_is_not_published(admin) -> None:
    answer = add(admin, **{"action-publish": "on"})
    assert "in one or two plain sentences" in answer.content.decode()
    assert not ConditionPage.objects.exists()


def test_a_finished_condition_is_published(admin, client) -> None:
    add(admin, **FINISHED, **{"action-publish": "on"})
    page = ConditionPage.objects.visible().get()
    assert "Some words." in client.get(page.url).content.decode()


def test_a_published_condition_keeps_its_text_while_a_rough_draft_is_saved(
    admin, client
) -> None:
    page = factories.condition()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin.post(edit, form(slug=page.slug)).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert "Some words." in client.get(page.url).content.decode()


def test_an_editor_chooses_the_side_effects_of_a_treatment(admin) -> None:
    effect = factories.side_effect()
    rows = inline_formset([{"side_effect": effect.pk}])
    add(admin, **FINISHED, **{"treatment_side_effects": rows, "action-publish": "on"})
    page = ConditionPage.objects.get()
    assert [row.side_effect for row in page.treatment_side_effects.all()] == [effect]


def test_a_row_that_names_nothing_is_refused(admin) -> None:
    rows = inline_formset([{"side_effect": ""}])
    answer = add(
        admin, **FINISHED, **{"treatment_side_effects": rows, "action-publish": "on"}
    )
    assert "This field is required." in answer.content.decode()
    assert not ConditionPage.objects.exists()


@pytest.mark.parametrize(
    ("model", "index", "slug"),
    [
        (ConditionPage, ConditionIndexPage, "conditions"),
        (SideEffectPage, SideEffectIndexPage, "side-effects"),
    ],
)
def test_the_editors_form_holds_every_field_of_the_page(
    admin, model, index, slug
) -> None:
    parent = factories.index(index, slug, "A list")
    names = (model._meta.app_label, model._meta.model_name, parent.pk)
    answer = admin.get(reverse("wagtailadmin_pages:add", args=names))
    own = {field.name for field in model._meta.local_fields} - {"page_ptr"}
    assert own <= set(answer.context["form"].fields)
