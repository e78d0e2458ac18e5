"""Whatever a file holds: it becomes safe blocks, or it is refused in a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.blocks import CitedBodyBlock
from articles.importing import authors, recognizing, repeated, sources, topics
from articles.importing.drafting import blocks
from articles.importing.errors import DocumentRefused
from articles.importing.outline import Outline
from articles.importing.recognizing import looked_over, report
from clinic.body import rewrite
from tests.articles.importing.samples import LONG, docx, line, parts, zipped
from tests.fuzzing import fuzzed, without_database

pytestmark = without_database

BODY = CitedBodyBlock()
ALLOWED = {
    *(
        "p",
        "b",
        "i",
        "sup",
        "sub",
        "ul",
        "ol",
        "li",
        "br",
        "a",
        "embed",
        "strong",
        "em",
    ),
}
SAFE = re.compile(r"(?:https?://|mailto:)")
# As much of a reference as an import asks for; a page itself would ask a database.
BERMAN = SimpleNamespace(
    pk=1,
    slug="berman-2000",
    title="A study",
    doi="10.1000/known",
    pmid="",
    pmcid="",
    address="",
    issued="2000",
    people=list,
)


class Shelf(sources.Library):
    """A library of one source, which asks no database."""

    def __init__(self) -> None:
        self.all, self.visible = [BERMAN], {1}
        self.marked = defaultdict(list, {("DOI", "10.1000/known"): [BERMAN]})
        self.titled = defaultdict(list)


@pytest.fixture(autouse=True, scope="module")
def no_database() -> Iterator[None]:
    """What the site knows beside the document is nothing, but for one source."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognizing, "Library", Shelf)
        patch.setattr(authors, "known_names", dict)
        patch.setattr(repeated, "elsewhere", lambda parts: [])
        patch.setattr(topics, "offered", lambda outline: [])
        yield


class Tags(HTMLParser):
    """Refuses what no text of ours may hold."""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in ALLOWED
        told = dict(attrs)
        told.pop("data-block-key", None)
        if tag == "a":
            href = told.pop("href", None)
            assert href is None or SAFE.match(href)
        if tag == "embed":
            assert told.pop("embedtype") == "citation"
            assert told.pop("key") == "berman-2000"
        assert told == {}

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def check(name: str, data: bytes) -> None:
    """Read it as far as a draft: refused in a sentence, or safe and well formed."""
    try:
        found = looked_over(name, data)
    except DocumentRefused as refusal:
        assert re.fullmatch(r"[A-Z].+[.?]", str(refusal), re.DOTALL)
        return
    assert 0 < len(found.outline.title) <= 255
    packed = found.outline.packed()
    assert Outline.unpacked(packed).packed() == packed
    assert str(report(found)).isprintable() or report(found)
    raw = [*blocks(found.outline.parts)]
    BODY.clean(BODY.to_python(raw))

    def leaf(block: Any, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("<"):
            Tags().feed(value)
        value = value if isinstance(value, str) else ""
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", value)
        return value

    rewrite(BODY, raw, leaf)


ENDINGS = st.sampled_from(
    ["a.txt", "a.md", "a.html", "a.docx", "../a.txt", "a", "ü.TXT"]
)
LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *(
                "",
                "  ",
                "- a",
                "• b",
                "1. c",
                "2) d",
                "    more",
                "References:",
                "Author",
            ),
            *(
                "By Ann Lee",
                "Home / A / B",
                "Facebook",
                "Share this",
                "[1] x 10.1000/known",
            ),
            *(
                "A claim.[1]",
                "A claim (Berman, 2000).",
                "https://doi.org/10.1000/known",
            ),
            *(
                LONG,
                "Read more",
                "One thing:",
                "[a](https://clinic.example/b)",
                "Step 1",
            ),
            *(
                "# Title",
                "| a | b |",
                "|---|---|",
                "> said",
                "```",
                "<b>x</b>",
                "\\",
                "***",
            ),
        ]
    ),
)
TAGS = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<ul>", "<ol start=x>", "<li id=a>", "</ul>"),
        *(
            "<h1>",
            "</h1>",
            "<h2>",
            "<table>",
            "<tr>",
            "<td>",
            "<th colspan=2>",
            "</table>",
        ),
        *("<a href='javascript:alert(1)'>", '<a href="#a">', "</a>", "<sup>", "</sup>"),
        *("<a href='https://doi.org/10.1000/known'>", "<img src=data:x onerror=y>"),
        *(
            "<script>",
            "</script>",
            "<style>",
            "<!--",
            "-->",
            "<svg>",
            "<math>",
            "<nav>",
        ),
        *(
            "<main>",
            "<article>",
            "<blockquote>",
            "<br>",
            "<br><br>",
            "<title>",
            "<details>",
        ),
        *(
            "<div class=share>",
            "</div>",
            "<a href='data:text/html,x'>",
            "<iframe src=x>",
        ),
        *(
            '<embed embedtype="citation" key="x"/>',
            "&lt;script&gt;",
            "&#0;",
            "&#xd800;",
        ),
        *("<p style=x onclick=y>", "<figure>", "<figcaption>", "<dl>", "<dt>", "<dd>"),
        *(
            "References",
            "1",
            "[1]",
            "<template>",
            "<form>",
            "<select>",
            "<option>",
            "<",
        ),
    ]
)


@fuzzed
@given(ENDINGS, st.binary(max_size=400))
@example("a.txt", b"\xff\xfe\x00\xd8")
def test_any_bytes_are_read_or_refused_when_fuzzed(name, data) -> None:
    check(name, data)


@fuzzed
@given(st.lists(LINES, max_size=25), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_text_becomes_safe_blocks_when_fuzzed(lines, encoding) -> None:
    data = "\n".join(lines).encode(encoding, "replace")
    check("a.txt", data)


@fuzzed
@given(st.lists(LINES | TAGS, max_size=25))
@example(["<DT>", "0", "<BR><BR>"])  # A line was cut within an element.
def test_any_markdown_becomes_safe_blocks_when_fuzzed(lines) -> None:
    check("a.md", "\n".join(lines).encode("utf-8", "replace"))


@fuzzed
@given(st.lists(LINES | TAGS, max_size=40))
def test_any_page_becomes_safe_blocks_when_fuzzed(pieces) -> None:
    check("a.html", "".join(pieces).encode("utf-8", "replace"))


@fuzzed
@given(
    st.lists(
        st.tuples(
            LINES,
            st.sampled_from(["", "Title", "Heading1", "bullet", "number", "bold"]),
        ),
        max_size=12,
    ),
    st.sampled_from(
        ["word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"]
    ),
    st.integers(0, 4000),
    st.binary(max_size=12),
)
def test_any_word_document_is_read_or_refused_when_fuzzed(
    lines, part, at, junk
) -> None:
    clean = [(re.sub(r"[^\t\x20-\ud7ff]", "", text), kind) for text, kind in lines]
    whole = parts(*(line(text, kind) for text, kind in clean))
    check("a.docx", zipped(whole))
    content = str(whole[part]).encode("utf-8", "replace")
    place = at % (len(content) + 1)
    broken = content[:place] + junk + content[place + len(junk) :]
    check("a.docx", zipped(whole | {part: broken}))


@fuzzed
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=20))
def test_a_broken_archive_is_read_or_refused_when_fuzzed(at, junk) -> None:
    data = docx(line("A title", "Title"), line(LONG))
    place = at % len(data)
    check("a.docx", data[:place] + junk + data[place + len(junk) :])
