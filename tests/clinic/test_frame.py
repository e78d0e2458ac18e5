"""What stands around a page: menu, breadcrumb, footer and helplines."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from clinic.models import ClinicSettings, Frame, SitePage, StandardPage
from tests import factories

pytestmark = pytest.mark.django_db


def around(page: SitePage | None = None) -> Frame:
    """The frame of a page, or of an address without one."""
    return Frame(RequestFactory().get("/"), page)


def settle(**fields: object) -> None:
    """Let the clinic say something of itself."""
    site = factories.home_page().sites_rooted_here.get()
    clinic = ClinicSettings.for_site(site)
    for name, value in fields.items():
        setattr(clinic, name, value)
    clinic.save()


def test_the_menu_holds_the_pages_that_are_meant_for_it(home) -> None:
    journal = factories.journal()
    factories.standard_page("about")
    assert [page.pk for page in around().menu] == [journal.pk]


def test_the_menu_follows_the_order_of_the_tree(home) -> None:
    factories.standard_page("one", show_in_menus=True)
    second = factories.standard_page("two", show_in_menus=True)
    first = Page.objects.get(slug="one")
    Page.objects.get(pk=second.pk).move(first, pos="left")
    assert [page.slug for page in around().menu] == ["two", "one"]


def test_a_hidden_page_is_not_in_the_menu(home) -> None:
    private = factories.standard_page("private", show_in_menus=True)
    PageViewRestriction.objects.create(page_id=private.pk, restriction_type="login")
    factories.standard_page("draft", show_in_menus=True, live=False)
    assert around().menu == []


def test_a_nested_page_is_not_in_the_menu(home) -> None:
    parent = factories.standard_page("parent")
    fields = {"title": "Below", "slug": "below", "show_in_menus": True}
    child = factories.make(StandardPage, parent, **fields)
    assert around(child).menu == []


def test_the_breadcrumb_leads_from_home_to_the_page_above(home) -> None:
    factories.publish(home)
    article = factories.article()
    assert [page.title for page in around(article).breadcrumb] == [
        "Home",
        "Mental Health Journal",
    ]


def test_the_breadcrumb_names_no_hidden_page(home) -> None:
    factories.publish(home)
    article = factories.article()
    factories.journal().unpublish()
    assert [page.title for page in around(article).breadcrumb] == ["Home"]


def test_home_has_no_breadcrumb(home) -> None:
    assert around(factories.publish(home)).breadcrumb == []
    assert around().breadcrumb == []


def test_the_footer_holds_the_policy_pages_in_their_order(home) -> None:
    first, second = factories.standard_page("a"), factories.standard_page("b")
    factories.standard_page("c")
    settle(policy_pages=[("page", second), ("page", first)])
    assert [page.slug for page in around().footer] == ["b", "a"]


def test_a_hidden_policy_page_is_not_in_the_footer(home) -> None:
    page = factories.standard_page()
    settle(policy_pages=[("page", page)])
    page.unpublish()
    assert around().footer == []


def test_the_strip_holds_the_first_helplines(home) -> None:
    lines = [{"name": "988", "is_first": True}, {"name": "Poison", "is_first": False}]
    settle(helplines=[("helpline", line) for line in lines])
    assert [line["name"] for line in around().first_helplines] == ["988"]


def test_a_clinic_that_said_nothing_is_named_without_writing_a_row(home) -> None:
    assert around().clinic.name == "The clinic"
    assert not ClinicSettings.objects.exists()


def test_the_clinic_is_the_one_of_the_site(home) -> None:
    settle(name="Harbor Street")
    assert around().clinic.name == "Harbor Street"


def test_a_frame_costs_two_queries(home, django_assert_num_queries) -> None:
    article = factories.article()
    request = RequestFactory().get("/")
    assert Site.find_for_request(request).root_page.pk == home.pk  # as routing does
    with django_assert_num_queries(2):
        frame = Frame(request, article)
        assert frame.menu and frame.breadcrumb and not frame.footer


def test_a_page_brings_its_frame_and_any_other_address_has_one(client, home) -> None:
    factories.publish(home)
    page = factories.standard_page("about", show_in_menus=True)
    assert client.get(page.get_url()).context["frame"].menu == [page.page_ptr]
    lost = client.get("/nowhere/")
    assert lost.status_code == 404
    assert '<a href="/about/">About</a>' in lost.content.decode()
