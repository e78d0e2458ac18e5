"""A clinician signs the exact text that was shown, or is told why not."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, Workflow, WorkflowState, WorkflowTask

from articles.models import ArticlePage
from clinic.canonical import digest
from clinic.models import ClinicalReviewTask, ClinicSettings, SignOff, User
from clinic.models.signing import Refused, Signature, newest
from clinic.signing import months_later
from tests import factories

pytestmark = pytest.mark.django_db

NEW = [("paragraph", "<p>About 7 in 10 felt better.</p>")]


def account(name: str, group: str = "", **more: Any) -> User:
    """Somebody, in a group."""
    user = User.objects.create_user(name, f"{name}@clinic.example", "x", **more)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def writer(db: None) -> User:
    """An editor."""
    return account("ada", "Editors")


@pytest.fixture
def reviewer(db: None) -> User:
    """A clinical reviewer with an author page."""
    user = account("grace", "Clinical reviewers")
    factories.author(
        "grace",
        title="Grace Hopper",
        is_organisation=False,
        family_name="Hopper",
        credentials=[("credential", "MD"), ("credential", "PhD")],
        account=user,
    )
    return user


@pytest.fixture
def waiting(writer: User) -> ArticlePage:
    """A published article of which a changed version waits for review."""
    return submitted(factories.article(), writer)


def submitted(page: Any, user: User) -> Any:
    """The page, changed and submitted by that person."""
    page.body = NEW
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return Page.objects.get(pk=page.pk).specific


def browser(user: User) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(user)
    return client


def address(page: Page) -> str:
    """Where the page is signed."""
    return reverse("signing:sign", args=[page.pk])


def opened(page: Page, user: User) -> BeautifulSoup:
    """What is shown to who wants to sign."""
    return BeautifulSoup(
        browser(user).get(address(page)).content.decode(), "html.parser"
    )


def filled(page: Page, user: User, **changes: Any) -> dict[str, Any]:
    """The form as it was shown, every box ticked, with some fields changed."""
    html = opened(page, user)
    form = {
        field["name"]: field.get("value", "")
        for field in html.select("main form input[name], main form textarea")
        if field.get("type") not in {"radio", "checkbox"}
    }
    boxes = [box["value"] for box in html.select("main [name=boxes]")]
    form |= {"whole": "yes", "boxes": boxes}
    return form | changes


def sign(page: Page, user: User, **changes: Any) -> tuple[int, str]:
    """Open the page, fill in the form and send it; the answer."""
    form = filled(page, user, **changes)
    return send(page, user, form)


def send(page: Page, user: User, form: dict[str, Any]) -> tuple[int, str]:
    """Send a form that was filled in; status and text of the answer."""
    answer = browser(user).post(address(page), form)
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    return answer.status_code, " ".join(soup.get_text().split())


def live(page: Page) -> ArticlePage:
    """The page as readers have it."""
    return ArticlePage.objects.get(pk=page.pk)


def is_untouched(page: Page) -> bool:
    """Whether nothing was signed, approved or published."""
    return (
        not SignOff.objects.exists()
        and "7 in 10" not in str(live(page).body)
        and live(page).workflow_in_progress
    )


# --- The way there ---


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


def test_the_text_is_shown_word_for_word(waiting, reviewer) -> None:
    text = opened(waiting, reviewer).get_text(" ", strip=True)
    assert "About 7 in 10 felt better." in text
    assert digest(newest(waiting).page) in text
    assert "Some words." not in text


def test_the_form_knows_name_credentials_and_the_next_day(waiting, reviewer) -> None:
    clinic = ClinicSettings.for_site(waiting.get_site())
    clinic.review_months_article = 6
    clinic.save()
    form = filled(waiting, reviewer)
    assert form["name"] == "Grace Hopper"
    assert form["credentials"] == "MD, PhD"
    assert form["next_review"] == str(months_later(timezone.localdate(), 6))


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 15) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 1), 12) == date(2027, 12, 1)


# --- Signed ---


def test_who_signs_publishes_what_was_signed(waiting, reviewer) -> None:
    status, _ = sign(waiting, reviewer, comment="Thank you.")
    assert status == 302
    assert "7 in 10" in str(live(waiting).body)
    assert not live(waiting).workflow_in_progress
    (row,) = live(waiting).reviews.all
    assert row.stands
    assert row.reviewer == reviewer
    assert (row.name, row.credentials, row.scope) == ("Grace Hopper", "MD, PhD", "")
    assert row.digest == digest(live(waiting))
    assert row.revision_id == live(waiting).live_revision_id
    assert len(row.checklist) == 4
    assert TaskState.objects.get(finished_by=reviewer).comment == "Thank you."


def test_the_history_of_the_page_tells_of_it(waiting, reviewer) -> None:
    sign(waiting, reviewer)
    history = reverse("wagtailadmin_pages:history", args=[waiting.pk])
    html = browser(account("root", is_superuser=True)).get(history).content.decode()
    assert "Signed by a clinician" in html


def test_a_signature_says_what_was_reviewed_if_it_was_a_part(waiting, reviewer) -> None:
    sign(waiting, reviewer, whole="no", scope="Medicines and doses")
    assert SignOff.objects.get().scope == "Medicines and doses"


def test_a_part_that_is_named_beside_the_whole_page_is_none(waiting, reviewer) -> None:
    sign(waiting, reviewer, scope="Medicines and doses")
    assert SignOff.objects.get().scope == ""


def test_nobody_signs_under_another_name(waiting, reviewer) -> None:
    sign(waiting, reviewer, name="Somebody else")
    assert SignOff.objects.get().name == "Grace Hopper"


def test_who_has_no_author_page_gives_name_and_credentials(waiting) -> None:
    user = account("joan", "Clinical reviewers")
    status, text = sign(waiting, user, name="", credentials="")
    assert (status, text.count("This field is required.")) == (200, 2)
    assert is_untouched(waiting)
    sign(waiting, user, name="Joan Clarke", credentials="RN")
    assert str(SignOff.objects.get()).startswith("Joan Clarke")


def test_name_and_credentials_stay_when_the_account_goes(waiting, reviewer) -> None:
    sign(waiting, reviewer)
    author = reviewer.author_page
    author.credentials = [("credential", "MSc")]
    factories.publish(author)
    reviewer.delete()
    row = SignOff.objects.get()
    assert (row.reviewer, row.name, row.credentials) == (
        None,
        "Grace Hopper",
        "MD, PhD",
    )
    assert row.stands


# --- Refused ---


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"boxes": []}, "Every box must be ticked."),
        ({"boxes": ["I have read the whole text that I sign."]}, "Every box must be"),
        ({"whole": "no"}, "Say which part you reviewed."),
        ({"next_review": "2020-01-01"}, "Choose a day after today"),
        ({"next_review": "2099-01-01"}, "within five years"),
        ({"next_review": "soon"}, "Enter a valid date."),
        ({"credentials": ""}, "This field is required."),
        ({"revision": "0"}, "The text has changed since you opened it"),
        ({"revision": "x"}, "The text has changed since you opened it"),
        ({"digest": "0"}, "The text has changed since you opened it"),
    ],
)
def test_what_is_incomplete_or_old_is_refused(
    waiting, reviewer, changes: dict[str, Any], sentence: str
) -> None:
    status, text = sign(waiting, reviewer, comment="My own words", **changes)
    assert status == 200
    assert sentence in text
    assert "My own words" in text
    assert is_untouched(waiting)


def test_a_version_that_came_since_is_shown_and_not_signed(
    waiting, reviewer, writer
) -> None:
    form = filled(waiting, reviewer)
    waiting.body = [("paragraph", "<p>About 9 in 10.</p>")]
    waiting.save_revision(user=writer)
    status, text = send(waiting, reviewer, form)
    assert status == 200
    assert "The text has changed since you opened it" in text
    assert "About 9 in 10." in text
    assert is_untouched(waiting)
    assert sign(waiting, reviewer)[0] == 302


def test_a_shared_fact_that_changed_since_is_not_signed(reviewer, writer) -> None:
    fact = factories.key_fact(text="<p>Once a week.</p>")
    page = factories.article(body=[("key_fact", fact)])
    page.get_workflow().start(page, writer)
    form = filled(page, reviewer)
    fact.text = "<p>Twice a week.</p>"
    factories.publish(fact)
    _, text = send(page, reviewer, form)
    assert "The text has changed since you opened it" in text
    assert "Twice a week." in text
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_the_last_editor_cannot_sign(waiting, reviewer, superuser: bool) -> None:
    reviewer.is_superuser = superuser
    reviewer.save()
    form = filled(waiting, reviewer)
    waiting.save_revision(user=reviewer)
    html = opened(waiting, reviewer)
    assert "You were the last to edit this page." in html.text
    assert not html.select("main form")
    form["revision"] = newest(live(waiting)).revision.pk
    status, text = send(waiting, reviewer, form)
    assert (status, "You were the last to edit" in text) == (200, True)
    assert is_untouched(waiting)


def test_who_edited_since_it_was_last_signed_cannot_sign(
    waiting, reviewer, writer
) -> None:
    waiting.save_revision(user=reviewer)
    waiting.save_revision(user=writer)
    text = opened(waiting, reviewer).text
    assert "You edited this page on" in text
    factories.sign_off(waiting, signed_at=timezone.now())
    assert "You edited this page on" not in opened(waiting, reviewer).text


def test_who_is_no_reviewer_cannot_sign(waiting, writer, reviewer) -> None:
    form = filled(waiting, reviewer)
    stranger = account("eve", "Editors")
    for user in (stranger, writer):
        assert browser(user).get(address(waiting)).status_code == 302
        assert send(waiting, user, form)[0] == 302
    assert is_untouched(waiting)


def test_a_page_that_does_not_wait_is_not_signed(waiting, reviewer) -> None:
    form = filled(waiting, reviewer)
    sign(waiting, reviewer)
    answer = browser(reviewer).post(address(waiting), form, follow=True)
    assert "does not wait for a review any more" in answer.content.decode()
    assert SignOff.objects.count() == 1
    assert browser(reviewer).get(reverse("signing:sign", args=[0])).status_code == 404


def signature(page: Page, **changes: Any) -> Signature:
    """A complete signature under the newest version of a page."""
    draft = newest(page)
    values = {
        "revision_id": draft.revision.pk,
        "digest": draft.digest,
        "name": "Grace Hopper",
        "credentials": "MD",
        "next_review": timezone.localdate() + timedelta(days=30),
        "checklist": page.current_workflow_task.boxes,
    }
    return Signature(**(values | changes))


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
    (row,) = live(waiting).reviews.all
    assert not row.stands
