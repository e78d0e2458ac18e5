"""The shipped journal goes into an empty site and comes out again byte by byte."""

from pathlib import Path
from uuid import UUID

import pytest
from wagtail.models import Page

from clinic.models import SitePage
from clinic.portable import export, fixture_folders, load
from clinic.portable.carried import CarriedPage
from clinic.portable.files import Record, read_folder
from clinic.rules.checking import published
from tests.clinic.portable.small_journal import contents, state

pytestmark = [pytest.mark.usefixtures("seeded"), pytest.mark.django_db]


def shipped_pages() -> list[Record]:
    """Every shipped file of a page."""
    records = [record for folder in fixture_folders() for record in read_folder(folder)]
    return [r for r in records if r.name.partition("/")[0] == "home"]


def test_an_export_of_the_shipped_journal_is_the_shipped_journal(
    tmp_path, settings
) -> None:
    # The seeded pictures lie where the whole suite keeps its media.
    settings.MEDIA_ROOT = Path(settings.CLINIC_VAR) / "media"
    shipped: dict[str, bytes] = {}
    for folder in fixture_folders():
        shipped |= contents(folder)
    found = export(tmp_path / "again")
    exported = contents(tmp_path / "again")
    assert found.left_out == []
    assert sorted(exported) == sorted(shipped)
    assert {name for name in shipped if exported[name] != shipped[name]} == set()


def test_the_shipped_journal_is_loaded_once() -> None:
    before = state()
    plan = load(fixture_folders())
    assert plan.writes == []
    assert plan.labels("edited here") == []
    assert state() == before


def test_every_shipped_page_names_its_translation_key() -> None:
    keys = [record.data.get("translation_key") for record in shipped_pages()]
    assert None not in keys
    assert len({UUID(key) for key in keys}) == len(keys)


def test_every_shipped_page_is_a_page_of_the_site() -> None:
    pages = [CarriedPage(record) for record in shipped_pages()]
    assert len(pages) > 150
    assert all(page.model is not SitePage for page in pages)


def test_every_shipped_page_names_its_dates() -> None:
    dates = {"first_published_at", "last_published_at"}
    assert [r.file for r in shipped_pages() if not dates <= set(r.data)] == []


def test_loading_leaves_a_sound_tree() -> None:
    assert not any(Page.find_problems())


def test_it_breaks_no_rule_of_the_content() -> None:
    assert [(one.page.url_path, one.text) for one in published()] == []
