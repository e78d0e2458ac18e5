"""A reader finds every visible page by its names and its text, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from clinic.models import ClinicSettings
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories

pytestmark = pytest.mark.django_db


def ask(text: str, **parameters: str) -> Any:
    """The answer of the search page."""
    answer = Client().get("/search/", {"q": text, **parameters})
    assert answer.status_code == 200
    return answer


def found(text: str, **parameters: str) -> list[str]:
    """The slugs of the pages that are found, in their order."""
    results = ask(text, **parameters).context.get("results") or []
    return [result.page.slug for result in results]


def soup(answer: Any) -> BeautifulSoup:
    """What a reader sees of an answer."""
    return BeautifulSoup(answer.content, "html.parser")


def facets(answer: Any) -> dict[str, dict[str, int]]:
    """Each facet with its choices and their counts."""
    return {
        facet.label: {choice.label: choice.count for choice in facet.choices}
        for facet in answer.context["selection"].facets
    }


# --- What is found ---
def test_every_type_is_found_by_its_title() -> None:
    made = [
        factories.article("an-article", title="Zebra article"),
        factories.condition("a-condition", title="Zebra condition"),
        factories.side_effect("an-effect", title="Zebra effect"),
        factories.reference("a-reference", title="Zebra reference"),
        factories.author("an-author", title="Zebra author"),
        factories.key_fact("a-fact", title="Zebra fact"),
        factories.standard_page("a-page", title="Zebra page"),
    ]
    assert set(found("zebra")) == {page.slug for page in made}


def test_lists_and_the_home_page_are_found_too() -> None:
    index = factories.journal()
    index.intro, index.aims = "<p>An okapi.</p>", "<p>To inform gnus.</p>"
    factories.publish(index)
    home = factories.home_page()
    home.about = "<p>About the okapi.</p>"
    factories.publish(home)
    assert set(found("okapi")) == {index.slug, home.slug}
    assert found("gnus") == [index.slug]


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (factories.article, {"summary": "On the okapi."}),
        (factories.article, {"subtitle": "The okapi"}),
        (factories.article, {"body": [("quote", {"text": "Okapi!", "source": "A"})]}),
        (factories.article, {"key_points": [("point", "One okapi")]}),
        (factories.article, {"source_note": "<p>After an okapi.</p>"}),
        (factories.condition, {"body": [("paragraph", "<p>An <b>okapi</b></p>")]}),
        (factories.condition, {"also_called": [("name", {"text": "Okapi"})]}),
        (
            factories.condition,
            {"codes": [("code", {"system": "MeSH", "code": "okapi"})]},
        ),
        (factories.side_effect, {"medical_term": "Okapi"}),
        (factories.side_effect, {"what_it_feels_like": "<p>Okapi</p>"}),
        (factories.side_effect, {"what_the_clinic_does": "<p>Okapi</p>"}),
        (factories.side_effect, {"long_term_use": "<p>Okapi</p>"}),
        (factories.side_effect, {"frequency_note": "<p>Okapi</p>"}),
        (factories.side_effect, {"onset": "Okapi"}),
        (factories.reference, {"container_title": "Okapi Letters"}),
        (factories.reference, {"authors": [("organisation", "Okapi Trust")]}),
        (factories.reference, {"evidence_note": "The okapi is well."}),
        (factories.author, {"bio": "<p>Met an okapi.</p>"}),
        (factories.author, {"job_title": "Okapi nurse"}),
        (factories.key_fact, {"text": "<p>An okapi.</p>"}),
        (factories.standard_page, {"summary": "The okapi."}),
        (factories.standard_page, {"search_description": "The okapi."}),
    ],
)
def test_a_page_is_found_by_what_it_says(make: Any, fields: dict[str, Any]) -> None:
    page = make(**fields)
    assert found("okapi") == [page.slug]
    assert found("gnu") == []


@pytest.mark.parametrize("kind", ["lay", "brand", "abbreviation", "misspelling"])
def test_a_topic_is_found_by_each_of_its_names(kind: str) -> None:
    name = ("name", {"text": "Soldier's heart", "kind": kind})
    factories.condition("ptsd", also_called=[name])
    assert found("soldiers heart") == ["ptsd"]
    assert found(kind) == []


@pytest.mark.parametrize(
    "text",
    [
        "Berman",
        "berman-2000",
        "10.1016/S0006-3223(99)00230-9",
        "https://doi.org/10.1016/s0006-3223(99)00230-9",
        "PMID 10686270",
        "10686270",
        "Biological Psychiatry 2000",
    ],
)
def test_a_reference_is_found_by_whatever_names_it(text: str) -> None:
    factories.reference(
        "berman-2000",
        doi="10.1016/S0006-3223(99)00230-9",
        pmid="10686270",
        container_title="Biological psychiatry",
    )
    other = [("person", {"family": "Zarate", "given": "Carlos"})]
    factories.reference("other-2001", doi="10.1016/1", authors=other)
    assert found(text) == ["berman-2000"]


def test_all_words_must_be_there_wherever_they_are() -> None:
    factories.article("both", title="Gnus", summary="And an okapi.")
    factories.article("one", title="Gnus only")
    assert found("okapi gnus") == ["both"]


def test_small_words_need_not_be_there_unless_there_are_no_others() -> None:
    page = factories.standard_page(body=[("paragraph", "<p>Okapi</p>")])
    assert found("what is an okapi") == [page.slug]
    assert found("is the") == []


def test_singular_and_plural_find_each_other() -> None:
    factories.standard_page("one", title="An infusion, a study, a rash, a disease")
    factories.standard_page("many", title="Infusions, studies, rashes, diseases")
    for text in ("infusion", "infusions", "study", "studies", "rash", "rashes"):
        assert set(found(text)) == {"one", "many"}, text
    assert set(found("diseases")) == {"one", "many"}


def test_case_and_accents_make_no_difference() -> None:
    factories.standard_page("a", body=[("paragraph", "<p>Ménière’s CAFÉ</p>")])
    for text in ("meniere's cafe", "MÉNIÈRE’S CAFÉ", "menieres"):
        assert found(text) == ["a"]


def test_the_beginning_of_the_last_word_finds_a_name() -> None:
    page = factories.side_effect("nausea", title="Nausea and vomiting")
    assert found("naus") == found("nausea vom") == [page.slug]
    assert found("vom naus x") == []


def test_operators_are_words() -> None:
    page = factories.standard_page(body=[("paragraph", "<p>near okapi</p>")])
    factories.standard_page("gnu", body=[("paragraph", "<p>gnu</p>")])
    assert found('"okapi" NEAR(') == [page.slug]
    assert found("okapi OR gnu") == found("okapi NOT gnu") == found("-gnu okapi") == []
    assert found("title:okapi") == []


# --- Live text alone ---
def test_a_draft_of_a_published_page_is_not_searched() -> None:
    page = factories.article("an-article", summary="Speaks of gnus.")
    page.summary = page.title = "Speaks of the okapi."
    page.save_revision()
    assert found("okapi") == []
    assert found("gnus") == ["an-article"]
    page.get_latest_revision().publish()
    assert found("okapi") == ["an-article"]
    assert found("gnus") == []


def test_a_deleted_page_is_not_found() -> None:
    page = factories.article("gone", title="Okapi")
    Page.objects.get(pk=page.pk).delete()
    assert found("okapi") == []


def test_a_page_is_gone_at_the_moment_it_expires() -> None:
    page = factories.article("gone", title="Okapi")
    soon = timezone.now() + timedelta(hours=1)
    Page.objects.filter(pk=page.pk).update(expire_at=soon)
    assert found("okapi") == ["gone"]
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    assert found("okapi") == []


def test_hidden_pages_are_in_no_result_count_or_facet() -> None:
    shown = factories.article("shown", title="Okapi", published_on="2026-01-01")
    factories.article("draft", title="Okapi", published_on="2020-01-01", live=False)
    private = factories.article("private", title="Okapi", published_on="2021-01-01")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = factories.condition("hidden", title="Hidden okapi")
    shown.topics = [ArticleTopic(topic=hidden)]
    factories.publish(shown)
    hidden.unpublish()
    answer = ask("okapi")
    assert [result.page.slug for result in answer.context["results"]] == ["shown"]
    assert facets(answer) == {"Type": {"Article": 1}, "Year": {"2026": 1}}
    assert "Hidden" not in soup(answer).main.text
    assert found("okapi", condition="hidden") == ["shown"]


def test_below_a_private_page_nothing_is_found() -> None:
    page = factories.article("an-article", title="Okapi")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert found("okapi") == []


# --- Narrowing ---
@pytest.fixture
def zoo(db: None) -> None:
    """A condition, its side effect, articles of two years and a source of a third."""
    condition = factories.condition("ptsd", title="PTSD", summary="Okapi.")
    effect = factories.side_effect("nausea", summary="Okapi.")
    condition.treatment_side_effects = [TreatmentSideEffect(side_effect=effect)]
    factories.publish(condition)
    for slug, day in (("new", "2026-02-01"), ("old", "2025-02-01")):
        topics = [ArticleTopic(topic=page) for page in (condition, effect)]
        fields = {"title": f"{slug} okapi", "published_on": day}
        factories.article(slug, topics=topics if slug == "new" else [], **fields)
    factories.reference("berman-2000", title="Okapi", issued="2000-02-15")


@pytest.mark.usefixtures("zoo")
def test_facets_count_what_was_found() -> None:
    assert facets(ask("okapi")) == {
        "Type": {"Condition": 1, "Side effect": 1, "Article": 2, "Reference": 1},
        "Condition": {"PTSD": 3},
        "Year": {"2026": 1, "2025": 1, "2000": 1},
    }


@pytest.mark.usefixtures("zoo")
@pytest.mark.parametrize(
    ("chosen", "slugs"),
    [
        ({"type": "side-effect"}, {"nausea"}),
        ({"condition": "ptsd"}, {"ptsd", "nausea", "new"}),
        ({"year": "2000"}, {"berman-2000"}),
        ({"type": "article", "year": "2025"}, {"old"}),
        ({"type": "reference", "year": "2025"}, set()),
        ({"type": "zoo", "condition": "'", "year": "-1", "page": "x"}, 5),
    ],
)
def test_results_are_narrowed_by_what_is_chosen(chosen: Any, slugs: Any) -> None:
    left = set(found("okapi", **chosen))
    assert left == slugs or len(left) == slugs


@pytest.mark.usefixtures("zoo")
def test_a_choice_is_a_plain_link_and_another_takes_it_back() -> None:
    page = soup(ask("okapi", type="article"))
    links = {a["href"] for a in page.select(".facets a")}
    assert "/search/?q=okapi&type=article&year=2025" in links
    chosen = page.select_one(".facets a[aria-current]")
    assert chosen["href"] == "/search/?q=okapi"
    assert page.select_one(".chosen__clear")["href"] == "/search/?q=okapi"
    assert page.select_one("#results").text == "2 pages for “okapi”"


# --- The page ---
def test_a_result_says_what_it_is_and_begins_to_tell() -> None:
    factories.side_effect("nausea", title="Okapi", summary="You feel <sick>.")
    result = soup(ask("okapi")).select_one(".result")
    assert result.select_one(".eyebrow").text == "Side effect"
    assert result.a["href"] == "/side-effects/nausea/"
    assert result.find_all("p")[-1].text == "You feel <sick>."


def test_results_come_by_twenty_and_pages_keep_query_and_choice() -> None:
    for number in range(21):
        factories.standard_page(f"page-{number}", title=f"Okapi {number}")
    factories.journal()
    first = soup(ask("okapi", type="page"))
    assert len(first.select(".result")) == 20
    following = first.select_one(".pages a[rel=next]")["href"]
    assert following == "?q=okapi&type=page&page=2"
    second = soup(Client().get(f"/search/{following}"))
    assert len(second.select(".result")) == 1
    assert second.select_one(".results")["start"] == "21"
    assert second.select_one(".pages a[rel=prev]").text == "Previous"
    assert len(found("okapi", page="999")) == 1


@pytest.mark.parametrize("text", ["", " ", "…!?", "😀", '"', "*"])
def test_a_query_without_a_word_is_shown_the_form_and_a_hint(text: str) -> None:
    factories.journal()
    page = soup(ask(text))
    assert page.main.select_one("form[role=search] input[name=q]")
    assert "Type one or a few words" in page.main.text
    assert page.main.select_one('a[href="/mental-health-journal/"]')
    assert not page.select(".result, .facets")


def test_no_query_at_all_is_answered_alike() -> None:
    assert "Type one or a few words" in Client().get("/search/").content.decode()


def test_nothing_found_is_said_calmly_and_leads_on() -> None:
    factories.journal()
    page = soup(ask("okapi"))
    assert page.h2.text == "Nothing was found for “okapi”"
    assert page.main.select_one('a[href="/mental-health-journal/"]')
    assert page.main.select_one("input[name=q]")["value"] == "okapi"


def test_what_was_asked_is_shown_as_text() -> None:
    html = ask("<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_search_engines_keep_no_search() -> None:
    for answer in (ask(""), ask("okapi")):
        page = soup(answer)
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert not page.find("link", rel="canonical")
        assert not answer.cookies


def test_the_title_of_the_page_says_what_was_asked() -> None:
    assert soup(ask("okapi")).title.text.startswith("okapi – Search – ")


def test_it_is_only_read() -> None:
    assert Client().post("/search/", {"q": "okapi"}).status_code == 405
    assert Client().head("/search/?q=okapi").status_code == 200


def test_a_crisis_is_met_with_the_helplines_above_the_results(home: Any) -> None:
    clinic = ClinicSettings.for_site(home.sites_rooted_here.get())
    line = {"name": "Lifeline", "phone": "988", "is_first": True}
    clinic.helplines = [("helpline", line)]
    clinic.save()
    factories.article(title="On suicide")
    for text in ("suicide", "i want to kill myself"):
        page = soup(ask(text))
        assert page.main.select('.help-now a[href="tel:988"]')
        assert "try fewer words" not in page.main.text
    assert page.main.text.index("Lifeline") < page.main.text.index("Nothing was found")
    assert not soup(ask("okapi")).select(".help-now")


def test_more_results_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    factories.article("one", title="Okapi")
    factories.condition("c-one", title="Okapi")
    ask("okapi")
    with django_assert_num_queries(9):
        ask("okapi")
    for number in range(3):
        factories.article(f"more-{number}", title="Okapi")
        factories.condition(f"c-{number}", title="Okapi")
        factories.reference(f"r-{number}", title="Okapi")
    with django_assert_num_queries(9):
        ask("okapi")
