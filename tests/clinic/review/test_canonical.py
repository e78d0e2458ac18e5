"""A change of what a page says changes its digest; a change of its looks does not."""

import copy
import json
import unicodedata
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.citations import tag
from articles.models import ArticlePage, KeyFactPage
from clinic.portable import clear, export, load
from clinic.review.canonical import canonical, digest, digests
from conditions.models import SideEffectPage
from tests import factories
from tests.fuzzing import fuzzed

# A page that knows its type asks no database for it.
UNKNOWN = {"content_type_id": 1}
WORD = st.text("abcdefghij[]\\\t/é0123456789", min_size=1, max_size=6).filter(
    lambda word: bool(word.split())
)
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
KEYS = st.sampled_from(["berman-2000", "daly-2019", "loo-2023"])
CARD = {"urgency": "urgent", "title": "Call today if", "text": "<p>it stays.</p>"}
FINDING = {
    "statement": f"<p>Six in 10 felt better.{tag('berman-2000')}</p>",
    "certainty": "low",
    "population": "72 adults.",
    "sources": ["berman-2000", "daly-2019"],
}
TABLE = {
    "caption": "Doses",
    "columns": [
        {"type": "text", "heading": "Way"},
        {"type": "number", "heading": "Milligrams"},
    ],
    "rows": [{"values": ["<p>Spray</p>", "56"]}, {"values": ["<p>Drip</p>", "35"]}],
}
BODY: list[tuple[str, Any]] = [
    ("heading", {"text": "On the day", "aspect": "treatments"}),
    ("paragraph", f"<p>Take 10 mg.{tag('loo-2023')}</p><ul><li>A</li><li>B</li></ul>"),
    ("finding", FINDING),
    ("table", TABLE),
    ("care_card", CARD),
    ("do_dont", {"do": ["rest", "drink"], "dont": ["drive"]}),
]


def article(body: list[tuple[str, Any]], **fields: Any) -> ArticlePage:
    """An article that is not saved, its body in the form that a database holds."""
    raw = [{"type": kind, "value": value} for kind, value in body]
    values = {"title": "A title", "summary": "What it says.", **UNKNOWN}
    return ArticlePage(body=json.dumps(raw), **(values | fields))


def of(html: str) -> str:
    """The digest of an article of one paragraph."""
    return digest(article([("paragraph", html)]))


def changed(place: int, **values: Any) -> ArticlePage:
    """The article of all blocks, one of them with other values."""
    body = copy.deepcopy(BODY)
    body[place][1].update(values)
    return article(body)


# --- What changes it ---


@pytest.mark.parametrize(
    "other",
    [
        changed(0, text="On that day"),
        changed(0, aspect="symptoms"),
        changed(2, statement=f"<p>Seven in 10 felt better.{tag('berman-2000')}</p>"),
        changed(2, statement=f"<p>Six in 10 felt better.{tag('daly-2019')}</p>"),
        changed(2, statement="<p>Six in 10 felt better.</p>"),
        changed(2, certainty="high"),
        changed(2, population="73 adults."),
        changed(2, sources=["daly-2019", "berman-2000"]),
        changed(2, sources=["berman-2000"]),
        changed(3, caption="Dose"),
        changed(3, rows=TABLE["rows"][::-1]),
        changed(3, rows=[{"values": ["<p>Spray</p>", "65"]}, TABLE["rows"][1]]),
        changed(4, urgency="emergency"),
        changed(4, title="Call now if"),
        changed(5, do=["drink", "rest"]),
        changed(5, do=["rest", "drink", "drive"], dont=[]),
        article(BODY[::-1]),
        article(BODY[1:]),
        article([*BODY, BODY[-1]]),
        article(BODY, title="Another title"),
        article(BODY, subtitle="A second line"),
        article(BODY, summary="What it does not say."),
        article(BODY, key_points=json.dumps([{"type": "point", "value": "Rest."}])),
    ],
)
def test_whatever_a_page_says_changes_its_digest(other: ArticlePage) -> None:
    assert digest(other) != digest(article(BODY))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Sickness"),
        ("seriousness", "emergency"),
        ("treatment", "Spray"),
        ("onset", "After 30 minutes"),
        ("frequency_note", "<p>Nobody has counted.</p>"),
        ("what_you_can_do", "<p>Lie down.</p>"),
    ],
)
def test_every_field_that_a_type_names_counts(field: str, value: str) -> None:
    page = SideEffectPage(title="Nausea", **UNKNOWN)
    before = digest(page)
    setattr(page, field, value)
    assert digest(page) != before


@pytest.mark.parametrize("name", ["numerator", "comparison_numerator"])
def test_a_count_of_none_is_not_the_same_as_no_count(name: str) -> None:
    count = {"treatment": "Spray", "numerator": 5, "denominator": 9, "sources": []}
    pages = [
        SideEffectPage(
            frequency=json.dumps([{"type": "frequency", "value": value}]), **UNKNOWN
        )
        for value in (count | {name: 0}, count | {name: None}, count | {name: 1})
    ]
    assert len({digest(page) for page in pages}) == 3


@fuzzed
@given(st.lists(WORD, min_size=1, max_size=6), st.data())
def test_fuzzed_any_other_word_is_another_text(text: list[str], data: Any) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = [*text]
    other[place] = data.draw(
        WORD.filter(lambda word: word.split() != text[place].split())
    )
    before, after = (" ".join(" ".join(words).split()) for words in (text, other))
    assert (of(f"<p>{before}</p>") == of(f"<p>{after}</p>")) is (before == after)


@fuzzed
@given(st.lists(KEYS, max_size=4), st.lists(KEYS, max_size=4))
def test_fuzzed_other_keys_or_another_order_are_another_text(
    a: list[str], b: list[str]
) -> None:
    one, two = (of(f"<p>Text.{''.join(map(tag, keys))}</p>") for keys in (a, b))
    assert (one == two) is (a == b)


@fuzzed
@given(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_fuzzed_what_stands_in_one_field_is_not_taken_for_another(
    do: list[str], dont: list[str]
) -> None:
    told = article([("do_dont", {"do": do, "dont": dont})])
    other = article([("do_dont", {"do": [*do, *dont], "dont": []})])
    assert (digest(told) == digest(other)) is (not dont)


@fuzzed
@given(WORDS, KEYS)
def test_fuzzed_typed_brackets_are_no_citation(text: str, key: str) -> None:
    assert of(f"<p>{text}{tag(key)}</p>") != of(f"<p>{text}[{key}]</p>")


def test_a_raised_number_is_another_number() -> None:
    raised = [of(f"<p>10{html}</p>") for html in ("6", "<sup>6</sup>", "<sub>6</sub>")]
    assert len({*raised, of("<p>10[^6]</p>")}) == 4


# --- What does not ---


def dressed(html: str, data: Any) -> str:
    """The same words in other clothes."""
    bold = data.draw(st.sampled_from(["b", "i", "em", "strong"]))
    key = uuid.uuid4().hex[:5]
    words = html.split(" ")
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = f"<{bold}>{words[place]}</{bold}>"
    gap = data.draw(st.sampled_from([" ", "  ", "\n", " ", "<br/>"]))
    return f'<p data-block-key="{key}"> {gap.join(words)} </p>'


@fuzzed
@given(WORDS, st.data())
def test_fuzzed_clothes_do_not_make_another_text(text: str, data: Any) -> None:
    assert of(dressed(text, data)) == of(f"<p>{text}</p>")


@fuzzed
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_fuzzed_a_letter_that_is_written_otherwise_is_the_same(text: str) -> None:
    pages = [
        article([], title=unicodedata.normalize(form, text)) for form in ("NFC", "NFD")
    ]
    assert digest(pages[0]) == digest(pages[1])


def test_ids_links_and_the_order_of_keys_do_not_count() -> None:
    plain = of("<p>See this page.</p>")
    for link in ('linktype="page" id="3"', 'linktype="page" id="4"', 'href="/x/"'):
        assert of(f"<p>See <a {link}>this page</a>.</p>") == plain
    pages = [
        ArticlePage(
            body=json.dumps([{"id": pk, "value": value, "type": "finding"}]), **UNKNOWN
        )
        for pk, value in (("1", FINDING), ("2", dict(reversed(FINDING.items()))))
    ]
    assert digest(pages[0]) == digest(pages[1])


def test_which_picture_is_shown_is_left_to_the_words_around_it() -> None:
    one, two, other = (
        article([("figure", {"image": pk, "alt": alt})])
        for pk, alt in ((1, "A curve."), (2, "A curve."), (1, "A line."))
    )
    assert digest(one) == digest(two) != digest(other)


def test_what_is_empty_is_as_if_it_were_not_there() -> None:
    full = article([("heading", {"text": "On the day", "aspect": ""})], subtitle="")
    assert digest(full) == digest(article([("heading", {"text": "On the day"})]))


def test_the_text_reads_line_by_line() -> None:
    text = f"<p>10<sup>6</sup> [sic]{tag('a-1')}</p>"
    page = KeyFactPage(title="A fact", text=text, **UNKNOWN)
    assert canonical(page) == (
        "clinical text\t2\ntitle\tA fact\ntext/1\t10[^6] \\[sic\\][a-1]\n"
    )


# --- The form itself ---

# Of the article of all blocks. Another digest means another form: give `FORMS` the
# next number and keep the forms of before, as the decision on sign-offs says.
PINNED = [
    "1b2fc3b29c6783913e3514b6248d3b789fb02ef6c42999a3c114347f975cfd8e",
    "08ae4d5c12146bfe1a3b054392a4ddfdf6aa1f1377aae72ae5f4be977f06845c",
]


def test_each_form_is_as_it_was_when_texts_were_signed() -> None:
    assert digests(article(BODY)) == PINNED


@pytest.mark.django_db
def test_the_text_is_the_same_in_the_database_and_on_paper(tmp_path) -> None:
    for key in ("berman-2000", "daly-2019", "loo-2023"):
        factories.reference(key)
    fact = factories.key_fact(text="<p>Use <sup>1</sup>⁄<sub>2</sub> of\u00a0it.</p>")
    page = factories.article(body=[*BODY, ("key_fact", fact)])
    before = digest(page)
    assert digest(ArticlePage.objects.get().latest_revision.as_object()) == before
    export(tmp_path / "out")
    clear()
    assert not ArticlePage.objects.exists()
    load([tmp_path / "out"])
    assert digest(ArticlePage.objects.get()) == before
    assert ArticlePage.objects.get().clinical_text.digest == before
