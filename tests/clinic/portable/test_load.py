"""Files become pages, pictures and settings, or one message and nothing at all."""

import datetime
from typing import Any

import pytest
from wagtail.models import Page

from articles.models import ArticlePage, AuthorPage, Citation
from clinic.models import ClinicSettings, HomePage, Picture, StandardPage
from clinic.portable import Action, Refused, fixture_folders, load
from tests import factories
from tests.clinic.portable.small_journal import (
    ABOUT,
    ARTICLE,
    JOURNAL,
    contents,
    image,
    put,
    state,
)

pytestmark = pytest.mark.django_db
EMBED = '<embed embedtype="citation" key="berman-2000"/>'


def without(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """A file without these values."""
    return {name: value for name, value in data.items() if name not in names}


def body(kind: str, value: Any) -> dict[str, Any]:
    """A body of this one block."""
    return {"body": [{"type": kind, "value": value}]}


def about(kind: str, value: Any) -> dict[str, Any]:
    """The page About us with this one block."""
    return ABOUT | body(kind, value)


def test_every_app_may_ship_fixtures() -> None:
    shipped = [folder.parts[-3] for folder in fixture_folders()]
    assert sorted(shipped) == ["articles", "clinic", "conditions"]


def test_a_journal_is_loaded_whole(small_journal) -> None:
    plan = load([small_journal])
    assert len(plan.labels(Action.CREATE)) == len(JOURNAL) == len(plan.steps)
    article = ArticlePage.objects.live().get()
    assert article.url_path == "/home/journal/on-sleep/"
    assert [row.author.title for row in article.bylines.all()] == ["The desk"]
    assert Citation.objects.get().reference.slug == "berman-2000"
    assert article.body[1].value["image"] == Picture.objects.get(key="drawing")


def test_a_page_is_published_as_editors_publish(small_journal) -> None:
    load([small_journal])
    about = StandardPage.objects.get()
    assert about.live and not about.has_unpublished_changes
    assert about.latest_revision == about.live_revision
    assert about.latest_revision.as_object().title == "About us"


def test_the_settings_are_loaded(small_journal) -> None:
    load([small_journal])
    row = ClinicSettings.objects.get()
    assert row.name == "Harbor Street Clinic"
    assert [page.value.title for page in row.policy_pages] == ["About us"]


def test_the_bytes_of_a_picture_are_loaded(small_journal, media) -> None:
    load([small_journal])
    assert list(contents(media / "original_images").values()) == [image()]


def test_the_dates_of_a_file_are_kept(write) -> None:
    first = datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    last = first + datetime.timedelta(days=1)
    dates = {"first_published_at": first, "last_published_at": last}
    load([write({"home/about": ABOUT | dates})])
    found = StandardPage.objects.values_list(*dates).get()
    assert found == (first, last)


def test_a_page_without_dates_is_published_today(write) -> None:
    load([write({"home/about": ABOUT})])
    assert StandardPage.objects.get().first_published_at is not None


def test_the_home_page_is_filled_and_not_made(write, home) -> None:
    files = {
        "home": {"type": "clinic.HomePage", "title": "Front", "newest": "/news/"},
        "home/news": {"type": "articles.JournalPage", "title": "News"},
    }
    plan = load([write(files)])
    assert plan.labels(Action.UPDATE) == ["/"]
    found = HomePage.objects.get()
    assert (found.pk, found.title, found.newest.title) == (home.pk, "Front", "News")


def order() -> list[str]:
    """The children of the home page in their order."""
    return [page.slug for page in HomePage.objects.get().get_children()]


def test_children_stand_in_the_order_of_their_files(write, home) -> None:
    slugs = ["c", "a", "b"]
    load(
        [write({f"home/{s}": ABOUT | {"position": slugs.index(s) + 1} for s in slugs})]
    )
    assert order() == slugs


def test_a_new_child_takes_its_place_among_the_others(write, home) -> None:
    load(
        [write({"home/c": ABOUT | {"position": 3}, "home/a": ABOUT | {"position": 1}})]
    )
    load([write({"home/b": ABOUT | {"position": 2}})])
    assert order() == ["a", "b", "c"]


def test_a_new_first_child_comes_first(write, home) -> None:
    load([write({"home/b": ABOUT | {"position": 2}})])
    load([write({"home/a": ABOUT | {"position": 1}})])
    assert order() == ["a", "b"]


def test_a_page_can_stand_below_one_that_was_there(write, home) -> None:
    parent = factories.standard_page("rules")
    load([write({"home/rules/about": ABOUT})])
    assert StandardPage.objects.child_of(parent).get().slug == "about"


def test_pages_can_name_each_other_in_a_circle(write, home) -> None:
    link = '<p><a linktype="page" path="/{}/">x</a></p>'
    files = {
        "home/a": about("paragraph", link.format("b")),
        "home/b": about("paragraph", link.format("a")),
    }
    load([write(files)])
    first, second = StandardPage.objects.order_by("slug")
    assert f'id="{second.pk}"' in first.body[0].value.source
    assert f'id="{first.pk}"' in second.body[0].value.source


def test_several_folders_are_loaded_as_one(tmp_path, home) -> None:
    one = put(tmp_path / "one", {"home/about": ABOUT})
    two = put(tmp_path / "two", {"home/about/rules": ABOUT})
    load([two, one])
    assert StandardPage.objects.count() == 2


def test_whoever_asks_is_told_how_far_it_is(small_journal) -> None:
    told: list[tuple[int, int]] = []
    load([small_journal], report=lambda done, total, label: told.append((done, total)))
    assert told == [(number, 9) for number in range(1, 10)]


WRONG = [
    # file, what it says, the message after the name of the file
    ("home/about", ABOUT | {"subtitle": "a"}, "line 7, subtitle: is not known here;"),
    ("home/about", ABOUT | {"title": 911}, "line 2, title: should be text;"),
    ("home/about", without(ABOUT, "title"), "line 1: `title` is missing."),
    ("home/about", ABOUT | {"body": "a"}, "line 3, body: should be a list, not 'a'."),
    (
        "home/about",
        ABOUT | {"first_published_at": "soon"},
        "line 7, first_published_at: “soon” value has an invalid format.",
    ),
    (
        "home/about",
        "type: clinic.StandardPage\ntitle: A\nexpire_at: 2024-02-31\n",
        "line 3, expire_at: “2024-02-31” is no valid value.",
    ),
    (
        "home/about",
        "type: clinic.StandardPage\ntitle: One\ntitle: Two\n",
        "line 3, title: stands twice.",
    ),
    ("home/about", "a: &x [1]\nb: *x\n", "line 1: has an alias or anchor"),
    ("home/about", "a: " + "[" * 60 + "]" * 60, "line 1: is nested more than 40"),
    ("home/about", "a: " + "x" * 5_000_000, "line 1: is larger than 5 MB."),
    ("home/about", "a: 1\nb: !secret x\n", "line 2, b: has the unknown tag !secret."),
    ("home/about", b"title: \xff\n", "line 1: is not UTF-8 text."),
    (
        "home/about",
        ABOUT | {"type": "clinic.PoemPage"},
        "line 1, type: there is no page type 'clinic.PoemPage'.",
    ),
    (
        "home/about",
        {"type": "clinic.HomePage", "title": "Another"},
        "line 1, type: a page of type Home page has no place below Home page.",
    ),
    ("home/gone/about", ABOUT, "line 1: there is no page /gone/ above it."),
    ("home", ABOUT, "line 1, type: the home page has another type here."),
    ("about", ABOUT, "line 1: files are home.yaml, home/…, pictures/… or settings."),
    ("home/Über", ABOUT, "line 1: 'Über' is no slug; rename the file."),
    (
        "home/about",
        about("poem", "a"),
        "line 4, body[1].type: there is no block 'poem'; there are heading,",
    ),
    (
        "home/about",
        about("quote", {"text": "First, do no harm."}),
        "line 6, body[1].value: `source` is missing.",
    ),
    (
        "home/about",
        about("paragraph", "<p>a<script>alert(1)</script></p>"),
        "line 5, body[1].value: <script> is not allowed in text.",
    ),
    (
        "home/about",
        about("paragraph", '<a linktype="page" path="/gone/">a</a>'),
        "line 5, body[1].value: links to '/gone/', where there is no page.",
    ),
    (
        "home/about",
        about("figure", {"image": "gone"}),
        "line 6, body[1].value.image: there is no picture 'gone'.",
    ),
    (
        "home/journal/on-sleep",
        without(ARTICLE, "bylines") | body("paragraph", f"<p>{EMBED}</p>"),
        "line 6, body[1].value: there is no reference 'berman-2000'.",
    ),
    (
        "home/journal/on-sleep",
        ARTICLE | {"body": [], "bylines": [{"author": "/journal/"}]},
        "line 6, bylines[1].author: the page '/journal/' is no author.",
    ),
    (
        "home/journal/on-sleep",
        without(ARTICLE, "body", "bylines") | body("paragraph", "<p>a</p>"),
        "line 1: Say who wrote this: add at least one author.",
    ),
    (
        "pictures/drawing",
        {"type": "clinic.Picture", "title": "A", "file": "../../a.png"},
        "line 3, file: leads out of the folder.",
    ),
    (
        "settings",
        {"type": "clinic.ClinicSettings", "email": "nobody"},
        "line 2, email: Enter a valid email address.",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), WRONG, ids=[case[2][:40] for case in WRONG]
)
def test_a_wrong_file_is_one_message_and_nothing_is_written(
    tmp_path, home, media, name: str, content: Any, message: str
) -> None:
    if name.startswith("home/journal/"):
        factories.index(factories.JournalPage, "journal", "The journal")
    before = state()
    sound = {"home/sound": ABOUT}
    wrong = {f"{name}.yaml" if isinstance(content, bytes) else name: content}
    with pytest.raises(Refused) as refusal:
        load([put(tmp_path / "files", sound | wrong)])
    [problem] = refusal.value.problems
    assert str(problem).startswith(f"{name}.yaml, {message}")
    assert state() == before
    assert not media.exists()


def test_all_that_an_article_lacks_is_told_at_once(tmp_path, home, media) -> None:
    factories.index(factories.JournalPage, "journal", "The journal")
    name = "home/journal/on-sleep"
    files = put(tmp_path / "files", {name: without(ARTICLE, "body", "bylines")})
    with pytest.raises(Refused) as refusal:
        load([files])
    assert sorted(str(problem) for problem in refusal.value.problems) == [
        f"{name}.yaml, line 1, body: There is nothing to read yet.",
        f"{name}.yaml, line 1: Say who wrote this: add at least one author.",
    ]


def test_every_wrong_file_is_told_of(write, home) -> None:
    wrong = {f"home/{name}": ABOUT | {"title": 1} for name in "ab"}
    with pytest.raises(Refused) as refusal:
        load([write(wrong)])
    assert [problem.file for problem in refusal.value.problems] == [
        "home/a.yaml",
        "home/b.yaml",
    ]


def test_a_key_that_stands_in_two_files_is_refused(write, home) -> None:
    key = {"translation_key": "0326649b-c943-5be1-8a82-074f701a533c"}
    with pytest.raises(Refused) as refusal:
        load([write({"home/a": ABOUT | key, "home/b": ABOUT | key})])
    said = "home/b.yaml, line 1: describes the same thing as home/a.yaml."
    assert str(refusal.value) == said


def test_a_file_that_stands_in_two_folders_is_refused(tmp_path, home) -> None:
    folders = [put(tmp_path / name, {"home/about": ABOUT}) for name in "ab"]
    with pytest.raises(Refused, match="describes the same thing as home/about"):
        load(folders)


def test_a_link_out_of_the_folder_is_refused(tmp_path, write, home) -> None:
    outside = put(tmp_path / "outside", {"about": ABOUT}) / "about.yaml"
    folder = write({"home/sound": ABOUT})
    (folder / "home/about.yaml").symlink_to(outside)
    with pytest.raises(Refused) as refusal:
        load([folder])
    said = "home/about.yaml, line 1: leads out of the folder."
    assert str(refusal.value) == said
    assert not StandardPage.objects.exists()


def test_a_folder_without_files_is_refused(tmp_path) -> None:
    with pytest.raises(Refused, match=r"There are no fixture files \(\*.yaml\) in"):
        load([tmp_path])


def test_a_folder_that_is_none_is_refused(tmp_path) -> None:
    with pytest.raises(Refused, match="nowhere is no folder"):
        load([tmp_path / "nowhere"])


def stop(done: int, total: int, label: str) -> None:
    """Break off after the last page."""
    if done == total:
        raise KeyboardInterrupt


def test_a_load_that_breaks_off_leaves_nothing_behind(small_journal, media) -> None:
    before = state()
    with pytest.raises(KeyboardInterrupt):
        load([small_journal], report=stop)
    assert state() == before
    assert contents(media) == {}


def test_a_load_that_breaks_off_keeps_the_pictures_that_were_there(
    small_journal, media
) -> None:
    load([small_journal])
    before, files = state(), contents(media)
    put(small_journal, {"pictures/drawing.png": image("red"), "home/about": ABOUT})
    with pytest.raises(KeyboardInterrupt):
        load([small_journal], report=stop)
    assert state() == before
    assert contents(media) == files


def test_a_load_that_breaks_off_says_why_also_when_no_image_was_new(
    small_journal,
) -> None:
    load([small_journal])
    put(
        small_journal,
        {"pictures/drawing": JOURNAL["pictures/drawing"] | {"credit": ""}},
    )
    with pytest.raises(KeyboardInterrupt):
        load([small_journal], report=stop)


@pytest.mark.usefixtures("another_loader")
def test_a_second_loader_gets_one_sentence(small_journal) -> None:
    before = state()
    with pytest.raises(Refused) as refusal:
        load([small_journal])
    assert str(refusal.value) == "Another load is under way; wait until it is done."
    assert state() == before


def test_the_lock_is_given_back(write, home) -> None:
    with pytest.raises(Refused, match="no page type"):
        load([write({"home/about": ABOUT | {"type": "a"}})])
    load([write({"home/about": ABOUT})])
    load([write({"home/about": ABOUT})])
    assert Page.objects.filter(slug="about").exists()


def test_no_author_is_made_twice(small_journal) -> None:
    load([small_journal])
    load([small_journal])
    assert AuthorPage.objects.count() == 1
