"""What was loaded is remembered once, by its name."""

import pytest
from django.db import IntegrityError, transaction

from clinic.models import Loaded


def test_a_record_is_called_by_the_name_of_what_was_loaded() -> None:
    assert str(Loaded(name="home/about")) == "home/about"


@pytest.mark.django_db
def test_nothing_is_remembered_twice() -> None:
    record = {"name": "home/about", "file_digest": "f", "site_digest": "s"}
    Loaded.objects.create(**record)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loaded.objects.create(**record)
