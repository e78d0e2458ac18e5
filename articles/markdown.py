"""An article as Markdown: the same words, for programs that read text."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format

from articles import citations
from clinic.described.markdown import escaped, markdown


def article(page: Any, request: HttpRequest) -> str:
    """The whole article: text, sources, corrections, review, and where to get help."""
    context = page.get_context(request)
    parts = [
        *head(page, context),
        *text(page, context, request),
        *corrections(page),
        *sources(page),
        *further(page),
        *origin(page),
        *see_also([*context["topics"], *page.shown_see_also]),
        *helplines(context, request),
        f"How to cite this article: {escaped(context['own'].cite_as)}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def day(when: Any) -> str:
    """A day for people, such as "November 24, 2026"."""
    return date_format(when, "F j, Y")


def head(page: Any, context: dict[str, Any]) -> Iterator[str]:
    """What stands above the text."""
    yield f"# {escaped(page.title)}"
    if page.subtitle:
        yield f"*{escaped(page.subtitle)}*"
    yield escaped(page.summary)
    for line in context["bylines"]:
        name = ", ".join(p for p in (line.author.title, line.credentials) if p)
        yield f"{line.get_role_display()} {escaped(name)}"
    days = f"Published {day(page.published_on)}."
    yield f"{days} Last changed {day(page.updated_on)}." if page.updated_on else days
    yield f"Address: <{context['address']}>"
    yield review(page, context["frame"].clinic)
    doubts = [
        (line.reference.short_title, line.reference.standing.lower())
        for line in page.cited.doubtful
    ]
    if doubts:
        yield f"**{escaped(citations.warning(doubts, 'this article'))}**"


def review(page: Any, clinic: Any) -> str:
    """Who has signed the text as it reads now; else that nobody has, or not this text."""
    if page.reviews.standing:
        return " ".join(signature(row) for row in page.reviews.standing)
    if last := page.reviews.latest:
        who = escaped(last.signature)
        return f"**Changed since the review of {day(last.signed_on)} by {who}.**"
    return f"**{escaped(clinic.not_reviewed)}**"


def signature(row: Any) -> str:
    """Who signed what of a text, when and until when."""
    part = f" (only: {escaped(row.scope)})" if row.scope else ""
    due = "The review is overdue since" if row.is_overdue else "Next review by"
    return (
        f"Clinically reviewed{part} by {escaped(row.signature)} on {day(row.signed_on)}. "
        f"{due} {day(row.next_review)}."
    )


def text(page: Any, context: dict[str, Any], request: HttpRequest) -> Iterator[str]:
    """Key points and body."""
    points = [f"- {escaped(point.value)}" for point in page.key_points]
    if points:
        yield "## In short"
        yield "\n".join(points)
    shown = {**context, "body": page.cited["body"]}
    html = render_to_string("includes/body.html", shown, request)
    yield markdown(html, context["address"])


def corrections(page: Any) -> Iterator[str]:
    """What changed, with day and kind, and where the earlier versions are."""
    rows = page.told_changes
    if rows:
        yield "## What changed"
    for row in rows:
        yield f"**{row.get_kind_display()}, {day(row.made_on)}.**"
        yield markdown(row.shown or row.text, page.full_url)
    if page.has_earlier_versions:
        yield f"Earlier versions: <{page.full_url}versions/>"


def sources(page: Any) -> Iterator[str]:
    """The list of sources, as the footnotes that the text mentions."""
    if page.cited.sources:
        yield "## Sources"
    for line in page.cited.sources:
        reference = line.reference
        words = [f"**{reference.standing}.**"] if reference.is_doubtful else []
        words.append(escaped(reference.vancouver))
        words += [f"<{address}>" for _, address in reference.links]
        if reference.is_doubtful and reference.notice:
            words.append(escaped(reference.notice))
        yield f"[^{line.number}]: {' '.join(words)}"


def further(page: Any) -> Iterator[str]:
    """Sources that the text does not rest on, but that lead on."""
    rows = [
        f"- {escaped(reference.vancouver)} <{reference.full_url}> {escaped(note)}".strip()
        for reference, note in page.shown_further_reading
    ]
    if rows:
        yield "## Further reading"
        yield "\n".join(rows)


def see_also(pages: list[Any]) -> Iterator[str]:
    """What it is about, and other pages that belong to the question."""
    if pages:
        yield "## See also"
        yield "\n".join(f"- [{escaped(p.title)}]({p.full_url})" for p in pages)


def origin(page: Any) -> Iterator[str]:
    """What the text was adapted from; interests and funding."""
    told = []
    if page.original:
        told.append(f"Adapted from {page.original.in_words}.")
    if page.competing_interests:
        told.append(f"Interests: {page.competing_interests}")
    if page.funding:
        told.append(f"Funding: {page.funding}")
    if told or page.source_note:
        yield "## About this text"
    yield from (escaped(line) for line in told)
    yield markdown(page.shown_source_note, page.full_url)


def helplines(context: dict[str, Any], request: HttpRequest) -> Iterator[str]:
    """Where to get help; what the journal is not."""
    clinic = context["frame"].clinic
    yield "## Where to get help"
    yield escaped(clinic.emergency_text)
    html = render_to_string("includes/helplines.html", context, request)
    yield markdown(html, context["address"])
    yield escaped(clinic.disclaimer)
