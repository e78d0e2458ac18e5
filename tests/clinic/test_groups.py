"""Who may do what in the admin, tried through its own doors."""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from clinic.models import Message, Picture, StandardPage, User
from clinic.models.message import Letter
from tests import factories
from tests.clinic.portable.small_journal import image

pytestmark = pytest.mark.django_db

NOBODY = "anonymous"
STRANGER = "without a group"
EDITOR = "in Editors"
MANAGER = "in Managers"
ADMINISTRATOR = "an administrator"
ROLES = [NOBODY, STRANGER, EDITOR, MANAGER, ADMINISTRATOR]
TEAM = {EDITOR, MANAGER, ADMINISTRATOR}
DECIDERS = {MANAGER, ADMINISTRATOR}


def account(role: str) -> User | None:
    """Somebody in that role."""
    if role == NOBODY:
        return None
    user = User.objects.create_user("ada", "ada@clinic.example", "a-long-password")
    if role == ADMINISTRATOR:
        user.is_superuser = True
        user.save()
    elif role != STRANGER:
        user.groups.add(Group.objects.get(name=role.removeprefix("in ")))
    return user


def browser(role: str) -> Client:
    """A browser of somebody in that role."""
    client = Client()
    if user := account(role):
        client.force_login(user)
    return client


# --- What can be done: each returns whether it was done ---
def opens(name: str, *args: Any) -> Callable[[Client], bool]:
    """Whether a room of the admin opens."""
    return lambda client: client.get(reverse(name, args=args)).status_code == 200


def post_to(client: Client, view: str, page: Page, **form: Any) -> Any:
    """Do something to a page."""
    return client.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), form)


def writes_an_article(client: Client) -> bool:
    names = ["articles", "articlepage", factories.journal().pk]
    return opens("wagtailadmin_pages:add", *names)(client)


def changes_another_persons_page(client: Client) -> bool:
    page = factories.standard_page()
    form = {"title": "New", "slug": "about", "summary": "", "body": streamfield([])}
    post_to(client, "edit", page, **nested_form_data(form))
    return Page.objects.get(pk=page.pk).draft_title == "New"


def publishes(client: Client) -> bool:
    page = factories.standard_page(live=False)
    form = {"title": "About", "slug": "about", "summary": "", "body": streamfield([])}
    form["action-publish"] = "on"
    post_to(client, "edit", page, **nested_form_data(form))
    return Page.objects.get(pk=page.pk).live


def unpublishes(client: Client) -> bool:
    page = factories.standard_page()
    post_to(client, "unpublish", page)
    return not Page.objects.get(pk=page.pk).live


def makes_private(client: Client) -> bool:
    page = factories.standard_page()
    form = {"restriction_type": "login", "password": "", "groups": []}
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, form)
    return page.get_view_restrictions().exists()


def deletes_a_page(client: Client) -> bool:
    page = factories.standard_page()
    post_to(client, "delete", page)
    return not Page.objects.filter(pk=page.pk).exists()


def deletes_a_tree(client: Client) -> bool:
    page = factories.standard_page()
    factories.make(StandardPage, page, title="Below", slug="below")
    post_to(client, "delete", page)
    return not Page.objects.filter(pk=page.pk).exists()


def locks(client: Client) -> bool:
    page = factories.standard_page()
    post_to(client, "lock", page)
    return Page.objects.get(pk=page.pk).locked


def unlocks_what_another_locked(client: Client) -> bool:
    page = factories.standard_page()
    grace = User.objects.create_user("grace")
    locked = {"locked": True, "locked_by": grace, "locked_at": timezone.now()}
    Page.objects.filter(pk=page.pk).update(**locked)
    post_to(client, "unlock", page)
    return not Page.objects.get(pk=page.pk).locked


def adds_a_page_beside_the_home_page(client: Client) -> bool:
    root = Page.objects.get(depth=1)
    return opens("wagtailadmin_pages:add", "clinic", "standardpage", root.pk)(client)


def changes_another_persons_picture(client: Client) -> bool:
    file = ImageFile(BytesIO(image()), "dot.png")
    found = Picture.objects.create(title="A dot", file=file)
    form = {"title": "A dot", "description": "A teal dot", "tags": "", "key": "a-dot"}
    client.post(reverse("wagtailimages:edit", args=[found.pk]), form)
    return Picture.objects.get().description == "A teal dot"


def changes_another_persons_document(client: Client) -> bool:
    file = ContentFile(b"words", "letter.txt")
    found = Document.objects.create(title="A letter", file=file)
    form = {"title": "Another letter", "tags": ""}
    client.post(reverse("wagtaildocs:edit", args=[found.pk]), form)
    return Document.objects.get().title == "Another letter"


def changes_the_settings(client: Client) -> bool:
    site = factories.home_page().sites_rooted_here.get()
    return opens("wagtailsettings:edit", "clinic", "clinicsettings", site.pk)(client)


def previews_the_settings(client: Client) -> bool:
    site = factories.home_page().sites_rooted_here.get()
    names = ["clinic", "clinicsettings", site.pk]
    address = reverse("wagtailsettings:preview_on_edit", args=names)
    return client.post(address).status_code == 200


def a_message() -> Message:
    """What a reader wrote."""
    letter = Letter("Grace", "grace@reader.example", "", "Hello.")
    return Message.keep("a-form", "other", letter)[0]


def opens_a_message(client: Client) -> bool:
    return opens("message", a_message().pk)(client)


def deletes_a_message(client: Client) -> bool:
    client.post(reverse("message", args=[a_message().pk]), {"do": "delete"})
    return not Message.objects.exists()


NEW_ACCOUNT = {
    "username": "grace",
    "email": "grace@clinic.example",
    "first_name": "Grace",
    "last_name": "Hopper",
    "password1": "another-long-password",
    "password2": "another-long-password",
}


def makes_an_account(client: Client) -> bool:
    client.post(reverse("wagtailusers_users:add"), NEW_ACCOUNT)
    return User.objects.filter(username="grace").exists()


def makes_an_administrator(client: Client) -> bool:
    form = NEW_ACCOUNT | {"is_superuser": "on"}
    client.post(reverse("wagtailusers_users:add"), form)
    return User.objects.filter(username="grace", is_superuser=True).exists()


def promotes_an_account(client: Client) -> bool:
    grace = User.objects.create_user("grace")
    form = NEW_ACCOUNT | {"is_superuser": "on", "is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[grace.pk]), form)
    return User.objects.get(username="grace").is_superuser


def takes_an_administrators_account(client: Client) -> bool:
    grace = User.objects.create_superuser("grace", password="hers-and-long")
    form = NEW_ACCOUNT | {"is_active": "on"}
    client.post(reverse("wagtailusers_users:edit", args=[grace.pk]), form)
    return not User.objects.get(username="grace").check_password("hers-and-long")


def deletes_an_administrator(client: Client) -> bool:
    grace = User.objects.create_superuser("grace")
    client.post(reverse("wagtailusers_users:delete", args=[grace.pk]))
    return not User.objects.filter(username="grace").exists()


def deletes_an_administrator_in_bulk(client: Client) -> bool:
    grace = User.objects.create_superuser("grace")
    address = reverse("wagtail_bulk_action", args=["clinic", "user", "delete"])
    client.post(f"{address}?id={grace.pk}")
    return not User.objects.filter(username="grace").exists()


# Who is able to; everybody else must not be.
RIGHTS: list[tuple[Callable[[Client], bool], set[str]]] = [
    (opens("wagtailadmin_home"), TEAM),
    (writes_an_article, TEAM),
    (changes_another_persons_page, TEAM),
    (publishes, TEAM),
    (unpublishes, TEAM),
    (makes_private, TEAM),
    (deletes_a_page, TEAM),
    (deletes_a_tree, DECIDERS),
    (locks, DECIDERS),
    (unlocks_what_another_locked, DECIDERS),
    (adds_a_page_beside_the_home_page, set()),
    (changes_another_persons_picture, TEAM),
    (opens("wagtailimages:add"), TEAM),
    (opens("wagtailimages_chooser:choose"), TEAM),
    (changes_another_persons_document, TEAM),
    (opens("wagtaildocs:add"), TEAM),
    (opens("articles:index"), TEAM),
    (opens("references:index"), TEAM),
    (opens("side-effects:index"), TEAM),
    (opens("wagtailadmin_reports:aging_pages"), TEAM),
    (opens("wagtailadmin_reports:locked_pages"), DECIDERS),
    (opens("failed_searches"), TEAM),
    (opens("wagtailsearchpromotions:add"), TEAM),
    (opens("wagtailsearchpromotions:search_terms"), {ADMINISTRATOR}),
    (changes_the_settings, DECIDERS),
    (opens("messages"), DECIDERS),
    (opens_a_message, DECIDERS),
    (deletes_a_message, DECIDERS),
    (previews_the_settings, DECIDERS),
    (opens("wagtailadmin_collections:index"), DECIDERS),
    (opens("wagtailusers_users:index"), DECIDERS),
    (makes_an_account, DECIDERS),
    (makes_an_administrator, {ADMINISTRATOR}),
    (promotes_an_account, {ADMINISTRATOR}),
    (takes_an_administrators_account, {ADMINISTRATOR}),
    (deletes_an_administrator, {ADMINISTRATOR}),
    (deletes_an_administrator_in_bulk, {ADMINISTRATOR}),
    (opens("wagtailusers_groups:index"), {ADMINISTRATOR}),
    (opens("wagtailsites:index"), {ADMINISTRATOR}),
    (opens("wagtailadmin_workflows:index"), {ADMINISTRATOR}),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("number", range(len(RIGHTS)))
def test_each_role_does_what_it_may_and_nothing_else(role: str, number: int) -> None:
    attempt, able = RIGHTS[number]
    assert attempt(browser(role)) == (role in able)


# --- How the groups came about ---
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
