"""The side effects that the journal ships send readers to the right help first."""

import pytest

from clinic.blocks import Urgency
from conditions.models import SideEffectPage

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


def test_the_most_urgent_card_of_a_side_effect_comes_first() -> None:
    order = list(Urgency)[::-1]
    for page in SideEffectPage.objects.all():
        cards = [Urgency(c.value["urgency"]) for c in page.when_to_get_help]
        assert cards == sorted(cards, key=order.index), page.title
