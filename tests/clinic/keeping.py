"""Somebody who may work on one page, and on no other."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from clinic.models import User


def keeper_of(page: Page, name: str = "keeper") -> User:
    """An account that may edit and publish this page, and nothing else."""
    group = Group.objects.create(name=f"Of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        right = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    user = User.objects.create_user(name, f"{name}@clinic.example", "a-password")
    user.groups.add(group)
    return user


def hidden(page: Page) -> Page:
    """The page, which is private now."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page
