"""Editors see what is due on their home and in a report, and take it along as a file."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from clinic.desk.reports import FORMULA
from clinic.models import ReviewSubscriber, User
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.reviewing import account, browser
from tests.clinic.signing import in_days, sign

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/due-for-review/"


def shown(client: Any, address: str = REPORT) -> str:
    """What a page of the admin shows."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def pages() -> dict[str, Any]:
    """A page that is overdue, one that is in order, and one that nobody reviewed."""
    late, fine, new = (factories.condition(slug) for slug in ("late", "fine", "new"))
    sign(late, -3)
    sign(fine, 90)
    return {"late": late, "fine": fine, "new": new}


def rows(client: Any, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    text = b"".join(client.get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


# --- The report ---
def test_the_report_has_every_page_with_its_reason(admin: Any, pages: Any) -> None:
    html = shown(admin)
    for page in pages.values():
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    for words in ("Overdue", "Never reviewed", "In order", "A clinician", "Condition"):
        assert words in html


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("state=overdue", {"LATE"}),
        ("state=overdue&state=never_reviewed", {"LATE", "NEW"}),
        ("state=due_soon", set()),
        ("", {"LATE", "FINE", "NEW"}),
    ],
)
def test_the_report_is_narrowed_by_reason(
    admin: Any, pages: Any, asked: str, slugs: set[str]
) -> None:
    found = rows(admin, f"{REPORT}?{asked}&export=csv")
    assert {row["Page"] for row in found} == slugs


def test_the_report_is_narrowed_by_type_and_reviewer(
    admin: Any, pages: Any, editor: User
) -> None:
    effect = factories.side_effect()
    sign(effect, 20, reviewer=editor)
    asked = f"kind={effect.content_type_id}"
    assert [row["Page"] for row in rows(admin, f"{REPORT}?{asked}&export=csv")] == [
        "Nausea"
    ]
    asked = f"reviewer={editor.pk}"
    assert [row["Page"] for row in rows(admin, f"{REPORT}?{asked}&export=csv")] == [
        "Nausea"
    ]
    assert "LATE" not in shown(admin, f"{REPORT}results/?{asked}")


def test_nonsense_in_the_address_is_no_fault(admin: Any, pages: Any) -> None:
    for asked in ("state=rumor", "kind=x", "reviewer=0", "ordering=rumor", "p=99"):
        assert admin.get(f"{REPORT}?{asked}").status_code in {200, 404}


def test_a_row_of_the_file_tells_all(admin: Any, pages: Any) -> None:
    (row,) = rows(admin, f"{REPORT}?state=overdue&export=csv")
    assert row["Type"] == "Condition"
    assert row["Why it is due"] == "Overdue"
    assert row["Next review"] == in_days(-3).isoformat()
    assert row["Last reviewed by"] == "A clinician"
    assert row["Address"] == pages["late"].full_url


@pytest.mark.parametrize("sign_of_formula", FORMULA, ids=ascii)
def test_no_cell_of_a_csv_file_is_a_formula(admin: Any, sign_of_formula: str) -> None:
    title = f"{sign_of_formula}1+1"
    page = factories.condition(title="Calm")
    type(page).objects.filter(pk=page.pk).update(title=title)
    (row,) = rows(admin, f"{REPORT}?export=csv")
    assert row["Page"] == f"'{title}"


def test_a_cell_without_such_a_sign_stays_as_it_is(admin: Any) -> None:
    factories.condition(title="1+1=2")
    (row,) = rows(admin, f"{REPORT}?export=csv")
    assert row["Page"] == "1+1=2"


def test_no_cell_of_the_other_file_is_a_formula(admin: Any) -> None:
    page = factories.condition()
    type(page).objects.filter(pk=page.pk).update(
        title='=HYPERLINK("https://e.example")'
    )
    answer = admin.get(f"{REPORT}?export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("https://e.example")')


def test_the_chart_has_a_table_behind_it(admin: Any, pages: Any) -> None:
    html = shown(admin)
    assert '<svg viewBox="0 0 480 146" role="img"' in html
    month = pages["fine"].signed.get().next_review
    assert f'<th scope="row">{month:%B %Y}</th><td>1</td>' in html


def test_without_a_signature_there_is_no_chart(admin: Any) -> None:
    factories.condition()
    html = shown(admin)
    assert "No signed page falls due within a year." in html
    assert "<figure" not in html


def test_the_report_costs_as_many_queries_however_long_it_is(admin: Any) -> None:
    sign(factories.condition("a"), -1)
    keeper = browser(keeper_of(factories.standard_page()))

    def queries(client: Any, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = [REPORT, f"{REPORT}?state=overdue", "/admin/"]
    asked = [(client, address) for client in (admin, keeper) for address in addresses]
    before = [queries(*one) for one in asked]
    for name in "bcd":
        sign(factories.condition(name), -1)
        factories.article(f"on-{name}")
    assert [queries(*one) for one in asked] == before


# --- The editors' home ---
def test_the_home_shows_the_most_urgent_five(admin: Any) -> None:
    for number in range(6):
        sign(factories.condition(f"late-{number}"), -number - 1)
    html = shown(admin, "/admin/")
    assert "<strong>6</strong> Overdue" in html
    assert f"{REPORT}?state=overdue" in html
    urgent = html.split('class="due-urgent"')[1].split("</ul>")[0]
    assert [f"LATE-{n}" in urgent for n in range(6)] == [False] + [True] * 5


def test_the_home_says_nothing_where_nothing_is_due(admin: Any) -> None:
    sign(factories.condition(), 200)
    assert "due-urgent" not in shown(admin, "/admin/")


# --- Who may see it ---
def test_whoever_may_work_on_no_page_sees_and_changes_nothing(
    client: Any, pages: Any
) -> None:
    outsider = User.objects.create_user("mo", "mo@clinic.example", "a-long-password")
    for login in (lambda: None, lambda: client.force_login(outsider)):
        login()
        for address in (REPORT, f"{REPORT}?export=csv", f"{REPORT}results/"):
            assert client.get(address).status_code == 302
        address = reverse("due_for_review_email")
        assert client.post(address, {"wanted": "yes"}).status_code == 302
    assert not ReviewSubscriber.objects.exists()


@pytest.mark.parametrize("group", ["Editors", "Clinical reviewers", "Managers"])
def test_whoever_works_on_pages_sees_it(client: Any, pages: Any, group: str) -> None:
    user = User.objects.create_user("eve", "eve@clinic.example", "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert "LATE" in shown(client)
    assert "Due for review" in shown(client, "/admin/")


def test_who_may_work_on_one_page_hears_of_no_page_that_is_private() -> None:
    own = hidden(factories.condition("own"))
    private = hidden(factories.condition("private"))
    sign(private, 90)
    factories.condition("public")
    client = browser(keeper_of(own))
    for address in (REPORT, f"{REPORT}results/", "/admin/"):
        html = shown(client, address)
        assert "OWN" in html and "PUBLIC" in html
        assert "PRIVATE" not in html
    assert {row["Page"] for row in rows(client, f"{REPORT}?export=csv")} == {
        "OWN",
        "PUBLIC",
    }
    assert "<strong>2</strong> Never reviewed" in shown(client)
    assert "<strong>2</strong> Never reviewed" in shown(client, "/admin/")
    assert "No signed page falls due within a year." in shown(client)


def test_who_may_work_on_all_pages_hears_of_private_ones_too() -> None:
    hidden(factories.condition("private"))
    client = browser(account("eve", "Editors"))
    for address in (REPORT, "/admin/"):
        assert "PRIVATE" in shown(client, address)


def test_an_editor_asks_for_the_e_mail_and_ends_it(admin: Any, editor: User) -> None:
    address = reverse("due_for_review_email")
    assert admin.get(address).status_code == 405
    for _ in range(2):
        admin.post(address, {"wanted": "yes"})
        assert ReviewSubscriber.objects.get().user == editor
    assert "No more e-mail" in shown(admin)
    admin.post(address, {"wanted": "no"})
    assert not ReviewSubscriber.objects.exists()
    User.objects.filter(pk=editor.pk).update(email="")
    admin.post(address, {"wanted": "yes"})
    assert not ReviewSubscriber.objects.exists()
