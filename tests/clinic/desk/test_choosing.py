"""Choosers offer pages of the right types, and a form sent by other means is refused."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from articles.models import ArticlePage, AuthorPage, Byline
from clinic.desk.choosing import refuse_other_types
from clinic.models import HomePage, User
from conditions.models import ArticleTopic
from tests import factories

pytestmark = pytest.mark.django_db


def edit(admin: Any, page: Page, **form: Any) -> Any:
    """Publish a page with these values from its form."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {"title": page.title, "slug": page.slug, "change_kind": "minor"}
    fields["action-publish"] = "on"
    return admin.post(address, nested_form_data(fields | form))


def home_form(**form: Any) -> dict[str, Any]:
    """The values of the home page."""
    empty = {"hero_title": "", "hero_text": "", "about": rich_text("<p>We.</p>")}
    return empty | {"featured": inline_formset([]), "topics": "", "newest": ""} | form


def article_form(**form: Any) -> dict[str, Any]:
    """The values of a finished article."""
    writer = AuthorPage.objects.first()
    return {
        "summary": "What it says.",
        "kind": "guide",
        "published_on": "2026-11-24",
        "bylines": inline_formset([{"author": writer.pk, "role": "author"}]),
        "key_points": streamfield([]),
        "body": streamfield([("paragraph", rich_text("<p>Some words.</p>"))]),
        "topics": inline_formset([]),
        "see_also": streamfield([]),
        "further_reading": streamfield([]),
        "corrections": inline_formset([]),
        "source_note": rich_text(""),
    } | form


# --- The home page ---
def test_the_home_page_keeps_what_an_editor_may_choose(admin, home) -> None:
    article, effect = factories.article(), factories.side_effect()
    form = home_form(
        featured=inline_formset([{"target": effect.pk}, {"target": article.pk}]),
        newest=factories.journal().pk,
        topics=effect.get_parent().pk,
    )
    assert edit(admin, home, **form).status_code == 302
    found = HomePage.objects.get()
    assert {row.target_id for row in found.featured.all()} == {article.pk, effect.pk}
    assert found.newest_id == factories.journal().pk


@pytest.mark.parametrize("name", ["featured", "newest", "topics"])
def test_the_home_page_refuses_another_page(admin, home, name: str) -> None:
    page = factories.standard_page()
    value = inline_formset([{"target": page.pk}]) if name == "featured" else page.pk
    answer = edit(admin, home, **home_form(**{name: value}))
    assert answer.status_code == 200
    assert "“About” cannot be chosen here" in answer.content.decode()
    found = HomePage.objects.get()
    assert (found.newest, found.topics, found.featured.count()) == (None, None, 0)


def test_no_more_than_three_pages_are_featured(admin, home) -> None:
    rows = [{"target": factories.article(f"a-{n}").pk} for n in range(4)]
    edit(admin, home, **home_form(featured=inline_formset(rows)))
    assert not HomePage.objects.get().featured.exists()


# --- An article ---
def test_an_article_keeps_what_an_editor_may_choose(admin) -> None:
    article, about = factories.article(), factories.standard_page()
    topic, fact = factories.condition(), factories.key_fact()
    see_also = streamfield([("page", str(about.pk)), ("page", str(fact.pk))])
    form = article_form(see_also=see_also, topics=inline_formset([{"topic": topic.pk}]))
    assert edit(admin, article, **form).status_code == 302
    found = ArticlePage.objects.get()
    assert [block.value.pk for block in found.see_also] == [about.pk, fact.pk]
    assert [row.topic_id for row in found.topics.all()] == [topic.pk]


def test_an_article_refuses_another_page_as_topic(admin) -> None:
    article, about = factories.article(), factories.standard_page()
    form = article_form(topics=inline_formset([{"topic": about.pk}]))
    answer = edit(admin, article, **form)
    assert "“About” cannot be chosen here" in answer.content.decode()
    assert not ArticlePage.objects.get().topics.exists()


def test_an_article_refuses_another_page_to_see_also(admin) -> None:
    article, source = factories.article(), factories.reference()
    form = article_form(see_also=streamfield([("page", str(source.pk))]))
    answer = edit(admin, article, **form)
    assert answer.status_code == 200
    assert "cannot be chosen here" in answer.content.decode()
    assert not ArticlePage.objects.get().see_also


def test_an_article_refuses_a_byline_of_what_is_no_author(admin) -> None:
    article, about = factories.article(), factories.standard_page()
    before = list(Byline.objects.values_list("author", flat=True))
    rows = inline_formset([{"author": about.pk, "role": "author"}])
    assert edit(admin, article, **article_form(bylines=rows)).status_code == 200
    assert list(Byline.objects.values_list("author", flat=True)) == before


def test_rows_are_refused_without_a_form_too() -> None:
    article = factories.article()
    article.topics = [ArticleTopic(topic=factories.standard_page())]
    with pytest.raises(ValidationError, match="condition or side effect"):
        article.full_clean()


# --- An author's account ---
def test_an_account_that_is_closed_cannot_be_an_authors(admin) -> None:
    closed = User.objects.create_user("grace", is_active=False)
    author = factories.author()
    author.account = closed
    with pytest.raises(ValidationError, match="account"):
        author.full_clean()


def test_who_may_not_manage_accounts_is_not_shown_them(client, admin) -> None:
    page = factories.author()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "account" in admin.get(address).context["form"].fields
    writer = User.objects.create_user("grace")
    writer.groups.add(Group.objects.get(name="Editors"))
    client.force_login(writer)
    assert "account" not in client.get(address).context["form"].fields


# --- The sentence ---
def test_no_page_at_all_is_no_wrong_page() -> None:
    refuse_other_types(None, ["articles.ArticlePage"])


def test_the_sentence_names_what_can_be_chosen() -> None:
    labels = ["articles.ArticlePage", "articles.AuthorPage", "clinic.HomePage"]
    page = Page.objects.get(pk=factories.standard_page().pk)
    with pytest.raises(ValidationError) as error:
        refuse_other_types(page, labels)
    assert error.value.messages == [
        "“About” cannot be chosen here: it is a page of type standard page. Choose a "
        "page of type article, author or home page."
    ]
