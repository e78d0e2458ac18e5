"""An author's page tells who somebody is and what they wrote."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from articles.models import AuthorIndexPage, AuthorPage, Byline
from clinic.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db


def html_of(client: Any, page: Any) -> str:
    """The page as readers get it."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def person(**fields: Any) -> AuthorPage:
    """A person, not an organization."""
    name = {
        "title": "Ada Lovelace",
        "is_organisation": False,
        "family_name": "Lovelace",
    }
    return factories.author("ada", **(name | fields))


@pytest.fixture
def photo(db: None, settings: Any, tmp_path: Any) -> Picture:
    """A picture of somebody."""
    settings.MEDIA_ROOT = tmp_path
    return Picture.objects.create(title="Ada", file=get_test_image_file())


# --- What publishing needs ---
@pytest.mark.parametrize("name", ["family_name", "given_name"])
def test_a_person_needs_one_name(name: str) -> None:
    assert person(**{"family_name": ""} | {name: "Ada"}).live


def test_a_person_without_a_name_is_refused() -> None:
    with pytest.raises(ValidationError, match="A person needs a name"):
        person(family_name="")


def test_an_organization_needs_no_name() -> None:
    assert factories.author(is_organisation=True).live


def test_an_author_needs_a_bio() -> None:
    with pytest.raises(ValidationError, match="write a short bio"):
        factories.author(bio="")


def test_a_photo_needs_consent(photo: Picture) -> None:
    with pytest.raises(ValidationError, match="When did the person agree"):
        person(photo=photo)


def test_a_photo_with_consent_is_shown(client: Any, photo: Picture) -> None:
    page = person(photo=photo, photo_consent_on="2026-11-23")
    assert 'class="portrait"' in html_of(client, page)


def test_a_draft_needs_none_of_it(photo: Picture) -> None:
    page = person()
    page.family_name, page.bio, page.photo = "", "", photo
    page.is_rough = True
    page.full_clean()


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X"])
def test_an_orcid_is_linked(client: Any, orcid: str) -> None:
    html = html_of(client, person(orcid=orcid))
    assert f'<a href="https://orcid.org/{orcid}">' in html


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825", "0000000218250097", "0000-0002-1825-009Y", "x"]
)
def test_what_is_no_orcid_is_refused(orcid: str) -> None:
    with pytest.raises(ValidationError, match="An ORCID looks like"):
        person(orcid=orcid)


# --- The page ---
def test_the_page_tells_who_it_is(client: Any) -> None:
    page = person(
        honorific="Dr.",
        credentials=[("credential", "MD"), ("credential", "PhD")],
        job_title="Psychiatrist",
        affiliation="A hospital",
        competing_interests="Paid by a clinic.",
        same_as=[("address", "https://ada.example/")],
    )
    html = html_of(client, page)
    assert 'Dr. Ada Lovelace<span class="credentials">, MD, PhD</span>' in html
    assert "Psychiatrist, A hospital" in html
    assert "Paid by a clinic." in html
    assert '<a href="https://ada.example/">' in html


def test_what_is_not_known_leaves_no_marks() -> None:
    page = AuthorPage(title="Ada")
    assert (page.lead, page.credential_line) == ("", "")


def test_the_page_lists_the_public_articles_newest_first(client: Any) -> None:
    ada = person()
    for slug, day in (("older", "2026-01-01"), ("newer", "2026-02-01")):
        factories.article(slug, published_on=day, bylines=[Byline(author=ada)])
    html = html_of(client, ada)
    assert html.index("Newer</a>") < html.index("Older</a>")


def test_the_page_does_not_list_hidden_articles_or_those_of_others(client: Any) -> None:
    ada = person()
    desk = factories.author()
    factories.article("draft", live=False, bylines=[Byline(author=ada)])
    private = factories.article("private", bylines=[Byline(author=ada)])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    factories.article("gone", bylines=[Byline(author=ada)]).unpublish()
    factories.article("of-the-desk", bylines=[Byline(author=desk)])
    assert "In this journal" not in html_of(client, ada)


def test_an_article_that_names_an_author_twice_is_listed_with_both_roles(
    client: Any,
) -> None:
    ada = person()
    lines = [Byline(author=ada), Byline(author=ada, role="illustrator")]
    factories.article("one", bylines=lines)
    html = html_of(client, ada)
    assert html.count('<span class="small">By</span>') == 1
    assert html.count('<span class="small">Drawings by</span>') == 1


def test_the_list_shows_public_authors_by_name(client: Any) -> None:
    for name in ("Grace", "Ada"):
        factories.author(name.lower(), title=name)
    factories.author("draft", title="Hidden", live=False)
    index = AuthorIndexPage.objects.get()
    assert [entry.title for entry in index.entries()] == ["Ada", "Grace"]
    assert "Hidden" not in html_of(client, index)


def test_more_articles_need_no_more_queries(
    client: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    ada = person()
    factories.article("one", bylines=[Byline(author=ada)])
    client.get(ada.url)
    with django_assert_max_num_queries(12) as queries:
        client.get(ada.url)
    for number in range(4):
        factories.article(f"more-{number}", bylines=[Byline(author=ada)])
    with django_assert_num_queries(len(queries)):
        client.get(ada.url)


def test_an_author_of_many_articles_shows_them_in_pages(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.models.author.BYLINES_PER_PAGE", 2)
    ada = factories.author("ada")
    for number in range(3):
        lines = [Byline(author=ada)]
        factories.article(
            f"number-{number}", published_on=f"2026-01-0{9 - number}", bylines=lines
        )
    first = client.get(ada.url).content.decode()
    assert "Number 0" in first
    assert "Number 2" not in first
    assert 'href="?page=2#articles"' in first
    second = client.get(f"{ada.url}?page=2").content.decode()
    assert "Number 2" in second
    assert "Number 0" not in second
