"""The e-mail that tells clinical reviewers of a page that waits for them."""

from typing import Any

from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier


class ReviewNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's own e-mail, to the members of the groups of a clinical review."""

    def get_template_base_prefix(self, instance: Any, **kwargs: Any) -> str:
        """The words are those for any step; else they would be looked up by our class."""
        return "task_state_"


tell_reviewers = ReviewNotifier()
