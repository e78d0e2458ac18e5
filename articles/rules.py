"""The rules of the content that rests on sources: articles, key facts, references."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Page

from articles.blocks import FindingBlock, SourcesBlock
from articles.citations import TAG, find
from articles.sentences import lines, sentences, shortened
from clinic.body import rewrite
from clinic.models.visible import site_pages
from clinic.rules.checking import Known, Level, Remark, rule
from clinic.rules.passages import Child, Passage, children, passages

# --- Sources ---


def citations(page: Page) -> Iterator[tuple[str, str, str]]:
    """Every key that the page itself names: field, block, key."""
    for piece in passages(page):
        for key in find(piece.html):
            yield piece.field, piece.block, key
    for child in children(page):
        for key in keys_of(child):
            yield child.field, child.id, key


def keys_of(child: Child) -> list[str]:
    """The keys in the fields of sources of a block."""
    keys: list[str] = []

    def leaf(kind: Any, value: Any) -> None:
        if isinstance(kind, SourcesBlock):
            keys.extend(value or [])

    rewrite(child.kind, child.raw, leaf)
    return keys


def sources(pages: Sequence[Page]) -> Mapping[str, Any]:
    """The visible references that these pages name, by key; one query."""
    keys = {key for page in pages for _, _, key in citations(page)}
    rows = site_pages().visible().filter(slug__in=keys, referencepage__isnull=False)
    found = rows.select_related("referencepage") if keys else ()
    return {row.slug: row.referencepage for row in found}


@rule(
    Level.ERROR,
    "A reader who wants to know where a claim comes from finds “source not available”.",
)
def every_source_is_there(page: Page, known: Known) -> Iterator[Remark]:
    """Each citation names a published reference."""
    for field, block, key in dict.fromkeys(citations(page)):
        if key not in known(sources):
            yield Remark(
                f"There is no reference with this citation key: {key or '(no key)'}. "
                "Add the reference or mend the key.",
                field,
                block,
            )


@rule(Level.ERROR, "Only so can a reader follow a finding to those who found it.")
def findings_have_sources(page: Page, known: Known) -> Iterator[Remark]:
    """Each finding names at least one source."""
    for child in children(page):
        if isinstance(child.kind, FindingBlock) and not (
            keys_of(child) or find(child.raw.get("statement") or "")
        ):
            yield Remark(
                "Name the source of this finding: choose it below “Sources”.",
                child.field,
                child.id,
            )


@rule(
    Level.ERROR,
    "Readers are warned of the source by a word; without a note nobody learns what "
    "happened to it, and whether the claim still holds.",
)
def retracted_sources_have_a_note(page: Page, known: Known) -> Iterator[Remark]:
    """A source that was retracted or withdrawn is cited only with a note about it."""
    for field, block, key in dict.fromkeys(citations(page)):
        source = known(sources).get(key)
        if source and source.is_gone and not source.notice.strip():
            yield Remark(
                f"Take away the citation [{key}], or write into “Notice” of that "
                f"reference what happened: it is {source.get_status_display().lower()}.",
                field,
                block,
            )


# --- References ---


@rule(Level.ERROR, "A source that nobody can find proves nothing.")
def can_be_found(page: Any, known: Known) -> Iterator[Remark]:
    """A reference has a DOI, PMID, PMCID, ISBN or web address."""
    if not (page.links or page.isbn):
        yield Remark(
            "A reader must be able to find the source: give a DOI, PMID, PMCID, ISBN or "
            "web address.",
            "doi",
        )


@rule(
    Level.WARNING,
    "Every list warns of such a source; the note says why. The watch over the sources "
    "must be able to mark one at once, so this never keeps a mark back.",
)
def doubt_has_a_note(page: Any, known: Known) -> Iterator[Remark]:
    """A reference of which readers are warned says what happened to it."""
    if page.is_doubtful and not page.notice.strip():
        yield Remark(
            "Say in “Notice” what happened to the source, with an address if any.",
            "notice",
        )


# --- Key facts ---


@rule(
    Level.ERROR,
    "Pages show the fact as it stands, with the day on which it was checked.",
)
def a_fact_is_told_and_checked(page: Any, known: Known) -> Iterator[Remark]:
    """A key fact has words, and the day on which its sources were last read."""
    if not page.text:
        yield Remark("Write the fact.", "text")
    if not page.checked_on:
        yield Remark("When were its sources last read?", "checked_on")


# --- Authors ---


@rule(
    Level.ERROR,
    "Readers judge a text by who wrote it; and nobody is shown who did not agree to it.",
)
def an_author_is_introduced(page: Any, known: Known) -> Iterator[Remark]:
    """An author has a name and a bio, and has agreed to a photo that is shown."""
    if not (page.is_organisation or page.family_name or page.given_name):
        yield Remark("A person needs a name.", "given_name")
    if not page.bio:
        yield Remark("Readers want to know who this is: write a short bio.", "bio")
    if page.photo_id and not page.photo_consent_on:
        yield Remark("When did the person agree to the photo?", "photo_consent_on")


@rule(Level.ERROR, "A page without a text is no use to anybody.")
def has_a_body(page: Any, known: Known) -> Iterator[Remark]:
    """There is something to read."""
    if not page.body:
        yield Remark("There is nothing to read yet.", "body")


@rule(Level.ERROR, "Readers must know whose words they read.")
def has_an_author(page: Any, known: Known) -> Iterator[Remark]:
    """An article names at least one author."""
    if not page.bylines.all():
        yield Remark("Say who wrote this: add at least one author.", "bylines")


def active_authors(pages: Sequence[Any]) -> set[int]:
    """The ids of the authors of these pages who work with the journal, and are shown."""
    wanted = {line.author_id for page in pages for line in page.bylines.all()}
    rows = site_pages().visible().filter(pk__in=wanted, authorpage__is_active=True)
    return set(rows.values_list("pk", flat=True))


@rule(
    Level.WARNING,
    "Somebody who still works with the journal answers for each article. The names of "
    "those who left stay beside theirs.",
)
def somebody_answers_for_it(page: Any, known: Known) -> Iterator[Remark]:
    """At least one author of the article works with the journal and has a page."""
    people = [line.author_id for line in page.bylines.all()]
    if people and not set(people) & known(active_authors):
        yield Remark(
            "Add an author who works with the journal now: nobody named here does, or "
            "their pages are not published.",
            "bylines",
        )


# --- Words for how often ---

# Words in which readers hear a number, each reader another one. Left out is what only
# says that something exists or how it goes (“some”, “many”, “sometimes”, “usually”), what
# compares (“more common”), what asks (“how often”), “common” before a thing of its own
# (“a common anesthetic”), “often” behind an act (“you urinate often”), and what people say
# or do with a thing (“often given into a vein”, “frequently asked questions”).
FREQUENCY = re.compile(
    r"""(?<!how\ )(?<!more\ )(?<!most\ )(?<!less\ )(?<!as\ )(?<!too\ )(?<!so\ )(?<!not\ )\b(?:
        (?:is|are|was|were|be)\ (?:also\ |very\ |quite\ |so\ )?(?:un)?(?:common|rare)
            (?=[.,;:!?)]|\ (?:and|but|or|in|with|at|after|during|among|when|for)\b|$)
      | (?:un)?common(?=\ (?:side\ effects?|reactions?|symptoms?|harms?)\b)
      | rare(?=\ (?:side\ effects?|reactions?|symptoms?|cases|harms?)\b)
      | rarely | seldom
      | (?:commonly|frequently|often(?=\ \w)(?!\ (?:or|and|if|when)\b))
            (?!\ (?:asked|called|drawn|given|known|made|named|said|told|used)\b)
      | (?:most|the\ majority\ of)\ (?:people|patients|adults|children|users)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
NUMBER = re.compile(
    r"\d|\b(?:one in|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred"
    r"|half|thirds?|quarters?|nobody|no one|none|everyone|everybody)\b",
    re.IGNORECASE,
)
NOT_KNOWN = re.compile(
    r"\b(?:not|never|nobody|no one|un)\s?(?:been )?(?:known|knows|clear|certain|counted)\b"
    r"|\bno (?:figures?|numbers?|counts?)\b",
    re.IGNORECASE,
)
# Who is asked whether something is so with them is told nothing: “If you often feel sad,”.
ASKED = re.compile(r"^\s*(?:If you\b[^,;:]*|Do you\b.*)", re.IGNORECASE | re.DOTALL)
# What somebody else says, and titles, are not the journal's words.
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|<(i|em)>.*?</\1>", re.DOTALL)
# Blocks with other words than the journal's, with advice, or with the count itself.
NOT_CLAIMS = {"quote", "care_card", "do_dont", "heading", "frequency"}
# Parts that are records, name things, or speak to one person who has it.
NOT_CLAIMED_IN = {
    *("corrections", "further_reading", "source_note", "also_called"),
    *("what_it_feels_like", "what_you_can_do"),
}


@rule(
    Level.WARNING,
    "Readers hear very different numbers in the same word; a count, or “not known”, "
    "says what is meant.",
)
def frequency_words_have_numbers(page: Page, known: Known) -> Iterator[Remark]:
    """A word such as “common”, “rare”, “often” or “most people” stands with a number."""
    for piece in passages(page):
        if piece.within in NOT_CLAIMS or piece.field in NOT_CLAIMED_IN:
            continue
        for sentence, word in vague(piece):
            yield Remark(
                f"Say how many, or that it is not known, beside “{word}”: "
                f"“{shortened(sentence)}”",
                piece.field,
                piece.block,
            )


def vague(piece: Passage) -> Iterator[tuple[str, str]]:
    """The sentences of a text in which a word stands for a number, each with the word."""
    for line in lines(TAG.sub("", QUOTED.sub("", piece.html))):
        for sentence in sentences(line):
            match = FREQUENCY.search(ASKED.sub("", sentence))
            is_said = NUMBER.search(sentence) or NOT_KNOWN.search(sentence)
            if match and not is_said:
                yield sentence.strip(), match[0]
