"""Fixture files: YAML read with the line of every value, written in one fixed form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
# Line breaks and controls that a YAML block would change; such text goes in quotes.
UNSAFE_IN_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\t]")
Key = str | int
PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, where, in one sentence."""

    file: str
    line: int
    field: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        return (
            f"{where}, {self.field}: {self.text}"
            if self.field
            else (f"{where}: {self.text}")
        )


class Refused(Exception):
    """Nothing was written, because of these problems."""

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Record:
    """One fixture file: its name without ending, its data, the line of each value."""

    folder: Path
    name: str
    data: dict[str, Any]
    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file's path below its folder."""
        return f"{self.name}.yaml"

    def problem(self, text: str, *keys: Key) -> Problem:
        """A problem with the value at `keys`, on the nearest line that is known."""
        known = keys
        while known and known not in self.lines:
            known = known[:-1]
        return Problem(self.file, self.lines.get(known, 1), dotted(keys), text)


def dotted(keys: Iterable[Key]) -> str:
    """The keys as a reader says them: `body[3].value.text`."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")


def read_folder(folder: Path) -> list[Record]:
    """Every fixture file below `folder`, in the order of their names.

    Raises Refused with every problem found: a file outside the folder, too large,
    not UTF-8, not YAML, with aliases, with a key that stands twice.
    """
    if not folder.is_dir():
        raise Refused([f"{folder} is no folder."])
    root = folder.resolve()
    records: list[Record] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if not path.resolve().is_relative_to(root):
            text = "leads out of the folder."
            problems.append(Problem(f"{name}.yaml", 1, "", text))
            continue
        try:
            records.append(read_file(path, folder, name))
        except Refused as refusal:
            problems.extend(p for p in refusal.problems if isinstance(p, Problem))
    if problems:
        raise Refused(problems)
    return records


def read_file(path: Path, folder: Path, name: str) -> Record:
    """Read one file; raises Refused with what is wrong and on which line."""
    record = Record(folder, name, {})
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Refused([record.problem("is larger than 5 MB.")])
        text = path.read_text(encoding="utf-8")
        _refuse_bombs(record, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise Refused([record.problem(f"cannot be read: {error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise Refused([record.problem("is not UTF-8 text.")]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        what = getattr(error, "problem", None) or getattr(error, "reason", "")
        problem = Problem(record.file, line, "", f"is not valid YAML: {what}.")
        raise Refused([problem]) from error
    if not isinstance(node, yaml.MappingNode):
        raise Refused([record.problem("holds no `name: value` lines.")])
    record.data = _construct(record, node, ())
    return record


def _refuse_bombs(record: Record, text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            words = "has an alias or anchor (& or *); write the value out."
            raise Refused([Problem(record.file, line, "", words)])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                words = f"is nested more than {MAX_DEPTH} levels deep."
                raise Refused([Problem(record.file, line, "", words)])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _construct(record: Record, node: yaml.Node, keys: tuple[Key, ...]) -> Any:
    record.lines[keys] = node.start_mark.line + 1
    if node.tag not in PLAIN_TAGS:
        raise Refused([record.problem(f"has the unknown tag {node.tag}.", *keys)])
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(record, node, keys)
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(record, child, (*keys, number))
            for number, child in enumerate(node.value)
        ]
    try:
        return yaml.CSafeLoader("").construct_object(node)
    except (ValueError, yaml.YAMLError) as error:
        text = f"“{node.value}” is no valid value."
        raise Refused([record.problem(text, *keys)]) from error


def _construct_mapping(
    record: Record, node: yaml.MappingNode, keys: tuple[Key, ...]
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        record.lines[(*keys, str(key))] = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Refused([record.problem("a name must be plain text.", *keys)])
        if key in data:
            raise Refused([record.problem("stands twice.", *keys, key)])
        data[key] = _construct(record, value_node, (*keys, key))
    return data


class _Dumper(yaml.CSafeDumper):
    """The one form in which fixture files are written."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    style = None
    if UNSAFE_IN_BLOCK.search(text):
        style = '"'
    elif "\n" in text or text.startswith("<"):
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump(data: dict[str, Any]) -> str:
    """`data` as YAML text: keys in their order, long text unfolded, no aliases."""
    return yaml.dump(
        data,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=2**31 - 1,
    )
