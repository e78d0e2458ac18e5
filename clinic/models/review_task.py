"""The step of a workflow at which a clinician signs a page."""

from typing import Any, ClassVar

from django.db import models
from wagtail.models import AbstractGroupApprovalTask, TaskState

CHECKLIST = "\n".join(
    [
        "I have read the whole text that I sign.",
        "What it says agrees with the sources that it cites.",
        "Numbers and names of medicines are right.",
        "It tells readers when and where to get help.",
    ]
)


class ClinicalReviewState(TaskState):
    """How far the clinical review of one page is."""

    class Meta:
        verbose_name = "state of a clinical review"
        verbose_name_plural = "states of clinical reviews"


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

    @classmethod
    def get_description(cls) -> Any:
        """What it is, where an editor chooses a task."""
        return "Members of the chosen groups sign the exact text of a page."
