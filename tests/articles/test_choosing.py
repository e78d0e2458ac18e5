"""A source is found, chosen and told by its key, if anybody may read it."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from articles.choosing import matching
from articles.models import ReferencePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(db: None) -> dict[str, Any]:
    """Four sources and a draft; one of them is retracted."""
    people = {"family": "Müller", "given": "Åsa"}
    told: dict[str, dict[str, Any]] = {
        "berman-2000": {"title": "Antidepressant effects", "pmid": "10686270"},
        "berman-2000-b": {"title": "A second study", "doi": "10.1016/S0006-3223(99)"},
        "daly-2019": {"status": "retracted", "issued": "2019"},
        "muller-2021": {"authors": [("person", people)], "issued": "2021"},
        "draft-2024": {"live": False},
    }
    return {key: factories.reference(key, **more) for key, more in told.items()}


def found(text: str) -> list[str]:
    """The keys of the sources that a text finds, in their order."""
    return [page.slug for page in matching(ReferencePage.objects.visible(), text)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("berman-2000", ["berman-2000", "berman-2000-b"]),
        ("Berman-2000-B", ["berman-2000-b"]),
        ("antidep", ["berman-2000"]),
        ("erm 2000 second", ["berman-2000-b"]),
        ("10686270", ["berman-2000"]),
        ("https://doi.org/10.1016/S0006-3223(99)", ["berman-2000-b"]),
        ("s0006-3223(99", ["berman-2000-b"]),
        ("2021", ["muller-2021"]),
        ("müller", ["muller-2021"]),
        ("muller asa", ["muller-2021"]),
        ("draft-2024", []),
        ("family", []),
        ('zz"yy\\ \x00 [(*', []),
    ],
)
def test_a_source_is_found_by_what_an_editor_knows_of_it(
    sources: Any, text: str, keys: list[str]
) -> None:
    assert found(text) == keys


def test_a_text_that_says_nothing_finds_all(sources: Any) -> None:
    assert len(found("  ")) == len(found("...")) == 4


def test_the_window_shows_who_when_the_key_and_a_warning(
    admin: Any, sources: Any
) -> None:
    rows = admin.get(reverse("sources:choose_results")).content.decode()
    assert "muller-2021" in rows
    assert "Müller 2021" in rows
    assert rows.count("Retracted") == 1
    assert "draft-2024" not in rows
    none = admin.get(reverse("sources:choose_results"), {"q": "zebra"}).content.decode()
    assert "No published source has “zebra”" in none


def test_the_window_has_pages(admin: Any) -> None:
    for number in range(11):
        factories.reference(f"paged-{number:02}")
    address = reverse("sources:choose_results")
    assert "paged-10" not in admin.get(address).content.decode()
    assert "paged-10" in admin.get(address, {"p": 2}).content.decode()
    assert admin.get(address, {"p": 3}).status_code == 404


def test_what_is_chosen_is_a_key_and_never_an_id(admin: Any, sources: Any) -> None:
    chosen = admin.get(reverse("sources:chosen", args=["daly-2019"])).json()
    assert chosen["result"] == {
        "key": "daly-2019",
        "short": "Berman 2019",
        "title": "A study called daly-2019",
        "doubt": "Retracted",
    }
    for missing in ("draft-2024", "nobody-1900", sources["daly-2019"].pk):
        address = reverse("sources:chosen", args=[missing])
        assert admin.get(address).status_code == 404


def test_one_question_tells_of_many_keys(
    admin: Any, sources: Any, django_assert_max_num_queries: Any
) -> None:
    keys = [*sources, "nobody-1900", "<b>"]
    with django_assert_max_num_queries(8):
        answer = admin.get(reverse("sources:known"), {"key": keys}).json()
    assert answer.keys() == sources.keys() - {"draft-2024"}
    assert answer["berman-2000"]["doubt"] == ""


def test_a_private_source_is_not_offered(admin: Any, sources: Any) -> None:
    page = sources["berman-2000"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "berman-2000" not in found("")
    assert admin.get(reverse("sources:known"), {"key": "berman-2000"}).json() == {}


def test_nobody_else_is_told_anything(client: Any, sources: Any) -> None:
    for name in ("choose", "choose_results", "known"):
        assert client.get(reverse(f"sources:{name}")).status_code == 302
