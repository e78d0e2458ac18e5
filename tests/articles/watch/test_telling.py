"""Whoever wants to know is told once of each change, whoever made it."""

from typing import Any

import pytest
from django.core import mail

from articles.models import (
    EvidenceChange,
    EvidenceSubscriber,
    ReferencePage,
)
from articles.models.source import Status
from articles.models.watch import ToldBy
from articles.watch.changes import told_by
from clinic.models import User
from tests import factories
from tests.articles.watch.runs import NOTICE, fresh, offline
from tests.clinic.keeping import hidden, keeper_of

pytestmark = pytest.mark.django_db


def test_a_change_by_hand_is_recorded_and_mailed_but_a_first_publication_is_not(
    subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.reference(status=Status.CORRECTED, notice="Mended.")
    assert not EvidenceChange.objects.exists() and mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        page.status = Status.RETRACTED
        page.save_revision()  # a draft tells nobody
        assert not EvidenceChange.objects.exists()
        factories.publish(page)
        factories.publish(fresh(page))
    change = EvidenceChange.objects.get()
    assert (change.before, change.told_by) == (Status.CORRECTED, ToldBy.EDITOR)
    assert len(mail.outbox) == 1


def test_the_letter_names_the_sources_and_the_pages(
    source: ReferencePage, subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    article = factories.article(body=factories.cited(source.key))
    factories.reference("questioned-2020", doi="10.5555/questioned")
    gone = User.objects.create_user("gone", "gone@clinic.example", is_active=False)
    reader = User.objects.create_user("reader", "reader@clinic.example")
    for user in (gone, reader):
        EvidenceSubscriber.objects.create(user=user)
    with django_capture_on_commit_callbacks(execute=True):
        offline()
    (letter,) = mail.outbox
    assert letter.to == [subscriber.email]
    assert letter.subject == "Evidence changed: wakefield-1998, questioned-2020"
    for words in (
        "Not checked → Retracted, told by Retraction Watch",
        NOTICE,
        source.full_url,
        article.full_url,
        f"http://localhost:8000/admin/pages/{article.pk}/edit/",
        "No page rests on it.",
        "http://localhost:8000/admin/reports/evidence-changed/",
    ):
        assert words in letter.body


def test_who_may_work_on_one_page_hears_of_no_page_or_source_that_is_private(
    source: ReferencePage, subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    own = factories.article("own", body=factories.cited(source.key))
    hidden(factories.article("hidden", title="Hidden", body=own.body))
    other = factories.reference("questioned-2020", doi="10.5555/questioned")
    hidden(other)
    keeper = keeper_of(own)
    EvidenceSubscriber.objects.create(user=keeper)
    with django_capture_on_commit_callbacks(execute=True):
        offline()
    letters = {letter.to[0]: letter for letter in mail.outbox}
    told, all_told = letters[keeper.email], letters[subscriber.email]
    assert told.subject == "Evidence changed: wakefield-1998"
    assert own.full_url in told.body
    assert "Hidden" not in told.body and other.key not in told.body
    assert "Hidden" in all_told.body and other.key in all_told.body


def test_nobody_gets_a_letter_that_would_tell_nothing(
    source: ReferencePage, django_capture_on_commit_callbacks: Any
) -> None:
    hidden(source)
    keeper = keeper_of(factories.standard_page())
    EvidenceSubscriber.objects.create(user=keeper)
    with django_capture_on_commit_callbacks(execute=True):
        offline()
    assert mail.outbox == []


def test_two_accounts_with_one_address_get_one_letter(
    source: ReferencePage, subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    twin = User.objects.create_superuser("twin", subscriber.email, "a-long-password")
    EvidenceSubscriber.objects.create(user=twin)
    with django_capture_on_commit_callbacks(execute=True):
        offline()
    assert [letter.to for letter in mail.outbox] == [[subscriber.email]]


def test_a_mail_server_that_fails_undoes_nothing(
    source: ReferencePage,
    subscriber: User,
    django_capture_on_commit_callbacks: Any,
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = "tests.articles.watch.test_telling.no_mail"
    with django_capture_on_commit_callbacks(execute=True):
        assert offline() == 3
    assert fresh(source).status == Status.RETRACTED


def no_mail(**how: Any) -> None:
    """A mail server that is not there."""
    raise ConnectionRefusedError


def test_what_changed_before_a_run_broke_off_is_told(
    source: ReferencePage, subscriber: User, django_capture_on_commit_callbacks: Any
) -> None:
    source.status = Status.RETRACTED
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(KeyboardInterrupt),
        told_by(ToldBy.CROSSREF),
    ):
        factories.publish(source)
        raise KeyboardInterrupt
    assert len(mail.outbox) == 1
