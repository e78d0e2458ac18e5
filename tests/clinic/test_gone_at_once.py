"""What is unpublished, expired or made private is gone from every public place at once.

The places are asked before and after with nothing between that clears a cache, and once
more when the page is back.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.models import PageViewRestriction as Restriction

from articles.models import Byline
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db

WORD = "Canary"
SEARCH = f"/search/?q={WORD}"
SUGGESTIONS = f"/search/suggestions/?q={WORD}"
JOURNAL = "/mental-health-journal/"
FEED = f"{JOURNAL}feed/"
MAP = "/sitemap.xml"
LLMS = "/llms.txt"
API = "/api/v2/pages/"
ARTICLES = f"{API}?type=articles.ArticlePage&fields=*"


def unpublish(page: Page) -> None:
    """As an editor does."""
    Page.objects.get(pk=page.pk).specific.unpublish()


def publish_again(page: Page) -> None:
    """As an editor does."""
    Page.objects.get(pk=page.pk).specific.save_revision().publish()


def expire(page: Page) -> None:
    """Its time is over, but no scheduled task has run yet."""
    past = timezone.now() - timedelta(seconds=1)
    Page.objects.filter(pk=page.pk).update(expire_at=past)


def extend(page: Page) -> None:
    """Give it more time."""
    Page.objects.filter(pk=page.pk).update(expire_at=None)


def make_private(page: Page) -> None:
    """For those who are logged in."""
    Restriction.objects.create(page_id=page.pk, restriction_type=Restriction.LOGIN)


def make_public(page: Page) -> None:
    """For everybody."""
    Restriction.objects.filter(page_id=page.pk).delete()


def article() -> Any:
    """An article that a topic, an author, a source and other pages name."""
    source = factories.reference("berman-2000")
    topic, effect = factories.condition(), factories.side_effect()
    author = factories.author()
    made = factories.article(
        "canary",
        title=f"{WORD} article",
        body=factories.cited(source.slug),
        topics=[ArticleTopic(topic=topic), ArticleTopic(topic=effect)],
        bylines=[Byline(author=author)],
    )
    factories.article("other", see_also=[("page", made)])
    return made


def author() -> Any:
    """An author of an article."""
    made = factories.author("canary", title=f"{WORD} author")
    desk = factories.author()
    factories.article("other", bylines=[Byline(author=desk), Byline(author=made)])
    return made


def condition() -> Any:
    """A condition that an article is about, with a side effect of its treatment."""
    effect = factories.side_effect()
    treatment = [TreatmentSideEffect(side_effect=effect)]
    made = factories.condition(
        "canary", title=f"{WORD} condition", treatment_side_effects=treatment
    )
    factories.article("other", topics=[ArticleTopic(topic=made)])
    return made


def side_effect() -> Any:
    """A side effect of the treatment of a condition, which an article is about."""
    made = factories.side_effect("canary", title=f"{WORD} effect")
    treatment = [TreatmentSideEffect(side_effect=made)]
    factories.condition(treatment_side_effects=treatment)
    factories.article("other", topics=[ArticleTopic(topic=made)])
    return made


def reference() -> Any:
    """A source that an article cites."""
    made = factories.reference("canary", title=f"{WORD} source", status="retracted")
    factories.article("other", body=factories.cited("canary"))
    return made


def key_fact() -> Any:
    """A fact that an article includes."""
    made = factories.key_fact("canary", title=f"{WORD} fact")
    factories.article("other", body=[("key_fact", made)])
    return made


def standard_page() -> Any:
    """A page in the main menu."""
    return factories.standard_page("canary", title=f"{WORD} page", show_in_menus=True)


OTHER = f"{JOURNAL}other/"
FILES = [f"{OTHER}references.{ending}" for ending in ("ris", "bib", "json")]
PLACES: dict[Callable[[], Any], list[str]] = {
    article: [
        *(JOURNAL, FEED, MAP, SEARCH, OTHER, f"{JOURNAL}?condition=ptsd"),
        *(API, ARTICLES, f"{API}?condition=ptsd", LLMS),
        *("/conditions/ptsd/", "/side-effects/nausea/", "/references/berman-2000/"),
        *("/authors/editorial-desk/", f"{SEARCH}&condition=ptsd", SUGGESTIONS),
    ],
    author: ["/authors/", MAP, SEARCH, OTHER, JOURNAL, FEED, f"{SEARCH}&type=author"],
    condition: [
        *("/conditions/", "/side-effects/nausea/", OTHER, JOURNAL, MAP, SEARCH),
        *(API, ARTICLES, LLMS),
    ],
    side_effect: [
        *("/side-effects/", "/side-effects/compare/", "/conditions/ptsd/"),
        *(OTHER, MAP, SEARCH, LLMS),
    ],
    reference: ["/references/", OTHER, *FILES, f"{OTHER}evidence.json", MAP],
    key_fact: ["/key-facts/", OTHER, MAP, SEARCH],
    standard_page: ["/", "/nowhere/", MAP, SEARCH],
}
HIDING = {
    "unpublished": (unpublish, publish_again),
    "expired": (expire, extend),
    "private": (make_private, make_public),
}


def named_at(addresses: list[str], page: Page) -> list[str]:
    """The addresses whose answer to an anonymous reader names the page."""
    path = page.url_path.removeprefix("/home")
    client = Client()
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} <= {200, 404}
    texts = {address: answer.content.decode() for address, answer in answers.items()}
    return [
        address
        for address, text in texts.items()
        if page.title in text or f'{path}"' in text or f"{path}</loc>" in text
    ]


@pytest.mark.parametrize("how", HIDING)
@pytest.mark.parametrize("make", PLACES)
def test_a_hidden_page_is_gone_everywhere_and_comes_back(
    make: Callable[[], Any], how: str
) -> None:
    page, addresses = make(), PLACES[make]
    hide, show = HIDING[how]
    assert named_at(addresses, page) == addresses
    hide(page)
    assert named_at(addresses, page) == []
    show(page)
    assert named_at(addresses, page) == addresses


@pytest.mark.parametrize("how", HIDING)
def test_counts_follow_what_is_hidden(how: str) -> None:
    page = article()
    hide, show = HIDING[how]

    def count() -> str:
        html = Client().get(JOURNAL).content.decode()
        return " ".join(html.split())

    before = count()
    hide(page)
    assert count() != before
    assert "condition=ptsd" in before
    assert "condition=ptsd" not in count()
    show(page)
    assert count() == before


def test_a_list_that_is_hidden_leaves_its_pages(client) -> None:
    factories.article("seen")
    journal = factories.journal()
    unpublish(journal)
    assert client.get(JOURNAL).status_code == 404
    assert client.get(FEED).status_code == 404
    assert client.get(f"{JOURNAL}seen/").status_code == 200


def test_a_private_list_hides_its_pages_too(client) -> None:
    page = factories.article("canary", title=f"{WORD} article")
    make_private(factories.journal())
    assert named_at([MAP, SEARCH], page) == []
    asked = [client.get(address) for address in (JOURNAL, FEED, page.url)]
    assert {answer.status_code for answer in asked} == {302}


def test_a_document_of_a_private_collection_is_not_given_to_readers(client) -> None:
    root = Collection.get_first_root_node()
    private = root.add_child(instance=Collection(name="Patients"))
    letter = get_document_model().objects.create(
        title="Letter", file=ContentFile(b"canary", "letter.txt"), collection=private
    )
    assert b"".join(client.get(letter.url)) == b"canary"
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    answer = client.get(letter.url)
    assert answer.status_code == 302
    assert b"canary" not in answer.content
