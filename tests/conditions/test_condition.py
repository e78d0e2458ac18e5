"""A condition tells what it is, and which side effects its treatment can have."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from articles.citations import tag
from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    SideEffectPage,
    TreatmentSideEffect,
)
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_whole_condition_is_published(home) -> None:
    factories.condition().clean()


def test_a_condition_without_a_body_is_refused() -> None:
    page = ConditionPage(title="PTSD", slug="ptsd", summary="What it is.")
    with pytest.raises(ValidationError, match="There is nothing to read yet"):
        page.clean()


def test_a_condition_without_a_summary_is_refused(home) -> None:
    page = factories.condition()
    page.summary = ""
    with pytest.raises(ValidationError, match="in one or two plain sentences"):
        page.clean()


def test_a_condition_that_cites_an_unknown_source_is_refused(home) -> None:
    page = factories.condition()
    page.body = [("paragraph", f"<p>A claim.{tag('nowhere-2000')}</p>")]
    with pytest.raises(ValidationError, match="nowhere-2000"):
        page.clean()


def test_a_draft_may_be_rough() -> None:
    page = ConditionPage(title="PTSD", slug="ptsd")
    page.is_rough = True
    page.clean()


def side_effects(condition: ConditionPage) -> list[SideEffectPage]:
    """What the template of a condition gets."""
    page = ConditionPage.objects.get(pk=condition.pk)
    return list(page.get_context(RequestFactory().get("/"))["side_effects"])


def with_effects(*effects: SideEffectPage) -> ConditionPage:
    """A condition whose treatment can have these side effects."""
    rows = [TreatmentSideEffect(side_effect=effect) for effect in effects]
    return factories.condition(treatment_side_effects=rows)


def test_side_effects_stand_in_the_order_of_the_editors(home) -> None:
    first, second = factories.side_effect("a"), factories.side_effect("b")
    assert side_effects(with_effects(second, first)) == [second, first]


def test_a_hidden_side_effect_is_not_named(home) -> None:
    hidden, shown = factories.side_effect("a"), factories.side_effect("b")
    condition = with_effects(hidden, shown)
    hidden.unpublish()
    assert side_effects(condition) == [shown]


def test_the_side_effects_of_another_condition_are_not_named(home) -> None:
    with_effects(factories.side_effect())
    assert side_effects(factories.condition("ocd")) == []


def test_readers_get_side_effects_and_codes(client, home) -> None:
    condition = with_effects(factories.side_effect())
    condition.codes = [
        ("code", {"system": "ICD-10", "code": "F43.1"}),
        ("code", {"system": "MeSH", "code": "D013313"}),
    ]
    html = client.get(factories.publish(condition).url).content.decode()
    assert '<a href="/side-effects/nausea/">Nausea</a>' in html
    assert "Medical codes: ICD-10 F43.1, MeSH D013313" in html


def test_the_list_goes_from_a_to_z_without_hidden_pages(home) -> None:
    for slug in ("ptsd", "ocd"):
        factories.condition(slug)
    factories.condition("anxiety", live=False)
    index = ConditionIndexPage.objects.get()
    entries = index.get_context(RequestFactory().get("/"))["entries"]
    assert [page.slug for page in entries] == ["ocd", "ptsd"]


def test_a_preview_shows_the_side_effects_that_are_not_saved_yet(rf, db) -> None:
    effect = factories.side_effect()
    page = factories.condition()
    page.treatment_side_effects = [TreatmentSideEffect(side_effect=effect)]
    assert page.get_context(rf.get("/"))["side_effects"] == [effect]
    assert not TreatmentSideEffect.objects.exists()
