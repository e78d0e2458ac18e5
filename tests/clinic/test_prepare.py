"""One command brings the site up; the second time it changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.search.models import IndexEntry

from clinic.management.commands import prepare
from clinic.models import StandardPage, User
from tests import factories

pytestmark = pytest.mark.django_db

ABOUT = "type: clinic.StandardPage\ntitle: About us\n"


@pytest.fixture(autouse=True)
def fixtures(tmp_path: Path, monkeypatch) -> Path:
    """A journal of one page, in the place of the shipped one."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/about.yaml").write_text(ABOUT)
    monkeypatch.setattr(prepare, "fixture_folders", lambda: [tmp_path])
    return tmp_path


def said() -> str:
    """What the command says."""
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_the_journal_is_loaded(client) -> None:
    assert "Loaded 1 pages and settings." in said()
    assert client.get("/about/").status_code == 200


def test_the_password_is_shown_once_and_works(client) -> None:
    words = said().split("editor / ")[1].split()
    assert client.login(username="editor", password=words[0])
    assert "manage.py changepassword editor" in " ".join(words)


def test_the_second_time_nothing_is_loaded_and_no_password_is_made() -> None:
    said()
    before = User.objects.get().password
    again = said()
    assert "Loaded" not in again
    assert "login" not in again
    assert User.objects.get().password == before


def test_the_second_time_no_row_changes() -> None:
    said()
    page = StandardPage.objects.get()
    said()
    again = StandardPage.objects.get()
    assert again.latest_revision_id == page.latest_revision_id
    assert again.last_published_at == page.last_published_at


def test_what_an_editor_changed_stays_and_is_named() -> None:
    said()
    page = StandardPage.objects.get()
    page.title = "About our clinic"
    factories.publish(page)
    assert "Edited here, kept as it is: /about/\n" in said()
    assert StandardPage.objects.get().title == "About our clinic"


def test_it_says_where_the_site_is(settings) -> None:
    settings.CLINIC_URL = "http://127.0.0.1:8123"
    assert said().splitlines()[-2:] == [
        "The journal: http://127.0.0.1:8123/",
        "The admin:   http://127.0.0.1:8123/admin/",
    ]


def test_a_wrong_file_is_named_and_no_login_is_made(fixtures: Path) -> None:
    (fixtures / "home/about.yaml").write_text("type: clinic.StandardPage\ntitel: x\n")
    with pytest.raises(CommandError, match=r"(?s)not loaded\..*about\.yaml, line 2"):
        said()
    assert not User.objects.exists()


@pytest.mark.parametrize("is_older", [True, False])
def test_a_database_from_before_is_indexed_anew(monkeypatch, is_older: bool) -> None:
    said()
    IndexEntry.objects.all().delete()
    monkeypatch.setattr(prepare, "waits_for_migrations", lambda: is_older)
    said()
    assert IndexEntry.objects.exists() == is_older
