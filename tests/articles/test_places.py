"""An editor cannot put a page of the library where it does not belong."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from articles.models import (
    ArticlePage,
    AuthorIndexPage,
    AuthorPage,
    JournalPage,
    KeyFactIndexPage,
    KeyFactPage,
    ReferenceIndexPage,
    ReferencePage,
)
from clinic.models import HomePage
from tests import factories

PARENTS = {
    JournalPage: HomePage,
    AuthorIndexPage: HomePage,
    ReferenceIndexPage: HomePage,
    KeyFactIndexPage: HomePage,
    ArticlePage: JournalPage,
    AuthorPage: AuthorIndexPage,
    ReferencePage: ReferenceIndexPage,
    KeyFactPage: KeyFactIndexPage,
}
INDEXES = [JournalPage, AuthorIndexPage, ReferenceIndexPage, KeyFactIndexPage]
LEAVES = [model for model in PARENTS if model not in INDEXES]


def name(model: type[Page]) -> str:
    """The name of a page type, for the list of tests."""
    return model.__name__


@pytest.mark.parametrize("model", PARENTS, ids=name)
def test_a_page_has_one_place(model: type[Page]) -> None:
    allowed = {p for p in get_page_models() if model in p.allowed_subpage_models()}
    assert allowed == {PARENTS[model]}


@pytest.mark.parametrize("model", LEAVES, ids=name)
def test_nothing_stands_below_a_leaf(model: type[Page]) -> None:
    assert model.allowed_subpage_models() == []


@pytest.mark.parametrize("model", INDEXES, ids=name)
def test_an_index_holds_one_kind_of_page(model: type[Page]) -> None:
    [held] = model.allowed_subpage_models()
    assert PARENTS[held] is model


@pytest.mark.parametrize("model", INDEXES, ids=name)
@pytest.mark.django_db
def test_there_is_one_index_of_each_kind(model: type[Page]) -> None:
    assert model.can_create_at(factories.home_page())
    factories.index(model, "an-index", "An index")
    assert not model.can_create_at(factories.home_page())


def answer_to_adding(admin: Any, model: type[Page], parent: Page) -> int:
    """What the admin answers when an editor asks for the form of a new page."""
    place = ["articles", model._meta.model_name, parent.pk]
    return admin.get(reverse("wagtailadmin_pages:add", args=place)).status_code


@pytest.mark.django_db
def test_the_admin_offers_the_form_where_the_page_belongs(admin: Any) -> None:
    assert answer_to_adding(admin, ArticlePage, factories.journal()) == 200


@pytest.mark.django_db
def test_the_admin_refuses_it_elsewhere(admin: Any) -> None:
    elsewhere = [factories.home_page(), factories.reference().get_parent()]
    answers = [answer_to_adding(admin, ArticlePage, page) for page in elsewhere]
    assert 200 not in answers


@pytest.mark.django_db
def test_the_admin_moves_no_article_among_the_references(admin: Any) -> None:
    page, index = factories.article(), factories.reference().get_parent()
    place = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, index.pk])
    admin.post(place)
    assert Page.objects.get(pk=page.pk).get_parent().specific == factories.journal()
