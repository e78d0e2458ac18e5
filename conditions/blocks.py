"""The counted frequency of a side effect, in words and as people in a hundred."""

import math
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock, IntegerBlock, StructValue

from articles.blocks import ClaimBlock, SourcesBlock
from conditions.hundred import Hundred


class Frequency(StructValue):
    """A counted frequency; its words put numbers first and keep one denominator."""

    @property
    def share(self) -> str:
        """How many had it, in words: "about 41 in 100"."""
        return in_words(self["numerator"], self["denominator"])

    @property
    def is_compared(self) -> bool:
        """Whether those who did not get the medicine were counted too."""
        had, all_of_them = self["comparison_numerator"], self["comparison_denominator"]
        return had is not None and bool(all_of_them)

    @property
    def comparison_share(self) -> str:
        """The same for those who did not get the medicine; empty if not known."""
        if not self.is_compared:
            return ""
        return in_words(self["comparison_numerator"], self["comparison_denominator"])

    @property
    def pictures(self) -> list[Hundred]:
        """A hundred people with the medicine and, if known, a hundred without it."""
        groups = [("treatment", "numerator", "denominator")]
        if self.is_compared:
            names = ("comparison", "comparison_numerator", "comparison_denominator")
            groups.append(names)
        return [
            Hundred(
                self[got],
                in_words(self[numerator], self[denominator]),
                rounded(self[numerator], self[denominator]),
            )
            for got, numerator, denominator in groups
        ]

    @property
    def band(self) -> str:
        """The word of the European Commission's guideline on summaries of product
        characteristics (2009) for such a share: very common is 1 in 10 or more.

        Empty if nobody had it: that tells how few were asked, not how rare it is.
        """
        if not self["numerator"]:
            return ""
        share = self["numerator"] / self["denominator"]
        for limit, word in (
            (0.1, "very common"),
            (0.01, "common"),
            (0.001, "uncommon"),
            (0.0001, "rare"),
        ):
            if share >= limit:
                return word
        return "very rare"


def in_words(numerator: int, denominator: int) -> str:
    """A share in words with the denominator 100: "about 41", "fewer than 1" in 100.

    Where nobody had it, those who were asked are told: none of 50 may be 5 in 100.
    """
    if numerator == 0:
        return f"none of {denominator}"
    if 100 * numerator < denominator:
        return "fewer than 1 in 100"
    return f"about {rounded(numerator, denominator)} in 100"


def rounded(numerator: int, denominator: int) -> int:
    """How many in 100, to the nearest whole number; none if fewer than 1."""
    share = 100 * numerator / denominator
    return 0 if share < 1 else math.floor(share + 0.5)


class FrequencyBlock(ClaimBlock):
    treatment = CharBlock(
        max_length=120, help_text="Such as: Esketamine spray with an antidepressant."
    )
    numerator = IntegerBlock(
        min_value=0, label="People who had it", help_text="A count, such as 142."
    )
    denominator = IntegerBlock(
        min_value=1, label="People who were treated", help_text="A count, such as 346."
    )
    comparison = CharBlock(
        max_length=120,
        required=False,
        label="Compared with",
        help_text="What the others got, such as: Placebo spray. Empty if nobody was "
        "counted without the medicine.",
    )
    comparison_numerator = IntegerBlock(
        min_value=0, required=False, label="Of the others, people who had it"
    )
    comparison_denominator = IntegerBlock(
        min_value=1, required=False, label="The others in all"
    )
    population = CharBlock(
        max_length=255,
        help_text="Who they were, such as: Adults with depression that other medicines "
        "had not helped.",
    )
    time_frame = CharBlock(
        max_length=120, help_text="Over which time, such as: Four weeks."
    )
    sources = SourcesBlock()

    def claim(self, raw: Mapping[str, Any], title: str) -> str:
        """The count: "Nausea: 98 of 346 people (Esketamine spray)."."""
        counted = f"{raw['numerator']} of {raw['denominator']} people"
        return f"{title}: {counted} ({raw['treatment']})."

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        for prefix in ("", "comparison_"):
            had = cleaned[f"{prefix}numerator"] or 0
            if had > (cleaned[f"{prefix}denominator"] or 0):
                raise ValidationError("More people had it than were treated.")
        return cleaned

    class Meta:
        icon = "view"
        label = "Frequency"
        value_class = Frequency
        template = "blocks/frequency.html"
