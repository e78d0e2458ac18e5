"""Beside the form an editor sees what the rules find, and how to get to it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import streamfield

from clinic.models import SignOff, User
from clinic.models.signing import unfit
from tests import factories
from tests.articles.test_publishing import PUBLISH, form, text

pytestmark = pytest.mark.django_db

VAGUE = [("paragraph", "<p>It is common.</p>")]


def shown(client: Any, page: Any) -> str:
    """The editor's form of a page."""
    return client.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode()


def panel(html: str) -> str:
    """The part of a form that the panel is."""
    return html.split('id="side-panel-rules-title"')[1].split('id="side-panel-')[0]


def draft(page: Any, **fields: Any) -> Any:
    """Save a draft of a page with these values, as autosave does."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    return page


def test_errors_stand_above_warnings_each_with_the_way_to_its_place(admin: Any) -> None:
    page = draft(factories.article(), summary="", body=VAGUE)
    html = panel(shown(admin, page))
    block = page.body.raw_data[0]["id"]
    assert html.index("To mend before you publish") < html.index("To think about")
    assert html.index("in one or two plain sentences") < html.index(
        "beside “is common”"
    )
    for place in ("summary", block):
        assert f"[data-contentpath=&#x27;{place}&#x27;]" in html.replace("'", "&#x27;")
    assert f"#:w:contentpath=body.{block}" in html


def test_a_page_without_a_fault_says_so(admin: Any) -> None:
    html = panel(shown(admin, factories.article()))
    assert "find nothing to mend" in html
    assert "To think about" not in html and "To mend" not in html


def test_the_number_of_findings_stands_on_the_button(admin: Any) -> None:
    page = draft(factories.article(), summary="", body=VAGUE)
    button = shown(admin, page).split('data-side-panel-toggle="rules"')[1]
    counter = button.split("</button>")[0]
    assert "w-bg-critical-200" in counter and "2" in counter.split(">")[-3]


def test_a_new_page_waits_until_it_is_saved(admin: Any) -> None:
    names = ("articles", "articlepage", factories.journal().pk)
    html = admin.get(reverse("wagtailadmin_pages:add", args=names)).content.decode()
    assert "Once the page is saved" in panel(html)


def test_opening_a_form_builds_the_newest_draft_once(admin: Any, monkeypatch) -> None:
    page = draft(factories.article(), body=VAGUE)
    built = []
    build = Page.get_latest_revision_as_object

    def counted(self: Any) -> Any:
        built.append(self.pk)
        return build(self)

    monkeypatch.setattr(Page, "get_latest_revision_as_object", counted)
    assert "beside “is common”" in panel(shown(admin, page))
    assert built == [page.pk]


def test_a_form_with_an_earlier_version_shows_what_the_newest_lacks(admin: Any) -> None:
    page = draft(factories.article(), summary="")
    earlier = page.latest_revision
    draft(page, summary="What it says.", body=VAGUE)
    names = (page.pk, earlier.pk)
    address = reverse("wagtailadmin_pages:revisions_revert", args=names)
    html = panel(admin.get(address).content.decode())
    assert "beside “is common”" in html
    assert "in one or two plain sentences" not in html


def test_a_form_that_is_refused_shows_what_the_saved_text_lacks(admin: Any) -> None:
    page = draft(factories.article(), body=VAGUE)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin.post(address, form(slug=page.slug, title="", summary=""))
    html = panel(answer.content.decode())
    assert "beside “is common”" in html
    assert "in one or two plain sentences" not in html


def test_saving_a_draft_shows_what_the_saved_text_lacks(admin: Any) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin.post(
        address,
        form(slug=page.slug, summary=""),
        headers={"accept": "application/json"},
    )
    told = answer.json()
    assert told["success"]
    assert "in one or two plain sentences" in told["html"]


def test_what_breaks_a_rule_gravely_stays_a_draft(admin: Any) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    posted = form(slug=page.slug, summary="", title="Anew", **PUBLISH)
    html = admin.post(address, posted).content.decode()
    assert html.count("Say in one or two plain sentences what it is about.") >= 1
    page.refresh_from_db()
    assert page.title != "Anew"


def test_a_warning_is_published(admin: Any) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    body = streamfield([text("<p>It is common.</p>")])
    said = {"change_kind": "update", "change_sentence": "It says more."}
    posted = form(slug=page.slug, title="Anew", body=body, **PUBLISH, **said)
    assert admin.post(address, posted).status_code == 302
    page.refresh_from_db()
    assert page.title == "Anew"


# --- Approving elsewhere ---
@pytest.fixture
def task() -> GroupApprovalTask:
    """A task that an administrator may approve, for all pages."""
    task = GroupApprovalTask.objects.create(name="Look at it")
    workflow = Workflow.objects.create(name="Looking")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    home = factories.home_page()
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return task


def approve(client: Any, page: Any, action: str = "approve", **how: Any) -> Any:
    """Approve or reject a page from the editors' home."""
    state = page.current_workflow_task_state
    names = (page.pk, action, state.pk)
    address = reverse("wagtailadmin_pages:workflow_action", args=names)
    return client.post(address, {"comment": ""}, follow=True, **how)


def submitted(editor: User, **fields: Any) -> Any:
    """A page in the workflow, whose newest draft has these values."""
    page = factories.article(live=False)
    page.save_revision()
    page.get_workflow().start(page, editor)
    return draft(page, **fields)


def test_a_draft_with_an_error_is_not_approved(
    admin: Any, editor: User, task: Any
) -> None:
    page = submitted(editor, summary="")
    html = approve(admin, page).content.decode()
    assert "cannot be approved yet. Say in one or two plain sentences" in html
    page.refresh_from_db()
    assert not page.live and page.workflow_in_progress


def test_the_window_of_the_admin_is_led_back_to_the_form(
    admin: Any, editor: User, task: Any
) -> None:
    page = submitted(editor, summary="")
    headers = {"x-requested-with": "XMLHttpRequest"}
    answer = approve(admin, page, headers=headers)
    assert answer.json()["redirect"] == reverse(
        "wagtailadmin_pages:edit", args=[page.pk]
    )
    page.refresh_from_db()
    assert not page.live


def test_a_draft_without_one_is_approved(admin: Any, editor: User, task: Any) -> None:
    page = submitted(editor, body=VAGUE)
    approve(admin, page)
    page.refresh_from_db()
    assert page.live


def test_a_draft_with_an_error_can_be_sent_back(
    admin: Any, editor: User, task: Any
) -> None:
    page = submitted(editor, summary="")
    approve(admin, page, "reject")
    page.refresh_from_db()
    assert not page.live and not page.workflow_in_progress


def test_what_breaks_a_rule_gravely_is_not_fit_to_be_signed() -> None:
    page = factories.article()
    assert unfit(page) == ""
    page.body = VAGUE
    assert unfit(page) == ""
    page.summary = ""
    assert unfit(page).startswith("This text cannot be published yet, so nobody can")


def test_a_clinician_reads_why_a_draft_cannot_be_signed(editor: User) -> None:
    user = User.objects.create_user("grace", "grace@clinic.example", "x")
    user.groups.add(Group.objects.get(name="Clinical reviewers"))
    page = factories.article()
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    draft(page, summary="")
    client = Client()
    client.force_login(user)
    address = reverse("signing:sign", args=[page.pk])
    for answer in (client.get(address), client.post(address, {})):
        assert "Say in one or two plain sentences" in answer.content.decode()
    assert not SignOff.objects.exists()


def test_no_road_of_the_code_publishes_an_error() -> None:
    page = factories.article()
    page.summary = ""
    with pytest.raises(ValidationError, match="in one or two plain sentences"):
        page.save_revision().publish()


def test_a_bulk_publication_is_refused_whole(admin: Any) -> None:
    good, bad = (
        factories.article("good", live=False),
        factories.article("bad", live=False),
    )
    draft(good)
    draft(bad, summary="")
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    ids = [("id", page.pk) for page in (good, bad)]
    query = "&".join(f"{name}={pk}" for name, pk in ids)
    html = admin.post(f"{address}?{query}", {}, follow=True).content.decode()
    assert "cannot be published yet" in html
    for page in (good, bad):
        page.refresh_from_db()
        assert not page.live


@pytest.mark.parametrize("has_a_draft", [False, True])
def test_saving_a_draft_shows_what_its_new_text_lacks(
    admin: Any, has_a_draft: bool
) -> None:
    page = factories.article()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    said = []
    for words in ["Sound.", "It is common."][not has_a_draft :]:
        body = streamfield([text(f"<p>{words}</p>")])
        posted = form(slug=page.slug, body=body)
        answer = admin.post(address, posted, headers={"accept": "application/json"})
        said.append("beside “is common”" in answer.json()["html"])
    assert said == [False, True][not has_a_draft :]
