"""The listings of the ward find what an editor looks for, at a constant cost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db

COUNTED = {
    "treatment": "Esketamine spray",
    "numerator": 14,
    "denominator": 100,
    "population": "Adults with depression",
    "time_frame": "Four weeks",
    "sources": ["berman-2000"],
}


def listing(admin: Any, name: str, **asked: Any) -> Any:
    """The answer of a listing."""
    answer = admin.get(reverse(f"{name}:index"), asked)
    assert answer.status_code == 200
    return answer


def found(admin: Any, name: str, **asked: Any) -> list[str]:
    """The slugs of the pages that a listing shows, in its order."""
    return [page.slug for page in listing(admin, name, **asked).context["object_list"]]


@pytest.fixture
def ward(db: None) -> None:
    """Two side effects, two conditions, an article about one of them."""
    factories.reference("berman-2000")
    nausea = factories.side_effect(
        frequency=[("frequency", COUNTED)],
        also_called=[("name", {"text": "Queasiness", "kind": "lay"})],
    )
    factories.side_effect("sedation", seriousness="emergency", body_system="nerves")
    ptsd = factories.condition(
        treatment_side_effects=[TreatmentSideEffect(side_effect=nausea)],
        also_called=[("name", {"text": "Shell shock", "kind": "lay"})],
    )
    factories.condition("ocd")
    factories.article(topics=[ArticleTopic(topic=ptsd), ArticleTopic(topic=nausea)])


def test_a_condition_is_listed_with_what_hangs_on_it(admin, ward) -> None:
    ocd, ptsd = listing(admin, "conditions").context["object_list"]
    assert (ptsd.slug, ptsd.articles_about, ptsd.side_effects) == ("ptsd", 1, 1)
    assert (ocd.slug, ocd.articles_about, ocd.side_effects) == ("ocd", 0, 0)


def test_topics_are_found_by_their_other_names(admin, ward) -> None:
    assert found(admin, "conditions", q="shell") == ["ptsd"]
    assert found(admin, "side-effects", q="queasi") == ["nausea"]


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ({"seriousness": "emergency"}, "sedation"),
        ({"body_system": "stomach"}, "nausea"),
        ({"counted": "yes"}, "nausea"),
        ({"counted": "no"}, "sedation"),
        ({"q": "SEDATION"}, "sedation"),
    ],
)
def test_a_side_effect_is_found(admin, ward, asked: dict, slug: str) -> None:
    assert found(admin, "side-effects", **asked) == [slug]


def test_side_effects_of_a_treatment_are_found(admin, ward) -> None:
    condition = listing(admin, "conditions", q="ptsd").context["object_list"][0]
    assert found(admin, "side-effects", condition=condition.pk) == ["nausea"]


def test_a_side_effect_says_whether_its_frequency_is_known(admin, ward) -> None:
    answer = listing(admin, "side-effects").content.decode()
    for words in ("Counted", "Not known", "Can be an emergency", "Stomach and gut"):
        assert words in answer


@pytest.mark.parametrize("name", ["conditions", "side-effects"])
def test_a_listing_costs_as_many_queries_however_long_it_is(
    admin, ward, name: str
) -> None:
    def queries() -> int:
        listing(admin, name)
        with CaptureQueriesContext(connection) as captured:
            listing(admin, name)
        return len(captured)

    before = queries()
    for number in range(4):
        effect = factories.side_effect(f"effect-{number}")
        rows = [TreatmentSideEffect(side_effect=effect)]
        factories.condition(f"condition-{number}", treatment_side_effects=rows)
    assert queries() == before
