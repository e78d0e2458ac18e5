"""A new page is made once, however often and however fast its form is sent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text, streamfield

from articles.models import ArticlePage
from clinic.desk.stale import version_of
from clinic.models import User
from tests import factories, originals
from tests.articles.test_publishing import form as form_of_an_article

AUTOMATIC = {"accept": "application/json"}
PUBLISH = {"action-publish": "on"}
TWO_AT_ONCE = 8  # times, in which two people choose the same address


def address() -> str:
    names = ["articles", "articlepage", factories.journal().pk]
    return reverse("wagtailadmin_pages:add", args=names)


def opened(client: Client) -> str:
    """Open the form of a new article; returns its name."""
    form = BeautifulSoup(client.get(address()).content, "html.parser")
    return str(form.select_one("[name=form_name]")["value"])


def send(client: Client, name: str, words: str, **more: Any) -> Any:
    """Send the form of a new article with one author, as a browser would."""
    headers = more.pop("headers", {})
    body = streamfield([("paragraph", rich_text(f"<p>{words}</p>"))])
    data = form_of_an_article(title=words, body=body, form_name=name)
    return client.post(address(), data | more, headers=headers)


def articles() -> list[ArticlePage]:
    return list(ArticlePage.objects.all())


@pytest.mark.django_db
class TestAFormThatIsSentTwice:
    def test_a_press_goes_on_with_what_was_saved_by_itself(self, admin) -> None:
        form = opened(admin)
        saved = send(admin, form, "A beginning", headers=AUTOMATIC)
        assert saved.json()["success"]
        pressed = send(admin, form, "All of it", **PUBLISH)
        assert pressed.status_code == 302
        [article] = articles()
        assert article.pk == saved.json()["pk"]
        assert (article.live, article.title) == (True, "All of it")
        assert "All of it" in str(article.body)

    def test_its_rows_are_those_of_the_form_and_not_twice(self, admin) -> None:
        form = opened(admin)
        send(admin, form, "A beginning", headers=AUTOMATIC)
        send(admin, form, "All of it", **PUBLISH)
        [article] = articles()
        assert article.bylines.count() == 1
        assert article.get_latest_revision_as_object().bylines.count() == 1

    def test_another_page_keeps_its_rows_whatever_a_form_calls_itself(
        self, admin
    ) -> None:
        other, form = factories.article("other"), opened(admin)
        send(admin, form, "A beginning", headers=AUTOMATIC)
        edit = reverse("wagtailadmin_pages:edit", args=[other.pk])
        row = {
            "bylines-0-id": str(other.bylines.get().pk),
            "bylines-INITIAL_FORMS": "1",
        }
        posted = form_of_an_article(slug="other", form_name=form) | row
        assert admin.post(edit, posted).status_code == 302
        newest = ArticlePage.objects.get(pk=other.pk).get_latest_revision_as_object()
        assert [byline.pk for byline in newest.bylines.all()] == [
            other.bylines.get().pk
        ]

    def test_who_is_refused_first_gets_the_rows_once_too(self, admin) -> None:
        form = opened(admin)
        send(admin, form, "A beginning", headers=AUTOMATIC)
        [article] = articles()
        grace = User.objects.create_superuser("grace", password="a-long-password")
        revision = article.save_revision(user=grace, clean=False)
        refused = send(admin, form, "All of it")
        assert refused.status_code == 409
        seen = {"loaded_revision_id": "none", "on_top_of": version_of(revision)}
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        posted = form_of_an_article(title="All of it", form_name=form) | seen
        assert admin.post(edit, posted).status_code == 302
        newest = articles()[0].get_latest_revision_as_object()
        assert (newest.title, newest.bylines.count()) == ("All of it", 1)

    def test_what_was_saved_by_itself_before_undoes_nothing_afterwards(
        self, admin
    ) -> None:
        form = opened(admin)
        send(admin, form, "All of it", **PUBLISH)
        late = send(admin, form, "A beginning", headers=AUTOMATIC)
        assert late.json()["error_code"] == "invalid_revision"
        [article] = articles()
        assert article.get_latest_revision().content["title"] == "All of it"

    def test_another_form_makes_another_page_and_is_told_of_the_address(
        self, admin
    ) -> None:
        send(admin, opened(admin), "The first", **PUBLISH)
        answer = send(admin, opened(admin), "The second", **PUBLISH)
        assert answer.status_code == 200
        assert "already in use" in answer.content.decode()
        assert "The second" in answer.content.decode()
        assert [article.title for article in articles()] == ["The first"]

    def test_the_form_of_somebody_else_is_not_gone_on_with(self, admin) -> None:
        form = opened(admin)
        send(admin, form, "Hers", headers=AUTOMATIC)
        User.objects.create_superuser("grace", password="a-long-password")
        grace = Client()
        grace.force_login(User.objects.get(username="grace"))
        assert send(grace, form, "Mine", **PUBLISH).status_code == 200
        assert [article.title for article in articles()] == ["Hers"]

    def test_a_page_that_is_gone_is_made_anew(self, admin) -> None:
        form = opened(admin)
        send(admin, form, "A beginning", headers=AUTOMATIC)
        articles()[0].delete()
        assert send(admin, form, "All of it", **PUBLISH).status_code == 302
        assert [article.title for article in articles()] == ["All of it"]

    def test_without_its_memory_the_form_is_refused_and_keeps_its_text(
        self, admin
    ) -> None:
        form = opened(admin)
        send(admin, form, "A beginning", headers=AUTOMATIC)
        cache.clear()
        answer = send(admin, form, "All of it", **PUBLISH)
        assert answer.status_code == 200
        assert "All of it" in answer.content.decode()
        assert [article.title for article in articles()] == ["A beginning"]


# --- Two people at once ---


@pytest.fixture
def shared(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of its own, in which every thread really commits."""
    name = f"{connection.settings_dict['NAME']}_made"
    originals.copy(originals.original(connection.vendor, "migrated").source, name)
    with django_db_blocker.unblock(), originals.instead(name):
        for editor in ("ada", "grace"):
            User.objects.create_superuser(editor, password="a-long-password")
        factories.author()
        factories.journal()
        yield


def publish_each(editor: str, at_once: Barrier) -> list[int]:
    """Publish articles at the same moment as the other does, below the same address."""
    client = Client(raise_request_exception=False)
    statuses = []
    with closing(connection):
        client.force_login(User.objects.get(username=editor))
        for number in range(TWO_AT_ONCE):
            form = opened(client)
            at_once.wait()
            words = f"{editor} {number}"
            slug = f"article-{number}"
            statuses.append(send(client, form, words, slug=slug, **PUBLISH).status_code)
    return statuses


@pytest.mark.usefixtures("shared")
def test_of_two_who_choose_the_same_address_at_once_one_is_told() -> None:
    at_once = Barrier(2, timeout=120)
    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(publish_each, ("ada", "grace"), [at_once] * 2))
    assert [sorted(pair) for pair in zip(*sent, strict=True)] == [
        [200, 302]
    ] * TWO_AT_ONCE
    slugs = Page.objects.filter(slug__startswith="article-").values_list("slug")
    assert len(slugs) == len(set(slugs)) == TWO_AT_ONCE
