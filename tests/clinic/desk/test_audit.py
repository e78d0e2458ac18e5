"""A manager sees who did what and when; nobody changes the record."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clinic.models import ClinicSettings, Message, User
from clinic.models.message import Letter
from tests import factories
from tests.clinic.portable.small_journal import picture
from tests.clinic.reviewing import account, browser
from tests.clinic.test_clinic_settings import address, form

pytestmark = pytest.mark.django_db


def report(client: Client, **asked: Any) -> str:
    """The report as it is shown."""
    answer = client.get(reverse("audit"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def exported(client: Client, **asked: Any) -> list[dict[str, str]]:
    """The report as a table."""
    answer = client.get(reverse("audit"), {"export": "csv", **asked})
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def acts(client: Client, **asked: Any) -> list[tuple[str, str, str]]:
    """Who, what, to what: the newest first."""
    return [
        (row["Who"], row["What"], row["To what"]) for row in exported(client, **asked)
    ]


@pytest.mark.parametrize(
    ("group", "status"), [("", 302), ("Editors", 302), ("Managers", 200)]
)
def test_it_is_for_managers(group, status) -> None:
    answer = browser(account("bo", group)).get(reverse("audit"))
    assert answer.status_code == status


@pytest.mark.parametrize(("group", "whole"), [("Editors", False), ("Managers", True)])
def test_the_menu_offers_one_log(group, whole) -> None:
    home = browser(account("bo", group)).get(reverse("wagtailadmin_home"))
    menu = home.content.decode()
    assert (reverse("audit") in menu) == whole
    assert (reverse("wagtailadmin_reports:site_history") in menu) != whole


def test_what_is_done_to_a_page_is_told_with_who_did_it(admin, editor) -> None:
    page = factories.standard_page(live=False)
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    page.refresh_from_db()
    page.unpublish(user=editor)
    told = acts(admin, label="About")
    assert [act for act in told if act[1] in {"Published", "Unpublished"}] == [
        ("ada", "Unpublished", "About"),
        ("ada", "Published", "About"),
    ]
    assert "Unpublished" in report(admin)


def test_a_manager_sees_what_was_done_to_pages_and_accounts(editor) -> None:
    page = factories.standard_page()
    log(instance=page, action="wagtail.publish", user=editor)
    log(instance=editor, action="wagtail.edit", user=editor)
    told = [(who, to) for who, _, to in acts(browser(account("bo", "Managers")))]
    assert ("ada", "About") in told
    assert ("ada", "ada") in told


# --- What is recorded ---


def test_opening_settling_and_deleting_a_message_is_recorded(admin) -> None:
    message = Message.keep("a-form", "error", Letter("Grace", "", "", "Bye"))[0]
    opened = reverse("message", args=[message.pk])
    admin.get(opened)
    admin.post(opened, {"do": "settle"})
    admin.post(opened, {"do": "delete"})
    name = f"message {message.pk}"
    assert acts(admin, label="message") == [
        ("ada", "Deleted", name),
        ("ada", "Marked as dealt with", name),
        ("ada", "Opened a message", name),
    ]


def test_what_a_reader_wrote_is_not_in_the_log(admin) -> None:
    message = Message.keep("a-form", "error", Letter("Grace", "", "", "Bye"))[0]
    admin.get(reverse("message", args=[message.pk]))
    entry = ModelLogEntry.objects.get()
    assert "Grace" not in f"{entry.label} {entry.data}"


def test_an_account_that_is_made_changed_and_deleted_is_recorded(admin) -> None:
    person = {"username": "eve", "email": "eve@clinic.example", "is_active": "on"}
    names = {"first_name": "Eve", "last_name": "Stone"}
    secret = {"password1": "a-long-password-1", "password2": "a-long-password-1"}
    admin.post(reverse("wagtailusers_users:add"), person | names | secret)
    eve = User.objects.get(username="eve")
    edit = reverse("wagtailusers_users:edit", args=[eve.pk])
    admin.post(edit, person | names | {"email": "new@clinic.example"})
    admin.post(reverse("wagtailusers_users:delete", args=[eve.pk]))
    told = [what for _, what, to in acts(admin) if to == "eve"]
    assert told == ["Deleted", "Edited", "Created"]


def test_a_group_a_picture_and_a_pin_are_recorded(admin) -> None:
    drawing = picture("synapse")
    admin.post(reverse("wagtailimages:delete", args=[drawing.pk]))
    editors = Group.objects.get(name="Editors")
    admin.post(reverse("wagtailusers_groups:delete", args=[editors.pk]))
    page = factories.standard_page()
    pins = [{"page": page.pk, "description": "", "ORDER": "1"}]
    pinned = {"query_string": "fees", "editors_picks": inline_formset(pins)}
    admin.post(reverse("wagtailsearchpromotions:add"), nested_form_data(pinned))
    assert Query.objects.filter(query_string="fees").exists()
    told = {(row["Type"], row["What"]) for row in exported(admin)}
    assert {("Picture", "Deleted"), ("Group", "Deleted")} <= told
    assert any(what == "Created" and "romotion" in kind for kind, what in told)


def test_settings_are_recorded(admin, home) -> None:
    row = ClinicSettings.objects.create(site=home.get_site(), name="A clinic")
    admin.post(address("edit", row), form(name="Another clinic"))
    row.refresh_from_db()
    assert row.name == "Another clinic"
    kinds = {line["Type"]: line["What"] for line in exported(admin)}
    assert kinds["Clinic settings"] == "Edited"


# --- Finding in it ---


def test_it_is_narrowed_by_person_page_act_and_day(admin, editor) -> None:
    other = User.objects.create_user("bo", "bo@clinic.example", "a-long-password")
    one, two = factories.standard_page("one"), factories.standard_page("two")
    log(instance=one, action="wagtail.lock", user=editor)
    log(instance=two, action="wagtail.lock", user=other)
    log(instance=two, action="wagtail.unlock", user=other)
    locked, unlocked = ("bo", "Locked", "Two"), ("bo", "Unlocked", "Two")
    assert acts(admin, user=other.pk) == [unlocked, locked]
    assert acts(admin, label="one", action="wagtail.lock") == [("ada", "Locked", "One")]
    assert acts(admin, action="wagtail.unlock") == [unlocked]
    assert acts(admin, timestamp_from="2001-01-01", timestamp_to="2001-01-02") == []
    words = report(admin, timestamp_from="2001-01-01", timestamp_to="2001-01-02")
    assert "Nothing was done that fits." in words


def test_no_cell_of_the_export_is_a_formula(admin, editor) -> None:
    page = factories.standard_page(title='=HYPERLINK("http://evil.example")')
    log(instance=page, action="wagtail.lock", user=editor)
    (row,) = exported(admin, action="wagtail.lock")
    assert row["To what"].startswith("'=HYPERLINK")


# --- A record ---


def test_the_report_takes_no_form(admin, editor) -> None:
    log(instance=factories.standard_page(), action="wagtail.lock", user=editor)
    before = PageLogEntry.objects.count()
    assert admin.post(reverse("audit"), {"delete": "all"}).status_code == 405
    assert PageLogEntry.objects.count() == before


def test_what_was_done_stays_when_page_and_person_are_gone(admin) -> None:
    bo = User.objects.create_user("bo", "bo@clinic.example", "a-long-password")
    page = factories.standard_page()
    log(instance=page, action="wagtail.lock", user=bo)
    page.delete()
    bo.delete()
    (act,) = acts(admin, action="wagtail.lock")
    assert act[1:] == ("Locked", "About")
