"""One run of the watch: which sources are asked about, what was told, what changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef

from articles.models.citation import Citation
from articles.models.reference import ReferencePage
from articles.models.watch import Link, Lookup, Notices, ToldBy
from articles.watch.changes import told_by
from articles.watch.links import MOST, by_turns, check_link
from articles.watch.manners import Caller
from articles.watch.marking import mark
from articles.watch.notices import Told, Unknown, ask_crossref, worst
from articles.watch.retraction_watch import Watched

# After so many questions without an answer, one after the other, Crossref is left
# alone: the sources that are left stay as they are, until the next run.
PATIENCE = 5


@dataclass
class Seen:
    """What one run saw of a source."""

    reference: ReferencePage
    lookup: Lookup
    before: str
    notice: str = ""
    address: str = ""
    problems: list[str] = field(default_factory=list)
    was_asked: bool = False  # for notices, in a way that could tell
    is_faulty: bool = False

    def as_json(self) -> dict[str, Any]:
        """The source in `check_references --json`; see docs/running.md."""
        after = self.reference.status
        return {
            "key": self.reference.key,
            "title": self.reference.title,
            "status": after,
            "changed_from": self.before if self.before != after else None,
            "notices": self.lookup.notices if self.was_asked else None,
            "notice": self.notice or None,
            "link": self.lookup.link if self.address else None,
            "http_status": self.lookup.link_status if self.address else None,
            "address": self.address or None,
            "problems": self.problems,
        }


@dataclass
class Outcome:
    """What a run saw: the sources in the order in which they were asked about."""

    seen: dict[int, Seen] = field(default_factory=dict)
    questions: int = 0
    answers: int = 0

    @property
    def changed(self) -> list[Seen]:
        """The sources whose status changed."""
        return [one for one in self.seen.values() if one.before != one.reference.status]

    @property
    def faults(self) -> list[str]:
        """What went wrong here, not elsewhere."""
        return [
            f"{one.reference.key}: {' '.join(one.problems)}"
            for one in self.seen.values()
            if one.is_faulty
        ]

    @property
    def is_deaf(self) -> bool:
        """Whether there were questions and no answer to any of them."""
        return self.questions > 0 and not self.answers

    def of(self, reference: ReferencePage) -> Seen:
        """What was seen of the source so far in this run."""
        if reference.pk not in self.seen:
            lookup = getattr(reference, "lookup", None) or Lookup(reference=reference)
            self.seen[reference.pk] = Seen(reference, lookup, reference.status)
        return self.seen[reference.pk]


def watched(keys: Iterable[str] = ()) -> list[ReferencePage]:
    """The published sources, or those with these keys: cited first, longest unasked first."""
    # An alias follows its original.
    found = ReferencePage.objects.filter(live=True, alias_of=None)
    found = found.select_related("lookup")
    if keys := list(keys):
        found = found.filter(slug__in=keys)
    cited = Exists(Citation.objects.filter(reference=OuterRef("pk")))
    oldest = F("lookup__asked_at").asc(nulls_first=True)
    return list(found.annotate(is_cited=cited).order_by("-is_cited", oldest, "slug"))


def check(
    references: list[ReferencePage],
    *,
    file: Watched | None = None,
    notices: bool = True,
    links: bool = True,
    seconds: float | None = None,
    report: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Look the sources up, mark what changed, and tell the subscribers once.

    With a `file` no other site is asked. `seconds` limits all of it.
    """
    outcome = Outcome()
    caller = Caller(seconds)
    with told_by(ToldBy.RETRACTION_WATCH if file else ToldBy.CROSSREF):
        if file:
            for reference in references:
                hear(outcome, reference, lambda one: in_file(file, one))
        elif notices:
            ask_about(outcome, references, caller, report)
        if links and not file:
            try_links(outcome, references, caller, report)
    return outcome


def ask_about(
    outcome: Outcome,
    references: list[ReferencePage],
    caller: Caller,
    report: Callable[[str], None],
) -> None:
    """Ask Crossref about each source, while it answers."""
    silent = 0
    for number, reference in enumerate(references, start=1):
        report(f"notices: {number} of {len(references)}: {reference.key}")
        if silent >= PATIENCE:
            outcome.of(reference).problems.append("Not asked: Crossref is silent.")
            continue
        seen = hear(outcome, reference, lambda one: ask_crossref_about(one, caller))
        if reference.doi:
            silent = silent + 1 if seen.lookup.notices == Notices.UNKNOWN else 0


def ask_crossref_about(reference: ReferencePage, caller: Caller) -> Told | None:
    """What Crossref tells of a source; None if it cannot be asked."""
    return ask_crossref(reference.doi, caller.ask) if reference.doi else None


def in_file(file: Watched, reference: ReferencePage) -> Told | None:
    """What the file tells of a source; None if its silence says nothing."""
    told = file.about(reference.doi, reference.pmid)
    may_be_named = (reference.doi or reference.pmid) and not file.is_partial
    return told if may_be_named or told.notices or told.strange else None


def hear(
    outcome: Outcome,
    reference: ReferencePage,
    question: Callable[[ReferencePage], Told | None],
) -> Seen:
    """Ask about one source and take to heart what is told."""
    seen = outcome.of(reference)
    try:
        told = question(reference)
        held = None if told is None else told.holding()
    except Unknown as error:
        outcome.questions += 1
        seen.was_asked = True
        seen.problems.append(str(error))
        seen.lookup.unheard()
        seen.lookup.keep()
        return seen
    if held is None:
        return seen
    seen.was_asked = True
    outcome.questions += 1
    outcome.answers += 1
    known = set(seen.lookup.told.splitlines())
    found, new = worst(held), worst(one for one in held if one.token not in known)
    seen.notice = str(found) if found else ""
    try:
        if new and mark(reference, new):
            reference.refresh_from_db(fields=["status", "notice", "checked_on"])
    except ValidationError as error:
        seen.is_faulty = True
        seen.problems.append(f"It could not be marked: {' '.join(error.messages)}")
        return seen
    seen.lookup.heard(one.token for one in held)
    seen.lookup.keep()
    return seen


def try_links(
    outcome: Outcome,
    references: list[ReferencePage],
    caller: Caller,
    report: Callable[[str], None],
) -> None:
    """Ask whether the addresses of the sources answer, host by host in turns."""
    chosen = [one for one in references if address_of(one)][:MOST]
    for number, reference in enumerate(by_turns(chosen, address_of), start=1):
        report(f"links: {number} of {len(chosen)}: {reference.key}")
        seen = outcome.of(reference)
        seen.address = address_of(reference)
        link, status = check_link(seen.address, caller.ask)
        outcome.questions += 1
        outcome.answers += status is not None
        seen.lookup.tried(link, status)
        seen.lookup.keep()
        if link == Link.DEAD:
            seen.problems.append(f"Its address is dead: {seen.address}")


def address_of(reference: ReferencePage) -> str:
    """The address that is tried: where the editor read it, else its best link."""
    links = reference.links
    return reference.address or (links[0][1] if links else "")
