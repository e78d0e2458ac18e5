"""An outline becomes the draft of an article that an editor can go on with."""

import json
import re

import pytest
from wagtail.models import PageLogEntry

from articles.importing.documents import Given
from articles.importing.drafting import ACTION, Choices, body, create
from articles.importing.errors import DocumentRefused
from articles.importing.outline import Heading, Item, Listing, Paragraph, Table
from articles.importing.reading import read
from articles.importing.recognizing import looked_over, recognize
from articles.models import ArticlePage
from articles.models.byline import Role
from tests import factories
from tests.articles.importing.samples import LONG, OTHER, docx, line

TEXT = f"""Home / Sleep Journal / Calm Nights

{LONG}

A Calm Evening

The evening follows these steps:

1. Light: Turn it down.
2. Air: Open the window.

{OTHER}

By Ann Lee

References

1. Berman R. 10.1000/berman-2000
2. Nobody known. 1999.
"""


def stored(*parts) -> list:
    text = re.sub(r" data-block-key=\\\"\w+\\\"", "", body(parts))
    return [(block["type"], block["value"]) for block in json.loads(text)]


def test_texts_and_lists_of_a_section_are_one_block() -> None:
    lists = Listing((Item("a"), Item("b", 1), Item("c", 1), Item("d")))
    assert stored(Heading("One"), Paragraph("A <b>b</b>"), lists, Heading("Two")) == [
        ("heading", {"text": "One", "aspect": ""}),
        (
            "paragraph",
            "<p>A <b>b</b></p><ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>",
        ),
        ("heading", {"text": "Two", "aspect": ""}),
    ]


def test_a_numbered_procedure_is_a_block_of_steps_and_another_list_is_none() -> None:
    items = (
        Item("Light: Turn <b>it</b> down."),
        Item("<b>Air:</b> Open up."),
        Item("Wait."),
    )
    numbered = Listing(items, is_ordered=True)
    (_, steps) = stored(Paragraph("It takes these steps:"), numbered)
    assert steps[1]["steps"] == [
        {"title": "Light", "text": "<p>Turn <b>it</b> down.</p>"},
        {"title": "Air", "text": "<p>Open up.</p>"},
        {"title": "Wait", "text": ""},
    ]
    assert [kind for kind, _ in stored(Paragraph("The best beds:"), numbered)] == [
        "paragraph"
    ]
    bulleted = Listing(items)
    assert [kind for kind, _ in stored(Paragraph("The steps:"), bulleted)] == [
        "paragraph"
    ]
    later = Listing(items, is_ordered=True, start=3)
    assert [kind for kind, _ in stored(Paragraph("The steps:"), later)] == ["paragraph"]


def test_tables_quotations_and_long_headings_lose_nothing() -> None:
    table = Table(("Day", "Sleep"), (("Mon", "<i>7</i>"),), "Hours")
    long = Heading("A very long heading " * 10)
    kinds = stored(table, Paragraph("Said.", is_quote=True), long)
    assert kinds == [
        (
            "table",
            {
                "caption": "Hours",
                "columns": [
                    {"type": "text", "heading": "Day"},
                    {"type": "text", "heading": "Sleep"},
                ],
                "rows": [{"values": ["<p>Mon</p>", "<p><i>7</i></p>"]}],
            },
        ),
        ("inset", {"text": "<p>Said.</p>"}),
        ("paragraph", f"<p><b>{long.text.strip()}</b></p>"),
    ]


@pytest.fixture
def desk(db):
    """The journal, an author and a source."""
    factories.journal()
    factories.reference("berman-2000")
    return factories.author("ann-lee", title="Ann Lee")


@pytest.mark.django_db
def test_a_document_becomes_a_draft_that_nobody_sees(desk, editor, client) -> None:
    found = looked_over("calm.txt", TEXT.encode())
    page = create(found, editor)
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.owner) == (False, "Calm Nights", editor)
    assert page.source_title == "Calm Nights"
    assert [block.block_type for block in page.body] == [
        *("paragraph", "heading", "paragraph", "steps", "paragraph"),
    ]
    assert [line.author for line in page.bylines.all()] == [desk]
    assert page.further_reading[0].value["sources"][0].key == "berman-2000"
    assert client.get(page.url).status_code == 404
    entry = PageLogEntry.objects.get(page=page.pk, action=ACTION)
    assert (entry.user, entry.data["file"]) == (editor, "calm.txt")
    assert entry.message == "Imported from a document: calm.txt"
    assert page.get_latest_revision().user == editor


@pytest.mark.django_db
def test_a_draft_can_be_completed_and_published(desk) -> None:
    text = TEXT.replace("window.", "window.[1]")
    page = create(looked_over("calm.txt", text.encode()))
    page.summary = "What it says."
    live = factories.publish(page)
    assert live.live
    assert [row.reference.slug for row in live.cited_sources.all()] == ["berman-2000"]
    assert not live.further_reading


@pytest.mark.django_db
def test_who_does_not_work_here_wrote_only_the_original(desk) -> None:
    desk.is_active = False
    factories.publish(desk)
    page = create(looked_over("calm.txt", TEXT.encode()))
    assert page.bylines.get().role == Role.ADAPTED


@pytest.mark.django_db
def test_what_the_editor_chose_counts(desk) -> None:
    chosen = Choices("  Another\ntitle ", author=False, topics=frozenset(), token="t")
    page = create(looked_over("calm.txt", TEXT.encode()), None, chosen)
    assert (page.title, page.source_title) == ("Another title", "Calm Nights")
    assert not page.bylines.exists()
    again = create(looked_over("calm.txt", TEXT.encode()), None, chosen)
    assert again.pk == page.pk
    assert ArticlePage.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Search", "!!!", "Ωμέγα", "Calm nights", "x" * 255])
def test_every_title_gets_an_address_of_its_own(desk, title) -> None:
    factories.article("calm-nights")
    html = f"<h1>{title}</h1><p>{LONG}</p>"
    pages = [create(recognize(read(Given("a", "html", html)))) for _ in range(2)]
    slugs = {page.slug for page in pages}
    assert len(slugs) == 2
    assert not slugs & {"search", "calm-nights", ""}


@pytest.mark.django_db
def test_without_a_journal_it_says_so() -> None:
    with pytest.raises(DocumentRefused, match="no journal yet"):
        create(looked_over("a.docx", docx(line(LONG))))


@pytest.mark.django_db
def test_a_document_of_a_title_alone_is_refused(desk) -> None:
    with pytest.raises(DocumentRefused, match="no text below it"):
        looked_over("a.html", b"<h1>Alone</h1>")
