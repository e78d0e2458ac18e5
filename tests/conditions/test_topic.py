"""Topics have many names, and lead to the articles about them."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from articles.models import (
    ArticlePage,
    AuthorIndexPage,
    JournalPage,
    KeyFactIndexPage,
    ReferenceIndexPage,
)
from clinic.models import HomePage, StandardPage
from conditions.models import (
    ArticleTopic,
    ConditionIndexPage,
    ConditionPage,
    SideEffectIndexPage,
    SideEffectPage,
    TopicPage,
)
from conditions.models.topic import NameKind
from tests import factories

MAKERS = [factories.condition, factories.side_effect]


def named(kind: NameKind, text: str) -> tuple[str, dict[str, str]]:
    """Another name of a topic."""
    return ("name", {"text": text, "kind": kind})


@pytest.mark.parametrize(
    "kind", [NameKind.LAY, NameKind.MEDICAL, NameKind.ABBREVIATION]
)
def test_a_topic_is_called_by_its_real_names(home, kind: NameKind) -> None:
    page = factories.condition(also_called=[named(kind, "Shell shock")])
    assert page.other_names == ["Shell shock"]


@pytest.mark.parametrize("kind", [NameKind.MISSPELLING, NameKind.BRAND])
@pytest.mark.parametrize("make", MAKERS)
def test_what_is_no_name_of_a_topic_is_shown_to_nobody(
    client, home, make, kind: NameKind
) -> None:
    names = [named(kind, "Xyzzy"), named(NameKind.LAY, "Shell shock")]
    page = make(also_called=names)
    assert page.other_names == ["Shell shock"]
    html = client.get(page.url).content.decode()
    assert "Also called: Shell shock" in html
    assert "Xyzzy" not in html


def test_a_topic_without_other_names_says_nothing_of_them(client, home) -> None:
    page = factories.condition()
    assert page.other_names == []
    assert "Also called" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("make", MAKERS)
def test_a_topic_without_a_summary_is_refused(home, make) -> None:
    page = make()
    page.summary = ""
    with pytest.raises(ValidationError, match="summary"):
        page.clean()


def about(slug: str, topic: TopicPage, **fields: object) -> ArticlePage:
    """An article about a topic."""
    return factories.article(slug, topics=[ArticleTopic(topic=topic)], **fields)


@pytest.mark.parametrize("make", MAKERS)
def test_articles_about_a_topic_stand_newest_first(home, make) -> None:
    topic = make()
    about("older", topic, published_on="2026-01-01")
    about("b-newer", topic, published_on="2026-02-01", title="B")
    about("a-newer", topic, published_on="2026-02-01", title="A")
    factories.article("about-nothing")
    slugs = [page.slug for page in topic.articles()]
    assert slugs == ["a-newer", "b-newer", "older"]


def test_a_hidden_article_is_not_named(client, home) -> None:
    topic = factories.condition()
    about("gone", topic).unpublish()
    about("here", topic)
    assert [page.slug for page in topic.articles()] == ["here"]
    html = client.get(topic.url).content.decode()
    assert "/here/" in html
    assert "/gone/" not in html


def test_an_article_that_names_a_topic_twice_is_named_once(home) -> None:
    topic = factories.condition()
    rows = [ArticleTopic(topic=topic), ArticleTopic(topic=topic)]
    factories.article(topics=rows)
    assert len(topic.articles()) == 1


INDEXES = {
    ConditionPage: ConditionIndexPage,
    SideEffectPage: SideEffectIndexPage,
    ArticlePage: JournalPage,
}
ALL_INDEXES = [
    *INDEXES.values(),
    AuthorIndexPage,
    KeyFactIndexPage,
    ReferenceIndexPage,
]


@pytest.mark.parametrize("model", INDEXES)
def test_a_page_lives_below_its_own_list_alone(model: type[Page]) -> None:
    assert model.allowed_parent_page_models() == [INDEXES[model]]
    assert model.allowed_subpage_models() == []


@pytest.mark.parametrize("index", ALL_INDEXES)
def test_a_list_lives_at_home_and_holds_one_type(index: type[Page]) -> None:
    assert index.allowed_parent_page_models() == [HomePage]
    assert len(index.allowed_subpage_models()) == 1
    assert index.max_count == 1


def test_a_plain_page_lives_at_home_or_below_another() -> None:
    assert set(StandardPage.allowed_parent_page_models()) == {HomePage, StandardPage}
    assert StandardPage.creatable_subpage_models() == [StandardPage]


@pytest.mark.parametrize("index", [ConditionIndexPage, SideEffectIndexPage])
def test_a_second_list_cannot_be_made(home, index: type[Page]) -> None:
    assert index.can_create_at(home)
    factories.index(index, "the-first", "The first")
    assert not index.can_create_at(home)


@pytest.mark.django_db
def test_a_topic_with_many_articles_shows_them_in_pages(client, monkeypatch) -> None:
    monkeypatch.setattr("conditions.models.topic.ARTICLES_PER_PAGE", 2)
    topic = factories.condition()
    for number in range(3):
        rows = [ArticleTopic(topic=topic)]
        factories.article(
            f"number-{number}", published_on=f"2026-01-0{9 - number}", topics=rows
        )
    first = client.get(topic.url).content.decode()
    assert "Number 0" in first
    assert "Number 2" not in first
    assert 'href="?page=2#articles"' in first
    second = client.get(f"{topic.url}?page=2").content.decode()
    assert "Number 2" in second
    assert "Number 0" not in second
