"""Only what anybody may read now is a visible page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, PageViewRestriction

from clinic.models import StandardPage, site_pages
from tests import factories

pytestmark = pytest.mark.django_db

KINDS = [
    PageViewRestriction.LOGIN,
    PageViewRestriction.PASSWORD,
    PageViewRestriction.GROUPS,
]


def restrict(page: Page, kind: str) -> None:
    """Make a page private, and all pages below it with it."""
    restriction = PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=kind, password="open sesame"
    )
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.get(name="Editors"))


def is_visible(page: Page) -> bool:
    """Whether both ways of asking show the page; they must agree."""
    own = StandardPage.objects.visible().filter(pk=page.pk).exists()
    plain = site_pages().visible().filter(pk=page.pk).exists()
    assert own == plain
    return own


def below(parent: Page) -> StandardPage:
    """A published page below another."""
    return factories.make(StandardPage, parent, title="Below", slug="below")


def test_a_published_page_is_visible() -> None:
    assert is_visible(factories.standard_page())


def test_a_draft_is_not() -> None:
    assert not is_visible(factories.standard_page(live=False))


def test_an_unpublished_page_is_not() -> None:
    page = factories.standard_page()
    page.unpublish()
    assert not is_visible(page)


def test_a_published_page_with_a_newer_draft_is_visible() -> None:
    page = factories.standard_page()
    page.title = "Newer"
    page.save_revision()
    assert is_visible(page)


def test_an_expired_page_is_not_visible_even_before_it_is_unpublished() -> None:
    page = factories.standard_page(expire_at=timezone.now() - timedelta(minutes=1))
    page.refresh_from_db()
    Page.objects.filter(pk=page.pk).update(live=True, expired=False)
    assert not is_visible(page)


def test_a_page_that_expires_tomorrow_is_visible() -> None:
    assert is_visible(
        factories.standard_page(expire_at=timezone.now() + timedelta(days=1))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_private_page_is_not_visible(kind: str) -> None:
    page = factories.standard_page()
    restrict(page, kind)
    assert not is_visible(page)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_below_a_private_page_is_visible(kind: str) -> None:
    page = factories.standard_page()
    child = below(page)
    grandchild = below(child)
    restrict(page, kind)
    assert not is_visible(child)
    assert not is_visible(grandchild)


def test_pages_beside_and_above_a_private_page_are_visible() -> None:
    page = factories.standard_page("first")
    child = below(page)
    beside = factories.standard_page("second")
    restrict(child, PageViewRestriction.LOGIN)
    assert is_visible(page)
    assert is_visible(beside)


def test_a_page_below_an_unpublished_page_is_visible() -> None:
    page = factories.standard_page()
    child = below(page)
    page.unpublish()
    assert is_visible(child)


def test_the_alias_of_a_private_page_is_not_visible() -> None:
    page = factories.standard_page()
    alias = CreatePageAliasAction(page, update_slug="alias").execute(
        skip_permission_checks=True
    )
    assert is_visible(alias)
    restrict(page, PageViewRestriction.LOGIN)
    assert not is_visible(alias)


def test_asking_costs_one_query(django_assert_num_queries) -> None:
    private = factories.standard_page("private")
    restrict(private, PageViewRestriction.LOGIN)
    factories.standard_page("about")
    with django_assert_num_queries(1):
        found = [page.slug for page in StandardPage.objects.visible()]
    assert found == ["about"]


def test_pages_stand_in_the_order_of_the_tree() -> None:
    first, second = factories.standard_page("b"), factories.standard_page("a")
    below(first)
    second.move(first, pos="left")
    found = StandardPage.objects.all().in_tree_order()
    assert [page.slug for page in found] == ["a", "b", "below"]
