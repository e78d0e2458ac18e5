"""Who may say how certain a finding is: clinical reviewers, of the text they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.blocks import StreamValue
from wagtail.models import Page

from articles.blocks import Certainty, FindingBlock
from articles.citations import find
from articles.sentences import plain, shortened
from clinic.models.reviewed_form import ReviewedPageForm

RIGHT = "articles.rate_findings"


@dataclass(frozen=True)
class Rating:
    """How certain a finding is said to be, bound to what it says and rests on."""

    certainty: str
    statement: str
    population: str
    sources: tuple[str, ...]


def ratings(stream: StreamValue) -> Iterator[Rating]:
    """The ratings that a body gives; findings that nobody rated have none."""
    for child in stream:
        if not isinstance(child.block, FindingBlock):
            continue
        found = child.block.get_prep_value(child.value)
        if found["certainty"] != Certainty.UNRATED:
            yield Rating(
                found["certainty"],
                # In plain words: the editor gives every paragraph a key of its own.
                plain(found["statement"]),
                found["population"],
                (*find(found["statement"]), *found["sources"]),
            )


def streams(values: Mapping[str, Any]) -> dict[str, StreamValue]:
    """Those of the values that are bodies."""
    return {
        name: value for name, value in values.items() if isinstance(value, StreamValue)
    }


def given_before(page: Page) -> set[Rating]:
    """The ratings in the page as it is published, and in its newest draft."""
    if not page.pk:
        return set()
    published = type(page).objects.get(pk=page.pk)
    return {
        rating
        for version in (published, page.get_latest_revision_as_object())
        for stream in streams(vars_of(version)).values()
        for rating in ratings(stream)
    }


def vars_of(page: Page) -> dict[str, Any]:
    """The page's own fields by name."""
    return {field.name: getattr(page, field.name) for field in page._meta.fields}


class RatedPageForm(ReviewedPageForm):
    """The form of a page with findings: refuses a rating of who may not give one.

    A rating belongs to one text: who changes a finding without the right to rate it has
    to set it to "not rated", so that no reviewer is made to vouch for other words.
    """

    for_user: AbstractUser | None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.for_user is None or self.for_user.has_perm(RIGHT):
            return cleaned
        before = given_before(self.instance)
        for name, stream in streams(cleaned).items():
            new = [rating for rating in ratings(stream) if rating not in before]
            if new:
                self.add_error(name, refusal(new[0]))
        return cleaned


def refusal(rating: Rating) -> str:
    """What an editor is told of a rating that is not theirs to give."""
    return (
        "Only clinical reviewers say how certain a finding is, of the very words they "
        f"read. Set it to “{Certainty.UNRATED.label}”, or ask one of them: "
        f"“{shortened(rating.statement)}”"
    )
