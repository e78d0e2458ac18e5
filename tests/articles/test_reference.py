"""A reference keeps its key, can be found, and tells what has become of it."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from articles.models import ReferenceIndexPage, ReferencePage
from articles.models.source import Status
from tests import factories

pytestmark = pytest.mark.django_db
FIELDS = {
    "doi": "10.1000/x",
    "pmid": "123",
    "pmcid": "PMC123",
    "address": "https://a.example/",
}


def bare(**fields: Any) -> ReferencePage:
    """A reference that is not stored, with these fields alone."""
    return ReferencePage(title="A study", slug="a-study", **fields)


def page_of(client: Any, reference: ReferencePage) -> str:
    """The public page of the reference."""
    return client.get(reference.get_url()).content.decode()


# --- Its key ---
def test_the_key_is_the_slug() -> None:
    assert bare().key == "a-study"


def test_a_published_key_is_frozen() -> None:
    reference = factories.reference("berman-2000")
    reference.slug = "berman-2001"
    with pytest.raises(ValidationError, match="berman-2000 was published and stays"):
        reference.full_clean()


def test_it_stays_frozen_when_the_page_is_unpublished() -> None:
    reference = factories.reference("berman-2000")
    reference.unpublish()
    reference.slug = "berman-2001"
    with pytest.raises(ValidationError, match="was published and stays"):
        reference.full_clean()


def test_it_is_frozen_in_a_draft_too() -> None:
    reference = factories.reference("berman-2000")
    reference.slug = "berman-2001"
    reference.is_rough = True
    with pytest.raises(ValidationError, match="was published and stays"):
        reference.full_clean()


def test_the_admin_refuses_a_new_key(admin: Any) -> None:
    reference = factories.reference("berman-2000")
    address = reverse("wagtailadmin_pages:edit", args=[reference.pk])
    data = {"title": "T", "slug": "b", "status": "unknown", "kind": "webpage"}
    answer = admin.post(address, data | {"authors-count": "0"})
    [message] = answer.context["form"].errors["slug"]
    assert "berman-2000 was published and stays" in message


def test_a_published_reference_can_change_everything_else() -> None:
    reference = factories.reference("berman-2000")
    reference.title = "A better title"
    assert factories.publish(reference).title == "A better title"


def test_the_key_of_a_draft_may_change() -> None:
    reference = factories.reference("berman-2000", live=False)
    reference.slug = "berman-2001"
    assert factories.publish(reference).key == "berman-2001"


@pytest.mark.parametrize("slug", ["Berman-2000", "berman_2000", "bermän"])
def test_a_key_has_lower_case_letters_digits_and_hyphens(slug: str) -> None:
    reference = factories.reference(live=False)
    reference.slug = slug
    with pytest.raises(ValidationError, match="A citation key is lower-case letters"):
        reference.full_clean()


# --- Asked for by key ---
def test_references_come_by_key_in_one_query(django_assert_num_queries: Any) -> None:
    pages = {key: factories.reference(key) for key in ("a", "b")}
    factories.reference("c")
    with django_assert_num_queries(1):
        assert ReferencePage.objects.by_key(["b", "a", "a", "gone"]) == pages


def test_no_keys_cost_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert ReferencePage.objects.by_key([]) == {}


# --- Where a reader finds it ---
def test_a_reference_needs_a_locator() -> None:
    with pytest.raises(ValidationError, match="A reader must be able to find"):
        factories.reference(doi="")


@pytest.mark.parametrize(
    "locator",
    [
        *({name: value} for name, value in FIELDS.items()),
        {"isbn": "978-3-16-148410-0"},
        {"archived_url": "https://archive.example/x"},
    ],
    ids=str,
)
def test_one_locator_is_enough(locator: dict[str, str]) -> None:
    assert factories.reference(**{"doi": ""} | locator).live


def test_a_draft_needs_no_locator() -> None:
    reference = factories.reference(live=False)
    reference.doi = ""
    reference.is_rough = True
    reference.full_clean()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"doi": "10.1000/x"}, [("doi:10.1000/x", "https://doi.org/10.1000/x")]),
        (
            {"pmid": "123"},
            [("PubMed 123", "https://pubmed.ncbi.nlm.nih.gov/123/")],
        ),
        (
            {"pmcid": "PMC12"},
            [("PMC12", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12/")],
        ),
        (
            {"address": "https://www.nhs.example/a"},
            [("nhs.example/a", "https://www.nhs.example/a")],
        ),
        (
            {"archived_url": "https://archive.example/"},
            [("Archived copy", "https://archive.example/")],
        ),
        ({}, []),
    ],
)
def test_links(fields: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert bare(**fields).links == expected


def test_the_most_stable_address_comes_first_and_a_mere_address_not_at_all() -> None:
    labels = [label for label, address in bare(**FIELDS).links]
    assert labels == ["doi:10.1000/x", "PubMed 123", "PMC123"]


# --- Well formed ---
GOOD = {
    "doi": ["10.1000/x", "10.1016/S0006-3223(99)00230-9"],
    "pmid": ["1", "123456789"],
    "pmcid": ["PMC1", "PMC9044467"],
    "issued": ["2000", "2000-02", "2000-12-31"],
}
BAD = {
    "doi": ["x", "10.1/x", "10.1000", "https://doi.org/10.1000/x", "10.1000/a b"],
    "pmid": ["PMC1", "12a", "-1"],
    "pmcid": ["9044467", "pmc1", "PMC", "PMCx"],
    "issued": ["00", "2000-13", "2000-2", "2000-02-32", "Feb 2000", "2000-02-"],
    "address": ["nowhere", "javascript:alert(1)"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in GOOD for value in GOOD[name]]
)
def test_what_is_well_formed_is_taken(name: str, value: str) -> None:
    assert getattr(factories.reference(**{name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in BAD for value in BAD[name]]
)
def test_what_is_not_well_formed_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        bare(**{name: value}).full_clean(exclude=["path", "depth"])
    assert name in refused.value.message_dict


# --- Its words ---
def test_people_are_persons_and_organisations_in_order() -> None:
    berman = {"family": "Berman", "given": "Robert M."}
    page = bare(authors=[("person", berman), ("organisation", "WHO")])
    assert page.people() == [berman, {"literal": "WHO"}]


def test_the_whole_source_in_one_line() -> None:
    page = factories.reference(container_title="Biol Psychiatry", volume="47")
    assert page.vancouver == (
        "Berman RM. A study called berman-2000. Biol Psychiatry. 2000;47."
    )
    assert page.short_title == "Berman 2000"


def test_its_lead_is_what_it_shows() -> None:
    assert bare(evidence_note="It helped 72 adults.").lead == "It helped 72 adults."


@pytest.mark.parametrize("status", Status)
def test_readers_are_warned_of_a_source_that_no_longer_stands(
    client: Any, status: Status
) -> None:
    page = factories.reference(status=status, notice="It was looked into.")
    doubtful = status not in {Status.CURRENT, Status.UNKNOWN}
    assert page.is_doubtful is doubtful
    assert ("It was looked into." in page_of(client, page)) is doubtful


def test_a_doubtful_source_is_marked_where_it_is_listed(client: Any) -> None:
    factories.reference("a", status=Status.RETRACTED)
    factories.reference("b")
    page = factories.article(body=factories.cited("a", "b"))
    html = client.get(page.url).content.decode()
    assert html.count('<strong class="doubt">Retracted.</strong>') == 1


# --- Its page and the list ---
def test_the_page_tells_the_key_and_how_to_cite(client: Any) -> None:
    page = factories.reference("berman-2000")
    html = page_of(client, page)
    assert "<code>berman-2000</code>" in html
    assert page.vancouver in html


def test_the_list_shows_public_references_by_key(client: Any) -> None:
    for key in ("b", "a", "hidden"):
        page = factories.reference(key)
    factories.reference("draft", live=False)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    index = ReferenceIndexPage.objects.get()
    assert [entry.key for entry in index.entries()] == ["a", "b"]
    html = client.get(index.url).content.decode()
    assert "called a" in html
    assert "called hidden" not in html
    assert "called draft" not in html


def test_more_references_need_no_more_queries(
    client: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    address = factories.reference().get_parent().url
    client.get(address)
    with django_assert_max_num_queries(12) as queries:
        client.get(address)
    for number in range(4):
        factories.reference(f"more-{number}")
    with django_assert_num_queries(len(queries)):
        client.get(address)


def test_the_list_of_references_comes_in_pages(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.models.reference_index.REFERENCES_PER_PAGE", 2)
    for key in ("abel-2001", "bell-2002", "cole-2003"):
        factories.reference(key)
    first = client.get("/references/").content.decode()
    assert "3 sources" in first
    assert "called abel-2001" in first
    assert "called cole-2003" not in first
    second = client.get("/references/?page=2").content.decode()
    assert "called cole-2003" in second
    assert "called abel-2001" not in second


@pytest.mark.parametrize("page", ["-1", "abc", "999999", "9" * 5000, ""])
def test_an_odd_number_of_a_page_shows_references(client, page: str) -> None:
    factories.reference("abel-2001")
    answer = client.get("/references/", {"page": page})
    assert answer.status_code == 200
    assert "called abel-2001" in answer.content.decode()


def test_the_form_shows_the_particulars_of_the_kind_alone(admin) -> None:
    page = factories.reference("a")
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = BeautifulSoup(answer.content, "html.parser")

    def kinds(field: str) -> list[str]:
        box = form.select_one(f"[name={field}]").find_parent(
            lambda tag: tag.has_attr("data-w-rules")
        )
        assert box.find_parent(attrs={"data-controller": "w-rules"})
        return json.loads(box["data-w-rules"])["kind"]

    assert kinds("issue") == ["article-journal"]
    assert "webpage" in kinds("publisher") and "article-journal" not in kinds(
        "publisher"
    )
    title = form.select_one("[name=title]")
    assert not title.find_parent(lambda tag: tag.has_attr("data-w-rules"))
