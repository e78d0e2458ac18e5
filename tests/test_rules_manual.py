"""The manual names every rule of the content as the code has it."""

import re

from clinic.review.due import State
from clinic.rules.checking import page_types
from tests.manual import said

ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.*?) \| (.*?) \|$", re.MULTILINE)


def test_the_manual_has_a_row_for_every_rule_with_level_and_reason() -> None:
    rules = {rule for kind in page_types() for rule in kind.rules}
    assert len(rules) > 15
    real = {(one.name, one.level.value, one.holds, one.reason) for one in rules}
    assert set(ROW.findall(said("docs/rules.md"))) == real


def test_the_manual_names_every_state() -> None:
    told = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", said("docs/due.md"), re.MULTILINE)
    assert told[:2] == ["State", str(State.EVIDENCE.label)]
    assert told[1:] == [str(state.label) for state in State]
