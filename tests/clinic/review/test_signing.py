"""A clinician signs the exact text that was shown, or is told why not."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from clinic.models import ClinicSettings, SignOff
from clinic.models.signing import newest
from clinic.review.canonical import digest
from clinic.review.signing import months_later
from tests import factories
from tests.clinic.reviewing import (
    account,
    address,
    browser,
    filled,
    is_untouched,
    live,
    opened,
    send,
    sign,
)
from tests.clinic.test_row_number import NO_NUMBERS

pytestmark = pytest.mark.django_db


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
    assert status == 200
    assert "who you are." in text
    assert "what you are, such as: MD." in text
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
        ({"credentials": ""}, "Readers need to know what you are"),
        ({"revision": "0"}, "The text has changed since you opened it"),
        *(
            ({"revision": told}, "The text has changed since you opened it")
            for told in NO_NUMBERS
        ),
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


def test_a_signature_under_a_part_lets_nobody_sign_their_own_words(
    waiting, reviewer, writer
) -> None:
    waiting.save_revision(user=reviewer)
    waiting.save_revision(user=writer)
    factories.sign_off(waiting, signed_at=timezone.now(), scope="The title")
    status, text = sign(waiting, reviewer)
    assert (status, "You edited this page on" in text) == (200, True)
    assert live(waiting).workflow_in_progress


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
    for no_page in (0, Page.objects.get(depth=1).pk):
        nowhere = reverse("signing:sign", args=[no_page])
        assert browser(reviewer).get(nowhere).status_code == 404
        assert browser(reviewer).post(nowhere).status_code == 404


def test_a_page_without_clinical_content_leads_to_its_editor(reviewer, writer) -> None:
    page = factories.standard_page()
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for waits in (False, True):
        if waits:
            page.save_revision(user=writer)
            page.get_workflow().start(page, writer)
        for user in (reviewer, writer):
            answer = browser(user).get(address(page), follow=True)
            assert answer.redirect_chain == [(editor, 302)]
            assert "There is nothing to sign on this page" in answer.content.decode()
            assert browser(user).post(address(page)).url == editor
    assert not SignOff.objects.exists()
