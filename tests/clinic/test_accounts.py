"""A new site gets one login, and never a second."""

import pytest

from clinic.accounts import make_first_login
from clinic.models import User

pytestmark = pytest.mark.django_db


def test_a_new_site_gets_a_login_that_works(client) -> None:
    password = make_first_login()
    assert client.login(username="editor", password=password)
    assert client.get("/admin/").status_code == 200


def test_the_password_is_long_and_not_the_same_for_every_site() -> None:
    first = make_first_login()
    User.objects.all().delete()
    assert make_first_login() != first
    assert len(first) >= 16


def test_a_second_login_is_not_made() -> None:
    password = make_first_login()
    assert make_first_login() == ""
    editor = User.objects.get()
    assert editor.check_password(password)


def test_a_site_with_a_login_of_its_own_gets_none(editor) -> None:
    assert make_first_login() == ""
    assert list(User.objects.all()) == [editor]


def test_a_login_without_rights_becomes_the_first_login(client) -> None:
    User.objects.create_user("editor", password="forgotten", is_active=False)
    password = make_first_login()
    assert User.objects.get().is_superuser
    assert client.login(username="editor", password=password)
