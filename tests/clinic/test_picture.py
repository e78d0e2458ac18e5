"""Every picture has a key by which fixtures name it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Filter

from clinic.models import Picture
from clinic.models.picture import SHOWN_AS

pytestmark = pytest.mark.django_db


def picture(**fields: Any) -> Picture:
    """A small picture, saved."""
    data = BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return Picture.objects.create(file=ImageFile(data, "dot.png"), **fields)


def test_a_key_is_made_from_the_title() -> None:
    assert picture(title="The Glutamate Pathway").key == "the-glutamate-pathway"


def test_a_given_key_stays() -> None:
    assert picture(title="A title", key="my-key").key == "my-key"


def test_a_key_stays_when_the_title_changes() -> None:
    found = picture(title="A synapse")
    found.title = "Two cells"
    found.save()
    assert found.key == "a-synapse"


def test_the_same_title_gives_another_key() -> None:
    keys = [picture(title="A synapse").key for _ in range(3)]
    assert keys == ["a-synapse", "a-synapse-2", "a-synapse-3"]


def test_a_longer_key_that_begins_alike_is_another() -> None:
    picture(title="A synapse at night")
    assert picture(title="A synapse").key == "a-synapse"


def test_a_title_without_a_letter_gives_a_key_all_the_same() -> None:
    assert picture(title="!?").key == "picture"


def test_a_long_title_gives_a_key_that_fits() -> None:
    first, second = picture(title="word " * 40), picture(title="word " * 40)
    assert len(first.key) <= 80
    assert second.key == f"{first.key}-2"


def test_no_two_pictures_share_a_key() -> None:
    picture(title="A", key="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        picture(title="B", key="same")


def test_what_templates_show_is_made_before_a_reader_asks() -> None:
    found = picture(title="A synapse")
    made = set(found.renditions.values_list("filter_spec", flat=True))
    assert made == set(SHOWN_AS)


def test_templates_ask_for_no_other_size() -> None:
    tag = re.compile(r"{% (?:image|picture) \S+ ((?:(?:format|width|fill|max)-\S+ )+)")
    asked = {
        spec
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for words in tag.findall(path.read_text())
        for spec in Filter.expand_spec(words.strip())
    }
    assert asked == set(SHOWN_AS)


def test_a_size_is_made_once() -> None:
    found = picture(title="A synapse")
    before = found.renditions.count()
    found.save()
    assert found.renditions.count() == before


def test_a_picture_whose_file_is_lost_can_still_be_edited() -> None:
    found = picture(title="A synapse")
    found.renditions.all().delete()
    found.file.storage.delete(found.file.name)
    cache.clear()
    lost = Picture.objects.get(pk=found.pk)
    lost.credit = "Ada Draw"
    lost.save()
    assert Picture.objects.get(pk=found.pk).credit == "Ada Draw"


# --- What it is called where it is stored ---
def test_the_name_of_a_stored_file_cannot_be_guessed_from_the_title() -> None:
    names = {picture(title="A synapse").file.name for _ in range(3)}
    shape = re.compile(r"original_images/[0-9a-f]{12}-dot\.png")
    assert len(names) == 3
    assert all(shape.fullmatch(name) for name in names)


def test_nor_can_the_names_of_its_sizes() -> None:
    found = picture(title="A synapse")
    token = Path(found.file.name).name[:13]
    sizes = found.renditions.values_list("file", flat=True)
    assert all(Path(name).name.startswith(token) for name in sizes)


def test_a_name_that_begins_with_a_fingerprint_stays() -> None:
    assert Picture().get_upload_to("0123456789ab-dot.png") == (
        "original_images/0123456789ab-dot.png"
    )


# --- The forms of the admin ---
def upload(color: str = "red") -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    data = BytesIO()
    Image.new("RGB", (8, 8), color).save(data, "PNG")
    return SimpleUploadedFile("dot.png", data.getvalue(), "image/png")


def test_the_form_asks_first_for_what_readers_need(admin) -> None:
    answer = admin.get(reverse("wagtailimages:add"))
    names = list(answer.context["form"].fields)
    assert names[:5] == ["title", "file", "description", "credit", "license"]
    assert names[-1] == "key"
    assert "person who cannot see the picture" in answer.content.decode()


def test_an_editor_adds_a_picture_with_its_credit(admin) -> None:
    form = {"title": "A dot", "file": upload(), "description": "A red dot"}
    form |= {"credit": "Ada Draw", "license": "CC BY 4.0", "key": "", "tags": ""}
    assert admin.post(reverse("wagtailimages:add"), form).status_code == 302
    found = Picture.objects.get()
    assert (found.description, found.credit, found.key) == (
        "A red dot",
        "Ada Draw",
        "a-dot",
    )


def test_many_pictures_can_be_added_at_once(admin) -> None:
    address = reverse("wagtailimages:add_multiple")
    for color in ("red", "blue"):
        form = {"title": f"A {color} dot", "files[]": upload(color)}
        answer = admin.post(
            address, form, headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert answer.json()["success"]
        assert "credit" in answer.json()["form"]
    assert Picture.objects.count() == 2
