"""A hundred people as a picture: ten rows of ten dots, some of them filled."""

from dataclasses import dataclass

ROW = 10
STEP = 10
HALF = 5


def dots(number: int) -> str:
    """The path that draws the first `number` (0 to 100) of the dots, row by row.

    It is stroked with dashes of no length and round ends, one every ten units: a line
    a little longer than the way to its last dot draws each dot of a row.
    """
    rows = [min(ROW, number - start) for start in range(0, number, ROW)]
    return " ".join(
        f"M{HALF} {HALF + STEP * place}h{STEP * (filled - 1)}.1"
        for place, filled in enumerate(rows)
    )


@dataclass(frozen=True)
class Hundred:
    """A hundred people who got the same, of whom `counted` had the side effect."""

    got: str
    words: str
    counted: int

    @property
    def everybody(self) -> str:
        """The path of all dots."""
        return dots(100)

    @property
    def those_who_had_it(self) -> str:
        """The path of the dots that stand for those who had it."""
        return dots(self.counted)
