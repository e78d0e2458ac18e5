"""A page numbers its citations by first appearance and lists its sources once."""

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.models import PageViewRestriction

from articles.blocks import SourcesBlock
from articles.citations import tag
from articles.models import ArticlePage, Correction, ReferencePage
from tests import factories

pytestmark = pytest.mark.django_db


def cite(*keys: str) -> str:
    """A paragraph that cites these keys."""
    return f"<p>A claim.{''.join(map(tag, keys))}</p>"


def body(*blocks: tuple[str, Any]) -> str:
    """A body as the database holds it."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def keys_of(page: Any) -> list[str]:
    """The keys of the page's sources in the order of their numbers."""
    return [source.reference.key for source in page.cited.sources]


def restrict(page: Any) -> None:
    """Make the page private."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def counted(*keys: str) -> list[tuple[str, Any]]:
    """A frequency that rests on these keys."""
    value = {
        "treatment": "Ketamine infusion",
        "numerator": 4,
        "denominator": 10,
        "population": "10 adults",
        "time_frame": "One day",
        "sources": list(keys),
    }
    return [("frequency", value)]


@pytest.fixture
def sources() -> list[Any]:
    """The references a, b and c."""
    return [factories.reference(key) for key in "abc"]


TABLE = {
    "columns": [{"type": "text", "heading": "A"}, {"type": "number", "heading": "B"}],
    "rows": [{"values": [cite("b"), "41"]}],
    "caption": "",
}
FINDING = {
    "statement": "<p>It helps.</p>",
    "certainty": "low",
    "population": "Adults",
    "sources": ["b"],
}
PLACES = {
    "paragraph": cite("b"),
    "key_facts": {"title": "Key facts", "facts": [cite("b")]},
    "steps": {"title": "", "steps": [{"title": "Talk", "text": cite("b")}]},
    "timeline": {"title": "", "moments": [{"when": "1970", "text": cite("b")}]},
    "table": TABLE,
    "figure": {"image": None, "alt": "", "caption": cite("b")},
    "drawing": {"drawing": "history", "caption": cite("b"), "credit": ""},
    "care_card": {"urgency": "urgent", "title": "Call", "text": cite("b")},
    "warning": {"title": "Do not drive", "text": cite("b")},
    "call_to_action": {"title": "Talk to us", "text": cite("b")},
    "inset": {"text": cite("b")},
    "details": {"summary": "More", "text": cite("b")},
    "finding": FINDING,
}


# --- Numbered over the whole body ---
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.usefixtures("sources")
def test_a_citation_counts_in_every_kind_of_block(place: str) -> None:
    blocks = [("paragraph", cite("a")), (place, PLACES[place])]
    page = factories.article(body=body(*blocks, ("paragraph", cite("c"))))
    assert keys_of(page) == ["a", "b", "c"]


@pytest.mark.usefixtures("sources")
def test_a_citation_in_an_included_key_fact_counts() -> None:
    fact = factories.key_fact(text=cite("b"))
    blocks = [("paragraph", cite("a")), ("key_fact", fact.pk)]
    page = factories.article(body=body(*blocks, ("paragraph", cite("c"))))
    assert keys_of(page) == ["a", "b", "c"]


@pytest.mark.usefixtures("sources")
def test_a_citation_in_an_included_frequency_counts() -> None:
    effect = factories.side_effect(frequency=counted("b"))
    blocks = [("paragraph", cite("a")), ("side_effect_frequency", effect.pk)]
    page = factories.article(body=body(*blocks, ("paragraph", cite("c"))))
    assert keys_of(page) == ["a", "b", "c"]


@pytest.mark.usefixtures("sources")
def test_of_a_side_effect_only_the_frequency_is_included() -> None:
    effect = factories.side_effect(
        frequency=counted("b"), what_you_can_do=cite("a"), frequency_note=cite("c")
    )
    page = factories.article(body=body(("side_effect_frequency", effect.pk)))
    assert keys_of(page) == ["b"]


@pytest.mark.usefixtures("sources")
def test_corrections_count_after_the_body() -> None:
    corrections = [Correction(text=cite("b")), Correction(text=cite("c"))]
    page = factories.article(
        body=body(("paragraph", cite("a"))), corrections=corrections
    )
    assert keys_of(page) == ["a", "b", "c"]


@pytest.mark.usefixtures("sources")
def test_a_side_effect_numbers_its_parts_in_the_order_of_the_page() -> None:
    card = {"urgency": "urgent", "title": "Call", "text": cite("c")}
    page = factories.side_effect(
        when_to_get_help=[("care_card", card)],
        frequency=counted("b"),
        what_it_feels_like=cite("a"),
    )
    assert keys_of(page) == ["a", "b", "c"]


@pytest.mark.usefixtures("sources")
def test_a_source_has_one_number_wherever_it_is_cited() -> None:
    fact = factories.key_fact(text=cite("b"))
    blocks = [("paragraph", cite("a")), ("key_fact", fact.pk), ("finding", FINDING)]
    page = factories.article(
        body=body(*blocks), corrections=[Correction(text=cite("b"))]
    )
    assert [(s.number, len(s.mentions)) for s in page.cited.sources] == [(1, 1), (2, 3)]


@pytest.mark.usefixtures("sources")
def test_further_reading_takes_no_number() -> None:
    reading = [("sources", {"sources": ["b"], "note": "A review."})]
    page = factories.article(body=factories.cited("a"), further_reading=reading)
    assert keys_of(page) == ["a"]


# --- What readers see ---
@pytest.mark.usefixtures("sources")
def test_the_list_leads_back_to_every_mention(client: Any) -> None:
    fact = factories.key_fact(text=cite("b", "a"))
    blocks = [("paragraph", cite("a", "b")), ("key_fact", fact.pk), ("table", TABLE)]
    page = factories.article(
        body=body(*blocks), corrections=[Correction(text=cite("b"))]
    )
    html = client.get(page.url).content.decode()
    anchors = re.findall(r'id="(mention-[\d-]+)"', html)
    assert sorted(anchors) == sorted(re.findall(r'href="#(mention-[\d-]+)"', html))
    assert len(anchors) == len(set(anchors)) == 6
    ways_back = set(re.findall(r'aria-label="(Back to [^"]+)"', html))
    assert len(ways_back) == 6
    assert "Back to mention 1 of source 2" in ways_back


@pytest.mark.usefixtures("sources")
def test_every_mention_leads_to_its_line_in_the_list(client: Any) -> None:
    page = factories.article(body=factories.cited("b", "a", "b"))
    html = client.get(page.url).content.decode()
    assert re.findall(r'href="#source-(\d)"', html) == ["1", "2", "1"]
    assert re.findall(r'<li id="source-(\d)"', html) == ["1", "2"]


def test_a_fact_that_is_shown_twice_has_different_anchors(
    client: Any, sources: list[Any]
) -> None:
    fact = factories.key_fact(text=cite("a"))
    page = factories.article(body=body(("key_fact", fact.pk), ("key_fact", fact.pk)))
    html = client.get(page.url).content.decode()
    assert re.findall(r'id="(mention-[\d-]+)"', html) == ["mention-1-1", "mention-1-2"]


def test_an_included_frequency_shows_its_words_and_its_source(
    client: Any, sources: list[Any]
) -> None:
    effect = factories.side_effect(frequency=counted("a"))
    page = factories.article(body=body(("side_effect_frequency", effect.pk)))
    html = client.get(page.url).content.decode()
    assert "About 40 in 100 people" in html
    assert 'href="#source-1"' in html


def test_an_included_side_effect_without_a_count_says_so(client: Any) -> None:
    effect = factories.side_effect()
    page = factories.article(body=body(("side_effect_frequency", effect.pk)))
    assert "How often: not known." in client.get(page.url).content.decode()


def test_a_page_without_citations_has_no_list(client: Any) -> None:
    html = client.get(factories.article().url).content.decode()
    assert 'id="sources"' not in html
    assert 'href="#sources"' not in html


def test_a_fact_by_itself_lists_its_sources(client: Any, sources: list[Any]) -> None:
    html = client.get(factories.key_fact(text=cite("a")).url).content.decode()
    assert 'href="#source-1"' in html
    assert '<li id="source-1"' in html


# --- Sources and included pages that are not there ---
@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
def test_a_source_that_is_not_public_never_gives_its_number_away(
    client: Any, sources: list[Any], hide: Any
) -> None:
    page = factories.article(body=factories.cited("a", "b"))
    hide(sources[0])
    html = client.get(page.url).content.decode()
    assert "[source not available: a]" in html
    assert re.findall(r'<li id="source-(\d)"', html) == ["1"]
    assert sources[1].vancouver in html
    assert sources[0].vancouver not in html


def test_html_in_a_key_is_text_on_the_page(client: Any) -> None:
    page = factories.article()
    key = "<script>alert(1)</script>"
    page.body = body(
        ("paragraph", cite(key)), ("finding", FINDING | {"sources": [key]})
    )
    ArticlePage.objects.filter(pk=page.pk).update(body=page.body)
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert html.count("available: &lt;script&gt;alert(1)&lt;/script&gt;]") == 2


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
def test_an_included_fact_that_is_not_public_is_left_out(
    client: Any, sources: list[Any], hide: Any
) -> None:
    fact = factories.key_fact(title="A secret", text=cite("a"))
    page = factories.article(body=body(("key_fact", fact.pk), ("paragraph", cite("b"))))
    hide(fact)
    html = client.get(page.url).content.decode()
    assert "A secret" not in html
    assert re.findall(r'<li id="source-(\d)"', html) == ["1"]
    assert sources[0].vancouver not in html


def test_a_page_outlives_a_fact_that_it_includes(client: Any) -> None:
    fact = factories.key_fact(title="A short life")
    page = factories.article(
        body=body(("key_fact", fact.pk), ("paragraph", "<p>Y</p>"))
    )
    fact.delete()
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "A short life" not in answer.content.decode()


# --- What the loader asks ---
@pytest.mark.parametrize(
    ("block", "value"),
    [
        (SourcesBlock(), ["a", "b"]),
        (RichTextBlock(), f"<p>One{tag('a')}{tag('b')}</p>"),
    ],
    ids=["keys", "text"],
)
def test_a_leaf_names_the_references_it_cites(block: Any, value: Any) -> None:
    named = [(ReferencePage, "a"), (ReferencePage, "b")]
    assert ArticlePage.keys_in(block, value) == named


def test_a_leaf_that_cannot_cite_names_none() -> None:
    assert ArticlePage.keys_in(CharBlock(), tag("a")) == []


# --- Publishing ---
def test_an_unknown_key_is_refused_by_name(sources: list[Any]) -> None:
    page = factories.article()
    page.body = factories.cited("a", "no-such-2000", "nor-this-2001", "no-such-2000")
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert refused.value.message_dict == {
        "body": [
            f"There is no reference with this citation key: {key}. "
            "Add the reference or mend the key."
            for key in ("no-such-2000", "nor-this-2001")
        ]
    }


def test_a_citation_without_a_key_is_refused() -> None:
    page = factories.article()
    page.body = factories.cited("")
    with pytest.raises(ValidationError, match=r"\(no key\)"):
        page.full_clean()


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
def test_a_key_whose_reference_is_not_public_is_refused(
    sources: list[Any], hide: Any
) -> None:
    page = factories.article()
    page.body = factories.cited("a", "b")
    hide(sources[0])
    with pytest.raises(ValidationError, match=r"citation key: a\. Add"):
        page.full_clean()


@pytest.mark.parametrize(
    "part",
    [
        {"corrections": [Correction(text=cite("no-such-2000"))]},
        {"further_reading": [("sources", {"sources": ["no-such-2000"], "note": ""})]},
        {"body": body(("finding", FINDING | {"sources": ["no-such-2000"]}))},
    ],
)
def test_an_unknown_key_is_refused_wherever_it_stands(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="no-such-2000"):
        factories.article(**part)


def test_a_draft_may_cite_what_is_not_there() -> None:
    page = factories.article()
    page.body = factories.cited("no-such-2000")
    page.is_rough = True
    page.full_clean()
    assert [mention.key for mention in page.cited.sources] == []


# --- Queries ---
def asked(page: Any) -> list[str]:
    """The queries by which the page finds its sources."""
    with CaptureQueriesContext(connection) as queries:
        page.cited  # noqa: B018
    return [query["sql"] for query in queries]


@pytest.mark.usefixtures("sources")
def test_all_references_of_a_page_come_in_one_query() -> None:
    fact = factories.key_fact(text=cite("b"))
    page = factories.article(
        body=body(
            ("paragraph", cite("a")), ("key_fact", fact.pk), ("finding", FINDING)
        ),
        corrections=[Correction(text=cite("c"))],
        further_reading=[("sources", {"sources": ["a"], "note": ""})],
    )
    queries = [sql for sql in asked(page) if "articles_referencepage" in sql]
    assert len(queries) == 1


def test_a_page_without_citations_asks_for_no_references() -> None:
    assert not any(
        "articles_referencepage" in sql for sql in asked(factories.article())
    )


@pytest.mark.usefixtures("sources")
def test_included_pages_cost_the_same_however_many() -> None:
    blocks: list[tuple[str, Any]] = []
    for number in range(8):
        fact = factories.key_fact(f"fact-{number}", text=cite("a", "b"))
        effect = factories.side_effect(f"effect-{number}", frequency=counted("c"))
        blocks += [("key_fact", fact.pk), ("side_effect_frequency", effect.pk)]
    few = factories.article("few", body=body(*blocks[:2]))
    many = factories.article("many", body=body(*blocks))
    assert len(asked(few)) == len(asked(many))


@pytest.mark.usefixtures("sources")
def test_a_page_needs_no_more_queries_for_more_mentions(
    client: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    few = factories.article("few", body=factories.cited("a"))
    many = factories.article("many", body=factories.cited(*"abc" * 20))
    client.get(few.url)
    with django_assert_max_num_queries(12) as queries:
        client.get(few.url)
    with django_assert_num_queries(len(queries)):
        client.get(many.url)
