"""People are reminded of due pages by one e-mail, and not again within a month."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.models import ReviewReminder, ReviewSubscriber, User
from clinic.review.reminding import letters
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.signing import OTHER, in_days, sign
from tests.elsewhere import held

pytestmark = pytest.mark.django_db


def person(name: str, **fields: Any) -> User:
    """Somebody who may sign pages."""
    address = fields.pop("email", f"{name}@clinic.example")
    user = User.objects.create_user(name, address, "a-long-password", **fields)
    user.groups.add(Group.objects.get(name="Clinical reviewers"))
    return user


def subscriber(name: str = "sam") -> User:
    """Somebody who wants to hear of all pages."""
    user = person(name)
    ReviewSubscriber.objects.create(user=user)
    return user


def run(*arguments: str) -> str:
    """Run the command; what it prints."""
    out = StringIO()
    call_command("send_review_reminders", *arguments, stdout=out)
    return out.getvalue()


def sent() -> dict[str, str]:
    """The e-mails by address."""
    return {letter.to[0]: str(letter.body) for letter in mail.outbox}


def test_whoever_signed_a_page_hears_of_it_and_subscribers_of_all() -> None:
    rita, sam = person("rita"), subscriber()
    sign(factories.condition("hers"), -1, reviewer=rita)
    sign(factories.condition("other"), 10, reviewer=person("otto"))
    sign(factories.condition("fine"), 200, reviewer=rita)
    factories.condition("new")
    assert run() == "E-mails sent: 3.\n"
    told = sent()
    assert "- HERS, since" in told["rita@clinic.example"]
    assert "OTHER" not in told["rita@clinic.example"]
    assert "NEW" not in told["rita@clinic.example"]
    for words in ("- HERS, since", "- OTHER, on", "- NEW\n"):
        assert words in told[sam.email]
    assert "FINE" not in told[sam.email]


def test_the_letter_has_titles_and_addresses_and_no_word_of_the_text() -> None:
    subscriber()
    page = factories.condition(summary="A secret summary.", title="On sleep")
    sign(page, 200, digest=OTHER)
    run()
    (letter,) = mail.outbox
    assert letter.subject == "Due for review: 1 page of the journal"
    assert "Changed since review\n- On sleep, signed on" in letter.body
    assert f"/admin/pages/{page.pk}/edit/" in letter.body
    assert "/admin/reports/due-for-review/" in letter.body
    assert "secret" not in letter.body and "Some words" not in letter.body


def test_nobody_hears_twice_of_the_same_page_and_date_within_a_month() -> None:
    subscriber()
    page = factories.condition()
    sign(page, 3)
    assert run() == "E-mails sent: 1.\n"
    assert run() == "E-mails sent: 0.\n"
    subscriber("sue")
    run()
    assert [letter.to[0].split("@")[0] for letter in mail.outbox] == ["sam", "sue"]
    lately = timezone.now() - timedelta(days=31)
    ReviewReminder.objects.update(sent_at=lately)
    assert run() == "E-mails sent: 2.\n"
    assert not ReviewReminder.objects.filter(sent_at=lately).exists()


def test_another_date_of_the_same_page_is_told_at_once() -> None:
    subscriber()
    page = factories.condition()
    sign(page, 3)
    run()
    sign(page, 20, ago=1)
    assert run() == "E-mails sent: 1.\n"
    assert {row.day for row in ReviewReminder.objects.all()} == {
        in_days(3),
        in_days(20),
    }


def test_who_may_work_on_one_page_hears_of_no_page_that_is_private() -> None:
    own = hidden(factories.condition("own"))
    keeper = keeper_of(own)
    ReviewSubscriber.objects.create(user=keeper)
    signed = hidden(factories.condition("private"))
    sign(signed, -1, reviewer=keeper)
    hidden(factories.condition("another"))
    factories.condition("public")
    subscriber()
    run()
    found = sent()
    for words in ("- OWN", "- PUBLIC", "- PRIVATE", "- ANOTHER"):
        assert words in found["sam@clinic.example"]
    assert "- OWN" in found[keeper.email] and "- PUBLIC" in found[keeper.email]
    assert "PRIVATE" not in found[keeper.email]
    assert "ANOTHER" not in found[keeper.email]


def test_a_letter_without_a_page_that_may_be_told_is_not_sent() -> None:
    keeper = keeper_of(factories.standard_page())
    sign(hidden(factories.condition()), -1, reviewer=keeper)
    assert run() == "E-mails sent: 0.\n"


def test_letters_cost_as_many_queries_however_many_pages_they_name() -> None:
    ReviewSubscriber.objects.create(user=keeper_of(factories.standard_page()))
    subscriber()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(letters()) == 2
        return len(captured)

    factories.condition("a")
    queries()
    before = queries()
    for name in "bcd":
        factories.condition(name)
    assert queries() == before


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_whoever_left_or_has_no_address_gets_none(fields: dict[str, Any]) -> None:
    sign(factories.condition(), -1, reviewer=person("rita", **fields))
    assert run() == "E-mails sent: 0.\n"


def test_whoever_may_no_longer_enter_the_admin_gets_none() -> None:
    rita = person("rita")
    rita.groups.clear()
    sign(factories.condition(), -1, reviewer=rita)
    run()
    assert mail.outbox == []


def test_a_dry_run_says_what_it_would_send_and_sends_nothing() -> None:
    subscriber()
    sign(factories.condition(title="On sleep"), -1)
    said = run("--dry-run")
    assert "To: sam@clinic.example" in said and "- On sleep, since" in said
    assert said.endswith("E-mails that would be sent: 1.\n")
    assert mail.outbox == [] and not ReviewReminder.objects.exists()
    assert run() == "E-mails sent: 1.\n"


def test_an_e_mail_that_fails_keeps_no_other_back(monkeypatch: Any) -> None:
    send = EmailBackend.send_messages

    def fail_for_sam(self: Any, messages: list[Any]) -> int:
        if messages[0].to == ["sam@clinic.example"]:
            raise ConnectionRefusedError("nobody answers")
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", fail_for_sam)
    sam, sue = subscriber(), subscriber("sue")
    factories.condition()
    with pytest.raises(CommandError, match=r"sam@clinic\.example was not sent: nobody"):
        run()
    assert [letter.to[0] for letter in mail.outbox] == [sue.email]
    monkeypatch.undo()
    run()
    assert [letter.to[0] for letter in mail.outbox] == [sue.email, sam.email]


def test_two_runs_at_once_remind_nobody_twice() -> None:
    factories.condition("new")
    subscriber()
    with held("remind"), pytest.raises(CommandError, match="Another process"):
        run()
    assert mail.outbox == []
    assert run() == "E-mails sent: 1.\n"
