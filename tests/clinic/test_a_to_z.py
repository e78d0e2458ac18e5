"""A list from A to Z leads to a page under each of its names."""

from dataclasses import dataclass, field

import pytest
from bs4 import BeautifulSoup

from clinic.a_to_z import OTHER, initial, letters, lines, sorting
from tests import factories


@dataclass(frozen=True)
class Named:
    """A page, as far as a list needs it."""

    sort_name: str
    also_listed_as: list[str] = field(default_factory=list)


def test_accents_and_case_do_not_change_the_order() -> None:
    pages = [Named("Zorn"), Named("Ärger"), Named("angst"), Named("Éclair")]
    names = [line.name for line in lines(pages)]
    assert names == ["angst", "Ärger", "Éclair", "Zorn"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [("ptsd", "P"), ("Ärger", "A"), ("5-HT", OTHER), ("Ω", OTHER), ("", OTHER)],
)
def test_a_name_stands_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_all_letters_are_there_but_only_those_in_use_have_lines() -> None:
    found = letters([Named("PTSD"), Named("Pain")])
    assert "".join(letter.letter for letter in found) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert [letter.letter for letter in found if letter.lines] == ["P"]


def test_names_without_a_letter_stand_at_the_end() -> None:
    found = letters([Named("5-HT syndrome")])
    assert found[-1].letter == OTHER
    assert found[-1].anchor == "letter-other"
    assert [line.name for line in found[-1].lines] == ["5-HT syndrome"]


def test_another_name_is_a_cross_entry_to_the_page() -> None:
    page = Named("Major depression", ["Depression", "MDD"])
    found = [(line.name, line.is_cross, line.page) for line in lines([page])]
    assert found == [
        ("Depression", True, page),
        ("Major depression", False, page),
        ("MDD", True, page),
    ]


def test_another_name_that_would_stand_beside_the_page_is_left_out() -> None:
    page = Named("Bipolar disorder", ["bipolar", "Bipolar disorder", "Bipolarity"])
    assert [line.name for line in lines([page])] == ["Bipolar disorder", "Bipolarity"]


def test_two_pages_with_one_name_stand_both() -> None:
    found = lines([Named("Anxiety"), Named("Panic", ["Anxiety"])])
    assert [(line.name, line.is_cross) for line in found] == [
        ("Anxiety", False),
        ("Anxiety", True),
        ("Panic", False),
    ]


def test_sorting_never_fails_on_odd_names() -> None:
    assert sorting("\u0301") == ""
    assert sorting(" ΑΒΓ ") == "αβγ"


def other(text: str, kind: str) -> tuple[str, dict[str, str]]:
    """A row of "also called"."""
    return ("name", {"text": text, "kind": kind})


@pytest.mark.django_db
def test_conditions_stand_under_their_names_but_not_under_misspellings(client) -> None:
    factories.condition(
        title="PTSD",
        also_called=[
            other("Shell shock", "lay"),
            other("Post-traumatic stress disorder", "medical"),
            other("Posttraumatik", "misspelling"),
            other("Spravato", "brand"),
        ],
    )
    soup = BeautifulSoup(client.get("/conditions/").content, "html.parser")
    crosses = [" ".join(tag.text.split()) for tag in soup.select(".letter__cross")]
    assert crosses == [
        "Post-traumatic stress disorder: see PTSD",
        "Shell shock: see PTSD",
    ]
    assert "Posttraumatik" not in soup.text
    assert "Spravato" not in soup.text


@pytest.mark.django_db
def test_a_letter_leads_to_its_place(client) -> None:
    factories.condition(title="PTSD")
    soup = BeautifulSoup(client.get("/conditions/").content, "html.parser")
    links = [tag["href"] for tag in soup.select(".letters a")]
    assert links == ["#letter-p"]
    assert soup.select_one("#letter-p").text == "P"


@pytest.mark.django_db
def test_side_effects_stand_under_their_medical_terms(client) -> None:
    factories.side_effect(title="Raised blood pressure", medical_term="Hypertension")
    html = BeautifulSoup(client.get("/side-effects/").content, "html.parser").text
    assert "Hypertension: see Raised blood pressure" in " ".join(html.split())


@pytest.mark.django_db
def test_people_stand_under_their_family_names_and_organizations_under_theirs(
    client,
) -> None:
    factories.author()
    person = {"is_organisation": False, "given_name": "Ada", "family_name": "Byron"}
    factories.author("ada", title="Ada Byron", **person)
    soup = BeautifulSoup(client.get("/authors/").content, "html.parser")
    assert [tag.text for tag in soup.select(".letter h3")] == [
        "Byron, Ada",
        "Editorial desk",
    ]
