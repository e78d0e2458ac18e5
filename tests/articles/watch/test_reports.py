"""Editors see each change with the pages that rest on it, and say when it is dealt with."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import (
    ArticlePage,
    EvidenceChange,
    EvidenceSubscriber,
    ReferencePage,
)
from articles.models.source import Status
from articles.models.watch import ToldBy
from clinic.models import User
from tests import factories
from tests.articles.watch.runs import NOTICE, fresh, offline
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.reviewing import account, browser

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/evidence-changed/"


@pytest.fixture
def article(source: ReferencePage) -> ArticlePage:
    """A page that rests on the source, which the watch has just marked."""
    page = factories.article(body=factories.cited(source.key), title="It rests on it")
    offline()
    return page


def shown(client: Any, address: str = REPORT) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_report_has_the_change_and_the_pages_that_rest_on_the_source(
    admin: Any, article: ArticlePage, source: ReferencePage
) -> None:
    html = shown(admin)
    for words in (
        "Not checked → Retracted",
        NOTICE,
        "Retraction Watch",
        reverse("wagtailadmin_pages:edit", args=[source.pk]),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        f'href="{article.url}"',
        "Mark as dealt with",
    ):
        assert words in html
    assert "It rests on it" not in shown(admin, f"{REPORT}?after=corrected")
    assert "It rests on it" in shown(admin, f"{REPORT}results/?after=retracted")
    assert "Evidence changed" in shown(admin, "/admin/")


def test_a_change_is_dealt_with_once_and_leaves_the_home_and_the_filter(
    admin: Any, article: ArticlePage, editor: User
) -> None:
    change = EvidenceChange.objects.get()
    address = reverse("evidence_changed_settle", args=[change.pk])
    assert "nobody has dealt with it yet" in shown(admin, "/admin/")
    assert admin.get(address).status_code == 405
    assert EvidenceChange.objects.open().exists()
    admin.post(address)
    change.refresh_from_db()
    at = change.settled_at
    assert at and change.settled_by == editor
    admin.post(address)
    change.refresh_from_db()
    assert change.settled_at == at
    assert "nobody has dealt with it yet" not in shown(admin, "/admin/")
    assert "It rests on it" not in shown(admin, f"{REPORT}?state=open")
    assert "by ada" in shown(admin, f"{REPORT}?state=settled")
    assert admin.post(reverse("evidence_changed_settle", args=[0])).status_code == 404


def test_whoever_may_work_on_no_page_sees_and_changes_nothing(
    client: Any, article: ArticlePage, source: ReferencePage
) -> None:
    outsider = User.objects.create_user("mo", "mo@clinic.example", "a-long-password")
    change = EvidenceChange.objects.get()
    doors = [
        REPORT,
        reverse("look_up_reference", args=[source.pk]),
        reverse("evidence_changed_email"),
        reverse("evidence_changed_settle", args=[change.pk]),
    ]
    for login in (lambda: None, lambda: client.force_login(outsider)):
        login()
        for address in doors:
            assert client.get(address).status_code in {302, 405}
            assert client.post(address).status_code in {302, 405}
    assert EvidenceChange.objects.open().exists()
    assert not EvidenceSubscriber.objects.exists()


def test_an_editor_of_the_shipped_group_may_do_all_of_it(
    client: Any, article: ArticlePage
) -> None:
    editor = User.objects.create_user("eve", "eve@clinic.example", "a-long-password")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert "Mark as dealt with" in shown(client)
    change = EvidenceChange.objects.get()
    client.post(reverse("evidence_changed_settle", args=[change.pk]))
    assert not EvidenceChange.objects.open().exists()


def test_an_editor_asks_for_the_e_mail_and_ends_it(admin: Any, editor: User) -> None:
    address = reverse("evidence_changed_email")
    assert admin.get(address).status_code == 405
    for _ in range(2):
        admin.post(address, {"wanted": "yes"})
        assert EvidenceSubscriber.objects.get().user == editor
    assert "No more e-mail" in shown(admin)
    admin.post(address, {"wanted": "no"})
    assert not EvidenceSubscriber.objects.exists()
    assert "E-mail me about such changes" in shown(admin)
    User.objects.filter(pk=editor.pk).update(email="")
    admin.post(address, {"wanted": "yes"})
    assert not EvidenceSubscriber.objects.exists()


def test_who_may_work_on_one_page_hears_of_no_private_page(
    client: Any, source: ReferencePage, article: ArticlePage
) -> None:
    hidden(
        factories.article("hidden", body=factories.cited(source.key), title="Hidden")
    )
    client.force_login(keeper_of(factories.standard_page()))
    for address in (REPORT, f"{REPORT}results/"):
        html = shown(client, address)
        assert source.title in html and "It rests on it" in html
        assert "Hidden" not in html
    (row,) = told(client)
    assert row["Pages that rest on it"] == f"It rests on it ({article.full_url})"
    assert "nobody has dealt with it yet" in shown(client, "/admin/")


def test_who_may_work_on_one_page_hears_of_no_private_source(
    client: Any, source: ReferencePage, article: ArticlePage
) -> None:
    hidden(source)
    client.force_login(keeper_of(article))
    for address in (REPORT, f"{REPORT}results/"):
        assert source.key not in shown(client, address)
    assert told(client) == []
    assert "nobody has dealt with it yet" not in shown(client, "/admin/")


def test_who_may_work_on_all_pages_hears_of_private_ones_too(
    client: Any, source: ReferencePage, article: ArticlePage
) -> None:
    hidden(source)
    hidden(article)
    client.force_login(account("eve", "Clinical reviewers"))
    html = shown(client)
    assert source.key in html and "It rests on it" in html


def told(client: Any) -> list[dict[str, str]]:
    """The rows of the report as a CSV file."""
    answer = client.get(f"{REPORT}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_no_cell_of_the_export_is_a_formula(admin: Any, article: ArticlePage) -> None:
    change = EvidenceChange.objects.get()
    EvidenceChange.objects.update(notice='=HYPERLINK("https://evil.example")')
    (row,) = told(admin)
    assert row["Notice"] == '\'=HYPERLINK("https://evil.example")'
    assert row["Key"] == change.reference.key
    assert row["Pages that rest on it"] == f"It rests on it ({article.full_url})"
    assert admin.get(f"{REPORT}?export=xlsx").status_code == 200


def test_the_report_costs_as_many_queries_however_long_it_is(admin: Any) -> None:
    def change(number: int) -> None:
        reference = factories.reference(f"a-{number}")
        factories.article(f"on-{number}", body=factories.cited(reference.key))
        EvidenceChange.objects.create(
            reference=reference,
            before=Status.UNKNOWN,
            after=Status.CONCERN,
            told_by=ToldBy.CROSSREF,
        )

    def queries(client: Any) -> int:
        shown(client)
        with CaptureQueriesContext(connection) as captured:
            shown(client)
        return len(captured)

    change(0)
    people = [admin, browser(keeper_of(factories.standard_page()))]
    before = [queries(client) for client in people]
    for number in range(1, 4):
        change(number)
    assert [queries(client) for client in people] == before


def test_one_source_is_looked_up_from_its_form(
    admin: Any, source: ReferencePage, crossref: Any, settings: Any
) -> None:
    address = reverse("look_up_reference", args=[source.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[source.pk])
    asked = crossref("retraction")
    assert address in shown(admin, edit)
    assert "Look it up now" in shown(admin, address)
    assert asked == []  # reading asks nobody
    settings.LOOKUPS = False
    assert "Look it up now" not in shown(admin, address)
    admin.post(address)
    assert asked == []
    settings.LOOKUPS = True
    html = admin.post(address, follow=True).content.decode()
    assert "The status of the source changed." in html
    assert "Not checked → Retracted, told by Crossref" in html
    assert fresh(source).status == Status.RETRACTED


def test_the_listing_shows_what_the_watch_found(
    admin: Any, source: ReferencePage, crossref: Any
) -> None:
    crossref("retraction", link=404)
    admin.post(reverse("look_up_reference", args=[source.pk]))
    factories.reference("berman-2000")
    html = shown(admin, "/admin/references/")
    assert "Dead (404)" in html and "Not looked up" in html
    html = shown(admin, "/admin/references/?link=dead")
    assert "wakefield-1998" in html and "berman-2000" not in html
