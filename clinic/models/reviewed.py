"""What a page with clinical content is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from clinic import jsonld, rules
from clinic.checking import Rule
from clinic.models.page import SitePage


class ReviewedPage(SitePage):
    """A page with clinical content, which a clinician has to sign."""

    web_page_type: ClassVar[str] = "MedicalWebPage"
    rules: ClassVar[tuple[Rule, ...]] = (*SitePage.rules, rules.review_is_not_overdue)

    class Meta:
        abstract = True

    @classmethod
    def evidence_changes(cls) -> Any:
        """When what such a page rests on last changed, as a subquery; None: never.

        Which pages it is about says `OuterRef("pk")`.
        """
        return None

    def sign_offs(self) -> list[dict[str, str]]:
        """The clinicians' signatures under the text as it reads now.

        Each says who signed, with the credentials of then, and on which day: `name`,
        `credentials`, `signed_on` (ISO 8601). Always none: the site has no way to sign a
        page yet, and one that comes must answer here.
        """
        return []

    def json_ld(self, context: Mapping[str, Any]) -> jsonld.Node:
        return super().json_ld(context) | jsonld.reviewed(self.sign_offs())


def reviewed_since(when: datetime) -> models.Q:
    """The pages that a clinician has signed since then, as they read now.

    None, while `ReviewedPage.sign_offs` has none: who fills that one fills this.
    """
    return models.Q(pk__in=[])
