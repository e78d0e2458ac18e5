"""Clearing takes the journal out and leaves a sound site that can be loaded again."""

from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from articles.models import ArticlePage
from clinic.models import (
    ClinicSettings,
    FeaturedPage,
    HomePage,
    Loaded,
    Picture,
    StandardPage,
    User,
)
from clinic.portable import Refused, clear, export, load, what_goes
from clinic.portable.clear import Leaving
from conditions.models import ConditionPage
from tests import factories
from tests.clinic.portable.small_journal import contents, picture, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(small_journal: Any) -> Any:
    """A site with the small journal, whose home page names pages of it."""
    load([small_journal])
    return small_journal


def feature(home: HomePage) -> HomePage:
    """Let the home page name a page in each way that it can."""
    about = StandardPage.objects.get()
    article = ArticlePage.objects.first() or factories.article()
    condition = ConditionPage.objects.first() or factories.condition()
    home.refresh_from_db()
    home.newest, home.topics = article.get_parent(), condition.get_parent()
    home.featured = [FeaturedPage(target=article)]
    home.about = f'<p>See <a linktype="page" id="{about.pk}">this</a>.</p>'
    home.hero_title = "Welcome"
    return factories.publish(home)


def test_every_page_below_the_home_page_goes(loaded, home) -> None:
    assert clear() == Leaving(pages=7, pictures=1)
    assert list(Page.objects.values_list("depth", flat=True)) == [1, 2]
    assert not Picture.objects.exists()


def test_the_tree_is_sound(loaded, home) -> None:
    clear()
    assert not any(Page.find_problems())
    assert HomePage.objects.get().numchild == 0
    factories.article()
    assert not any(Page.find_problems())


def test_drafts_private_pages_and_cited_references_go_too(home) -> None:
    factories.reference("berman-2000")
    fact = factories.key_fact(text="<p>So.</p>")
    effect = factories.side_effect(body=factories.cited("berman-2000"))
    body = [("key_fact", fact), ("side_effect_frequency", effect)]
    factories.article("one", body=[*factories.cited("berman-2000"), *body])
    factories.article("two", live=False)
    clear()
    assert Page.objects.count() == 2
    connection.check_constraints()


def test_the_files_of_pictures_go_when_all_is_deleted(
    loaded, media, django_capture_on_commit_callbacks
) -> None:
    assert len(contents(media)) > 1
    with django_capture_on_commit_callbacks(execute=True):
        clear()
    assert contents(media) == {}


def test_the_home_page_stays_and_names_nothing_that_is_gone(loaded, home) -> None:
    feature(home)
    clear()
    home = HomePage.objects.get()
    assert (home.topics, home.newest, home.featured.count()) == (None, None, 0)
    assert (home.about, home.hero_title) == ("<p>See <a>this</a>.</p>", "Welcome")
    assert home.live
    assert home.get_latest_revision_as_object().about == "<p>See <a>this</a>.</p>"


def test_the_settings_stay_and_name_nothing_that_is_gone(loaded) -> None:
    assert len(ClinicSettings.objects.get().policy_pages) == 1
    clear()
    row = ClinicSettings.objects.get()
    assert row.name == "Harbor Street Clinic"
    assert len(row.policy_pages) == 0


def test_accounts_stay(loaded, editor) -> None:
    clear()
    assert User.objects.get() == editor


def test_the_indexes_name_nothing_that_is_gone(loaded, home) -> None:
    clear()
    assert set(IndexEntry.objects.values_list("object_id", flat=True)) <= {str(home.pk)}
    assert not ReferenceIndex.objects.exists()


def test_what_nobody_edited_is_loaded_anew(loaded) -> None:
    before = state()
    clear()
    plan = load([loaded])
    assert plan.labels("edited here") == []
    assert plan.labels("update") == ["settings"]
    after = state()
    assert (after["pages"], after["settings"]) == (before["pages"], before["settings"])
    assert after["pictures"] == before["pictures"]
    assert len(ClinicSettings.objects.get().policy_pages) == 1


def test_a_home_page_that_came_from_a_file_is_loaded_anew(tmp_path, home) -> None:
    factories.standard_page()
    feature(home)
    export(tmp_path / "files")
    load([tmp_path / "files"], force=True)
    clear()
    assert set(Loaded.objects.values_list("file_digest", flat=True)) == {""}
    assert load([tmp_path / "files"]).labels("update") == ["/"]
    assert HomePage.objects.get().featured.count() == 1


def test_what_an_editor_changed_stays_at_the_next_load(loaded, home) -> None:
    feature(home)
    row = ClinicSettings.objects.get()
    row.name = "Mine"
    row.save()
    clear()
    assert load([loaded]).labels("edited here") == ["settings"]
    assert ClinicSettings.objects.get().name == "Mine"


def test_a_cleared_site_can_be_cleared_again(loaded, home) -> None:
    clear()
    before = HomePage.objects.get().latest_revision_id
    assert clear() == Leaving(pages=0, pictures=0)
    assert HomePage.objects.get().latest_revision_id == before


def test_what_goes_is_counted_and_nothing_deleted(loaded) -> None:
    assert str(what_goes()) == "7 pages and 1 picture"
    assert StandardPage.objects.exists()


@pytest.mark.usefixtures("another_loader")
def test_nothing_goes_while_a_load_is_under_way() -> None:
    factories.standard_page("about")
    with pytest.raises(Refused, match="under way"):
        clear()
    assert StandardPage.objects.exists()


def test_a_picture_without_a_file_does_not_stop_it(media) -> None:
    lost = picture("lost")
    lost.file.storage.delete(lost.file.name)
    assert clear() == Leaving(pages=0, pictures=1)
