"""The import of a document in the admin: looked over first, then made, then told."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.importing.documents import LARGEST
from articles.models import ArticlePage
from clinic.models import User
from tests import factories
from tests.articles.importing.samples import LONG
from tests.clinic.test_row_number import NO_NUMBERS

pytestmark = pytest.mark.django_db
TEXT = f"Calm Nights\n\n{LONG}\n\nBy Ann Lee\n\nSources\n\n1. Known. 10.1000/k\n2. New. 10.1000/new\n"


@pytest.fixture
def address() -> str:
    factories.journal()
    factories.author("ann-lee", title="Ann Lee")
    return reverse("articles:import")


def upload(text: str = TEXT, name: str = "calm.txt") -> dict:
    return {"file": SimpleUploadedFile(name, text.encode())}


def signed(answer) -> str:
    """What was read, in the form of the second step."""
    return re.search(r'name="document" value="([^"]+)"', answer.content.decode())[1]


def test_the_listing_leads_to_the_import(admin, address) -> None:
    listing = admin.get(reverse("articles:index")).content.decode()
    assert f'href="{address}"' in listing
    assert 'type="file"' in admin.get(address).content.decode()


def test_a_document_is_looked_over_then_made_into_one_draft(
    admin, address, editor
) -> None:
    known = factories.reference("known-2000", doi="10.1000/k")
    topic = factories.condition("sleep", title="Sleep")
    other = factories.condition("room", title="Room")
    answer = admin.post(address, upload())
    page = answer.content.decode()
    assert 'value="Calm Nights"' in page
    assert f'value="{topic.pk}"' in page
    assert "known-2000" in page
    assert "pasted=10.1000%2Fnew" in page
    assert not ArticlePage.objects.exists()
    sent = {
        "document": signed(answer),
        "title": "Nights",
        "author": "on",
        "topic": [other.pk],
    }
    done = admin.post(address, sent, follow=True)
    made = ArticlePage.objects.get()
    assert (made.live, made.title, made.owner) == (False, "Nights", editor)
    assert [row.topic_id for row in made.topics.all()] == [other.pk]
    assert [row.author.title for row in made.bylines.all()] == ["Ann Lee"]
    assert done.redirect_chain[-1][0] == reverse("articles:imported", args=[made.pk])
    told = done.content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[known.pk]) in told
    assert "By Ann Lee" in told
    admin.post(address, sent | {"title": "Twice"})
    assert ArticlePage.objects.get().title == "Nights"


@pytest.mark.parametrize("topic", NO_NUMBERS)
def test_a_topic_that_is_none_is_not_chosen(admin, address, topic: str) -> None:
    factories.condition("sleep", title="Sleep")
    sent = {"document": signed(admin.post(address, upload())), "topic": topic}
    assert admin.post(address, sent).status_code == 302
    assert not ArticlePage.objects.get().topics.exists()


@pytest.mark.parametrize("title", ["", " ", "Calm\0Days"])
def test_a_title_that_is_no_text_is_not_taken(admin, address, title: str) -> None:
    sent = {"document": signed(admin.post(address, upload())), "title": title}
    assert admin.post(address, sent).status_code == 302
    assert ArticlePage.objects.get().title == "Calm Nights"


def test_the_article_leads_to_what_was_imported(admin, address) -> None:
    admin.post(address, {"document": signed(admin.post(address, upload()))})
    made = ArticlePage.objects.get()
    result = reverse("articles:imported", args=[made.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert result in admin.get(edit).content.decode()
    assert made.title == "Calm Nights"
    history = admin.get(reverse("wagtailadmin_pages:history", args=[made.pk]))
    assert "Imported from a document: calm.txt" in history.content.decode()
    plain = factories.article("plain", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    assert "/imported/" not in admin.get(edit).content.decode()
    assert admin.get(reverse("articles:imported", args=[plain.pk])).status_code == 404


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({}, "Choose a document."),
        (upload("", "a.txt"), "is empty"),
        (upload("x" * (LARGEST + 1)), "larger than 5 MB"),
        (upload("%PDF-1.7", "a.pdf"), "This is a PDF"),
        (upload("<h1>Alone</h1>", "a.html"), "no text below it"),
        (upload() | {"title": "x" * 256}, "at most 255 characters"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(admin, address, given, word) -> None:
    answer = admin.post(address, given)
    assert answer.status_code == 200
    assert word in answer.content.decode()
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("document", ["", "x", "a:b:c"])
def test_what_nobody_signed_makes_nothing(admin, address, document) -> None:
    answer = admin.post(address, {"document": document})
    assert "too old" in answer.content.decode()
    assert not ArticlePage.objects.exists()


def test_a_script_in_a_document_is_shown_as_text_nowhere_run(admin, address) -> None:
    html = f"<h1>A &lt;script&gt;x&lt;/script&gt;</h1><p>{LONG}</p><nav>&lt;b&gt;Menu</nav>"
    page = admin.post(address, upload(html, "<b>.html")).content.decode()
    assert "<script>x" not in page
    assert "&lt;b&gt;Menu" in page


def test_only_those_who_may_add_articles_may_import(client, address) -> None:
    person = User.objects.create_user("eve", "eve@clinic.example", "a-long-password")
    client.force_login(person)
    assert client.get(address).status_code == 302
    assert client.post(address, upload()).status_code == 302
    person.groups.add(Group.objects.get(name="Editors"))
    assert client.get(address).status_code == 200
    made = factories.article("plain", live=False)
    person.groups.clear()
    result = reverse("articles:imported", args=[made.pk])
    assert client.get(result).status_code == 302


def test_without_a_journal_it_says_so(admin) -> None:
    answer = admin.get(reverse("articles:import"), follow=True)
    assert "There is no journal yet" in answer.content.decode()
