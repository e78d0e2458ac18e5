"""The first login of a new site."""

import secrets

from clinic.models import User

FIRST_NAME = "editor"


def make_first_login() -> str:
    """Make a login with all rights if the site has none.

    Returns its password, which is stored nowhere else, or "" if there is a login.
    """
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return ""
    password = secrets.token_urlsafe(12)
    user = User.objects.filter(username=FIRST_NAME).first() or User(username=FIRST_NAME)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    return password
