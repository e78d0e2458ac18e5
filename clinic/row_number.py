"""The number of a row in the database, where a text from outside tells it."""

import re

# As many digits as each database takes: others than these, such as “²”, Python calls
# digits too.
NUMBER = re.compile(r"[0-9]{1,18}")


def row_number(told: str) -> int:
    """The number that a text tells; 0, which no row has, if it tells none."""
    return int(told) if NUMBER.fullmatch(told) else 0
