"""The front door leads to every page, and shows what the editors chose."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import Page

from clinic.models import FeaturedPage, HomePage, StandardPage
from tests import factories

pytestmark = pytest.mark.django_db


def routed(home: HomePage, *path: str) -> Page:
    """The page to which an address leads."""
    request = RequestFactory().get("/".join(("", *path, "")))
    return HomePage.objects.get().route(request, list(path)).page


def test_the_door_leads_home(home) -> None:
    factories.publish(home)
    assert routed(home) == home


def test_a_nested_page_is_found_in_its_own_type(home) -> None:
    article = factories.article("on-sleep")
    assert routed(home, "mental-health-journal", "on-sleep") == article
    assert isinstance(routed(home, "mental-health-journal", "on-sleep"), type(article))


def test_depth_costs_nothing(home, django_assert_num_queries) -> None:
    page = factories.standard_page("one")
    for slug in ("two", "three", "four"):
        page = factories.make(StandardPage, page, title=slug, slug=slug)
    routed(home, "one")
    door, request = HomePage.objects.get(), RequestFactory().get("/one/two/three/four/")
    with django_assert_num_queries(2):
        assert door.route(request, ["one", "two", "three", "four"]).page == page


@pytest.mark.parametrize(
    "path", [("nowhere",), ("mental-health-journal", "nowhere"), ("home",), ("", "x")]
)
def test_an_address_of_no_page_leads_nowhere(home, path: tuple[str, ...]) -> None:
    factories.journal()
    with pytest.raises(Http404):
        routed(home, *path)


def test_a_draft_has_no_address(home) -> None:
    factories.standard_page("draft", live=False)
    with pytest.raises(Http404):
        routed(home, "draft")


def test_a_page_below_a_draft_has_one(home) -> None:
    parent = factories.standard_page("draft", live=False)
    child = factories.make(StandardPage, parent, title="Below", slug="below")
    assert routed(home, "draft", "below") == child


def shown(home: HomePage) -> dict:
    """What the template of the home page gets."""
    page = HomePage.objects.get()
    return page.get_context(RequestFactory().get("/"))


def feature(home: HomePage, *pages: Page) -> None:
    """Put pages at the top of the home page."""
    home.featured = [
        FeaturedPage(target=page, sort_order=place) for place, page in enumerate(pages)
    ]
    factories.publish(home)


def test_featured_pages_stand_in_the_order_of_the_editors(home) -> None:
    first, second = factories.article("a"), factories.condition("b")
    third = factories.side_effect("c")
    feature(home, second, third, first)
    assert shown(home)["featured_pages"] == [second, third, first]


def test_a_hidden_page_is_not_featured(home) -> None:
    hidden, page = factories.article("a"), factories.article("b")
    feature(home, hidden, page)
    hidden.unpublish()
    assert shown(home)["featured_pages"] == [page]


def choose(home: HomePage, **indexes: Page) -> None:
    """Choose the indexes that the home page shows."""
    for name, index in indexes.items():
        setattr(home, name, Page.objects.get(pk=index.pk))
    factories.publish(home)


def test_the_chosen_indexes_show_their_first_pages(home) -> None:
    article, condition = factories.article(), factories.condition()
    choose(home, newest=article.get_parent(), topics=condition.get_parent())
    context = shown(home)
    assert context["newest_pages"] == [article]
    assert context["topics_pages"] == [condition]
    assert context["newest_index"].title == "Mental Health Journal"


def test_the_newest_six_articles_are_shown(home) -> None:
    slugs = [f"article-{day}" for day in range(1, 9)]
    for day, slug in enumerate(slugs, start=1):
        factories.article(slug, published_on=f"2026-01-{day:02}")
    choose(home, newest=factories.journal())
    newest = [page.slug for page in shown(home)["newest_pages"]]
    assert newest == slugs[:1:-1]


def test_without_a_choice_nothing_is_listed(home) -> None:
    context = shown(home)
    assert context["newest_index"] is None
    assert context["newest_pages"] == context["topics_pages"] == []


def test_a_page_that_lists_nothing_shows_nothing(home) -> None:
    page = factories.standard_page()
    HomePage.objects.update(newest=page.pk)  # as it may stand in an older database
    assert shown(home)["newest_pages"] == []


@pytest.mark.parametrize("name", ["newest", "topics"])
def test_a_page_of_another_type_is_no_list_for_the_home_page(home, name: str) -> None:
    setattr(home, name, Page.objects.get(pk=factories.standard_page().pk))
    with pytest.raises(ValidationError, match="“About” cannot be chosen here") as error:
        home.full_clean()
    assert set(error.value.message_dict) == {name}


def test_conditions_and_side_effects_are_topics(home) -> None:
    effects = factories.side_effect().get_parent()
    choose(home, topics=effects)
    assert shown(home)["topics_index"].title == "Side effects"


def test_a_plain_page_is_not_featured(home) -> None:
    home.featured = [FeaturedPage(target=factories.standard_page())]
    with pytest.raises(ValidationError, match="article, condition or side effect"):
        home.full_clean()


def test_a_hidden_index_shows_neither_its_name_nor_its_pages(home, client) -> None:
    condition = factories.condition()
    index = condition.get_parent().specific
    index.title = "Canary"
    choose(home, topics=factories.publish(index))
    assert "Canary" in client.get("/").content.decode()
    index.unpublish()
    assert condition.live
    assert "Canary" not in client.get("/").content.decode()


def test_there_is_one_home_page_at_the_top(home) -> None:
    assert HomePage.max_count == 1
    assert not HomePage.can_create_at(home)
    assert not HomePage.can_create_at(home.get_parent())


def test_a_home_page_needs_only_a_title(home) -> None:
    HomePage(title="Home", slug="other").full_clean(
        exclude=["path", "depth", "content_type", "locale"]
    )
    with pytest.raises(ValidationError):
        HomePage(title="", slug="other").full_clean(exclude=["path", "depth"])
