"""Every picture has a key by which fixtures name it."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
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
    tag = re.compile(r"{% (?:image|picture) \S+ ((?:(?:format|width|fill)-\S+ )+)")
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


def test_editors_give_credit_and_license() -> None:
    assert {"key", "credit", "license"} <= set(Picture.admin_form_fields)
