"""An article tells who wrote it, how long it takes, and where to read on."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, Byline, Correction
from conditions.models import ArticleTopic
from tests import factories
from tests.heads import page_node

pytestmark = pytest.mark.django_db


def html_of(client: Any, page: Any) -> str:
    """The page as readers get it."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def restrict(page: Any) -> None:
    """Make the page private."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")


HIDE = pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])


# --- Bylines ---
def test_a_byline_has_the_credentials_as_they_read_then(client: Any) -> None:
    ada = factories.author(
        "ada", title="Ada Lovelace", credentials=[("credential", "MD")]
    )
    page = factories.article(bylines=[Byline(author=ada, credentials="BSc")])
    html = html_of(client, page)
    assert "Ada Lovelace</a>, BSc" in html
    assert "Ada Lovelace</a>, MD" not in html


def test_bylines_stand_in_their_order_with_their_roles(client: Any) -> None:
    ada = factories.author("ada", title="Ada")
    grace = factories.author("grace", title="Grace")
    lines = [Byline(author=ada), Byline(author=grace, role="editor")]
    html = html_of(client, factories.article(bylines=lines))
    line = html[html.index('<ul class="byline">') :]
    assert line.index("By <a") < line.index("Edited by <a")


@HIDE
def test_the_byline_of_a_hidden_author_is_not_shown(client: Any, hide: Any) -> None:
    ada = factories.author("ada", title="Ada Lovelace", bio="<p>Counts.</p>")
    desk = factories.author(title="Editorial desk")
    page = factories.article(bylines=[Byline(author=ada), Byline(author=desk)])
    hide(ada)
    html = html_of(client, page)
    assert "Ada Lovelace" not in html
    assert "Counts." not in html
    assert "Editorial desk" in html


def test_an_article_whose_authors_are_all_hidden_has_no_author_box(client: Any) -> None:
    author = factories.author()
    page = factories.article()
    assert "Who is behind this article" in html_of(client, page)
    author.unpublish()
    assert "Who is behind this article" not in html_of(client, page)


def test_the_author_box_tells_bio_and_interests(client: Any) -> None:
    factories.author(bio="<p>Counts.</p>", competing_interests="Paid by a clinic.")
    html = html_of(client, factories.article())
    assert "<p>Counts.</p>" in html
    assert "Paid by a clinic." in html


# --- Reading time ---
@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (1001, 6)]
)
def test_reading_time_is_that_of_200_words_a_minute(words: int, minutes: int) -> None:
    page = ArticlePage(body=[("paragraph", f"<p>{'word ' * words}</p>")])
    assert page.reading_minutes == minutes


def test_reading_time_counts_the_words_inside_blocks() -> None:
    long = f"<p>{'word ' * 150}</p>"
    steps = {"title": "", "steps": [{"title": "Talk", "text": long}]}
    page = ArticlePage(body=[("paragraph", long), ("steps", steps)])
    assert page.reading_minutes == 2


def test_reading_time_does_not_count_tags_and_citations() -> None:
    body = factories.cited(*["a"] * 100)
    assert ArticlePage(body=body).reading_minutes == 1


def test_reading_time_is_shown(client: Any) -> None:
    assert "1 min read" in html_of(client, factories.article())


# --- Corrections and what it was adapted from ---
def test_corrections_tell_what_was_changed_and_when(client: Any) -> None:
    row = Correction(kind="safety", made_on="2026-11-23", text="<p>We said 5.</p>")
    html = html_of(client, factories.article(corrections=[row]))
    day = '<time datetime="2026-11-23">November 23, 2026</time>'
    assert f"<b>Safety</b>, {day}" in html
    assert "We said 5." in html


def test_an_article_without_corrections_has_no_heading_for_them(client: Any) -> None:
    assert "What changed" not in html_of(client, factories.article())


def test_an_adapted_article_says_from_what(client: Any) -> None:
    page = factories.article(
        source_title="A leaflet",
        source_publisher="A clinic",
        source_sells_treatment=True,
        source_note="<p>Two claims were left out.</p>",
        funding="None",
        competing_interests="None known",
    )
    html = html_of(client, page)
    assert "A leaflet, A clinic (the publisher sells this treatment)" in html
    assert "Two claims were left out." in html
    assert "None known" in html


def test_what_is_not_known_of_the_original_is_said_and_is_no_name(client: Any) -> None:
    page = factories.article(source_title="Untitled", source_publisher="not stated")
    said = "an untitled text whose publisher is not stated"
    html = html_of(client, page)
    assert f"<dd>A{said[1:]}</dd>" in html
    based_on = page_node(client, page.url)["mainEntity"]["isBasedOn"]
    assert based_on == {"@type": "CreativeWork"}
    twin = client.get(f"{page.url}index.md").content.decode()
    assert f"Adapted from {said}." in twin
    api = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert set(api["adapted_from"].values()) == {None}


def test_an_article_of_our_own_says_nothing_of_a_source(client: Any) -> None:
    assert "About this text" not in html_of(client, factories.article())


def test_subtitle_and_key_points_are_shown(client: Any) -> None:
    page = factories.article(subtitle="A guide", key_points=[("point", "Rest.")])
    html = html_of(client, page)
    assert '<p class="subtitle">A guide</p>' in html
    assert "<li>Rest.</li>" in html


def test_sections_are_listed_and_lead_to_their_headings(client: Any) -> None:
    heading = ("heading", {"text": "What to expect", "aspect": ""})
    html = html_of(client, factories.article(body=[heading, *factories.cited()]))
    [anchor] = {part.split('"')[0] for part in html.split('href="#section-')[1:]}
    assert f'<h2 id="section-{anchor}">What to expect</h2>' in html


# --- Where to read on ---
def test_see_also_shows_public_pages_in_order(client: Any) -> None:
    pages = [factories.standard_page(slug) for slug in ("zebra", "apple")]
    page = factories.article(see_also=[("page", target) for target in pages])
    html = html_of(client, page)
    assert html.index('"/zebra/"') < html.index('"/apple/"')


@HIDE
def test_see_also_does_not_show_hidden_pages(client: Any, hide: Any) -> None:
    target = factories.standard_page(title="A secret")
    page = factories.article(see_also=[("page", target)])
    hide(target)
    html = html_of(client, page)
    assert "A secret" not in html
    assert "See also" not in html


def test_topics_are_linked(client: Any) -> None:
    topics = [factories.condition("ptsd"), factories.side_effect("nausea")]
    page = factories.article(topics=[ArticleTopic(topic=topic) for topic in topics])
    html = html_of(client, page)
    assert '<a href="/conditions/ptsd/">PTSD</a>' in html
    assert '<a href="/side-effects/nausea/">Nausea</a>' in html


@HIDE
def test_hidden_topics_are_not_shown(client: Any, hide: Any) -> None:
    topic = factories.condition("ptsd")
    page = factories.article(topics=[ArticleTopic(topic=topic)])
    hide(topic)
    assert "PTSD" not in html_of(client, page)


def test_further_reading_shows_each_source_with_its_note(client: Any) -> None:
    source = factories.reference("a")
    reading = [("sources", {"sources": ["a"], "note": "A broad review."})]
    html = html_of(client, factories.article(further_reading=reading))
    assert source.vancouver in html
    assert "A broad review." in html


@HIDE
def test_further_reading_does_not_show_hidden_sources(client: Any, hide: Any) -> None:
    source = factories.reference("a")
    reading = [("sources", {"sources": ["a"], "note": "A broad review."})]
    page = factories.article(further_reading=reading)
    hide(source)
    html = html_of(client, page)
    assert "A broad review." not in html
    assert "Further reading" not in html


# --- Links to other pages ---
LINKING = ["body", "source_note", "corrections", "bio", "included"]


def linking(place: str, target: Any) -> Any:
    """An article with a link to the target in that place."""
    text = f'<p>Read <a linktype="page" id="{target.pk}">on here</a>.</p>'
    if place == "bio":
        factories.author(bio=text)
    match place:
        case "body":
            return factories.article(body=[("paragraph", text)])
        case "included":
            fact = factories.key_fact(text=text)
            return factories.article(body=[("key_fact", fact)])
        case "corrections":
            return factories.article(corrections=[Correction(text=text)])
        case "source_note":
            return factories.article(source_note=text)
    return factories.article()


@pytest.mark.parametrize("place", LINKING)
def test_a_link_leads_to_its_page(client: Any, place: str) -> None:
    html = html_of(client, linking(place, factories.standard_page("about")))
    assert '<a href="/about/">on here</a>' in html


@HIDE
@pytest.mark.parametrize("place", LINKING)
def test_a_link_to_a_hidden_page_leads_nowhere(
    client: Any, place: str, hide: Any
) -> None:
    target = factories.standard_page("secret-plan")
    page = linking(place, target)
    hide(target)
    html = html_of(client, page)
    assert "on here" in html
    assert "secret-plan" not in html


# --- What publishing needs ---
@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"summary": ""}, "Say in one or two plain sentences"),
        ({"body": []}, "There is nothing to read yet"),
        ({"bylines": []}, "Say who wrote this"),
    ],
)
def test_an_article_needs_a_summary_a_body_and_an_author(
    missing: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        factories.article(**missing)


def test_a_draft_needs_none_of_it() -> None:
    page = factories.article()
    page.summary, page.body, page.bylines = "", [], []
    page.is_rough = True
    page.full_clean()
