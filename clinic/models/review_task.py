"""The step of a workflow at which a clinician signs a page."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.urls import reverse
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from clinic.models.reviewed import ReviewedPage
from clinic.models.signing import Refused, Signature, check_published, sign
from clinic.tasks import each_once

CHECKLIST = "\n".join(
    [
        "I have read the whole text that I sign.",
        "What it says agrees with the sources that it cites.",
        "Numbers and names of medicines are right.",
        "It tells readers when and where to get help.",
    ]
)

PUBLISHERS_ONLY = "This page has no clinical content: only somebody who may publish it may approve it."


def is_clinical(page: Page) -> bool:
    """Whether there is anything on such a page for a clinician to sign."""
    return issubclass(page.specific_class or Page, ReviewedPage)


def decides(page: Page, user: Any) -> bool:
    """Whether somebody may let a page without clinical content pass, as its publisher."""
    return not is_clinical(page) and page.permissions_for_user(user).can_publish()


class ClinicalReviewState(TaskState):
    """How far the clinical review of one page is."""

    class Meta:
        verbose_name = "state of a clinical review"
        verbose_name_plural = "states of clinical reviews"

    @transaction.atomic
    @each_once()
    def approve(
        self,
        user: Any = None,
        update: bool = True,
        comment: str = "",
        signature: Signature | None = None,
    ) -> Any:
        """Sign the newest version, then go on, which as a rule publishes it.

        All or nothing: raises Refused if it cannot be signed, or if anything else than
        what was signed would go live. A page without clinical content is only approved,
        and only by somebody who may publish it.
        """
        signed, page = None, self.workflow_state.content_object
        if is_clinical(page):
            if signature is None:
                raise Refused("A clinical text is approved by signing it.")
            signed = sign(self, user, signature)
        elif user is None or not decides(page, user):
            raise Refused(PUBLISHERS_ONLY)
        approved = super().approve(user=user, update=update, comment=comment)
        if signed:
            check_published(signed)
        return approved


def waits_for_signature(page: Page) -> bool:
    """Whether it is a clinical text that lies before the reviewers."""
    state = page.current_workflow_task_state
    return is_clinical(page) and isinstance(state, ClinicalReviewState)


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """Members of the chosen groups sign the exact text of a page."""

    checklist = models.TextField(
        default=CHECKLIST,
        help_text="What a reviewer has to confirm, one box on each line. Every box must "
        "be ticked.",
    )

    admin_form_fields: ClassVar[list[str]] = [
        *AbstractGroupApprovalTask.admin_form_fields,
        "checklist",
    ]
    task_state_class = ClinicalReviewState

    class Meta:
        verbose_name = "clinical review"
        verbose_name_plural = "clinical reviews"

    @property
    def boxes(self) -> list[str]:
        """The lines of the checklist."""
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Whether somebody cannot edit a page while it waits here."""
        locked: bool = super().locked_for_user(obj, user)
        return locked and not decides(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """To sign takes a page of its own; to send back takes a comment.

        Who reviews, but may not publish, can only send back what has nothing to sign.
        """
        send_back = ("reject", "Request changes", True)
        if decides(obj, user):
            return [send_back, ("approve", "Approve", False)]
        if not super().get_actions(obj, user):
            return []
        return (
            [send_back, ("approve", "Sign", False)] if is_clinical(obj) else [send_back]
        )

    def on_action(
        self, task_state: Any, user: Any, action_name: str, **kwargs: Any
    ) -> str | None:
        """As any task; but who wants to approve a clinical text is led to its page."""
        page = task_state.workflow_state.content_object
        if action_name == "approve" and is_clinical(page) and "signature" not in kwargs:
            return reverse("signing:sign", args=[page.pk])
        address: str | None = super().on_action(task_state, user, action_name, **kwargs)
        return address

    @classmethod
    def get_description(cls) -> Any:
        """What it is, where an editor chooses a task."""
        return "Members of the chosen groups sign the exact text of a page."
