"""Both roads lead to the same journal: `load_journal`, and Django's own `loaddata`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from clinic.portable import fixture_folders
from tests import manual
from tests.clinic.portable.other_site import Site, site_on, unlike
from tests.clinic.portable.small_journal import contents

SHIPPED = Path(settings.BASE_DIR) / "articles/fixtures/journal.json"
FILES = sum(len(list(folder.rglob("*.yaml"))) for folder in fixture_folders())
TREE = "SELECT path, url_path, numchild FROM wagtailcore_page ORDER BY path"
LOADDATA = manual.block("README.md", "loaddata journal")
CLEAR = "python manage.py clear_journal --noinput\n"
# An editor's work through the admin's own forms: a page, its publication, a picture.
EDIT = """
import os
os.environ["DEBUG"] = "on"  # static files need not be collected
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from clinic.models import HomePage, Picture, StandardPage, User
from tests.clinic.portable.small_journal import image
User.objects.create_superuser("ada", "ada@clinic.example", "a-long-password")
client = Client(headers={"host": "localhost:8000"})
client.login(username="ada", password="a-long-password")
home = HomePage.objects.get()
body = streamfield([("paragraph", rich_text("<p>Some words.</p>"))])
form = {"title": "New", "slug": "new", "summary": "", "seo_title": "",
        "search_description": "", "body": body, "action-publish": "on"}
answer = client.post(
    f"/admin/pages/add/clinic/standardpage/{home.pk}/", nested_form_data(form))
assert answer.status_code == 302, answer.content.decode()
about = StandardPage.objects.get(slug="about")
form |= {"title": "About, edited", "slug": "about"}
answer = client.post(f"/admin/pages/{about.pk}/edit/", nested_form_data(form))
assert answer.status_code == 302, answer.content.decode()
Picture.objects.create(
    title="Mine", file=SimpleUploadedFile("mine.png", image(), "image/png"))
pages = [client.get(at).status_code for at in ("/new/", "/about/")]
print(pages, StandardPage.objects.get(slug="about").title)
"""
COUNTS = """
SELECT (SELECT count(*) FROM wagtailcore_referenceindex), (
    SELECT count(*) FROM wagtailsearch_indexentry e
    JOIN django_content_type t ON t.id = e.content_type_id WHERE t.model <> 'page')
"""


def dumped(site: Site) -> str:
    """The journal of the site as one file; refused if it is not as its files say."""
    site.manage("dump_journal", site.folder / "dumped.json")
    return (site.folder / "dumped.json").read_text()


@pytest.fixture(scope="module")
def by_django(fresh: Site, tmp_path_factory: Any) -> Iterator[Site]:
    """A fresh site with the journal by the commands of the README."""
    folder = tmp_path_factory.mktemp("django")
    with site_on(connection.vendor, folder, fresh.source) as site:
        site.shell(LOADDATA)
        yield site


@pytest.fixture(scope="module")
def edited(by_django: Site, tmp_path_factory: Any) -> Iterator[tuple[Site, str]]:
    """The same, after an editor's work; and what that work said."""
    folder = tmp_path_factory.mktemp("edited")
    with site_on(connection.vendor, folder, by_django.source) as site:
        yield site, site.say("-c", EDIT)


def test_the_shipped_file_is_what_the_fixture_files_say(by_files) -> None:
    wrong = unlike(dumped(by_files), SHIPPED.read_text())
    assert wrong == [], "Run `make fixtures`."


def test_both_roads_give_the_same_public_pages(by_files, by_django) -> None:
    pages = by_files.pages()
    assert len(pages) > 190
    assert {status for status, text in pages.values()} == {200, 404}
    again = by_django.pages()
    assert again.keys() == pages.keys()
    assert [at for at, page in again.items() if page != pages[at]] == []


def test_both_roads_store_the_same_pictures(by_files, by_django) -> None:
    assert len(contents(by_django.media)) > 1
    assert contents(by_django.media) == contents(by_files.media)


def test_both_roads_fill_the_indexes_alike(by_files, by_django) -> None:
    assert min(by_django.ask(COUNTS)[0]) > 190
    assert by_django.ask(COUNTS) == by_files.ask(COUNTS)


def test_the_sites_record_follows_its_address(by_django) -> None:
    said = "SELECT hostname, port FROM wagtailcore_site"
    assert by_django.ask(said) == [("localhost", 8000)]
    assert '"hostname": "localhost",\n   "port": 80,' in SHIPPED.read_text()


def test_after_loaddata_the_journals_own_road_finds_nothing_to_do(by_django) -> None:
    assert by_django.manage("load_journal") == (
        f"Done: 0 create, 0 update, {FILES} unchanged, 0 edited here.\n"
    )


def test_after_loaddata_editors_can_work(edited) -> None:
    site, said = edited
    assert said == "[200, 200] About, edited\n"
    told = site.manage("load_journal", "--dry-run")
    assert told == (
        " edited here  /about/\n"
        f"Would be: 0 create, 0 update, {FILES - 1} unchanged, 1 edited here.\n"
    )


def test_an_edited_site_that_is_cleared_takes_djangos_road(edited, tmp_path) -> None:
    with site_on(connection.vendor, tmp_path, edited[0].source) as site:
        site.shell(f"{CLEAR}{LOADDATA}")
        assert dumped(site) == SHIPPED.read_text()


def test_a_flushed_site_takes_djangos_road(by_django, tmp_path) -> None:
    with site_on(connection.vendor, tmp_path, by_django.source) as site:
        site.shell(
            "python manage.py flush --noinput; python manage.py loaddata journal"
        )
        assert site.ask(TREE) == by_django.ask(TREE)
