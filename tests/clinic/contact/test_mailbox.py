"""Messages are read by those who may, and by nobody else, not in the database either."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinic.contact.sealing import Unreadable, key_of, seal, unseal
from clinic.models import Message, User
from clinic.models.message import Letter
from clinic.serving.headers import FOR_STRANGERS_WORDS

pytestmark = pytest.mark.django_db

LETTER = Letter("<b>Grace</b>", "grace@reader.example", "", "<script>x()</script>\nBye")


@pytest.fixture
def message() -> Message:
    """What a reader wrote."""
    return Message.keep("a-form", "error", LETTER)[0]


def test_the_list_says_that_it_came_and_not_what_it_says(admin, message) -> None:
    shown = admin.get(reverse("messages"))
    text = shown.content.decode()
    assert reverse("message", args=[message.pk]) in text
    assert "An error in an article" in text
    assert "Grace" not in text
    assert shown["Content-Security-Policy"] == FOR_STRANGERS_WORDS
    assert "script-src 'self';" in FOR_STRANGERS_WORDS


def test_a_message_is_opened_as_plain_text(admin, message) -> None:
    shown = admin.get(reverse("message", args=[message.pk]))
    text = shown.content.decode()
    assert "&lt;b&gt;Grace&lt;/b&gt;" in text
    assert "&lt;script&gt;x()&lt;/script&gt;" in text
    assert "no-store" in shown["Cache-Control"]


def test_it_is_settled_and_deleted(admin, editor, message) -> None:
    address = reverse("message", args=[message.pk])
    admin.post(address, {"do": "settle"})
    message.refresh_from_db()
    assert message.settled_by == editor
    assert (
        "There is no message" in admin.get("/admin/messages/?open=yes").content.decode()
    )
    assert address in admin.get("/admin/messages/").content.decode()
    admin.post(address, {"do": "delete"})
    assert not Message.objects.exists()
    assert admin.get(address).status_code == 404


@pytest.mark.parametrize(("group", "sees"), [("Managers", True), ("Editors", False)])
def test_only_managers_have_the_line_in_the_menu(client, group, sees) -> None:
    user = User.objects.create_user("ada", password="a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert ('"/admin/messages/"' in client.get("/admin/").content.decode()) == sees


def test_a_new_secret_key_opens_what_the_old_one_sealed(settings) -> None:
    sealed, old = seal("words"), settings.SECRET_KEY
    assert "words" not in sealed
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, [old]
    assert unseal(sealed) == "words"
    assert unseal(seal("more")) == "more"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        unseal(sealed)
    assert key_of("a")._signing_key != key_of("b")._signing_key


def test_a_message_whose_key_is_gone_says_so(admin, message, settings) -> None:
    Message.objects.update(sealed=key_of("another").encrypt(b"{}").decode())
    answer = admin.get(reverse("message", args=[message.pk]))
    assert "cannot be opened" in answer.content.decode()
    assert Message.objects.get().says(LETTER)
