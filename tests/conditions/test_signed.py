"""A signature under a condition falls with what the page shows of a side effect."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from clinic.models import SignOff
from clinic.review.canonical import canonical, digest
from conditions.models import ConditionPage, SideEffectPage, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db


def listing(*effects: SideEffectPage, slug: str = "ptsd") -> ConditionPage:
    """A condition that lists these side effects."""
    rows = [
        TreatmentSideEffect(side_effect=effect, sort_order=number)
        for number, effect in enumerate(effects)
    ]
    return factories.condition(slug, treatment_side_effects=rows)


def told(condition: ConditionPage) -> list[str]:
    """What a clinician signs of the side effects, line by line."""
    lines = canonical(ConditionPage.objects.get(pk=condition.pk)).splitlines()
    return [line for line in lines if line.startswith("treatment_side_effects")]


def test_a_clinician_signs_key_title_and_seriousness_of_each() -> None:
    one, two = factories.side_effect("a"), factories.side_effect("b", title="Pain")
    assert told(listing(two, one)) == [
        "treatment_side_effects/1/key\tb",
        "treatment_side_effects/1/title\tPain",
        "treatment_side_effects/1/seriousness\tmild",
        "treatment_side_effects/2/key\ta",
        "treatment_side_effects/2/title\tA",
        "treatment_side_effects/2/seriousness\tmild",
    ]


def test_nobody_signs_a_side_effect_that_readers_do_not_see() -> None:
    shown, draft = factories.side_effect("a"), factories.side_effect("b", live=False)
    condition = listing(shown, draft)
    assert len(told(condition)) == 3
    draft.save_revision().publish()
    assert len(told(condition)) == 6


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Your heart may stop"},
        {
            "seriousness": "emergency",
            "when_to_get_help": [
                (
                    "care_card",
                    {"urgency": "emergency", "title": "Call", "text": "<p>911</p>"},
                )
            ],
        },
    ],
    ids=["title", "seriousness"],
)
def test_a_signature_falls_with_what_is_shown_of_a_side_effect(changes: Any) -> None:
    effect = factories.side_effect()
    factories.sign_off(listing(effect))
    stays = factories.sign_off(factories.condition("ocd"))
    for name, value in changes.items():
        setattr(effect, name, value)
    effect.save_revision()
    assert len(SignOff.objects.standing()) == 2
    factories.publish(effect)
    assert list(SignOff.objects.standing()) == [stays]


def test_a_signature_stands_when_what_is_not_shown_changes() -> None:
    effect = factories.side_effect()
    row = factories.sign_off(listing(effect))
    effect.what_you_can_do = "<p>Lie down.</p>"
    factories.publish(effect)
    assert list(SignOff.objects.standing()) == [row]


def test_a_signature_falls_when_a_side_effect_comes_or_goes() -> None:
    effect = factories.side_effect()
    condition = listing(effect)
    row = factories.sign_off(condition)
    effect.unpublish()
    assert not SignOff.objects.standing().exists()
    effect.get_latest_revision().publish()
    assert list(SignOff.objects.standing()) == [row]
    Page.objects.get(pk=effect.pk).delete()
    assert not SignOff.objects.standing().exists()
    text = ConditionPage.objects.get(pk=condition.pk).clinical_text.digest
    assert text == digest(ConditionPage.objects.get(pk=condition.pk))


def test_a_draft_of_a_condition_says_the_same_as_what_goes_live() -> None:
    effects = [factories.side_effect(slug) for slug in "abc"]
    condition = listing(*effects)
    rows = list(condition.treatment_side_effects.all())
    for row, place in zip(rows, (2, 0, 1), strict=True):
        row.sort_order = place
    condition.treatment_side_effects = rows
    revision = condition.save_revision()
    before = digest(revision.as_object())
    revision.publish()
    assert digest(ConditionPage.objects.get(pk=condition.pk)) == before


def test_a_signature_in_the_form_of_before_is_compared_in_it() -> None:
    condition = listing(factories.side_effect())
    old = digest(ConditionPage.objects.get(pk=condition.pk), form=1)
    row = factories.sign_off(condition, version=1, digest=old)
    factories.publish(condition)
    assert list(SignOff.objects.standing()) == [row]
    new = factories.sign_off(condition)
    factories.publish(condition)
    assert list(SignOff.objects.standing()) == [new]
    condition.summary = "Other words."
    factories.publish(condition)
    assert not SignOff.objects.standing().exists()


def test_more_side_effects_cost_a_signature_no_more_queries() -> None:
    few = listing(factories.side_effect("a"), factories.side_effect("b"))
    many = listing(*(factories.side_effect(slug) for slug in "cdefg"), slug="ocd")
    for draft in (False, True):
        counts = []
        for pk in (few.pk, many.pk):
            page = ConditionPage.objects.get(pk=pk)
            page = page.get_latest_revision().as_object() if draft else page
            with CaptureQueriesContext(connection) as captured:
                digest(page)
            counts.append(len(captured))
        assert counts[0] == counts[1]
