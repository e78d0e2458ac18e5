"""An account knows of the pages that anybody may read, and of those it may work on."""

import pytest
from wagtail.models import Page

from clinic.desk.known import ids_known_to, known_to
from clinic.models import User, site_pages
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.reviewing import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(db: None) -> dict[str, Page]:
    """One page of each sort; the first is the keeper's own."""
    return {
        "own": hidden(factories.standard_page("own")),
        "public": factories.standard_page("public"),
        "private": hidden(factories.standard_page("private")),
        "draft": factories.standard_page("draft", live=False),
    }


def known(user: User, pages: dict[str, Page]) -> set[str]:
    """Of which of the pages the account knows; both ways of asking agree."""
    ids = {page.pk for page in pages.values()}
    found = {page.pk for page in known_to(user, site_pages().filter(pk__in=ids))}
    assert ids_known_to(user, ids) == found
    return {name for name, page in pages.items() if page.pk in found}


def test_who_may_work_on_one_page_knows_of_it_and_of_public_ones(pages) -> None:
    assert known(keeper_of(pages["own"]), pages) == {"own", "public"}


@pytest.mark.parametrize("group", ["Editors", "Clinical reviewers", "Managers"])
def test_who_may_work_on_all_pages_knows_of_all(pages, group: str) -> None:
    assert known(account("eve", group), pages) == set(pages)


def test_an_administrator_knows_of_all(pages, editor: User) -> None:
    assert known(editor, pages) == set(pages)


def test_who_may_work_on_none_knows_of_what_anybody_may_read(pages) -> None:
    assert known(account("mo"), pages) == {"public"}


def test_who_left_knows_of_what_anybody_may_read(pages) -> None:
    left = account("eve", "Editors", is_active=False)
    assert known(left, pages) == {"public"}


def test_a_keeper_knows_of_the_pages_above_and_not_of_those_beside() -> None:
    listed, beside = factories.condition(), factories.condition("beside")
    above = listed.get_parent().pk
    hidden(listed.get_parent())
    found = ids_known_to(keeper_of(listed), {listed.pk, above, beside.pk})
    assert found == {listed.pk, above}
