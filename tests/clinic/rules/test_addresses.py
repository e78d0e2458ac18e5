"""A typed address of this site is found when readers find nothing there, and only then."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.rules.addresses import leading, typed
from tests import factories
from tests.clinic.rules.test_every_page import GONE, found

pytestmark = pytest.mark.django_db

RULE = "typed-addresses-lead-somewhere"
OURS = "http://localhost:8000"


def page_with(*addresses: str) -> Any:
    """A page whose text links to these addresses."""
    links = "".join(f'<a href="{address}">on</a> ' for address in addresses)
    return factories.standard_page(body=[("paragraph", f"<p>{links}</p>")])


@pytest.fixture
def ground() -> None:
    """Pages of which some have parts below their address."""
    factories.journal()
    factories.article(body=factories.cited(factories.reference().key))
    factories.side_effect()


SOUND = [
    "/",
    OURS,
    "/mental-health-journal/",
    "/mental-health-journal",
    "/mental-health-journal/feed/",
    "/mental-health-journal/feed/corrections/",
    "/mental-health-journal/?condition=ptsd#list",
    "/mental-health-journal/an-article/",
    f"{OURS}/mental-health-journal/an-article/#sources",
    "//localhost:8000/mental-health-journal/an-article/",
    "/mental-health-journal/an-article/versions/1/",
    "/mental-health-journal/an-article/references.ris",
    "/mental-health-journal/an-article/evidence.json",
    "/mental-health-journal/an-article/index.md",
    "/side-effects/compare/",
    "/search/?q=ketamine",
    "/llms.txt",
    "/media/images/of-somebody.png",
]
LOST = [
    "/mental-health-jornal/",
    "/mental-health-journal/an-artikel/",
    f"{OURS}/nowhere/",
    "/mental-health-journal/an-article/compare/",
    "/mental-health-journal/an-article/nothing.pdf",
    "/side-effects/feed/",
    "/about/versions/1/1/",
]


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("address", SOUND)
def test_an_address_that_readers_can_open_is_sound(address: str) -> None:
    assert found(page_with(address), RULE) == []


@pytest.mark.usefixtures("ground")
@pytest.mark.parametrize("address", LOST)
def test_an_address_at_which_is_nothing_is_found(address: str) -> None:
    (text,) = found(page_with(address), RULE)
    assert text.startswith("Mend the link “on”: readers find nothing at /")


@pytest.mark.parametrize("goes", GONE, ids=["unpublished", "deleted", "private"])
def test_a_page_that_readers_cannot_open_any_more_is_found(goes: Any) -> None:
    target = factories.standard_page("target")
    page = page_with("/target/")
    assert found(page, RULE) == []
    goes(target)
    assert len(found(page, RULE)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/nowhere/",
        "mailto:desk@clinic.example",
        "tel:988",
        "#sources",
        "http://[half/nowhere/",
        "",
    ],
)
def test_addresses_elsewhere_are_not_asked_about(address: str) -> None:
    assert list(typed(f'<a href="{address}">on</a>')) == []
    assert found(page_with(address), RULE) == []


def test_a_link_to_a_chosen_page_is_none_of_them() -> None:
    target = factories.standard_page("target")
    assert list(typed(f'<a linktype="page" id="{target.pk}">on</a>')) == []


@pytest.mark.usefixtures("ground")
def test_however_many_addresses_there_are_the_questions_are_the_same() -> None:
    few = page_with("/mental-health-journal/an-article/")
    many = factories.standard_page(
        "many",
        body=[
            ("paragraph", "".join(f'<p><a href="/n-{n}/">x</a></p>' for n in range(50)))
        ],
    )
    with CaptureQueriesContext(connection) as one:
        assert leading([few])
    with CaptureQueriesContext(connection) as other:
        assert leading([few, many]) == {"/mental-health-journal/an-article/"}
    assert len(other) == len(one)
