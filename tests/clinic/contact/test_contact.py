"""A reader writes to the clinic: once, in confidence, without a cookie, losing nothing."""

import logging
from datetime import timedelta
from time import time
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.search.models import IndexEntry

from clinic.contact import form_token, rate
from clinic.models import ClinicSettings, ContactPage, Message
from clinic.models.contact import FROM_ALL, FROM_ONE
from clinic.models.message import Letter
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS, THANKS = "/contact/", "/contact/thanks/"
WORDS = "Canary: a figure in the third part is wrong.\r\nPlease look."
WRITTEN = {
    "topic": "error",
    "message": WORDS,
    "name": "Grace  Hopper",
    "email": "grace@reader.example",
    "telephone": "",
    "consent": "on",
    "website": "",
}


@pytest.fixture(autouse=True)
def contact(home: Any, settings: Any) -> ContactPage:
    """The contact page, with a desk that gets notices, behind a proxy."""
    settings.READER_ADDRESS_HEADER = "X-Real-IP"
    return factories.contact_page(notice_to="desk@clinic.example")


def at(seconds: int) -> Any:
    """So many seconds from now, for whoever signs or reads a token."""
    return patch("django.core.signing.time.time", return_value=time() + seconds)


def token(seconds: int = 60) -> str:
    """The token of a form that was made so many seconds ago."""
    with at(-seconds):
        return form_token.make()


def send(client: Client, headers: dict[str, str] | None = None, **changed: Any) -> Any:
    """Send the form as it is filled in above, but for what is changed."""
    form = {**WRITTEN, "token": token()} | changed
    whence = {"X-Real-IP": "203.0.113.7"}
    return client.post(ADDRESS, form, headers=whence | (headers or {}))


def soup(answer: Any) -> BeautifulSoup:
    """The page that came back."""
    return BeautifulSoup(answer.content, "html.parser")


def faults(answer: Any) -> dict[str, str]:
    """The list of what is wrong: where each line leads, by what it says."""
    lines = soup(answer).select(".faults li")
    return {line.text.strip(): str(line.a["href"]) if line.a else "" for line in lines}


def test_the_form_says_what_it_is_not_for_and_asks_for_consent(client) -> None:
    answer = client.get(ADDRESS)
    found = soup(answer)
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-cache"
    aside = found.find("aside", class_="contact__not-for")
    assert "Not for emergencies" in aside.text
    assert "No details of your health" in aside.text
    assert found.select_one("form a[href='/privacy/']")
    assert found.find(id="id_consent")["required"] == ""
    assert found.find(id="id_email")["autocomplete"] == "email"
    assert found.find(id="id_telephone")["autocomplete"] == "tel"
    trap = found.find(id="id_website")
    assert (trap["autocomplete"], trap["tabindex"]) == ("off", "-1")
    assert trap.find_parent(class_="form__trap")["aria-hidden"] == "true"


def test_a_message_arrives_sealed_and_the_reader_is_thanked(client) -> None:
    answer = send(client)
    assert (answer.status_code, answer["Location"]) == (302, THANKS)
    assert not answer.cookies
    message = Message.objects.get()
    assert message.topic == "error"
    assert message.letter == Letter(
        "Grace Hopper", "grace@reader.example", "", WORDS.replace("\r\n", "\n")
    )
    assert not any("Canary" in str(value) for value in vars(message).values())
    assert "We have your message" in soup(client.get(THANKS)).text


def test_the_desk_learns_that_it_came_and_not_what_it_says(client) -> None:
    send(client)
    (letter,) = mail.outbox
    assert letter.to == ["desk@clinic.example"]
    assert f"/admin/messages/{Message.objects.get().pk}/" in letter.body
    for word in ("Canary", "Grace", "grace@reader.example", "error"):
        assert word not in f"{letter.subject} {letter.body}"


def test_without_a_desk_nobody_is_mailed(client, contact) -> None:
    contact.notice_to = ""
    factories.publish(contact)
    assert send(client).status_code == 302
    assert mail.outbox == []


def test_a_mail_server_that_fails_undoes_nothing(client, settings, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send(client).status_code == 302
    assert Message.objects.count() == 1
    assert "was not mailed: ConnectionRefusedError" in caplog.text
    assert "Canary" not in caplog.text


@pytest.mark.parametrize(
    ("changed", "where", "said"),
    [
        ({"topic": ""}, "#id_topic_0", "Choose what it is about."),
        ({"topic": "lunch"}, "#id_topic_0", "Choose what it is about."),
        ({"message": " "}, "#id_message", "Write your message."),
        ({"message": "x" * 4001}, "#id_message", "Shorten your message to 4000"),
        ({"email": ""}, "#id_email", "Give an e-mail address or a telephone"),
        ({"email": "a@b\nBcc: c@d.example"}, "#id_email", "Give an e-mail address in"),
        ({"telephone": "none"}, "#id_telephone", "Give a telephone number"),
        ({"consent": ""}, "#id_consent", "Tick the box"),
        ({"website": "spam"}, "", "A field that nobody sees was filled in"),
        ({"token": ""}, "", "The form was damaged"),
        ({"token": "forged:1:x"}, "", "The form was damaged"),
    ],
)
def test_a_fault_is_told_at_its_place_and_nothing_is_lost(
    client, changed, where, said
) -> None:
    answer = send(client, **changed)
    assert answer.status_code == 422
    assert Message.objects.count() == 0
    [(sentence, target)] = faults(answer).items()
    assert sentence.startswith(said)
    assert target == where
    shown = soup(answer)
    assert shown.title.text.startswith("Error: ")
    assert shown.find(id="id_name")["value"] == WRITTEN["name"]
    if "message" not in changed:
        assert "Canary" in shown.find(id="id_message").text
    if where and "topic" not in changed:
        field = shown.select_one(where)
        assert field["aria-invalid"] == "true"
        assert shown.find(id=f"{where[1:]}_error").text
        assert f"{where[1:]}_error" in field["aria-describedby"]
    again = str(shown.find("input", attrs={"name": "token"})["value"])
    assert send(client, token=again).status_code in {302, 422}


def test_lines_are_counted_as_the_browser_counts_them(client) -> None:
    assert send(client, message="\r\n".join(["x"] * 2_000)).status_code == 302


def test_a_form_too_old_or_too_quick_is_sent_once_more(client) -> None:
    quick, old = send(client, token=token(1)), send(client, token=token(90_000))
    assert list(faults(quick)) == [
        "That was faster than one can write. Please send it once more."
    ]
    assert "open for more than a day" in next(iter(faults(old)))
    kept = soup(quick).find("input", attrs={"name": "token"})["value"]
    with at(5):
        assert send(client, token=kept).status_code == 302


def test_sent_twice_it_is_one_message_and_another_needs_another_form(client) -> None:
    form = token()
    assert [send(client, token=form).status_code for _ in range(3)] == [302] * 3
    assert Message.objects.count() == len(mail.outbox) == 1
    answer = send(client, token=form, message="Something else.")
    assert "Your first message has arrived" in next(iter(faults(answer)))
    assert Message.objects.count() == 1
    assert soup(answer).find("input", attrs={"name": "token"})["value"] != form


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/testserver"},
        {"Referer": "http://[broken"},
    ],
)
def test_a_form_of_another_site_is_refused(headers) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, headers).status_code == 403
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/contact/"},
        {},
    ],
)
def test_a_form_of_ours_needs_no_cookie(headers) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = send(strict, headers)
    assert answer.status_code == 302
    assert not answer.cookies


def test_other_pages_and_the_thanks_take_no_form(client) -> None:
    assert client.post("/privacy/").status_code == 405
    assert client.post(THANKS, WRITTEN).status_code == 405
    assert client.put(ADDRESS).status_code == 405


def test_one_network_cannot_flood_and_its_address_is_stored_nowhere(
    client, monkeypatch
) -> None:
    kept: dict[str, Any] = {}
    store = "django.core.cache.backends.locmem.LocMemCache.add"
    monkeypatch.setattr(
        store, lambda self, key, value, *a, **k: kept.setdefault(key, value) or True
    )
    codes = [send(client).status_code for _ in range(2)]
    assert codes == [302, 302]
    assert kept
    assert "203.0.113.7" not in repr(kept)


def test_too_many_messages_are_told_and_keep_their_words(client) -> None:
    codes = [send(client).status_code for _ in range(FROM_ONE + 1)]
    assert codes == [302] * FROM_ONE + [429]
    answer = send(client)
    assert "Too many messages" in next(iter(faults(answer)))
    assert "Canary" in soup(answer).find(id="id_message").text
    assert send(client, {"X-Real-IP": "198.51.100.1"}).status_code == 302


def test_all_together_cannot_flood_either(client) -> None:
    whence = ({"X-Real-IP": f"2001:db8:{n:x}::1"} for n in range(FROM_ALL + 1))
    codes = [send(client, headers).status_code for headers in whence]
    assert codes == [302] * FROM_ALL + [429]


@pytest.mark.parametrize(
    ("header", "told", "network"),
    [
        ("", {"REMOTE_ADDR": "9.9.9.9"}, "9.9.9.9"),
        ("", {"REMOTE_ADDR": "2620:fe::fe"}, "2620:fe::/64"),
        ("", {"REMOTE_ADDR": "127.0.0.1"}, ""),  # a proxy that does not tell
        ("", {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_REAL_IP": "9.9.9.9"}, ""),
        ("X-Real-IP", {"HTTP_X_REAL_IP": "10.0.0.7"}, "10.0.0.7"),
        ("X-Real-IP", {"HTTP_X_REAL_IP": "nonsense"}, ""),
        ("X-Real-IP", {"REMOTE_ADDR": "9.9.9.9"}, ""),
    ],
)
def test_a_network_is_told_by_the_server_or_by_the_proxy_one_trusts(
    rf, settings, header, told, network
) -> None:
    settings.READER_ADDRESS_HEADER = header
    assert rate.address_of(rf.get("/", **told)) == network


def test_a_message_is_in_no_index(client) -> None:
    send(client)
    assert IndexEntry.objects.exists()
    assert not IndexEntry.objects.filter(body__icontains="canary").exists()
    assert not IndexEntry.objects.filter(title__icontains="grace").exists()


def test_a_message_is_not_logged(client, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        send(client)
        send(client, consent="")
    assert "Canary" not in caplog.text
    assert "grace@reader.example" not in caplog.text


def test_old_messages_go_by_themselves_and_by_the_command(client, capsys) -> None:
    clinic = ClinicSettings.for_site(factories.home_page().sites_rooted_here.get())
    clinic.message_days = 30
    clinic.save()

    def grow_old() -> None:
        then = timezone.now() - timedelta(days=30, minutes=1)
        Message.objects.update(received_at=then)

    send(client)
    grow_old()
    send(client, message="A new one.")
    assert Message.objects.get().letter.text == "A new one."
    call_command("delete_old_messages")
    grow_old()
    call_command("delete_old_messages", "--dry-run")
    assert Message.objects.count() == 1
    call_command("delete_old_messages")
    assert Message.objects.count() == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 messages are older than 30 days: deleted.",
        "1 message is older than 30 days: would be deleted.",
        "1 message is older than 30 days: deleted.",
    ]


def test_a_hidden_privacy_page_is_not_named(client, contact) -> None:
    contact.privacy.specific.unpublish()
    assert not soup(client.get(ADDRESS)).select("a[href='/privacy/']")


def test_the_page_is_not_published_without_a_privacy_page(contact) -> None:
    contact.privacy = None
    with pytest.raises(ValidationError, match="what you keep"):
        contact.full_clean()
    contact.privacy = factories.journal()
    with pytest.raises(ValidationError, match="cannot be chosen here"):
        contact.full_clean()
