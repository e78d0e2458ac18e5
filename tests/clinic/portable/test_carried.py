"""A page, a picture and the settings, each with its file."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from articles.models import ArticlePage, AuthorPage, ReferencePage
from clinic.models import ClinicSettings, Picture, SitePage, StandardPage
from clinic.portable.carried import (
    MAX_PICTURE_BYTES,
    CarriedPage,
    CarriedPicture,
    CarriedSettings,
    describe_page,
    describe_picture,
    describe_settings,
    digest,
    name_of,
    path_of,
)
from clinic.portable.files import Record
from clinic.portable.places import Places
from tests import factories
from tests.clinic.portable.small_journal import ABOUT, ARTICLE, image, picture

PLACES = Places(page_at={"/about/": 7, "/authors/desk/": 8}, picture_at={"drawing": 3})
KEY = "0326649b-c943-5be1-8a82-074f701a533c"
DRAWING = {"type": "clinic.Picture", "title": "A drawing", "file": "drawing.png"}


def page(name: str = "home/about", **data: Any) -> CarriedPage:
    """A page and its file."""
    return CarriedPage(Record(Path("files"), name, ABOUT | data))


def said(thing: Any) -> list[str]:
    """What is wrong with a thing, in sentences."""
    return [str(problem) for problem in thing.problems]


@pytest.mark.parametrize(
    ("name", "path"), [("home", "/"), ("home/a", "/a/"), ("home/a/b-2", "/a/b-2/")]
)
def test_a_file_and_the_path_of_its_page_name_each_other(name: str, path: str) -> None:
    assert path_of(name) == path
    assert name_of(path) == name


def test_a_digest_tells_whether_a_file_says_the_same() -> None:
    assert digest({"a": 1}) == digest({"a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})


def test_a_page_knows_its_place() -> None:
    about = page("home/rules/about", position=3)
    assert (about.path, about.parent_path) == ("/rules/about/", "/rules/")
    assert (about.slug, about.position, about.label) == ("about", 3, "/rules/about/")
    assert about.model is StandardPage
    assert said(about) == []


def test_the_content_of_a_page_is_what_its_fields_hold() -> None:
    assert set(page(position=1, translation_key=KEY).content) == {"title", "body"}


def test_the_key_that_a_file_names_is_the_identity_of_its_page() -> None:
    assert page(translation_key=KEY).translation_key == uuid.UUID(KEY)
    assert page(translation_key=KEY).name == page("home/b", translation_key=KEY).name


def test_a_page_without_a_key_gets_one_that_follows_from_its_path() -> None:
    assert page().translation_key == page(title="Other").translation_key
    assert page().translation_key != page("home/other").translation_key


@pytest.mark.parametrize("key", ["no-key", 5, ["a"], ""])
def test_a_key_that_is_none_is_refused(key: Any) -> None:
    told = f"home/about.yaml, line 1, translation_key: {key!r} is no UUID."
    assert said(page(translation_key=key)) == [told]


@pytest.mark.parametrize(
    "label",
    ["clinic.NoSuchPage", "clinic", None, 5, "clinic.Picture", "clinic.SitePage", ""],
)
def test_a_type_that_is_no_page_is_refused(label: Any) -> None:
    about = page(type=label)
    told = f"home/about.yaml, line 1, type: there is no page type {label!r}."
    assert said(about) == [told]
    assert about.model is SitePage


@pytest.mark.django_db
def test_a_page_that_fits_its_type_has_no_fault() -> None:
    about = page(position=2)
    about.check(PLACES, set())
    assert said(about) == []


@pytest.mark.django_db
def test_a_position_is_a_whole_number() -> None:
    about = page(position="first")
    about.check(PLACES, set())
    told = "home/about.yaml, line 1, position: should be a whole number."
    assert said(about) == [told]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["About", "a b", "über", "a.b", "x" * 256])
def test_a_file_is_named_as_an_address_can_be(slug: str) -> None:
    about = page(f"home/{slug}")
    about.check(PLACES, set())
    assert [problem.text for problem in about.problems] == [
        f"{slug!r:.80} is no slug; rename the file."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("known", [set(), {(StandardPage, "berman-2000")}])
def test_a_citation_of_an_unknown_source_is_refused(
    known: set[tuple[type[Page], str]],
) -> None:
    article = CarriedPage(Record(Path("files"), "home/journal/on-sleep", ARTICLE))
    places = Places(
        page_at=PLACES.page_at,
        model_at={"/authors/desk/": AuthorPage},
        picture_at=PLACES.picture_at,
    )
    article.check(places, known | {(ArticlePage, "x")})
    assert said(article) == [
        "home/journal/on-sleep.yaml, line 1, body[1].value: there is no reference "
        "'berman-2000'."
    ]
    article.problems.clear()
    article.check(places, {(ReferencePage, "berman-2000")})
    assert said(article) == []


def test_a_page_is_described_as_its_file_has_it(home) -> None:
    about = factories.standard_page("about", summary="Who we are.")
    data = describe_page(about, Places.now(), position=2)
    assert list(data)[:4] == ["type", "translation_key", "position", "title"]
    assert data["type"] == "clinic.StandardPage"
    assert data["translation_key"] == str(about.translation_key)
    assert data["summary"] == "Who we are."
    assert "position" not in describe_page(about, Places.now())


def test_a_page_is_filled_with_what_its_file_says(home) -> None:
    about = StandardPage()
    page(summary="Who we are.").fill(about, PLACES)
    assert (about.title, about.summary) == ("About us", "Who we are.")
    assert about.body.raw_data[0]["value"] == "<p>Who we are.</p>"


def drawing(folder: Path, content: bytes | None = None, **data: Any) -> CarriedPicture:
    """A picture, its file, and the image beside it."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / "drawing.png").write_bytes(content or image())
    return CarriedPicture(Record(folder, "pictures/drawing", DRAWING | data))


def faults(thing: CarriedPicture) -> list[str]:
    """What is wrong with a picture."""
    thing.check()
    return said(thing)


def test_a_sound_picture_has_no_fault(tmp_path) -> None:
    assert faults(drawing(tmp_path, credit="Ada", focal_point_x=2)) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"file": "gone.png"}, "file: is not there."),
        ({"file": ""}, "file: is not there."),
        ({"file": None}, "file: names no file."),
        ({"file": "a\0.png"}, "file: names no file."),
        ({"file": "../../drawing.png"}, "file: leads out of the folder."),
        ({"file": "/etc/hostname"}, "file: leads out of the folder."),
        ({"title": ""}, "title: This field cannot be blank."),
        ({"title": 5}, "title: should be text; write it in quotes: 5."),
        ({"title": "x" * 256}, "title: Ensure this value has at most 255 characters"),
        ({"focal_point_x": "a"}, "focal_point_x: “a” value must be an integer."),
        ({"focal_point_x": -1}, "focal_point_x: Ensure this value is greater than"),
        ({"color": "red"}, "color: is not known here; known are title, description"),
        ({"type": "clinic.Image"}, "type: should be clinic.Picture."),
    ],
)
def test_a_picture_that_cannot_be_stored_is_told_once(
    tmp_path, data: dict[str, Any], told: str
) -> None:
    found = faults(drawing(tmp_path / "files", **data))
    assert len(found) == 1
    assert found[0].startswith(f"pictures/drawing.yaml, line 1, {told}")


def test_a_picture_without_a_title_is_told(tmp_path) -> None:
    drawing(tmp_path)
    bare = {"type": "clinic.Picture", "file": "drawing.png"}
    thing = CarriedPicture(Record(tmp_path, "pictures/drawing", bare))
    assert faults(thing) == ["pictures/drawing.yaml, line 1: `title` is missing."]


def test_a_picture_behind_a_link_out_of_the_folder_is_refused(tmp_path) -> None:
    thing = drawing(tmp_path / "files")
    (tmp_path / "outside.png").write_bytes(image())
    thing.source.unlink()
    thing.source.symlink_to(tmp_path / "outside.png")
    assert faults(thing) == [
        "pictures/drawing.yaml, line 1, file: leads out of the folder."
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no image", "Upload a valid image."),
        (b"<script>alert(1)</script>", "Not a valid .png image."),
        (image()[:20], "is a broken image: "),
        (image()[:50], "is a broken image: "),
        (b"GIF89a" + b"\0" * 50, "Not a valid .png image."),
        (b"x" * (MAX_PICTURE_BYTES + 1), "is larger than 10 MB."),
    ],
    ids=["text", "script", "cut head", "cut body", "GIF", "large"],
)
def test_what_is_no_picture_is_refused(tmp_path, content: bytes, told: str) -> None:
    found = faults(drawing(tmp_path, content))
    assert len(found) == 1
    assert found[0].startswith(f"pictures/drawing.yaml, line 1, file: {told}")


@pytest.mark.parametrize("key", ["a b", "ä", "x" * 81])
def test_a_picture_is_named_by_a_key(tmp_path, key: str) -> None:
    drawing(tmp_path)
    thing = CarriedPicture(Record(tmp_path, f"pictures/{key}", DRAWING))
    assert [p.text for p in (thing.check() or thing.problems)] == [
        f"{key!r:.90} is no key; rename the file."
    ]


def test_the_fingerprint_of_a_picture_follows_its_image(tmp_path) -> None:
    before = drawing(tmp_path).file_digest
    assert drawing(tmp_path).file_digest == before
    assert drawing(tmp_path, image("red")).file_digest != before
    assert drawing(tmp_path, credit="Ada").file_digest != before


def saved(thing: CarriedPicture, found: Picture | None = None) -> list[str]:
    """The names of the files that are written when the picture is saved."""
    written: list[str] = []
    thing.save(found or Picture(), written)
    return written


def test_a_picture_is_saved_with_its_bytes(tmp_path, db) -> None:
    written = saved(drawing(tmp_path, credit="Ada"))
    found = Picture.objects.get(key="drawing")
    assert found.file.read() == image()
    assert (found.title, found.credit, found.license) == ("A drawing", "Ada", "")
    assert (found.width, found.height, found.file_size) == (4, 3, len(image()))
    assert found.file_hash
    sizes = [row.file.name for row in found.renditions.all()]
    assert sorted(written) == sorted([found.file.name, *sizes])


def test_the_same_image_is_written_once(tmp_path, db) -> None:
    saved(drawing(tmp_path, credit="Ada"))
    again = saved(drawing(tmp_path, credit="Bo"), Picture.objects.get())
    assert again == []
    assert Picture.objects.get().credit == "Bo"


def test_what_a_file_leaves_out_is_emptied_in_a_picture(tmp_path, db) -> None:
    saved(drawing(tmp_path, credit="Ada", focal_point_x=2))
    saved(drawing(tmp_path), Picture.objects.get())
    assert Picture.objects.values_list("credit", "focal_point_x").get() == ("", None)


def test_an_image_that_a_killed_load_left_is_written_over(tmp_path, db) -> None:
    name = saved(drawing(tmp_path))[0]
    Picture.objects.all().delete()
    assert saved(drawing(tmp_path))[0] == name
    assert Picture.objects.get().file.name == name


def test_a_new_image_takes_the_place_of_the_old_one(
    tmp_path, db, media, django_capture_on_commit_callbacks
) -> None:
    saved(drawing(tmp_path))
    small = Picture.objects.get().get_rendition("width-2")
    old = Picture.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        new = saved(drawing(tmp_path, image("red")), Picture.objects.get())[0]
        assert (media / old).exists()
    assert not (media / old).exists()
    assert not (media / small.file.name).exists()
    assert Picture.objects.get().file.name == new != old
    assert Picture.objects.get().get_rendition("width-2").pk != small.pk


def test_pictures_with_long_keys_keep_files_of_their_own(tmp_path, db) -> None:
    drawing(tmp_path)
    names = set()
    for end, color in (("a", "red"), ("b", "blue")):
        source = tmp_path / "pictures" / f"{end}.png"
        source.write_bytes(image(color))
        record = Record(
            tmp_path, f"pictures/{'k' * 79}{end}", DRAWING | {"file": source.name}
        )
        names.add(saved(CarriedPicture(record))[0])
    assert len(names) == 2
    assert [found.file.read() for found in Picture.objects.order_by("key")] == [
        image("red"),
        image("blue"),
    ]


def test_a_picture_is_described_as_its_file_has_it(db) -> None:
    found = picture("drawing", credit="Ada")
    assert describe_picture(found) == {
        "type": "clinic.Picture",
        "title": "drawing",
        "credit": "Ada",
        "file": "drawing.png",
    }


def settings_file(**data: Any) -> CarriedSettings:
    """The settings and their file."""
    head = {"type": "clinic.ClinicSettings"}
    return CarriedSettings(Record(Path("files"), "settings", head | data))


def test_settings_are_saved_found_and_described(home) -> None:
    data = {"name": "Harbor Street Clinic", "disclaimer": ""}
    assert settings_file().find() is None
    settings_file(**data).save(Places.now())
    found = settings_file().find()
    assert found.name == "Harbor Street Clinic"
    head = {"type": "clinic.ClinicSettings"}
    assert describe_settings(found, Places.now()) == head | data


def test_settings_are_saved_over_those_that_are_there(home) -> None:
    settings_file(name="One", notice="A demonstration.").save(Places.now())
    settings_file(name="Two").save(Places.now())
    assert ClinicSettings.objects.values_list("name", "notice").get() == ("Two", "")


def test_settings_that_cannot_be_stored_are_told() -> None:
    thing = settings_file(type="clinic.Settings", email="nobody", helpline="911")
    thing.check(PLACES)
    assert [problem.field for problem in thing.problems] == [
        "type",
        "email",
        "helpline",
    ]


def test_settings_that_the_model_refuses_are_not_saved(home) -> None:
    with pytest.raises(ValidationError):
        settings_file(email="nobody").save(Places.now())
    assert ClinicSettings.objects.count() == 0
