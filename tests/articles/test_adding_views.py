"""The two steps of adding references in the admin."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import ReferenceIndexPage, ReferencePage
from clinic.models import User
from tests import factories

pytestmark = pytest.mark.django_db
FILE = (
    "TY  - JOUR\nAU  - Berman, R\nTI  - <b>New</b>\nPY  - 2000\nDO  - 10.1000/n\nER  - \n"
    "TY  - JOUR\nTI  - Old\nDO  - 10.1000/OLD\nER  - \n"
    "TY  - JOUR\nAU  - Nobody, A\nER  - \n"
)


@pytest.fixture
def address() -> str:
    factories.index(ReferenceIndexPage, "references", "References")
    return reverse("references:add")


def listed(answer) -> str:
    """The signed list in the form of the second step."""
    return re.search(r'name="list" value="([^"]+)"', answer.content.decode())[1]


def test_the_listing_leads_to_adding_many(admin, address) -> None:
    listing = admin.get(reverse("references:index")).content.decode()
    assert f'href="{address}"' in listing
    assert 'name="pasted"' in admin.get(address).content.decode()


def test_a_file_is_looked_over_then_made_into_drafts(admin, address, editor) -> None:
    old = factories.reference("old-1999", doi="10.1000/old")
    file = SimpleUploadedFile("sources.ris", FILE.encode())
    answer = admin.post(address, {"file": file})
    page = answer.content.decode()
    assert 'value="berman-2000"' in page
    assert reverse("wagtailadmin_pages:edit", args=[old.pk]) in page
    assert "Entry 3 (line 11): There is no title." in page
    assert ReferencePage.objects.count() == 1
    chosen = {"list": listed(answer), "add-0": "on", "key-0": "old-1999"}
    again = admin.post(address, chosen)
    assert "The key old-1999 is taken" in again.content.decode()
    assert "Entry 3 (line 11)" in again.content.decode()
    done = admin.post(address, chosen | {"key-0": "berman-2000-a"}, follow=True)
    made = ReferencePage.objects.get(slug="berman-2000-a")
    assert (made.live, made.title, made.owner) == (False, "New", editor)
    assert reverse("wagtailadmin_pages:edit", args=[made.pk]) in done.content.decode()
    twice = admin.post(address, chosen | {"key-0": "berman-2000-x"})
    assert "Nothing new is chosen." in twice.content.decode()
    assert ReferencePage.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"pasted": ""}, "Paste something"),
        ({"pasted": "10.1000/x\n" * 21}, "These are 21 lines"),
        ({"pasted": "[{]"}, "Line 1: this is no JSON."),
        ({"pasted": "TY  - JOUR"}, "does not end with ER"),
        ({"file": SimpleUploadedFile("a.ris", b"\xff\xfe")}, "not text in UTF-8"),
        ({"pasted": f"[{','.join(['{}'] * 301)}]"}, "at most 300 at once"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(admin, address, given, word) -> None:
    answer = admin.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert word in page
    assert given.get("pasted", "").split("\n")[0] in page


@pytest.mark.parametrize("signed", ["", "x", "a:b:c"])
def test_a_list_that_nobody_signed_makes_nothing(admin, address, signed) -> None:
    answer = admin.post(address, {"list": signed, "add-0": "on", "key-0": "a"})
    assert "too old" in answer.content.decode()
    assert not ReferencePage.objects.exists()


def test_only_those_who_may_add_pages_may_add_references(client, address) -> None:
    person = User.objects.create_user("eve", "eve@clinic.example", "a-long-password")
    client.force_login(person)
    assert client.get(address).status_code == 302
    person.groups.add(Group.objects.get(name="Editors"))
    assert client.get(address).status_code == 200


def test_without_a_list_of_references_nothing_can_be_added(admin) -> None:
    answer = admin.get(reverse("references:add"), follow=True)
    assert "There is no list of references yet" in answer.content.decode()
