"""A form that began with an older version is shown again, and loses nobody's text."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from clinic.models import StandardPage, User
from tests import factories
from tests.clinic.test_row_number import NO_NUMBERS

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
PUBLISH = {"action-publish": "on"}


def somebody(name: str) -> Client:
    """A browser of somebody who may do everything."""
    user = User.objects.create_superuser(name.lower(), password="a-long-password")
    user.first_name = name
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada(db: None) -> Client:
    return somebody("Ada")


@pytest.fixture
def grace(db: None) -> Client:
    return somebody("Grace")


@pytest.fixture
def about(db: None) -> StandardPage:
    return factories.standard_page()


def address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def hidden(answer: Any) -> dict[str, str]:
    """What the form says of itself, as a browser would send it: the last one counts."""
    fields = BeautifulSoup(answer.content, "html.parser").select(
        "#page-edit-form input"
    )
    names = ("loaded_revision_id", "loaded_revision_created_at", "form_name")
    return {
        str(field["name"]): str(field.get("value", ""))
        for field in fields
        if field.get("name") in names
    }


def opened(client: Client, page: Page) -> dict[str, str]:
    """Open the form."""
    answer = client.get(address(page))
    assert answer.status_code == 200
    return hidden(answer)


def send(
    client: Client, page: Page, form: dict[str, str], words: str, **more: Any
) -> Any:
    """Send a form that was opened, with these words as title and text."""
    headers = more.pop("headers", {})
    body = streamfield([("paragraph", rich_text(f"<p>{words}</p>"))])
    data = {"title": words, "slug": page.slug, "summary": "", "body": body}
    return client.post(
        address(page), nested_form_data(data) | form | more, headers=headers
    )


def newest(page: Page) -> str:
    """The title of the newest version."""
    return str(page.get_latest_revision().content["title"])


def notice(answer: Any) -> Tag:
    found = BeautifulSoup(answer.content, "html.parser").find(
        "section", attrs={"aria-labelledby": "newer-version"}
    )
    assert isinstance(found, Tag)
    return found


ACTIONS = [{}, PUBLISH, {"action-submit": "on"}]


@pytest.mark.parametrize("action", ACTIONS)
def test_the_second_is_refused_and_both_texts_are_kept(
    ada, grace, about, action
) -> None:
    hers, mine = opened(grace, about), opened(ada, about)
    assert send(grace, about, hers, "Hers").status_code == 302
    before = Revision.objects.count(), PageLogEntry.objects.count()
    answer = send(ada, about, mine, "Mine", **action)
    assert answer.status_code == 409
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before
    about.refresh_from_db()
    assert (newest(about), about.title) == ("Hers", "About")
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.find(id="id_title")["value"] == "Mine"
    body = shown.find("div", id="body", attrs={"data-block": True})
    assert "Mine" in str(body)


def test_the_notice_says_who_saved_what_and_leads_to_the_comparison(
    ada, grace, about
) -> None:
    hers, mine = opened(grace, about), opened(ada, about)
    send(grace, about, hers, "Hers")
    told = notice(send(ada, about, mine, "Mine"))
    words = " ".join(told.text.split())
    assert "Grace saved this page on" in words
    assert "What changed there: Title, Body." in words
    link = told.find("a", string="See what changed there")
    assert isinstance(link, Tag)
    compared = ada.get(link["href"]).content.decode()
    assert "About" in compared
    assert "Hers" in compared
    assert {row.th.text for row in told.select("tbody tr")} == {"Title", "Body"}


def test_a_second_press_saves_on_top_and_theirs_stays_in_the_history(
    ada, grace, about
) -> None:
    hers, mine = opened(grace, about), opened(ada, about)
    send(grace, about, hers, "Hers")
    refused = send(ada, about, mine, "Mine")
    button = notice(refused).find("button")
    assert isinstance(button, Tag)
    assert (button["form"], button["name"]) == ("page-edit-form", "on_top_of")
    again = hidden(refused)
    assert send(ada, about, again, "Mine").status_code == 409  # the ordinary button
    on_top = {"on_top_of": button["value"]}
    assert send(ada, about, again, "Mine", **on_top).status_code == 302
    about.refresh_from_db()
    titles = [revision.content["title"] for revision in about.revisions.order_by("pk")]
    assert titles == ["About", "Hers", "Mine"]


def test_who_saves_on_top_of_one_is_refused_if_there_is_yet_another(
    ada, grace, about
) -> None:
    hers, mine = opened(grace, about), opened(ada, about)
    send(grace, about, hers, "Hers")
    refused = send(ada, about, mine, "Mine")
    value = notice(refused).find("button")["value"]
    send(grace, about, opened(grace, about), "Hers again")
    answer = send(ada, about, hidden(refused), "Mine", on_top_of=value)
    assert answer.status_code == 409
    about.refresh_from_db()
    assert newest(about) == "Hers again"


def test_two_windows_of_one_person_are_two_forms(ada, about) -> None:
    one, other = opened(ada, about), opened(ada, about)
    send(ada, about, one, "One")
    answer = send(ada, about, other, "Other", **PUBLISH)
    assert answer.status_code == 409
    assert "You saved this page in another window" in " ".join(
        notice(answer).text.split()
    )


def autosave(client: Client, page: Page, form: dict[str, str], words: str) -> Any:
    return send(client, page, form, words, headers=JSON)


def test_a_forms_own_automatic_saves_are_no_conflict(ada, about) -> None:
    form = opened(ada, about)
    told = autosave(ada, about, form, "One").json()
    assert told["success"]
    again = form | {"overwrite_revision_id": str(told["revision_id"])}
    assert autosave(ada, about, again, "Two").json()["success"]
    updated = form | told["field_updates"]
    assert updated["loaded_revision_id"] == told["revision_id"] != form
    assert send(ada, about, form | {}, "Three", **PUBLISH).status_code == 302
    about.refresh_from_db()
    assert about.title == "Three"


def test_the_form_learns_from_an_automatic_save_with_what_it_goes_on(
    ada, about
) -> None:
    form = opened(ada, about)
    told = autosave(ada, about, form, "One").json()
    cache.clear()  # the server was restarted
    assert send(ada, about, form, "Two", **PUBLISH).status_code == 409
    assert send(ada, about, form | told["field_updates"], "Two").status_code == 302


def test_an_automatic_save_never_overwrites(ada, grace, about) -> None:
    hers, mine = opened(grace, about), opened(ada, about)
    autosave(grace, about, hers, "Hers")
    told = autosave(ada, about, mine, "Mine").json()
    assert told["error_code"] == "invalid_revision"
    assert send(ada, about, mine, "Mine").status_code == 409
    about.refresh_from_db()
    assert newest(about) == "Hers"


def test_a_draft_that_was_written_anew_is_a_newer_version(ada, grace, about) -> None:
    hers = opened(grace, about)
    first = autosave(grace, about, hers, "Hers").json()
    mine = opened(ada, about)
    again = hers | {"overwrite_revision_id": str(first["revision_id"])}
    assert autosave(grace, about, again, "Hers, longer").json()["success"]
    answer = send(ada, about, mine, "Mine")
    assert answer.status_code == 409
    assert "Grace saved this page" in " ".join(notice(answer).text.split())


def test_publishing_twice_from_one_form_is_no_conflict(ada, about) -> None:
    form = opened(ada, about)
    codes = [send(ada, about, form, "Mine", **PUBLISH).status_code for _ in range(2)]
    assert codes == [302, 302]


def test_a_page_without_a_version_is_kept_too(ada, grace, home) -> None:
    about = StandardPage(title="Bare", slug="bare", live=False)
    home.add_child(instance=about)
    hers, mine = opened(grace, about), opened(ada, about)
    assert mine["loaded_revision_id"] == "none"
    assert send(grace, about, hers, "Hers").status_code == 302
    assert send(ada, about, mine, "Mine").status_code == 409


def test_a_form_that_names_no_version_goes_on_from_ones_own_only(
    ada, grace, about
) -> None:
    assert send(ada, about, {}, "Mine").status_code == 302
    assert send(ada, about, {}, "Mine again").status_code == 302
    assert send(grace, about, {}, "Hers").status_code == 409


def test_going_back_to_an_earlier_version_is_refused_likewise(
    ada, grace, about
) -> None:
    first = about.get_latest_revision()
    send(ada, about, opened(ada, about), "Second")
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[about.pk, first.pk])
    mine = hidden(ada.get(revert))
    send(grace, about, opened(grace, about), "Hers")
    data = {"title": "About", "slug": "about", "summary": "", "body": streamfield([])}
    answer = ada.post(revert, nested_form_data(data) | mine)
    assert answer.status_code == 409
    about.refresh_from_db()
    assert newest(about) == "Hers"


@pytest.mark.parametrize("loaded", [*NO_NUMBERS, "999999", "9" * 18])
def test_a_forged_version_is_an_older_one(ada, about, loaded) -> None:
    answer = send(ada, about, {"loaded_revision_id": loaded}, "Mine")
    assert answer.status_code == 409
    assert newest(about) == "About"


def test_a_script_in_a_name_stays_text(ada, grace, about) -> None:
    User.objects.filter(username="grace").update(first_name="<script>alert(1)</script>")
    hers, mine = opened(grace, about), opened(ada, about)
    send(grace, about, hers, "<script>alert(2)</script>")
    answer = send(ada, about, mine, "Mine").content.decode()
    assert "<script>alert(" not in answer
