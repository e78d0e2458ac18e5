"""What somebody may try in the admin; each attempt says whether it was done."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from clinic.models import Message, Picture, StandardPage, User
from clinic.models.message import Letter
from tests import factories
from tests.clinic.portable.small_journal import image


def opens(name: str, *args: Any) -> Callable[[Client], bool]:
    """Whether a room of the admin opens."""
    return lambda client: client.get(reverse(name, args=args)).status_code == 200


def post_to(client: Client, view: str, page: Page, **form: Any) -> Any:
    """Do something to a page."""
    return client.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), form)


def adds_sources(client: Client) -> bool:
    factories.reference()
    return opens("references:add")(client)


def approves_what_is_written_by(writer: Any, client: Client) -> bool:
    """Whether a changed page that waits for clinical review is approved."""
    page = factories.standard_page(f"by-{writer}")
    page.title = "Changed"
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    names = ["approve", page.current_workflow_task_state.pk]
    door = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, *names])
    client.post(door, {"comment": ""})
    return Page.objects.get(pk=page.pk).title == "Changed"


def approves_what_is_not_clinical(client: Client) -> bool:
    """Both what another person wrote and one's own, or neither."""
    another = approves_what_is_written_by(User.objects.create_user("writer"), client)
    oneself = User.objects.filter(pk=client.session.get("_auth_user_id")).first()
    own = another if oneself is None else approves_what_is_written_by(oneself, client)
    assert own == another
    return own


def deletes_a_tree(client: Client) -> bool:
    page = factories.standard_page()
    factories.make(StandardPage, page, title="Below", slug="below")
    post_to(client, "delete", page)
    return not Page.objects.filter(pk=page.pk).exists()


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
