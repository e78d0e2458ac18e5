"""Each role does what docs/roles.md says, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from clinic.models import User
from tests import factories
from tests.clinic import attempts
from tests.clinic import attempts_on_pages as on_pages
from tests.clinic.attempts_on_pages import Attempt, opens
from tests.manual import said

pytestmark = pytest.mark.django_db

ROLES = (
    "Anyone",
    "No group",
    "Another part",
    "Clinical reviewers",
    "Editors",
    "Managers",
    "Administrators",
)


def table(heading: str) -> dict[str, list[str]]:
    """The lines of the table below a heading of docs/roles.md, by their first cells."""
    part = said("docs/roles.md").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert tuple(cells[0][1:]) == ROLES
    return {name: told for name, *told in cells[1:]}


PAGES, REST = table("Pages"), table("Everything else")
EXCEPT = table("Where a type of page differs")

TYPES: dict[str, Callable[[], Page]] = {
    "article": factories.article,
    "condition": factories.condition,
    "side effect": factories.side_effect,
    "source": factories.reference,
    "author": factories.author,
    "key fact": factories.key_fact,
    "standard page": lambda: factories.standard_page("another"),
    "contact page": factories.contact_page,
    "home page": factories.home_page,
    "journal": factories.journal,
    "list of conditions": lambda: factories.condition().get_parent().specific,
}


# Rights are the same on both databases; on PostgreSQL two types show that they are.
TRIED = ["article", "source"] if connection.vendor == "postgresql" else list(TYPES)


def trials(form: dict[str, Any]) -> dict[str, Attempt]:
    """How each line of the table is tried, with what a browser sends to save."""
    explorer, chooser = "wagtailadmin_explore", "wagtailadmin_choose_page_child"
    return {
        "See the draft": opens("view_draft"),
        "See an earlier version": on_pages.sees_a_version,
        "Compare versions": on_pages.compares,
        "See its history": opens("history"),
        "See its reviews": opens("workflow_history"),
        "See where it is used": opens("usage"),
        "Find the draft in the admin": on_pages.names_the_draft(explorer),
        "Find the draft where a page is chosen": on_pages.names_the_draft(chooser),
        "Read the draft in the API": on_pages.reads_in_the_api,
        "Open its form": opens("edit"),
        "Preview changes": on_pages.previews(form),
        "See who is editing it": on_pages.watches_who_edits,
        "Save a draft": on_pages.saves(form),
        "Go back to an earlier version": on_pages.goes_back_to_a_version,
        "Submit for review": on_pages.submits(form),
        "Approve what managers review": on_pages.approves,
        "Publish from its form": on_pages.publishes_from_its_form(form),
        "Publish from a list": on_pages.publishes,
        "Unpublish": on_pages.unpublishes,
        "Make private": on_pages.makes_private,
        "Copy": on_pages.copies,
        "Delete": on_pages.deletes,
        "Delete from a list": on_pages.deletes_with_others,
        "Move": opens("move"),
        "Lock": on_pages.locks,
        "Add another": on_pages.adds,
    }


def someone_of_another_part() -> User:
    """An account of a group that may edit one other page, and nothing else."""
    page = factories.standard_page("their-own")
    group = Group.objects.create(name="Of another part")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    user = User.objects.create_user("another")
    user.groups.add(group)
    return user


def people() -> dict[str, User | None]:
    """Somebody in each role."""
    found: dict[str, User | None] = {"Anyone": None}
    found["No group"] = User.objects.create_user("nogroup")
    found["Another part"] = someone_of_another_part()
    for name in ("Clinical reviewers", "Editors", "Managers"):
        found[name] = user = User.objects.create_user(name.replace(" ", ""))
        user.groups.add(Group.objects.get(name=name))
    found["Administrators"] = User.objects.create_superuser("root")
    return found


def browser(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(User.objects.get(pk=user.pk))
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done here is undone again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def tried(attempt: Callable[[Client], bool], team: dict[str, User | None]) -> list[str]:
    """Who was able to, as a line of the table says it."""
    answers = []
    for user in team.values():
        with undone():
            answers.append("yes" if attempt(browser(user)) else "no")
    return answers


@pytest.mark.parametrize("kind", TRIED)
def test_each_role_does_with_a_page_what_it_may(kind: str) -> None:
    team = people()
    page = TYPES[kind]()
    administrator = User.objects.get(username="root")
    draft = on_pages.form_of(page, administrator) | {"title": on_pages.DRAFT}
    browser(team["Editors"]).post(on_pages.at("edit", page.pk), draft)
    page = on_pages.now(page).specific
    assert page.draft_title == on_pages.DRAFT
    form = on_pages.form_of(page, administrator)
    found = {
        name: tried(lambda client, attempt=attempt: attempt(client, page), team)
        for name, attempt in trials(form).items()
    }
    here = f"{kind}: "
    differs = {
        name.removeprefix(here): told for name, told in EXCEPT.items() if here in name
    }
    assert found == PAGES | differs


def test_every_exception_names_a_type_and_a_line() -> None:
    for name in EXCEPT:
        kind, line = name.split(": ")
        assert kind in TYPES
        assert line in PAGES
        assert EXCEPT[name] != PAGES[line]


ELSEWHERE: dict[str, Callable[[Client], bool]] = {
    "Enter the admin": attempts.opens("wagtailadmin_home"),
    "Approve a page without clinical content, own or another’s": (
        attempts.approves_what_is_not_clinical
    ),
    "Delete a page with all below it": attempts.deletes_a_tree,
    "Open a lock of somebody else": attempts.unlocks_what_another_locked,
    "Add a page beside the home page": attempts.adds_a_page_beside_the_home_page,
    "Change a picture of somebody else": attempts.changes_another_persons_picture,
    "Upload a picture": attempts.opens("wagtailimages:add"),
    "Choose a picture": attempts.opens("wagtailimages_chooser:choose"),
    "Change a document of somebody else": attempts.changes_another_persons_document,
    "Upload a document": attempts.opens("wagtaildocs:add"),
    "See the list of articles": attempts.opens("articles:index"),
    "See the list of sources": attempts.opens("references:index"),
    "See the list of side effects": attempts.opens("side-effects:index"),
    "Add sources by DOI": attempts.adds_sources,
    "Choose a source to cite": attempts.opens("sources:choose"),
    "Report: evidence changed": attempts.opens("evidence_changed"),
    "Report: due for review": attempts.opens("due_for_review"),
    "Report: failed searches": attempts.opens("failed_searches"),
    "Report: aging pages": attempts.opens("wagtailadmin_reports:aging_pages"),
    "Report: locked pages": attempts.opens("wagtailadmin_reports:locked_pages"),
    "Report: workflows": attempts.opens("wagtailadmin_reports:workflow"),
    "Report: site history": attempts.opens("wagtailadmin_reports:site_history"),
    "Report: who did what": attempts.opens("audit"),
    "Pin a page to a search": attempts.opens("wagtailsearchpromotions:add"),
    "Change the clinic’s settings": attempts.changes_the_settings,
    "Preview the clinic’s settings": attempts.previews_the_settings,
    "See the messages of readers": attempts.opens("messages"),
    "Read a message of a reader": attempts.opens_a_message,
    "Delete a message of a reader": attempts.deletes_a_message,
    "Manage collections": attempts.opens("wagtailadmin_collections:index"),
    "See the accounts": attempts.opens("wagtailusers_users:index"),
    "Make an account": attempts.makes_an_account,
    "Make an administrator": attempts.makes_an_administrator,
    "Make an account an administrator": attempts.promotes_an_account,
    "Change an administrator’s password": attempts.takes_an_administrators_account,
    "Delete an administrator": attempts.deletes_an_administrator,
    "Delete an administrator from a list": attempts.deletes_an_administrator_in_bulk,
    "Manage groups": attempts.opens("wagtailusers_groups:index"),
    "Manage sites": attempts.opens("wagtailsites:index"),
    "Manage workflows": attempts.opens("wagtailadmin_workflows:index"),
    "Manage tasks of workflows": attempts.opens("wagtailadmin_workflows:task_index"),
}


@pytest.mark.parametrize("name", REST)
def test_each_role_does_elsewhere_what_it_may(name: str) -> None:
    assert tried(ELSEWHERE[name], people()) == REST[name]


def test_the_tables_and_the_trials_name_the_same() -> None:
    assert list(PAGES) == list(trials({}))
    assert list(REST) == list(ELSEWHERE)
