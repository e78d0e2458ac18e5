"""A clinical text waits in a workflow, and leaves it signed or sent back."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from articles.models import ArticlePage
from clinic.models import ClinicalReviewTask, SignOff
from clinic.models.signing import Refused
from tests import factories
from tests.clinic.desk.test_stale import opened, send
from tests.clinic.reviewing import (
    account,
    address,
    browser,
    filled,
    is_untouched,
    live,
    sign,
    signature,
    submitted,
)

pytestmark = pytest.mark.django_db

MIGRATION = import_module("articles.migrations.0007_clinical_review")


def test_the_workflow_waits_on_the_home_page_for_the_reviewers() -> None:
    workflow = factories.home_page().get_workflow()
    assert workflow.name == "Clinical review"
    task = workflow.tasks.get().specific
    assert isinstance(task, ClinicalReviewTask)
    assert [group.name for group in task.groups.all()] == ["Clinical reviewers"]
    assert len(task.boxes) == 4


def test_sign_in_the_dashboard_leads_to_the_text(waiting, reviewer) -> None:
    state = waiting.current_workflow_task_state
    door = reverse(
        "wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk]
    )
    assert browser(reviewer).post(door).url == address(waiting)
    assert is_untouched(waiting)
    home = browser(reviewer).get(reverse("wagtailadmin_home")).content.decode()
    assert door in home


def test_reviewers_are_told_by_mail_of_what_waits(mailoutbox, reviewer, writer) -> None:
    submitted(factories.article(), writer)
    (mail,) = [mail for mail in mailoutbox if reviewer.email in mail.to]
    assert "An article" in mail.subject
    assert writer.email not in {to for mail in mailoutbox for to in mail.to}


def test_the_workflow_is_assigned_only_where_none_is() -> None:
    home = factories.home_page()
    WorkflowPage.objects.filter(page=home).update(
        workflow=Workflow.objects.get(name="Managers approval")
    )
    Workflow.objects.get(name="Clinical review").delete()
    MIGRATION.make_workflow(apps, None)
    assert home.get_workflow().name == "Managers approval"
    WorkflowPage.objects.filter(page=home).delete()
    MIGRATION.make_workflow(apps, None)
    assert factories.home_page().get_workflow().name == "Clinical review"
    MIGRATION.unmake_workflow(apps, None)
    assert factories.home_page().get_workflow().name == "Managers approval"


def test_what_a_page_has_been_through_is_kept(waiting) -> None:
    MIGRATION.unmake_workflow(apps, None)
    assert waiting.current_workflow_task_state


def test_sign_in_the_editor_is_a_way_to_the_text_and_saves_nothing(
    waiting, reviewer, writer
) -> None:
    door = reverse("wagtailadmin_pages:edit", args=[waiting.pk])
    html = browser(reviewer).get(door).content.decode()
    assert f'href="{address(waiting)}"' in html
    assert 'data-workflow-action-name="approve"' not in html
    assert 'data-workflow-action-name="reject"' in html
    html = browser(writer).get(door).content.decode()
    assert address(waiting) not in html


# --- Signed by other means ---


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "name and credentials"),
        ({"checklist": []}, "Every box must be ticked"),
        ({"next_review": date(2020, 1, 1)}, "after today"),
        ({"digest": "other"}, "has changed"),
    ],
)
def test_no_other_way_signs_what_the_form_refuses(
    waiting, reviewer, changes: dict[str, Any], sentence: str
) -> None:
    state = waiting.current_workflow_task_state
    with pytest.raises(Refused, match=sentence):
        state.approve(user=reviewer, signature=signature(waiting, **changes))
    assert is_untouched(waiting)


def test_a_clinical_text_is_not_approved_without_a_signature(waiting, reviewer) -> None:
    with pytest.raises(PermissionDenied):
        waiting.current_workflow_task_state.approve(user=reviewer)
    assert is_untouched(waiting)


def test_a_reader_of_the_right_alone_is_refused_by_the_state_too(
    waiting, writer
) -> None:
    with pytest.raises(Refused, match="not among those who may sign"):
        state = waiting.current_workflow_task_state
        state.approve(user=account("eve"), signature=signature(waiting))
    assert is_untouched(waiting)


def test_a_second_click_signs_nothing_more(waiting, reviewer) -> None:
    first, second = (live(waiting).current_workflow_task_state for _ in range(2))
    given = signature(live(waiting))
    first.approve(user=reviewer, signature=given)
    with pytest.raises(Refused, match="does not wait"):
        second.approve(user=reviewer, signature=given)
    assert SignOff.objects.count() == 1


def test_nothing_is_signed_if_anything_else_would_go_live(
    waiting, reviewer, monkeypatch
) -> None:
    def publish_another(self: WorkflowState, user: Any = None) -> None:
        other = self.content_object.specific
        other.body = [("paragraph", "<p>Another text.</p>")]
        revision = other.save_revision()
        revision.publish()
        ArticlePage.objects.filter(pk=other.pk).update(
            live_revision=SignOff.objects.get().revision
        )

    monkeypatch.setattr(WorkflowState, "on_finish", publish_another)
    with pytest.raises(Refused, match="has changed"):
        waiting.current_workflow_task_state.approve(
            user=reviewer, signature=signature(waiting)
        )
    assert is_untouched(waiting)


# --- Sent back, and pages without clinical content ---


def test_a_text_is_sent_back_with_a_comment(waiting, reviewer) -> None:
    state = waiting.current_workflow_task_state
    door = reverse(
        "wagtailadmin_pages:workflow_action", args=[waiting.pk, "reject", state.pk]
    )
    browser(reviewer).post(door, {"comment": "Which study?"})
    assert (
        live(waiting).current_workflow_state.status
        == WorkflowState.STATUS_NEEDS_CHANGES
    )
    assert TaskState.objects.get(pk=state.pk).comment == "Which study?"
    assert not SignOff.objects.exists()


def test_a_page_without_clinical_content_is_only_approved(writer, reviewer) -> None:
    page = submitted(factories.standard_page(), reviewer)
    state = page.current_workflow_task_state
    assert not page.current_workflow_task.locked_for_user(page, writer)
    door = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    browser(writer).post(door)
    assert "7 in 10" in str(Page.objects.get(pk=page.pk).specific.body)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    "make",
    [
        factories.home_page,
        factories.standard_page,
        factories.journal,
        factories.any_author,
        factories.reference,
    ],
)
def test_a_reviewer_does_not_approve_what_has_no_clinical_content(
    make: Callable[[], Page], reviewer
) -> None:
    page = make()
    page.title = "Their own words"
    page.save_revision(user=reviewer)
    page.get_workflow().start(page, reviewer)
    state = page.current_workflow_task_state
    door = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    assert browser(reviewer).post(door, {"comment": ""}).status_code == 302
    for nobody in (reviewer, None):
        with pytest.raises(Refused, match="only somebody who may publish"):
            state.approve(user=nobody)
    now = Page.objects.get(pk=page.pk)
    assert now.title != "Their own words"
    assert now.workflow_in_progress


def test_a_reviewer_sends_back_what_has_no_clinical_content(writer, reviewer) -> None:
    page = submitted(factories.standard_page(), writer)
    task = page.current_workflow_task
    assert [name for name, *_ in task.get_actions(page, reviewer)] == ["reject"]
    assert [name for name, *_ in task.get_actions(page, writer)] == [
        "reject",
        "approve",
    ]
    assert task.get_actions(page, account("eve")) == []
    state = page.current_workflow_task_state
    door = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk]
    )
    browser(reviewer).post(door, {"comment": "Which study?"})
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED


def test_a_new_page_does_not_go_live_by_the_form_of_a_reviewer(reviewer) -> None:
    page = factories.standard_page(live=False)
    page.save_revision(user=reviewer)
    page.get_workflow().start(page, reviewer)
    press = {"action-workflow-action": "on", "workflow-action-name": "approve"}
    client = browser(reviewer)
    assert send(client, page, opened(client, page), "Mine", **press).status_code == 302
    now = Page.objects.get(pk=page.pk)
    assert now.get_latest_revision_as_object().title == "Mine"
    assert not now.live


def test_the_checklist_is_the_task_s_own(waiting, reviewer) -> None:
    ClinicalReviewTask.objects.update(checklist=" One thing \n\nAnother\n")
    assert filled(waiting, reviewer)["boxes"] == ["One thing", "Another"]
    ClinicalReviewTask.objects.update(checklist="")
    assert sign(waiting, reviewer)[0] == 302
    assert SignOff.objects.get().checklist == []


def test_a_workflow_may_have_more_steps(waiting, reviewer) -> None:
    workflow = Workflow.objects.get(name="Clinical review")
    more = ClinicalReviewTask.objects.create(name="A second reading")
    WorkflowTask.objects.create(workflow=workflow, task=more, sort_order=5)
    sign(waiting, reviewer)
    assert "7 in 10" not in str(live(waiting).body)
    assert live(waiting).workflow_in_progress
    assert not SignOff.objects.get().stands
