"""A draft is shared by a link that ends; whoever has it may comment, and no more."""

from datetime import timedelta
from time import time
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from clinic.contact import form_token
from clinic.models import DraftComment, DraftLink, StandardPage, User
from clinic.models.draft_link import digest_of
from clinic.sharing.draft import BY_LINK, FROM_ONE, MOST_WAITING
from tests import factories
from tests.clinic.test_row_number import NO_NUMBERS

pytestmark = pytest.mark.django_db
SECRET = "Canary of a draft"


@pytest.fixture
def draft() -> StandardPage:
    """A published page with a newer draft, in two sections."""
    page = factories.standard_page()
    page.title = SECRET
    page.body = [
        ("heading", {"text": "First part", "aspect": ""}),
        ("paragraph", "<p>Words that nobody has read.</p>"),
    ]
    page.save_revision()
    return StandardPage.objects.get()


@pytest.fixture
def ada() -> User:
    """An editor."""
    user = User.objects.create_user("ada", first_name="Ada")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def address(draft: StandardPage, ada: User) -> str:
    """A link to the draft."""
    return f"/shared/{DraftLink.make(draft, ada, 14)[1]}/"


def token(seconds: int = 60) -> str:
    """The token of a form that was opened so many seconds ago."""
    with patch("django.core.signing.time.time", return_value=time() - seconds):
        return form_token.make()


def send(address: str, whence: str = "203.0.113.7", **changed: Any) -> Any:
    """Send the comment as it stands here, but for what is changed."""
    form = {"name": "Dr. Hopper", "section": "First part", "text": "Too long.\nCut it."}
    form |= {"website": "", "token": token()} | changed
    return Client().post(address, form, headers={"X-Real-IP": whence})


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


# --- Reading ---
def test_whoever_has_the_link_reads_the_draft_under_a_banner(client, address) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    page = soup(answer)
    assert page.h1.text == SECRET
    assert "Words that nobody has read." in page.main.text
    banner = " ".join(page.find(class_="shared-banner").text.split())
    assert "A draft, not for readers yet. Shared by Ada until" in banner
    assert "You see the version saved on" in banner


def test_nobody_keeps_it_or_learns_where_it_is(client, address) -> None:
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "script-src 'self';" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert address.strip("/").split("/")[1] not in answer.content.decode().replace(
        f'action="{address}#comment"', ""
    )


def test_readers_get_neither_draft_nor_banner(client, draft) -> None:
    answer = client.get("/about/").content.decode()
    assert SECRET not in answer
    assert "shared-" not in answer


def test_it_shows_the_newest_draft(client, draft, address) -> None:
    draft.title = "Newer"
    draft.save_revision()
    assert soup(client.get(address)).h1.text == "Newer"


def test_a_page_that_is_private_or_unpublished_is_shown_too(
    client, draft, address
) -> None:
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    draft.unpublish()
    assert soup(client.get(address)).h1.text == SECRET
    assert client.get("/about/").status_code == 404


@pytest.mark.parametrize(
    "make",
    [
        factories.article,
        factories.condition,
        factories.side_effect,
        factories.reference,
        factories.author,
        factories.key_fact,
        factories.contact_page,
        factories.home_page,
        factories.journal,
    ],
)
def test_a_page_of_every_type_can_be_shared(client, ada, make) -> None:
    link = DraftLink.make(make(), ada, 1)[1]
    answer = client.get(f"/shared/{link}/")
    assert answer.status_code == 200
    assert soup(answer).find(id="comment")


def end(address: str, how: str) -> None:
    """Let a link end."""
    link = DraftLink.objects.get()
    if how == "expired":
        link.expires_at = timezone.now() - timedelta(seconds=1)
        link.save()
    elif how == "withdrawn":
        link.withdraw()
    elif how == "of an account that is closed":
        User.objects.update(is_active=False)
    elif how == "of an account that is gone":
        User.objects.all().delete()


@pytest.mark.parametrize(
    "how",
    [
        "expired",
        "withdrawn",
        "of an account that is closed",
        "of an account that is gone",
    ],
)
def test_a_link_that_ended_is_the_same_calm_page_as_a_forged_one(
    client, address, how
) -> None:
    end(address, how)
    ended, forged = client.get(address), client.get("/shared/forged/")
    assert ended.status_code == forged.status_code == 404
    assert ended.content == forged.content
    for header in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag"):
        assert ended[header] == forged[header]
    assert SECRET not in ended.content.decode()
    assert send(address).status_code == 404
    assert not DraftComment.objects.exists()


@pytest.mark.parametrize("forged", ["x", "a" * 5_000, "%00", "..", "é", "a%2Fb"])
def test_a_forged_link_is_no_fault(client, forged) -> None:
    assert client.get(f"/shared/{forged}/").status_code in {400, 404, 414}


def test_the_database_tells_nobody_the_link(address) -> None:
    secret = address.split("/")[2]
    link = DraftLink.objects.get()
    assert len(secret) >= 43
    assert link.digest == digest_of(secret)
    assert not any(secret in str(value) for value in vars(link).values())


# --- Commenting ---
def test_a_comment_reaches_the_editors(client, draft, address) -> None:
    answer = send(address)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{address}?sent=yes#comment",
    )
    assert not answer.cookies
    comment = DraftComment.objects.get()
    assert (comment.name, comment.section) == ("Dr. Hopper", "First part")
    assert comment.text == "Too long.\nCut it."
    assert comment.revision == draft.get_latest_revision()
    assert "Thank you." in soup(client.get(f"{address}?sent=yes")).main.text
    entry = PageLogEntry.objects.get(action="clinic.draft_comment.write")
    assert entry.user is None


def test_what_was_said_is_not_shown_to_others(client, address) -> None:
    send(address)
    assert "Cut it." not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Write your name"),
        ({"text": ""}, "Write your comment."),
        ({"text": "x" * 2_001}, "Shorten your comment to 2000"),
        ({"name": "x" * 81}, "Ensure this value has at most 80"),
        ({"section": "Another page"}, "Choose a section of the list."),
        ({"text": "a\x00b"}, "Null characters"),
        ({"website": "spam"}, "A field that nobody sees"),
        ({"token": "forged"}, "The form was damaged"),
        ({"seconds": 1}, "That was faster than one can write"),
        ({"seconds": 90_000}, "open for more than a day"),
    ],
)
def test_a_fault_is_told_and_nothing_is_lost(address, changed, said) -> None:
    if seconds := changed.get("seconds"):
        changed = {"token": token(seconds)}
    answer = send(address, **changed)
    assert answer.status_code == 422
    assert said in soup(answer).find(class_="faults").text
    assert not DraftComment.objects.exists()
    if "text" not in changed:
        assert "Cut it." in soup(answer).find(id="id_text").text


def test_a_form_sent_twice_is_one_comment(address) -> None:
    form = token()
    assert [send(address, token=form).status_code for _ in range(3)] == [302] * 3
    assert DraftComment.objects.count() == 1


def test_too_many_wait(address, settings) -> None:
    settings.READER_ADDRESS_HEADER = "X-Real-IP"
    codes = [send(address).status_code for _ in range(FROM_ONE + 1)]
    assert codes == [302] * FROM_ONE + [429]
    others = [
        send(address, f"203.0.114.{n}").status_code for n in range(BY_LINK - FROM_ONE)
    ]
    assert others[-1] == 302
    assert send(address, "203.0.115.1").status_code == 429
    assert "Please try again later." in soup(send(address, "203.0.115.2")).main.text


def test_a_page_does_not_fill_up(draft, address) -> None:
    rows = [
        DraftComment(page=draft, form=str(n), name="x", text="x")
        for n in range(MOST_WAITING)
    ]
    DraftComment.objects.bulk_create(rows)
    answer = send(address)
    assert "have not yet dealt with what was said" in soup(answer).main.text
    assert DraftComment.objects.count() == MOST_WAITING


def test_the_link_opens_nothing_else(address) -> None:
    client = Client()
    client.get(address)
    page = StandardPage.objects.get()
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft", "sharing"):
        assert client.get(reverse(name, args=[page.pk])).status_code == 302
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405


# --- In the admin ---
@pytest.fixture
def desk(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def sharing(page: Page) -> str:
    return reverse("sharing", args=[page.pk])


def test_an_editor_makes_a_link_that_is_shown_once(desk, draft) -> None:
    edit = desk.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert sharing(draft) in edit.content.decode()
    answer = desk.post(sharing(draft), {"days": "14"})
    assert "no-store" in answer["Cache-Control"]
    link = soup(answer).find("input", attrs={"aria-label": "The link to the draft"})
    address = link["value"].removeprefix("http://testserver")
    assert soup(Client().get(address)).h1.text == SECRET
    assert address not in desk.get(sharing(draft)).content.decode()
    row = DraftLink.objects.get()
    assert timedelta(13) < row.expires_at - timezone.now() <= timedelta(14)
    assert PageLogEntry.objects.filter(action="clinic.draft_link.make").exists()


@pytest.mark.parametrize("days", ["0", "91", "-1", "", "x", "1e9", "9" * 30])
def test_it_ends_in_ninety_days_at_most(desk, draft, days) -> None:
    answer = desk.post(sharing(draft), {"days": days})
    assert answer.status_code == 200
    assert not DraftLink.objects.exists()


def test_an_editor_withdraws_a_link(desk, draft, address) -> None:
    row = DraftLink.objects.get()
    desk.post(sharing(draft), {"withdraw": str(row.pk)})
    assert Client().get(address).status_code == 404
    assert PageLogEntry.objects.filter(action="clinic.draft_link.withdraw").exists()
    assert "withdrawn on" in desk.get(sharing(draft)).content.decode()


def test_comments_stand_beside_the_form_and_are_settled(desk, draft, address) -> None:
    send(address, text="<script>alert(1)</script>", name="<b>Dr. Hopper</b>")
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    for shown in (edit, sharing(draft)):
        text = desk.get(shown).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert "&lt;b&gt;Dr. Hopper" in text
        assert "<script>alert(1)" not in text
        assert "First part" in text
    comment = DraftComment.objects.get()
    answer = desk.post(sharing(draft), {"settle": str(comment.pk), "next": edit})
    assert answer["Location"] == edit
    comment.refresh_from_db()
    assert (comment.done_by.username, bool(comment.done_at)) == ("ada", True)
    assert "No comment waits." in desk.get(edit).content.decode()
    desk.post(sharing(draft), {"delete": str(comment.pk)})
    assert not DraftComment.objects.exists()


def test_strangers_words_run_nothing(desk, draft, address) -> None:
    policy = desk.get(sharing(draft))["Content-Security-Policy"]
    assert "script-src 'self';" in policy


def test_who_may_not_edit_the_page_makes_no_link(draft) -> None:
    client = Client()
    client.force_login(User.objects.create_user("nobody"))
    assert client.post(sharing(draft), {"days": "14"}).status_code == 302
    assert not DraftLink.objects.exists()


def test_links_and_comments_of_another_page_stay(desk, draft, address) -> None:
    send(address)
    other = factories.standard_page("another")
    for name, model in (("withdraw", DraftLink), ("settle", DraftComment)):
        form = {name: str(model.objects.get().pk)}
        assert desk.post(sharing(other), form).status_code == 404
    assert DraftLink.objects.open().exists()


@pytest.mark.parametrize("name", ["withdraw", "settle", "delete"])
def test_a_row_that_is_none_is_not_found(desk, draft, name) -> None:
    for row in (*filter(None, NO_NUMBERS), "999", "9" * 18):
        assert desk.post(sharing(draft), {name: row}).status_code == 404


def test_links_that_ended_long_ago_go_and_their_comments_stay(
    desk, draft, address
) -> None:
    send(address)
    DraftLink.objects.update(expires_at=timezone.now() - timedelta(days=91))
    desk.post(sharing(draft), {"days": "1"})
    assert DraftLink.objects.count() == 1
    assert DraftComment.objects.get().link is None
