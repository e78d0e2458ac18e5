"""How tests submit a page for clinical review, sign it, and look what came of it."""

from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage
from clinic.models import SignOff, User
from clinic.models.signing import Signature, newest

NEW = [("paragraph", "<p>About 7 in 10 felt better.</p>")]


def account(name: str, group: str = "", **more: Any) -> User:
    """Somebody, in a group."""
    user = User.objects.create_user(name, f"{name}@clinic.example", "x", **more)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def submitted(page: Any, user: User) -> Any:
    """The page, changed and submitted by that person."""
    page.body = NEW
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return Page.objects.get(pk=page.pk).specific


def browser(user: User) -> Client:
    """A browser of that person."""
    client = Client()
    client.force_login(user)
    return client


def address(page: Page) -> str:
    """Where the page is signed."""
    return reverse("signing:sign", args=[page.pk])


def opened(page: Page, user: User) -> BeautifulSoup:
    """What is shown to who wants to sign."""
    return BeautifulSoup(
        browser(user).get(address(page)).content.decode(), "html.parser"
    )


def filled(page: Page, user: User, **changes: Any) -> dict[str, Any]:
    """The form as it was shown, every box ticked, with some fields changed."""
    html = opened(page, user)
    form = {
        field["name"]: field.get("value", "")
        for field in html.select("main form input[name], main form textarea")
        if field.get("type") not in {"radio", "checkbox"}
    }
    boxes = [box["value"] for box in html.select("main [name=boxes]")]
    form |= {"whole": "yes", "boxes": boxes}
    return form | changes


def sign(page: Page, user: User, **changes: Any) -> tuple[int, str]:
    """Open the page, fill in the form and send it; the answer."""
    form = filled(page, user, **changes)
    return send(page, user, form)


def send(page: Page, user: User, form: dict[str, Any]) -> tuple[int, str]:
    """Send a form that was filled in; status and text of the answer."""
    answer = browser(user).post(address(page), form)
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    return answer.status_code, " ".join(soup.get_text().split())


def live(page: Page) -> ArticlePage:
    """The page as readers have it."""
    return ArticlePage.objects.get(pk=page.pk)


def is_untouched(page: Page) -> bool:
    """Whether nothing was signed, approved or published."""
    return (
        not SignOff.objects.exists()
        and "7 in 10" not in str(live(page).body)
        and live(page).workflow_in_progress
    )


def signature(page: Page, **changes: Any) -> Signature:
    """A complete signature under the newest version of a page."""
    draft = newest(page)
    values = {
        "revision_id": draft.revision.pk,
        "digest": draft.digest,
        "name": "Grace Hopper",
        "credentials": "MD",
        "next_review": timezone.localdate() + timedelta(days=30),
        "checklist": page.current_workflow_task.boxes,
    }
    return Signature(**(values | changes))
