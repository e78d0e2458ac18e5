"""A reader who searches the shipped journal finds what was meant, and what is kept of it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from clinic.models import site_pages
from clinic.search.failed import FEWEST, MONTHS
from clinic.search.found import Found
from clinic.search.query import Query

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]

# What readers type, and the page that tells it.
FIRST_THREE = {
    "/key-facts/going-home/": ["driving after ketamine", "driving", "ride home"],
    "/key-facts/tell-the-clinic-first/": ["pregnant", "breast feeding", "teenagers"],
    "/key-facts/what-is-licensed/": ["is ketamine legal", "legal"],
    "/key-facts/other-medicines/": ["MAOI", "MAO inhibitors"],
    "/side-effects/sedation-or-loss-of-consciousness/": ["fainting", "blackout"],
    "/side-effects/liver-effects/": ["jaundice", "yellow eyes"],
    "/side-effects/dissociation/": ["k-hole", "khole"],
    "/side-effects/bladder-problems/": ["trouble peeing"],
    "/side-effects/slowed-breathing/": ["can’t breathe"],
    "/conditions/anxiety-disorders/": ["panic attacks"],
    "/contact/": ["phone number"],
    "/side-effects/": ["ketamine side effects", "side effects of ketamine"],
    "/conditions/major-depression/": ["ketamine depression"],
    "/mental-health-journal/how-ketamine-changes-the-brain/": [
        "how does ketamine work"
    ],
}


@pytest.mark.parametrize(
    ("words", "address"),
    [(words, address) for address, typed in FIRST_THREE.items() for words in typed],
)
def test_the_page_that_tells_it_is_among_the_first_three(
    words: str, address: str
) -> None:
    home = Site.objects.get().root_page
    found = site_pages().in_bulk([*Found(Query(words), home).hits][:3])
    assert address in [page.get_url() for page in found.values()]


def test_the_privacy_page_tells_which_failed_searches_are_kept_and_for_how_long(
    client: Any,
) -> None:
    assert (FEWEST, MONTHS) == (3, 6)
    page = BeautifulSoup(client.get("/privacy/").content, "html.parser")
    text = " ".join(page.main.get_text().split())
    assert "looked for in vain three times or more in one month are kept." in text
    assert "They stay for six months" in text
