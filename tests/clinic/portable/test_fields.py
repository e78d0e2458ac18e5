"""Every field of a page type is carried, checked, or said to be left behind."""

import datetime
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from wagtail.models import Page, Revision

from articles.models import ArticlePage, AuthorPage, Byline
from clinic.models import (
    ClinicSettings,
    HomePage,
    PictureRendition,
    SitePage,
    StandardPage,
)
from clinic.portable import fields
from clinic.portable.places import Places

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, SitePage)]
SEED = uuid.UUID(int=1)
UTC = datetime.UTC
PLACES = Places(
    path_of={7: "/about/", 8: "/desk/"},
    page_at={"/about/": 7, "/desk/": 8, "/": 1},
    model_at={"/about/": StandardPage, "/desk/": AuthorPage, "/": HomePage},
    key_of={3: "drawing"},
    picture_at={"drawing": 3},
)


def names(model: type[models.Model]) -> list[str]:
    """The names of the fields that files have for `model`."""
    return [field.name for field in fields.carried_fields(model)]


def faults(model: type[models.Model], **data: Any) -> list[str]:
    """What is told of a file with these values, without what is missing."""
    told: list[str] = []

    def complain(text: str, *keys: Any) -> None:
        told.append(": ".join(filter(None, (".".join(map(str, keys)), text))))

    checker = fields.Checker(PLACES, complain, lambda *leaf: None)
    checker.check(model, {"title": "A title"} | data)
    return told


@pytest.mark.parametrize("model", [*PAGE_TYPES, ClinicSettings])
def test_every_field_of_every_page_type_can_be_carried(
    model: type[models.Model],
) -> None:
    ours = {field.name for field in model._meta.local_concrete_fields}
    left_behind = ours - set(names(model))
    assert left_behind <= {"id", "page_ptr", "site", "account"}


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_row_of_every_page_type_can_be_carried(model: type[Page]) -> None:
    for row in fields.carried_relations(model).values():
        assert not {"id", "page", "sort_order"} & set(names(row))


def test_no_page_type_is_forgotten_here() -> None:
    assert {HomePage, StandardPage, ArticlePage, AuthorPage} <= set(PAGE_TYPES)


def test_a_page_carries_what_is_content_of_all_pages() -> None:
    assert names(StandardPage) == [*fields.PAGE_FIELDS, "summary", "body"]


def test_an_account_is_not_carried() -> None:
    assert "account" not in names(AuthorPage)


def test_what_is_no_page_has_no_rows() -> None:
    assert fields.carried_relations(ClinicSettings) == {}


def test_rows_of_wagtail_itself_are_not_carried() -> None:
    assert set(fields.carried_relations(HomePage)) == {"featured"}


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Revision, "wagtailcore.Revision.content_type"),
        (PictureRendition, "clinic.PictureRendition.file"),
    ],
)
def test_a_field_that_nobody_taught_the_fixtures_is_never_forgotten_silently(
    model: type[models.Model], field: str
) -> None:
    with pytest.raises(TypeError, match=f"Fixtures cannot carry {field}"):
        fields.carried_fields(model)


def a_page() -> AuthorPage:
    """A page with a value of every kind, never saved."""
    page = AuthorPage(
        title="Ada",
        show_in_menus=False,
        is_organisation=True,
        is_active=False,
        bio='<p><a id="7" linktype="page">us</a></p><p>b</p>',
        photo_id=3,
        photo_consent_on=datetime.date(2026, 1, 2),
        first_published_at=datetime.datetime(
            2026, 1, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=2))
        ),
    )
    page.credentials = [("credential", "MD")]
    page.credentials[0].id = "mine"
    return page


FILE = {
    "title": "Ada",
    "first_published_at": datetime.datetime(2026, 1, 2, 1, tzinfo=UTC),
    "is_organisation": True,
    "credentials": [{"type": "credential", "id": "mine", "value": "MD"}],
    "bio": '<p><a linktype="page" path="/about/">us</a></p>\n<p>b</p>',
    "photo": "drawing",
    "photo_consent_on": datetime.date(2026, 1, 2),
    "is_active": False,
}


@pytest.mark.django_db
def test_a_page_goes_to_a_file_without_what_is_empty() -> None:
    assert fields.to_file(a_page(), PLACES) == FILE


@pytest.mark.django_db
def test_a_file_fills_a_page() -> None:
    page = AuthorPage()
    fields.fill(page, FILE, PLACES, SEED)
    assert fields.to_file(page, PLACES) == FILE
    assert (page.photo_id, page.is_active) == (3, False)
    assert page.bio == '<p><a id="7" linktype="page">us</a></p><p>b</p>'


@pytest.mark.django_db
def test_what_a_file_leaves_out_is_emptied() -> None:
    page = a_page()
    fields.fill(page, {"title": "Ada"}, PLACES, SEED)
    assert (page.bio, page.photo_id, page.is_active) == ("", None, True)
    assert list(page.credentials) == []


@pytest.mark.django_db
def test_dates_of_publishing_that_a_file_leaves_out_stay() -> None:
    page = a_page()
    fields.fill(page, {"title": "Ada"}, PLACES, SEED)
    assert page.first_published_at == FILE["first_published_at"]


def test_an_emptied_field_does_not_come_back_with_its_default() -> None:
    row = ClinicSettings(disclaimer="")
    data = fields.to_file(row, Places())
    assert data == {"disclaimer": ""}
    fields.fill(row, data, Places(), SEED)
    assert row.disclaimer == ""


def test_a_number_that_is_not_the_default_is_written() -> None:
    row = ClinicSettings(review_months_article=6)
    assert fields.to_file(row, Places()) == {"review_months_article": 6}


def article(*authors: int) -> ArticlePage:
    """An article with these bylines, never saved."""
    page = ArticlePage(title="A", published_on=datetime.date(2026, 1, 2))
    page.bylines = [Byline(author_id=author, sort_order=1) for author in authors]
    return page


@pytest.mark.django_db
def test_rows_go_to_a_file_in_their_order_and_come_back() -> None:
    data = fields.to_file(article(8, 7), PLACES)
    assert data["bylines"] == [{"author": "/desk/"}, {"author": "/about/"}]
    page = ArticlePage()
    fields.fill(page, data, PLACES, SEED)
    rows = [(row.author_id, row.sort_order) for row in page.bylines.all()]
    assert rows == [(8, 0), (7, 1)]


@pytest.mark.django_db
def test_a_row_that_must_name_what_is_not_carried_is_left_out() -> None:
    assert fields.to_file(article(99, 8), PLACES)["bylines"] == [{"author": "/desk/"}]
    assert "bylines" not in fields.to_file(article(99), PLACES)


@pytest.mark.django_db
def test_rows_that_a_file_leaves_out_are_emptied() -> None:
    page = article(8)
    fields.fill(page, {"title": "A"}, PLACES, SEED)
    assert list(page.bylines.all()) == []


@pytest.mark.django_db
def test_rich_text_of_a_row_is_filled() -> None:
    page = ArticlePage()
    fields.fill(page, {"corrections": [{"text": "<p>a</p>"}]}, PLACES, SEED)
    assert [row.text for row in page.corrections.all()] == ["<p>a</p>"]


def test_a_sound_file_has_no_fault() -> None:
    assert faults(AuthorPage, **FILE) == []
    rows = [{"author": "/desk/", "role": "editor"}]
    assert faults(ArticlePage, bylines=rows) == []


@pytest.mark.parametrize(
    ("model", "name", "value", "said"),
    [
        (AuthorPage, "title", 911, "should be text; write it in quotes: 911."),
        (AuthorPage, "title", None, "should be text; write it in quotes: None."),
        (AuthorPage, "title", "", "This field cannot be blank."),
        (AuthorPage, "title", "a\0b", "holds a NUL character."),
        (AuthorPage, "job_title", ["a"], "should be text; write it in quotes: ['a']."),
        (AuthorPage, "orcid", "1", "An ORCID looks like 0000-0002-1825-0097."),
        (AuthorPage, "bio", 5, "should be text in quotes, not 5."),
        (AuthorPage, "bio", "<script>a</script>", "<script> is not allowed in text."),
        (AuthorPage, "photo", "gone", "there is no picture 'gone'."),
        (AuthorPage, "photo", ["drawing"], "there is no picture ['drawing']."),
        (AuthorPage, "is_active", "yes", "“yes” value must be either True or False."),
        (AuthorPage, "photo_consent_on", 2024, "2024 is no valid value."),
        (AuthorPage, "photo_consent_on", [1], "[1] is no valid value."),
        (AuthorPage, "credentials", "MD", "should be a list, not 'MD'."),
        (HomePage, "newest", "/gone/", "there is no page '/gone/'."),
        (ClinicSettings, "review_months_article", 99, "Ensure this value is less"),
        (ClinicSettings, "review_months_article", "a", "“a” value must be an integer."),
        (
            ClinicSettings,
            "review_months_article",
            float("inf"),
            "inf is no valid value.",
        ),
        (ArticlePage, "kind", "poem", "Value 'poem' is not a valid choice."),
        (ArticlePage, "published_on", "today", "“today” value has an invalid date"),
        (ArticlePage, "expire_at", "2024-02-31", "“2024-02-31” value has the correct"),
        (ArticlePage, "bylines", "Ada", "should be a list of rows."),
        (ArticlePage, "bylines", ["Ada"], "should be a list of rows."),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_told_once(
    model: type[models.Model], name: str, value: Any, said: str
) -> None:
    told = [t for t in faults(model, **{name: value}) if t.startswith(f"{name}:")]
    assert len(told) == 1
    assert told[0].startswith(f"{name}: {said}")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"author": "/about/"}, "bylines.0.author: the page '/about/' is no author."),
        ({"author": "/gone/"}, "bylines.0.author: there is no page '/gone/'."),
        ({}, "bylines.0: `author` is missing."),
        (
            {"author": "/desk/", "x": 1},
            "bylines.0.x: is not known here; known are author, role, credentials.",
        ),
    ],
)
def test_a_row_that_cannot_be_stored_is_told_once(row: Any, said: str) -> None:
    assert faults(ArticlePage, bylines=[row]) == [said]


def test_a_name_that_the_type_does_not_have_is_told() -> None:
    told = faults(StandardPage, subtitle="a")
    assert told == [
        "subtitle: is not known here; known are title, seo_title, search_description, "
        "show_in_menus, first_published_at, last_published_at, expire_at, summary, "
        "body."
    ]


def test_a_missing_value_is_told_unless_it_may_be_empty() -> None:
    told: list[str] = []
    checker = fields.Checker(PLACES, lambda text, *keys: told.append(text), print)
    checker.check(StandardPage, {})
    assert told == ["`title` is missing."]
