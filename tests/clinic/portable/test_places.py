"""Pages are named by their path below the home page, pictures by their key."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from articles.models import AuthorPage
from clinic.models import HomePage, StandardPage
from clinic.portable import Refused
from clinic.portable.places import Places, home_page
from tests import factories
from tests.clinic.portable.small_journal import picture

HERE = Places(
    page_at={"/": 1, "/about/": 2, "/new/": 0},
    model_at={"/": HomePage, "/about/": StandardPage},
    picture_at={"drawing": 3},
)


def test_the_home_page_is_the_root_of_the_paths(home) -> None:
    places = Places.now()
    assert home_page().specific == home
    assert places.page_at == {"/": home.pk}
    assert places.path_of == {home.pk: "/"}
    assert places.model_at == {"/": HomePage}


def test_a_page_is_named_by_its_path(home) -> None:
    parent = factories.standard_page("about")
    page = factories.make(StandardPage, parent, title="Rules", slug="rules")
    places = Places.now()
    assert places.path_of[page.pk] == "/about/rules/"
    assert places.page_at["/about/rules/"] == page.pk
    assert places.model_at["/about/rules/"] is StandardPage


def test_a_draft_has_its_place_too(home) -> None:
    factories.standard_page("draft", live=False)
    assert "/draft/" in Places.now().page_at


def test_a_page_outside_the_site_has_no_place(home) -> None:
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=StandardPage(title="Other", slug="other"))
    assert other.pk not in Places.now().path_of


def test_a_page_of_a_type_that_is_no_more_counts_as_a_plain_page(home) -> None:
    page = factories.standard_page("about")
    gone = ContentType.objects.create(app_label="gone", model="gonepage")
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    assert Places.now().model_at["/about/"] is Page


def test_a_picture_is_named_by_its_key(db) -> None:
    drawing = picture("drawing")
    places = Places.now()
    assert places.key_of == {drawing.pk: "drawing"}
    assert places.picture_at == {"drawing": drawing.pk}


def test_named_by_id_the_places_stay_when_a_page_moves(home) -> None:
    page = factories.standard_page("about")
    drawing = picture("drawing")
    before = Places.now().by_id
    page.move(factories.standard_page("rules"), pos="last-child")
    assert Places.now().by_id.path_of[page.pk] == before.path_of[page.pk]
    assert before.key_of == {drawing.pk: str(drawing.pk)}


@pytest.mark.parametrize("models", [(), (StandardPage,), (AuthorPage, Page)])
def test_a_page_of_a_wanted_type_has_no_fault(models: tuple[type[Page], ...]) -> None:
    assert HERE.fault_of_page("/about/", *models) == ""


@pytest.mark.parametrize("path", ["/nowhere/", "about", None, 5, ["/about/"], {}])
def test_what_names_no_page_is_a_fault(path: object) -> None:
    assert HERE.fault_of_page(path) == f"there is no page {path!r}."


def test_a_page_of_another_type_is_a_fault() -> None:
    said = HERE.fault_of_page("/about/", AuthorPage, HomePage)
    assert said == "the page '/about/' is no author or home page."


def test_a_page_of_no_known_type_is_no_page_of_a_type() -> None:
    assert HERE.fault_of_page("/new/", AuthorPage) == "the page '/new/' is no author."


def test_a_known_picture_has_no_fault() -> None:
    assert HERE.fault_of_picture("drawing") == ""


@pytest.mark.parametrize("key", ["photo", None, ["drawing"]])
def test_what_names_no_picture_is_a_fault(key: object) -> None:
    assert HERE.fault_of_picture(key) == f"there is no picture {key!r}."


def test_a_site_without_a_home_page_is_refused_in_one_sentence(home) -> None:
    Site.objects.all().delete()
    with pytest.raises(Refused, match=r"^There is no home page\..*run migrate"):
        Places.now()
