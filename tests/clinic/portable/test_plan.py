"""What an editor changed after a load stays; what only the files changed is loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Page

from articles.models import ArticlePage
from clinic.models import ClinicSettings, HomePage, Loaded, Picture, StandardPage
from clinic.portable import Action, Plan, Refused, load
from tests import factories
from tests.clinic.portable.small_journal import (
    ABOUT,
    ARTICLE,
    JOURNAL,
    image,
    picture,
    put,
    state,
)

pytestmark = pytest.mark.django_db
NEWER = ABOUT | {"title": "About the clinic"}


@pytest.fixture
def folder(small_journal: Path) -> Path:
    """A folder that was loaded."""
    load([small_journal])
    return small_journal


def about() -> StandardPage:
    """The page About us."""
    return StandardPage.objects.get(slug="about")


def done(plan: Plan) -> dict[str, list[str]]:
    """What was done but for what stayed unchanged."""
    told = plan.as_json()
    return {name: told[name] for name in told if name != "unchanged" and told[name]}


def test_what_is_new_is_created(small_journal) -> None:
    plan = load([small_journal], dry_run=True)
    assert set(plan.as_json()) == {"create", "update", "unchanged", "edited here"}
    assert "/about/" in plan.labels(Action.CREATE)
    assert {"picture drawing", "settings"} <= set(plan.labels(Action.CREATE))
    assert len(plan.writes) == len(JOURNAL)


def test_loading_twice_writes_nothing(folder) -> None:
    before = state()
    plan = load([folder])
    assert len(plan.labels(Action.UNCHANGED)) == len(JOURNAL)
    assert plan.writes == []
    assert state() == before


@pytest.mark.parametrize("force", [True, False])
def test_a_dry_run_writes_nothing(small_journal, media, force: bool) -> None:
    before = state()
    assert load([small_journal], dry_run=True, force=force).writes
    assert state() == before
    assert not media.exists()


def test_a_changed_file_updates_a_page_that_nobody_edited(folder) -> None:
    plan = load([put(folder, {"home/about": NEWER})])
    assert done(plan) == {"update": ["/about/"]}
    assert about().title == "About the clinic"
    assert done(load([folder])) == {}


def test_a_changed_image_updates_a_picture(folder) -> None:
    plan = load([put(folder, {"pictures/drawing.png": image("red")})])
    assert done(plan) == {"update": ["picture drawing"]}
    assert Picture.objects.get().file.read() == image("red")


def test_changed_settings_are_updated(folder) -> None:
    newer = JOURNAL["settings"] | {"name": "Hill Street Clinic"}
    assert done(load([put(folder, {"settings": newer})])) == {"update": ["settings"]}
    assert ClinicSettings.objects.get().name == "Hill Street Clinic"


def test_a_file_that_is_gone_takes_no_page_with_it(folder) -> None:
    (folder / "home/about.yaml").unlink()
    put(folder, {"settings": {"type": "clinic.ClinicSettings"}})
    assert done(load([folder])) == {"update": ["settings"]}
    assert about().live


def retitle(page: Any) -> None:
    """Publish the page with another title."""
    page.title = "Mine"
    factories.publish(page)


def draft(page: Any) -> None:
    """Save a draft of the page, which readers do not see."""
    page.title = "Mine"
    page.save_revision()


def unpublish(page: Any) -> None:
    page.unpublish()


def delete(page: Any) -> None:
    page.delete()


def readdress(page: Any) -> None:
    """Publish the page at another address."""
    page.slug = "mine"
    factories.publish(page)


def move(page: Any) -> None:
    """Move the page below another."""
    page.move(factories.standard_page("elsewhere"), pos="last-child")


EDITS = [retitle, draft, unpublish, delete, readdress, move]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("newer", [ABOUT, NEWER])
def test_what_an_editor_changed_stays_and_is_said(
    folder, edit: Callable[[Any], None], newer: dict[str, Any]
) -> None:
    edit(about())
    before = state()
    plan = load([put(folder, {"home/about": newer})])
    # The settings name the page: they change with it only if it is gone.
    gone = ["settings"] if edit is delete else []
    assert done(plan) == {"edited here": ["/about/", *gone]}
    assert state() == before


@pytest.mark.parametrize("edit", EDITS)
def test_force_overwrites_what_an_editor_changed(
    folder, edit: Callable[[Any], None]
) -> None:
    edit(about())
    plan = load([folder], force=True)
    assert (
        plan.labels(Action.CREATE if edit is delete else Action.UPDATE)[0] == "/about/"
    )
    page = about()
    assert (page.title, page.live, page.url_path) == ("About us", True, "/home/about/")
    assert page.latest_revision == page.live_revision
    assert not page.has_unpublished_changes
    assert done(load([folder])) == {}


def test_force_leaves_alone_what_is_as_it_was_loaded(folder) -> None:
    before = state()
    assert done(load([folder], force=True)) == {}
    assert state() == before


def test_a_page_that_reads_otherwise_but_has_no_new_revision_was_not_edited(
    folder,
) -> None:
    about_loaded = Loaded.objects.filter(name=f"page {about().translation_key}")
    about_loaded.update(site_digest="of an older form of the files")
    assert done(load([folder])) == {}
    assert done(load([put(folder, {"home/about": NEWER})])) == {"update": ["/about/"]}


def test_a_row_that_went_with_the_page_it_named_stops_no_load(folder, home) -> None:
    front = {"type": "clinic.HomePage", "title": "Front"}
    featured = {"featured": [{"target": "/journal/on-sleep/"}]}
    load([put(folder, {"home": front | featured})])
    Page.objects.get(slug="on-sleep").delete()
    before = state()
    assert done(load([folder])) == {"edited here": ["/journal/on-sleep/"]}
    assert state() == before


def test_what_an_editor_changed_in_settings_and_pictures_stays(folder) -> None:
    ClinicSettings.objects.update(name="Mine")
    Picture.objects.update(title="Mine")
    assert done(load([folder])) == {"edited here": ["picture drawing", "settings"]}
    assert ClinicSettings.objects.get().name == "Mine"
    load([folder], force=True)
    assert ClinicSettings.objects.get().name == "Harbor Street Clinic"
    assert Picture.objects.get().title == "A drawing"


def test_settings_that_were_there_before_the_first_load_stay(
    small_journal, home
) -> None:
    site = home.get_site()
    ClinicSettings.objects.create(site=site, name="Mine")
    picture("drawing", title="Mine")
    page = factories.standard_page("about", title="Mine")
    assert done(load([small_journal])).keys() == {"create", "edited here"}
    assert ClinicSettings.objects.get().name == "Mine"
    assert Picture.objects.get().title == "Mine"
    assert about() == page


def test_force_takes_over_what_was_there_before_the_first_load(
    small_journal, home
) -> None:
    page = factories.standard_page("about", title="Mine")
    load([small_journal], force=True)
    assert (about().pk, about().title) == (page.pk, "About us")
    assert done(load([small_journal])) == {}


def test_a_home_page_that_nobody_edited_is_filled(write, home) -> None:
    files = write({"home": {"type": "clinic.HomePage", "title": "Front"}})
    assert done(load([files])) == {"update": ["/"]}


def test_a_home_page_that_was_edited_stays(write, home) -> None:
    factories.publish(home)
    files = write({"home": {"type": "clinic.HomePage", "title": "Front"}})
    assert done(load([files])) == {"edited here": ["/"]}
    assert HomePage.objects.get().title == "Home"


def test_the_order_that_an_editor_chose_stays(write, home) -> None:
    files = {f"home/{s}": ABOUT | {"position": n} for n, s in enumerate("abcd", 1)}
    load([write(files)])
    first = StandardPage.objects.get(slug="a")
    first.move(StandardPage.objects.get(slug="c"), pos="right")
    load([write({"home/d": NEWER | {"position": 4}})])
    children = HomePage.objects.get().get_children()
    assert [page.slug for page in children][:2] == ["b", "c"]


def test_a_newer_page_may_name_one_that_an_editor_moved(folder) -> None:
    readdress(about())
    link = '<p><a linktype="page" path="/about/">us</a></p>'
    body = [*ARTICLE["body"], {"type": "paragraph", "value": link}]
    newer = {
        "home/journal/on-sleep": ARTICLE | {"body": body},
        "home/about/rules": ABOUT,
    }
    plan = load([put(folder, newer)])
    assert plan.labels(Action.UPDATE) == ["/journal/on-sleep/"]
    assert plan.labels(Action.CREATE) == ["/about/rules/"]
    assert StandardPage.objects.get(slug="rules").get_parent().specific == about_at(
        "mine"
    )


def about_at(slug: str) -> StandardPage:
    """The page with this slug."""
    return StandardPage.objects.get(slug=slug)


def delete_picture() -> None:
    Picture.objects.all().delete()


def take_off_source() -> None:
    Page.objects.filter(slug="berman-2000").update(live=False)


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("change", "label"),
    [
        (delete_picture, "picture drawing"),
        (take_off_source, "/references/berman-2000/"),
    ],
)
def test_a_newer_page_waits_for_what_it_names_and_an_editor_took_away(
    folder, dry_run: bool, change: Callable[[], None], label: str
) -> None:
    change()
    before = state()
    newer = put(folder, {"home/journal/on-sleep": ARTICLE | {"title": "Newer"}})
    plan = load([newer], dry_run=dry_run)
    assert set(plan.labels(Action.EDITED)) == {"/journal/on-sleep/", label}
    assert state() == before
    load([newer], force=True)
    assert ArticlePage.objects.get().title == "Newer"


def test_new_pages_below_a_deleted_one_wait_with_those_that_name_them(folder) -> None:
    about().delete()
    link = '<p><a linktype="page" path="/about/rules/">rules</a></p>'
    naming = ABOUT | {"body": [{"type": "paragraph", "value": link}]}
    newer = put(folder, {"home/about/rules": ABOUT, "home/naming": naming})
    assert sorted(done(load([newer]))["edited here"]) == [
        "/about/",
        "/about/rules/",
        "/naming/",
        "settings",
    ]
    load([newer], force=True)
    assert StandardPage.objects.live().count() == 3


@pytest.mark.parametrize("force", [True, False])
def test_a_file_of_another_type_than_its_page_is_refused(folder, force: bool) -> None:
    other = {"type": "articles.KeyFactIndexPage", "title": "About us"}
    with pytest.raises(Refused) as refusal:
        settings = {"type": "clinic.ClinicSettings", "name": "A clinic"}
        load([put(folder, {"home/about": other, "settings": settings})], force=force)
    assert str(refusal.value) == (
        "home/about.yaml, line 1, type: the page here has the type Standard page."
    )


def test_a_page_that_an_editor_put_in_the_place_of_another_stays(folder) -> None:
    readdress(about())
    other = factories.standard_page("about", title="Other")
    new = "0326649b-c943-5be1-8a82-074f701a533c"
    files = put(folder, {"home/about": ABOUT | {"translation_key": new}})
    assert done(load([files])) == {"edited here": ["/about/"]}
    assert about() == other


def test_two_pages_never_take_one_address(folder) -> None:
    readdress(about())
    factories.standard_page("about", title="Other")
    before = state()
    with pytest.raises(Refused) as refusal:
        load([folder], force=True)
    assert "home/about.yaml, line 1, slug: " in str(refusal.value)
    assert state() == before


def test_what_is_remembered_reads_as_its_name(folder) -> None:
    assert str(Loaded.objects.get(name="settings")) == "settings"
    assert {row.name.partition(" ")[0] for row in Loaded.objects.all()} == {
        "page",
        "picture",
        "settings",
    }


def test_settings_that_a_first_visit_made_are_no_editors_own(
    small_journal, home
) -> None:
    ClinicSettings.for_site(home.get_site())
    assert "settings" in load([small_journal]).labels(Action.UPDATE)
    assert ClinicSettings.objects.get().name == "Harbor Street Clinic"
