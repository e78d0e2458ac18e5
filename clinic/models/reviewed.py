"""What a page with clinical content is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from clinic import jsonld
from clinic.models.page import SitePage
from clinic.models.reviewed_form import ReviewedPageForm
from clinic.models.versioned import Versioned


class ReviewedPage(Versioned, SitePage):
    """A page with clinical content, which a clinician has to sign."""

    web_page_type: ClassVar[str] = "MedicalWebPage"
    base_form_class = ReviewedPageForm

    class Meta:
        abstract = True

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
