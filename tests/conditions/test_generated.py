"""Generated articles read as published to everything that asks, and name themselves."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage, Citation, JournalPage
from articles.models.citation import record
from clinic.portable import load
from conditions import generated
from conditions.generated import NoGround, generate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground() -> None:
    """A journal, an author, a reference and a condition."""
    factories.journal()
    factories.author()
    factories.reference("berman-2000")
    factories.condition("ptsd")


def made(number: int) -> list[ArticlePage]:
    """That many generated articles, as the database has them."""
    sum(generate(number))
    return list(ArticlePage.objects.order_by("path"))


def test_as_many_as_asked_for_are_public(ground, client) -> None:
    assert sum(generate(3)) == 3
    assert ArticlePage.objects.visible().count() == 3
    for page in ArticlePage.objects.all():
        text = client.get(page.get_url()).content.decode()
        assert f"Generated article {page.slug[-1]}: the " in text
        assert text.count("generated") > 5
    assert "Generated article 1" in client.get(factories.journal().url).content.decode()


def test_a_second_run_adds_more(ground, monkeypatch) -> None:
    monkeypatch.setattr(generated, "AT_ONCE", 2)
    assert list(generate(3)) == [2, 1]
    assert list(generate(2)) == [2]
    slugs = [page.slug for page in ArticlePage.objects.order_by("path")]
    assert slugs == [f"generated-article-{number}" for number in range(1, 6)]


def test_the_tree_is_sound_and_other_pages_keep_their_place(ground) -> None:
    factories.article("mine")
    made(3)
    assert not any(Page.find_problems())
    assert JournalPage.objects.get().numchild == 4
    factories.article("another")
    assert not any(Page.find_problems())


def test_the_text_follows_from_the_number(ground) -> None:
    before = made(2)
    Page.objects.filter(pk__in=[page.pk for page in before]).delete()
    after = made(2)
    assert [page.title for page in after] == [page.title for page in before]
    assert list(after[0].body.raw_data) == list(before[0].body.raw_data)
    assert before[0].title != before[1].title


def test_they_could_have_been_published_by_an_editor(ground) -> None:
    (page,) = made(1)
    page.full_clean()
    again = factories.publish(page)
    assert again.title == page.title
    assert Citation.objects.filter(page=page).count() == 1


def test_they_cite_and_are_about_what_is_there(ground, client) -> None:
    (page,) = made(1)
    assert "Generated article 1" in client.get("/conditions/ptsd/").content.decode()
    text = client.get("/references/berman-2000/").content.decode()
    assert "Generated article 1" in text
    before = list(Citation.objects.values("reference", "number", "mentions"))
    record(page)
    assert list(Citation.objects.values("reference", "number", "mentions")) == before


def test_without_references_and_topics_they_do_without(client) -> None:
    factories.journal()
    factories.author()
    (page,) = made(1)
    assert client.get(page.get_url()).status_code == 200
    assert page.topics.count() == Citation.objects.count() == 0


def test_the_indexes_know_them(ground) -> None:
    (page,) = made(1)
    word = page.title.split()[-1]
    found = get_search_backend().search(word, ArticlePage)
    assert [result.pk for result in found] == [page.pk]
    before = set(ReferenceIndex.objects.values_list("object_id", "content_path"))
    assert any(number == str(page.pk) for number, path in before)
    call_command("rebuild_references_index", stdout=StringIO())
    after = set(ReferenceIndex.objects.values_list("object_id", "content_path"))
    assert after == before


def test_loading_leaves_them_alone(ground, tmp_path) -> None:
    made(1)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/about.yaml").write_text(
        "type: clinic.StandardPage\ntitle: About\n"
    )
    assert load([tmp_path]).labels("edited here") == []
    assert ArticlePage.objects.visible().count() == 1


@pytest.mark.parametrize("missing", ["journal", "author"])
def test_without_a_journal_or_an_author_it_says_so(missing: str) -> None:
    if missing == "author":
        factories.journal()
    else:
        factories.author()
    with pytest.raises(NoGround):
        generate(1)
    with pytest.raises(CommandError) as error:
        call_command("generate_articles", "1")
    assert str(error.value) == (
        "Articles need a published journal and an author; load_journal brings both."
    )


@pytest.mark.parametrize("number", ["0", "-1", "100001"])
def test_a_number_out_of_range_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="from 1 to 100,000"):
        call_command("generate_articles", "--", number)


def test_it_tells_how_far_it_is_on_standard_error(ground, capsys: Any) -> None:
    call_command("generate_articles", "2")
    told = capsys.readouterr()
    assert told.out == "Published 2 generated articles.\n"
    assert "2/2" in told.err


def test_a_site_on_the_web_is_refused_unless_forced(ground, settings, capsys) -> None:
    settings.CLINIC_URL = "https://journal.clinic.example"
    with pytest.raises(CommandError, match=r"on the web.*--force"):
        call_command("generate_articles", "1")
    assert not ArticlePage.objects.exists()
    call_command("generate_articles", "1", "--force")
    assert ArticlePage.objects.count() == 1
