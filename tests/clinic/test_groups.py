"""How the groups of a new site came about, and what the migrations leave alone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, GroupPagePermission

pytestmark = pytest.mark.django_db

GROUPS = import_module("clinic.migrations.0005_groups")


def on_pages(name: str) -> set[tuple[str, str]]:
    """The rights of a group on pages."""
    rows = GroupPagePermission.objects.filter(group__name=name)
    return set(rows.values_list("page__slug", "permission__codename"))


def test_the_groups_have_their_rights_on_the_home_page_and_below() -> None:
    assert {slug for slug, _ in on_pages("Editors") | on_pages("Managers")} == {"home"}
    assert on_pages("Editors") < on_pages("Managers")
    assert not Group.objects.filter(name="Moderators").exists()


def test_managers_approve_what_is_submitted() -> None:
    task = GroupApprovalTask.objects.get()
    assert task.workflows.get().name == "Managers approval"
    assert (task.name, task.groups.get().name) == ("Managers approval", "Managers")


def test_making_them_can_be_taken_back_and_done_again() -> None:
    before = on_pages("Editors"), on_pages("Managers")
    GROUPS.unmake_groups(apps, None)
    assert on_pages("Editors") == {("root", "add_page"), ("root", "change_page")}
    assert GroupApprovalTask.objects.get().workflows.get().name == "Moderators approval"
    moderators = Group.objects.get(name="Moderators")
    own = moderators.permissions.filter(content_type__app_label="clinic")
    assert [right.codename for right in own] == ["read_messages"]  # given later
    GROUPS.make_groups(apps, None)
    assert (on_pages("Editors"), on_pages("Managers")) == before


def test_a_group_that_somebody_has_changed_stays_as_it_is() -> None:
    GROUPS.unmake_groups(apps, None)
    rows = GroupPagePermission.objects
    rows.filter(group__name="Editors", permission__codename="change_page").delete()
    rows.filter(group__name="Moderators", permission__codename="lock_page").delete()
    before = set(rows.values_list("pk", flat=True))
    GROUPS.make_groups(apps, None)
    assert set(rows.values_list("pk", flat=True)) == before
    assert not Group.objects.filter(name="Managers").exists()


def test_groups_that_are_gone_do_not_come_back() -> None:
    GROUPS.unmake_groups(apps, None)
    Group.objects.all().delete()
    GROUPS.make_groups(apps, None)
    GROUPS.unmake_groups(apps, None)
    assert not Group.objects.exists()
