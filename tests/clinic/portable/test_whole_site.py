"""Django's own dump carries a whole site to another database, as the manual says."""

import json
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests import manual
from tests.clinic.portable.other_site import KINDS, Site, site_on, unlike
from tests.originals import original

DUMP = manual.block("docs/running.md", "dumpdata --natural-foreign")
LOAD = manual.block("docs/running.md", "loaddata site.json")
# What editors leave behind: accounts, drafts, uploads, changed settings, moved pages.
EDIT = """
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from clinic.models import ClinicSettings, HomePage, Picture, StandardPage, User
from tests.clinic.portable.small_journal import image
ada = User.objects.create_superuser("ada", "ada@clinic.example", "a-long-password")
about = StandardPage.objects.get(slug="about")
about.title = "Newer"
about.save_revision(user=ada).publish()
about.title = "Not finished"
about.save_revision(user=ada)
picture = Picture.objects.create(title="Mine", uploaded_by_user=ada,
    file=SimpleUploadedFile("mine.png", image(), "image/png"))
row = ClinicSettings.objects.get()
row.name = "Another clinic"
row.save()
privacy = StandardPage.objects.get(slug="privacy")
privacy.move(Page.objects.get(pk=about.pk), pos="last-child", user=ada)
"""


@pytest.fixture(scope="module")
def edited(by_files: Site, tmp_path_factory: Any) -> Iterator[Site]:
    """A site that editors have worked on, and its dump."""
    folder = tmp_path_factory.mktemp("edited")
    with site_on(connection.vendor, folder, by_files.source) as site:
        shutil.copytree(by_files.media, site.media)
        site.say("-c", EDIT)
        site.shell(DUMP)
        yield site


def carry(edited: Site, site: Site) -> tuple[str, str]:
    """Load the dump of a site into another; both dumps."""
    shutil.copytree(edited.media, site.media)
    dump = edited.folder / "site.json"
    shutil.copy(dump, site.folder)
    site.shell(f"{LOAD}mv site.json first.json\n{DUMP}")
    return timed(dump.read_text()), timed((site.folder / "site.json").read_text())


def timed(dump: str) -> str:
    """A dump in which no second is told with three zeros behind it.

    Django cuts a time to milliseconds, and leaves them out where there are none: one
    that is first cut to none has lost them the second time.
    """
    return re.sub(r"(:\d\d)\.000(?=Z|\+00:00)", r"\1", dump)


def without_form(value: Any) -> Any:
    """The same with every text of JSON read: PostgreSQL orders its keys another way."""
    if isinstance(value, dict):
        return {key: without_form(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_form(part) for part in value]
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return without_form(json.loads(value))
        except ValueError:
            return value
    return value


def shown(value: Any) -> str:
    """A value as text, a line for each part of it."""
    return json.dumps(without_form(value), indent=1, sort_keys=True)


def test_a_dump_goes_into_another_site_and_comes_out_the_same(
    edited, fresh, tmp_path
) -> None:
    with site_on(connection.vendor, tmp_path, fresh.source) as site:
        before, after = carry(edited, site)
        assert "Not finished" in before
        assert unlike(after, before) == []
        pages = edited.pages()
        assert "/about/privacy/" in pages
        assert "Another clinic" in pages["/about/privacy/"][1]
        assert unlike(shown(site.pages()), shown(pages)) == []


def test_a_dump_goes_to_the_other_kind_of_database(edited, tmp_path) -> None:
    (other,) = KINDS.keys() - {connection.vendor}
    with site_on(other, tmp_path, original(other, "migrated").source) as site:
        before, after = carry(edited, site)
        assert len(json.loads(before)) > 1000
        assert unlike(shown(json.loads(after)), shown(json.loads(before))) == []
