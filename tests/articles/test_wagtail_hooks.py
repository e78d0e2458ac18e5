"""The admin keeps what published pages rest on, and says why in a message."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from articles.models import AuthorPage, Byline, JournalPage, ReferenceIndexPage
from clinic.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def told(answer: Any) -> str:
    """What the editor is told."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def one(admin: Any, action: str, page: Page) -> Any:
    """Do it to one page."""
    return admin.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))


def many(admin: Any, action: str, *pages: Page, **form: str) -> Any:
    """Do it to these pages at once."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return admin.post(f"{address}?{ids}", form)


def is_live(page: Page) -> bool:
    """Whether the page is there and published."""
    return Page.objects.filter(pk=page.pk, live=True).exists()


def is_there(page: Page) -> bool:
    """Whether the page is there."""
    return Page.objects.filter(pk=page.pk).exists()


@pytest.fixture
def cited(db: None) -> Any:
    """A reference on which “An article” rests."""
    reference = factories.reference("berman-2000")
    factories.article(body=factories.cited("berman-2000"))
    return reference


ACTIONS = pytest.mark.parametrize("action", ["delete", "unpublish"])
WAYS = pytest.mark.parametrize("way", [one, many])


# --- A cited reference stays ---
@ACTIONS
@WAYS
def test_a_cited_reference_stays(admin: Any, cited: Any, action: str, way: Any) -> None:
    answer = way(admin, action, cited)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[cited.pk])
    assert told(answer).endswith("these pages rest on it: “An article”.")
    assert is_live(cited)


def test_the_editor_is_not_asked_to_confirm_first(admin: Any, cited: Any) -> None:
    address = reverse("wagtailadmin_pages:delete", args=[cited.pk])
    assert admin.get(address).status_code == 302


@ACTIONS
@WAYS
def test_the_list_of_references_stays(
    admin: Any, cited: Any, action: str, way: Any
) -> None:
    index = cited.get_parent()
    assert "“An article”" in told(way(admin, action, index))
    assert is_live(index)
    assert is_live(cited)


@ACTIONS
@WAYS
def test_a_page_far_above_stays(admin: Any, cited: Any, action: str, way: Any) -> None:
    way(admin, action, factories.home_page())
    assert is_live(cited)


@ACTIONS
def test_one_page_that_must_stay_keeps_all(admin: Any, cited: Any, action: str) -> None:
    free = factories.standard_page()
    many(admin, action, free, cited)
    assert is_live(free)
    assert is_live(cited)


@ACTIONS
@WAYS
def test_a_reference_for_further_reading_stays(
    admin: Any, action: str, way: Any
) -> None:
    reference = factories.reference("a")
    factories.article(further_reading=[("sources", {"sources": ["a"], "note": ""})])
    assert "“An article”" in told(way(admin, action, reference))
    assert is_live(reference)


def test_of_many_citing_pages_ten_are_named(admin: Any, cited: Any) -> None:
    for number in range(11):
        factories.article(f"more-{number}", body=factories.cited("berman-2000"))
    message = told(one(admin, "unpublish", cited))
    assert message.endswith(" and 2 more.")
    assert message.count("“") == 11


# --- An uncited reference ---
@WAYS
def test_an_uncited_reference_can_be_unpublished(admin: Any, way: Any) -> None:
    reference = factories.reference()
    way(admin, "unpublish", reference)
    assert not is_live(reference)


@WAYS
def test_a_reference_cited_by_drafts_alone_can_be_unpublished(
    admin: Any, way: Any
) -> None:
    reference = factories.reference("a")
    factories.article(live=False, body=factories.cited("a"))
    way(admin, "unpublish", reference)
    assert not is_live(reference)


@WAYS
def test_a_reference_that_was_ever_published_is_never_deleted(
    admin: Any, way: Any
) -> None:
    reference = factories.reference("berman-2000")
    reference.unpublish()
    answer = way(admin, "delete", reference)
    assert "Set its status to withdrawn." in told(answer)
    assert reference.title in told(answer)
    assert is_there(reference)


def test_nor_is_the_list_it_is_in(admin: Any) -> None:
    index = factories.reference().get_parent()
    assert "ever published" in told(one(admin, "delete", index))
    assert is_there(index)


@WAYS
def test_a_reference_that_was_never_published_can_be_deleted(
    admin: Any, way: Any
) -> None:
    reference = factories.reference(live=False)
    way(admin, "delete", reference)
    assert not is_there(reference)


@WAYS
def test_an_empty_list_of_references_can_be_deleted(admin: Any, way: Any) -> None:
    index = factories.index(ReferenceIndexPage, "references", "References")
    way(admin, "delete", index)
    assert not is_there(index)


# --- Authors ---
@WAYS
def test_an_author_whom_an_article_names_is_not_deleted(admin: Any, way: Any) -> None:
    author = factories.author()
    factories.article()
    answer = way(admin, "delete", author)
    assert answer.status_code == 302
    assert told(answer)
    assert is_there(author)


def test_the_editor_is_told_why_an_author_stays(admin: Any) -> None:
    author = factories.author(title="Ada Lovelace")
    factories.article()
    message = told(one(admin, "delete", author))
    assert message.startswith("Articles name these authors: “Ada Lovelace”.")


def test_nor_is_the_list_of_authors(admin: Any) -> None:
    author = factories.author()
    factories.article()
    assert "name these authors" in told(one(admin, "delete", author.get_parent()))
    assert is_there(author)


def test_an_author_of_two_articles_is_told_of_once(admin: Any) -> None:
    author = factories.author(title="Ada Lovelace")
    factories.article("one")
    factories.article("two")
    assert told(one(admin, "delete", author)).count("Ada Lovelace") == 1


@WAYS
def test_an_author_whom_no_article_names_can_be_deleted(admin: Any, way: Any) -> None:
    author = factories.author()
    way(admin, "delete", author)
    assert not is_there(author)


@WAYS
def test_an_author_can_be_unpublished(admin: Any, way: Any) -> None:
    author = factories.author()
    factories.article()
    way(admin, "unpublish", author)
    assert not is_live(author)


def test_the_schema_keeps_an_author_whom_an_article_names() -> None:
    author = factories.author()
    factories.article(bylines=[Byline(author=author)])
    with pytest.raises(ProtectedError):
        AuthorPage.objects.get(pk=author.pk).delete()


# --- Everything else goes on ---
@WAYS
def test_an_article_can_be_deleted_though_it_cites(
    admin: Any, cited: Any, way: Any
) -> None:
    journal = JournalPage.objects.get()
    way(admin, "delete", journal.get_children().get())
    assert not journal.get_children().exists()


@WAYS
def test_an_article_can_be_unpublished(admin: Any, cited: Any, way: Any) -> None:
    article = JournalPage.objects.get().get_children().get()
    way(admin, "unpublish", article)
    assert not is_live(article)


# --- Publishing many at once ---
@pytest.fixture
def rough(db: None) -> Any:
    """A draft that cites what is not there."""
    page = factories.article(live=False, title="A rough draft")
    page.body = factories.cited("no-such-2000")
    page.is_rough = True
    page.save_revision()
    return page


def test_drafts_that_are_ready_are_published_at_once(admin: Any, cited: Any) -> None:
    drafts = [factories.standard_page(live=False), factories.article("b", live=False)]
    many(admin, "publish", *drafts, cited)
    assert all(is_live(draft) for draft in drafts)


def test_a_draft_that_cites_what_is_not_there_is_not_published(
    admin: Any, rough: Any
) -> None:
    message = told(many(admin, "publish", rough))
    assert message.startswith("“A rough draft” cannot be published yet: There is no")
    assert "no-such-2000" in message
    assert not is_live(rough)


def test_nor_is_it_with_the_page_above(admin: Any, rough: Any) -> None:
    journal = JournalPage.objects.get()
    answer = many(admin, "publish", journal, include_descendants="on")
    assert "“A rough draft” cannot be published yet" in told(answer)
    assert not is_live(rough)


def test_the_page_above_can_be_published_without_it(admin: Any, rough: Any) -> None:
    journal = JournalPage.objects.get()
    journal.unpublish()
    many(admin, "publish", journal)
    assert is_live(journal)
    assert not is_live(rough)


def test_pages_can_be_moved_at_once(admin: Any) -> None:
    page, parent = factories.standard_page("one"), factories.standard_page("two")
    many(admin, "move", page, chooser=str(parent.pk))
    assert Page.objects.get(pk=page.pk).get_parent() == Page.objects.get(pk=parent.pk)


def test_what_is_no_page_can_be_deleted_in_bulk(admin: Any) -> None:
    user = User.objects.create_user("grace")
    address = reverse("wagtail_bulk_action", args=["clinic", "user", "delete"])
    admin.post(f"{address}?id={user.pk}")
    assert not User.objects.filter(pk=user.pk).exists()
