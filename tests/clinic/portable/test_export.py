"""What visitors can see goes into files; nothing else does."""

import datetime
import stat
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import Byline
from clinic.models import ClinicSettings, FeaturedPage, HomePage, StandardPage
from clinic.portable import Refused, export, load
from clinic.portable.files import read_folder
from tests import factories
from tests.clinic.portable.small_journal import contents, image, picture, put

pytestmark = pytest.mark.django_db
CANARY = "canary"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder that is not there yet, below another that is not there either."""
    return tmp_path / "exports" / "today"


@pytest.fixture
def public_home(home: HomePage) -> HomePage:
    """The home page, published."""
    return factories.publish(home)


def exported(target: Path) -> dict[str, dict[str, Any]]:
    """What an export of the site says, by the name of the file."""
    export(target)
    return {record.name: record.data for record in read_folder(target)}


def test_a_page_goes_to_the_file_of_its_path(public_home, target) -> None:
    parent = factories.standard_page("about")
    factories.make(StandardPage, parent, title="Rules", slug="rules")
    files = exported(target)
    assert set(files) == {"home", "home/about", "home/about/rules"}
    assert files["home/about/rules"]["title"] == "Rules"


def test_an_export_can_be_loaded_and_exported_again(
    small_journal, public_home, target
) -> None:
    load([small_journal])
    export(target)
    before = contents(target)
    for page in public_home.get_children():
        page.specific.delete()
    ClinicSettings.objects.all().delete()
    load([target], force=True)
    export(target.with_name("again"))
    assert contents(target.with_name("again")) == before


def test_whoever_exports_is_told_what_was_written(small_journal, target, home) -> None:
    factories.publish(home)
    load([small_journal])
    found = export(target)
    assert set(found.files) == {n for n in contents(target) if n.endswith(".yaml")}
    assert len(found.files) == 10
    assert found.left_out == []


def draft(page: Page) -> None:
    """Take the page off."""
    page.unpublish()


def hide(page: Page) -> None:
    """Make the page private."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )


def expire(page: Page) -> None:
    """Let the page expire."""
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Page.objects.filter(pk=page.pk).update(expire_at=yesterday)


@pytest.mark.parametrize("change", [draft, hide, expire])
def test_a_page_that_nobody_sees_is_left_out_with_all_below(
    public_home, target, change: Any
) -> None:
    parent = factories.standard_page("about", title=CANARY)
    factories.make(StandardPage, parent, title=CANARY, slug="rules")
    factories.standard_page("public")
    change(parent)
    found = export(target)
    assert found.left_out == ["/about/", "/about/rules/"]
    assert "home/public.yaml" in found.files
    assert not [n for n, text in contents(target).items() if CANARY.encode() in text]


def test_a_draft_of_a_public_page_is_not_exported(public_home, target) -> None:
    page = factories.standard_page("about")
    page.title = CANARY
    page.save_revision()
    assert exported(target)["home/about"]["title"] == "About"


def test_accounts_are_not_exported(public_home, editor, target) -> None:
    factories.author("ada", account=editor, title="Ada")
    files = exported(target)
    assert "account" not in files["home/authors/ada"]
    text = b"".join(contents(target).values())
    assert editor.email.encode() not in text
    assert editor.password.encode() not in text


def test_a_site_that_is_private_is_exported_as_nothing(public_home, target) -> None:
    factories.standard_page("about")
    hide(public_home)
    assert export(target).left_out == ["/", "/about/"]
    assert contents(target) == {}


def test_what_is_not_exported_is_not_named_either(public_home, target) -> None:
    secret = factories.standard_page("secret")
    link = f'<p><a id="{secret.pk}" linktype="page">there</a></p>'
    factories.standard_page("about", body=[("paragraph", link)])
    article = factories.article("secret-article")
    journal = factories.journal()
    public_home.newest = Page.objects.get(pk=journal.pk)
    public_home.featured = [FeaturedPage(target=article)]
    factories.publish(public_home)
    row = ClinicSettings(site=public_home.get_site())
    row.policy_pages = [("page", secret)]
    row.save()
    for page in (secret, article, journal):
        page.unpublish()
    files = exported(target)
    assert "secret" not in str(files)
    assert journal.slug not in str(files)
    assert files["home/about"]["body"][0]["value"] == "<p><a>there</a></p>"
    assert load([target], dry_run=True)


def test_a_byline_of_an_author_that_nobody_sees_is_left_out(
    public_home, target
) -> None:
    desk, ada = factories.author(), factories.author("ada")
    factories.article("on-sleep", bylines=[Byline(author=ada), Byline(author=desk)])
    ada.unpublish()
    files = exported(target)
    bylines = files["home/mental-health-journal/on-sleep"]["bylines"]
    assert bylines == [{"author": "/authors/editorial-desk/"}]


def test_children_of_the_home_page_carry_their_order(public_home, target) -> None:
    for slug in ("c", "a", "b"):
        factories.standard_page(slug)
    factories.make(
        StandardPage, StandardPage.objects.get(slug="a"), title="X", slug="x"
    )
    StandardPage.objects.get(slug="c").move(HomePage.objects.get(), pos="last-child")
    files = exported(target)
    order = {name: data.get("position") for name, data in files.items()}
    assert order == {
        "home": None,
        "home/a": 1,
        "home/a/x": None,
        "home/b": 2,
        "home/c": 3,
    }


def test_positions_count_only_what_is_exported(public_home, target) -> None:
    factories.standard_page("a", live=False)
    factories.standard_page("b")
    assert exported(target)["home/b"]["position"] == 1


def test_dates_are_carried_in_one_time_zone(public_home, target) -> None:
    page = factories.standard_page("about")
    first = datetime.datetime(2020, 1, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
    StandardPage.objects.filter(pk=page.pk).update(first_published_at=first)
    export(target)
    text = (target / "home/about.yaml").read_text()
    assert "first_published_at: 2020-01-02 03:04:05.000006+00:00\n" in text


def test_pictures_are_carried_with_their_bytes(public_home, target) -> None:
    picture("drawing", "red", credit="Ada")
    files = exported(target)
    assert files["pictures/drawing"]["credit"] == "Ada"
    assert (target / "pictures/drawing.png").read_bytes() == image("red")


def test_settings_are_carried(public_home, target) -> None:
    ClinicSettings.objects.create(site=public_home.get_site(), name="Hill Street")
    assert exported(target)["settings"]["name"] == "Hill Street"


def test_without_settings_there_is_no_file_of_them(public_home, target) -> None:
    assert "settings" not in exported(target)


def test_an_empty_folder_is_taken(public_home, target) -> None:
    target.mkdir(parents=True)
    assert "home" in exported(target)


def test_a_folder_that_holds_something_is_refused(public_home, tmp_path) -> None:
    folder = put(tmp_path / "files", {"home": "type: mine\n"})
    with pytest.raises(Refused, match="is not empty; name a new folder"):
        export(folder)
    assert contents(folder) == {"home.yaml": b"type: mine\n"}


def test_a_file_is_no_folder_to_export_to(public_home, tmp_path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refused, match="is not empty; name a new folder"):
        export(tmp_path / "file")


def test_an_export_that_breaks_off_leaves_nothing(public_home, target, media) -> None:
    drawing = picture("drawing")
    (media / drawing.file.name).unlink()
    with pytest.raises(Refused, match="The image of the picture drawing is gone"):
        export(target)
    assert list(target.parent.iterdir()) == []


def test_an_export_can_be_read_by_others(public_home, target) -> None:
    export(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o755
