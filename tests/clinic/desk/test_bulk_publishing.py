"""Many pages at once go live only as they were seen, with no locked one among them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from clinic.models import StandardPage, User
from clinic.models.version import PendingNote
from tests import factories
from tests.clinic.desk.test_stale import opened, send
from tests.clinic.reviewing import account, browser, submitted

pytestmark = pytest.mark.django_db
WITH_DRAFTS = {"include_descendants": "on"}


@pytest.fixture
def ada(db: None) -> Client:
    return browser(account("ada", "Editors"))


@pytest.fixture
def bob(db: None) -> User:
    return account("bob", "Editors")


@pytest.fixture
def about(db: None) -> StandardPage:
    return factories.standard_page()


@pytest.fixture
def below(about: StandardPage) -> Page:
    """A draft below a published page."""
    return draft(about)


def draft(parent: Page, slug: str = "below") -> Page:
    """A page that is not published, with a draft of nobody's."""
    kept = {"title": slug, "slug": slug, "live": False}
    return changed(factories.make(StandardPage, parent, **kept))


def changed(page: Any, title: str = "Changed", user: User | None = None) -> Any:
    """The page, with another draft."""
    page.title = title
    page.save_revision(user=user)
    return page


def now(page: Page) -> Page:
    """The page as it is in the database."""
    return Page.objects.get(pk=page.pk)


def went_live(page: Page) -> bool:
    """Whether readers have the other draft."""
    return now(page).live and now(page).title == "Changed"


def ask(client: Client, *pages: Page) -> str:
    """See the question whether to publish; the address at which to say yes."""
    names = ["wagtailcore", "page", "publish"]
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=names)
    answer = client.get(f"{url}?{ids}&next=/admin/")
    form = BeautifulSoup(answer.content, "html.parser").select_one("main form")
    assert form is not None
    return str(form["action"])


def refused(client: Client, yes: str, **form: str) -> str:
    """Say yes, and be asked again; what was said."""
    answer = client.post(yes, form, follow=True)
    assert answer.redirect_chain[-1][0] == yes.partition("&asked_at")[0]
    return answer.content.decode()


# --- As the editor was asked ---


def test_a_draft_that_nobody_was_asked_about_is_not_published(ada, bob, about) -> None:
    yes = ask(ada, about)
    changed(about, "Theirs", bob)
    assert "somebody saved a newer draft of “Theirs”" in refused(ada, yes)
    assert now(about).title == "About"
    ada.post(ask(ada, about))
    assert now(about).title == "Theirs"


def test_ones_own_draft_is_published_with_many(ada, about) -> None:
    yes = ask(ada, about)
    send(ada, about, opened(ada, about), "Mine")
    assert ada.post(yes).status_code == 302
    assert now(about).title == "Mine"


def test_a_draft_below_that_nobody_was_asked_about_is_not_published(
    ada, bob, about, below
) -> None:
    yes = ask(ada, about)
    changed(below, "Theirs", bob)
    assert "newer draft of “Theirs”" in refused(ada, yes, **WITH_DRAFTS)
    assert not now(below).live


def test_a_draft_that_was_added_below_meanwhile_is_not_published(
    ada, bob, about, below
) -> None:
    yes = ask(ada, about)
    new = changed(draft(about, "new"), "New", bob)
    assert "newer draft of “New”" in refused(ada, yes, **WITH_DRAFTS)
    assert not now(new).live


def test_the_drafts_below_are_published_if_that_is_wanted(ada, about, below) -> None:
    yes = ask(ada, about)
    ada.post(yes)
    assert not now(below).live
    told = ada.post(yes, WITH_DRAFTS, follow=True).content.decode()
    assert "1 page and 1 child page have been published" in told
    assert now(below).live


# --- If open ---


def lock(page: Page, user: User) -> None:
    """That person locks the page."""
    told = {"locked": True, "locked_by": user, "locked_at": timezone.now()}
    Page.objects.filter(pk=page.pk).update(**told)


def test_a_page_that_somebody_locked_is_not_published(ada, bob, about) -> None:
    lock(changed(about), bob)
    other = changed(factories.standard_page("other"))
    told = refused(ada, ask(ada, about, other))
    assert "is locked, or waits for review or for its day: “Changed”" in told
    assert not went_live(about)
    assert not went_live(other)
    Page.objects.filter(pk=about.pk).update(locked=False)
    ada.post(ask(ada, about, other))
    assert went_live(about)
    assert went_live(other)


def test_a_draft_below_that_somebody_locked_is_not_published(
    ada, bob, about, below
) -> None:
    lock(below, bob)
    other = changed(draft(about, "other"))
    told = refused(ada, ask(ada, about), **WITH_DRAFTS)
    assert "is locked, or waits for review or for its day: “Changed”" in told
    assert not went_live(below)
    assert not went_live(other)
    ada.post(ask(ada, changed(about)))
    assert went_live(about)


def test_who_locked_a_page_publishes_it(ada, about) -> None:
    lock(changed(about), User.objects.get(username="ada"))
    ada.post(ask(ada, about))
    assert went_live(about)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("form", [{}, WITH_DRAFTS])
def test_a_text_that_waits_for_its_review_is_not_published(
    bob, live: bool, form: dict[str, str]
) -> None:
    page = submitted(factories.article(live=live), bob)
    PendingNote.objects.create(revision=page.latest_revision, kind="minor")
    chosen = page.get_parent() if form and not live else page
    for who in (bob, User.objects.create_superuser("root")):
        told = refused(browser(who), ask(browser(who), chosen), **form)
        assert "“An article”" in told
    after = now(page)
    assert after.live == live
    assert after.live_revision_id == page.live_revision_id
    assert after.workflow_in_progress


def test_a_page_without_clinical_content_is_published_while_it_waits(
    ada, bob, about
) -> None:
    submitted(about, bob)
    ada.post(ask(ada, about))
    assert "7 in 10" in str(now(about).specific.body)
