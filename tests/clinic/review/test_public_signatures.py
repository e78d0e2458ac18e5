"""Readers hear of a signature once they have the text that was signed."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupApprovalTask, WorkflowTask

from clinic.models import SignOff
from clinic.review.due import State, reviewed_pages, states
from tests import factories
from tests.clinic.review.test_review import NEVER, again, box
from tests.clinic.reviewing import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_first(waiting, reviewer) -> Any:
    """A page that was signed in the first of two steps; the second is open."""
    second = GroupApprovalTask.objects.create(name="Second")
    workflow = waiting.current_workflow_state.workflow
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    sign(waiting, reviewer)
    assert SignOff.objects.exists()
    return again(waiting)


def decide(page: Any, action: str) -> None:
    """Let somebody decide the step that is open."""
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, None, action)


def test_readers_hear_of_no_signature_under_a_text_that_waits(
    client, signed_first
) -> None:
    assert box(client, signed_first).startswith(NEVER)
    assert again(signed_first).reviews.all == []
    decide(signed_first, "reject")
    assert box(client, signed_first).startswith(NEVER)
    text = client.get(f"{signed_first.get_url()}index.md").content.decode()
    assert "Changed since the review" not in text
    (page,) = reviewed_pages().filter(pk=signed_first.pk)
    assert states(page) == [State.NEVER]


def test_readers_hear_of_a_signature_when_the_last_step_is_done(
    client, signed_first
) -> None:
    decide(signed_first, "approve")
    assert box(client, signed_first).startswith("Reviewed by Grace Hopper")
    page = again(signed_first)
    page.summary = "What it says now."
    factories.publish(page)
    assert box(client, page).startswith("Changed since the review of")
    (page,) = reviewed_pages().filter(pk=page.pk)
    assert states(page) == [State.CHANGED]


def test_an_older_signature_stays_while_a_newer_waits(client, signed_first) -> None:
    before = timezone.now() - timedelta(days=9)
    factories.sign_off(signed_first, name="Joan Clarke", signed_at=before)
    assert box(client, signed_first).startswith("Reviewed by Joan Clarke")
    assert [row.name for row in again(signed_first).reviews.all] == ["Joan Clarke"]


def test_a_signature_for_a_later_day_is_told_on_that_day(
    client, waiting, reviewer
) -> None:
    draft = waiting.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision()
    sign(waiting, reviewer)
    assert SignOff.objects.exists()
    assert box(client, waiting).startswith(NEVER)
    with patch("django.utils.timezone.now", return_value=draft.go_live_at):
        call_command("publish_scheduled")
    assert "7 in 10" in str(again(waiting).body)
    assert box(client, waiting).startswith("Reviewed by Grace Hopper")


def test_a_draft_saved_over_what_was_signed_becomes_another_revision(
    signed_first,
) -> None:
    signed = SignOff.objects.get().revision
    draft = signed.as_object()
    draft.summary = "Newer words."
    saved = draft.save_revision(overwrite_revision=signed, user=signed.user)
    assert saved.pk != signed.pk
    assert SignOff.objects.get().revision.content["summary"] != "Newer words."
