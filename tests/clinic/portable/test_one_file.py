"""The one file for `loaddata` holds what the fixture files say, and nothing else."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from clinic.models import StandardPage
from clinic.portable import Refused, one_file
from tests import factories

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    """What the file holds."""
    return json.loads(one_file())


def fields(rows: list[dict[str, Any]], model: str) -> list[dict[str, Any]]:
    """The fields of the rows of one model."""
    return [row["fields"] for row in rows if row["model"] == model]


def test_it_holds_no_account_no_log_and_no_index(rows) -> None:
    held = {row["model"] for row in rows}
    assert {"wagtailcore.page", "articles.citation", "clinic.loaded"} <= held
    assert held <= {
        *("wagtailcore.locale", "wagtailcore.collection"),
        *("wagtailcore.page", "wagtailcore.site"),
        *(model._meta.label_lower for model in apps.get_models() if is_ours(model)),
    }
    assert not held & {"clinic.user", "clinic.picturerendition"}


def is_ours(model: Any) -> bool:
    """Whether a model is one of this site's own."""
    return model._meta.app_label in {"clinic", "articles", "conditions"}


def test_every_published_page_reads_as_published_and_has_no_revision(rows) -> None:
    pages = fields(rows, "wagtailcore.page")
    assert len(pages) > 190
    for page in pages:
        assert page["live"]
        assert not page["has_unpublished_changes"]
        assert page["latest_revision"] is page["live_revision"] is page["owner"] is None
        assert page["latest_revision_created_at"] == page["last_published_at"]


def test_the_record_of_loads_has_no_numbers_of_a_database(rows) -> None:
    loaded = [row for row in rows if row["model"] == "clinic.loaded"]
    assert len(loaded) > 190
    assert not any("pk" in row for row in loaded)
    assert {row["fields"]["revision"] for row in loaded} == {None}


def test_the_moment_of_loading_is_not_in_it(rows) -> None:
    published = {page["last_published_at"] for page in fields(rows, "wagtailcore.page")}
    assert fields(rows, "clinic.picture")[0]["created_at"] in published
    assert fields(rows, "clinic.loaded")[0]["loaded_at"] in published


def test_the_site_is_named_by_no_address_of_this_machine(rows) -> None:
    assert settings.CLINIC_URL == "http://localhost:8000"
    assert fields(rows, "clinic.clinicsettings")[0]["site"] == ["localhost", 80]
    assert fields(rows, "wagtailcore.site")[0]["port"] == 80


def test_a_site_that_says_something_else_is_refused() -> None:
    page = StandardPage.objects.get(slug="about")
    page.title = "Mine"
    factories.publish(page)
    with pytest.raises(
        Refused, match=r"not as its files say: /about/\..*make fixtures"
    ):
        one_file()


def test_a_site_with_a_page_of_its_own_is_refused() -> None:
    factories.standard_page("mine")
    with pytest.raises(Refused, match="say: /mine/"):
        one_file()
