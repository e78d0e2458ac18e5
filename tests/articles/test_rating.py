"""Only clinical reviewers say how certain a finding is, of the words they read."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from articles.models import ArticlePage
from clinic.models import User
from tests import factories

pytestmark = pytest.mark.django_db

FINDING = {
    "statement": "<p>About 6 in 10 felt better.</p>",
    "certainty": "low",
    "population": "72 adults.",
    "sources": ["a"],
}
UNRATED = FINDING | {"certainty": "unrated"}
REFUSED = "Only clinical reviewers say how certain a finding is"


@pytest.fixture(autouse=True)
def reference(db: None) -> Any:
    """The source of the finding."""
    return factories.reference("a")


def somebody(group: str) -> Client:
    """A browser of somebody in that group."""
    user = User.objects.create_user("grace", "grace@clinic.example", "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, page: ArticlePage, finding: dict[str, Any]) -> str:
    """Save a draft with that finding as the body; what the admin says to it."""
    value = finding | {
        "statement": rich_text(finding["statement"]),
        "sources": " ".join(finding["sources"]),
    }
    form = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "kind": page.kind,
        "published_on": str(page.published_on),
        "body": streamfield([("finding", value)]),
        "key_points": streamfield([]),
        "see_also": streamfield([]),
        "further_reading": streamfield([]),
        "source_note": rich_text(""),
        **{
            name: inline_formset([])
            for name in ("bylines", "topics", "corrections", "comments")
        },
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, nested_form_data(form), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def drafted(page: Page) -> str:
    """How certain the finding is in the newest draft."""
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft.body[0].value["certainty"] if draft.body else ""


def article(finding: dict[str, Any]) -> Any:
    return factories.article(body=[("finding", finding)])


def test_an_editor_cannot_rate_a_finding() -> None:
    page = article(UNRATED)
    assert REFUSED in save(somebody("Editors"), page, FINDING)
    assert drafted(page) == "unrated"


def test_a_clinical_reviewer_can() -> None:
    page = article(UNRATED)
    assert REFUSED not in save(somebody("Clinical reviewers"), page, FINDING)
    assert drafted(page) == "low"


def test_an_editor_keeps_the_rating_of_a_finding_that_stays_as_it_was() -> None:
    page = article(FINDING)
    assert REFUSED not in save(somebody("Editors"), page, FINDING)
    assert drafted(page) == "low"


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "<p>About 9 in 10 felt better.</p>"},
        {"population": "7 adults."},
        {"sources": ["a", "b"]},
        {"certainty": "high"},
    ],
)
def test_a_rating_does_not_pass_to_other_words(change: dict[str, Any]) -> None:
    factories.reference("b")
    page = article(FINDING)
    assert REFUSED in save(somebody("Editors"), page, FINDING | change)
    assert drafted(page) == "low"


def test_an_editor_may_change_a_finding_and_take_its_rating_away() -> None:
    page = article(FINDING)
    other = UNRATED | {"statement": "<p>Something else.</p>"}
    assert REFUSED not in save(somebody("Editors"), page, other)
    assert drafted(page) == "unrated"
