"""Fixture files are read with the line of every value and written in one form."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.portable.files import (
    MAX_BYTES,
    MAX_DEPTH,
    Problem,
    Record,
    Refused,
    dotted,
    dump,
    read_file,
    read_folder,
)

# Every character that a database takes: no NUL, no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def written(folder: Path, text: str | bytes, name: str = "page") -> Path:
    """A fixture file with this text."""
    path = folder / f"{name}.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes) -> Record:
    """The record of a file with this text."""
    return read_file(written(folder, text), folder, "page")


def refused(folder: Path, text: str | bytes) -> str:
    """Why a file with this text is refused."""
    with pytest.raises(Refused) as refusal:
        read(folder, text)
    return str(refusal.value)


def nested(levels: int) -> str:
    """A file with lists so deep that `levels` collections stand in one another."""
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1)


@given(text=TEXT)
@settings(max_examples=200, deadline=None)
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    data = {"title": text, "body": [{"value": text}], text: "a name"}
    assert read(folder, dump(data)).data == data


def test_text_that_yaml_reads_as_something_else_comes_back_as_text(tmp_path) -> None:
    words = ["yes", "null", "~", "911", "1e3", "2024-01-02", "=", "<<", "- a", "a: b"]
    assert read(tmp_path, dump({"words": words})).data == {"words": words}


def test_names_stand_in_the_order_of_the_data() -> None:
    assert dump({"b": 1, "a": 2}) == "b: 1\na: 2\n"


def test_what_stands_twice_is_written_twice() -> None:
    row = {"key": "a"}
    assert dump({"one": [row], "two": [row]}).count("key: a") == 2


def test_long_text_stays_on_its_line() -> None:
    assert dump({"text": "word " * 100 + "end"}).count("\n") == 1


def test_rich_text_is_written_as_a_block() -> None:
    assert dump({"text": "<p>One.</p>\n<p>Two.</p>"}) == (
        "text: |-\n  <p>One.</p>\n  <p>Two.</p>\n"
    )


def test_letters_of_any_language_stay_readable() -> None:
    assert dump({"name": "Zoë 李"}) == "name: Zoë 李\n"


def test_each_value_knows_its_line(tmp_path) -> None:
    record = read(tmp_path, "title: One\nbody:\n- type: quote\n  value: a\n")
    assert record.problem("is wrong.", "body", 0, "value").line == 4


def test_a_value_that_is_missing_is_told_of_on_the_line_where_it_belongs(
    tmp_path,
) -> None:
    record = read(tmp_path, "title: One\nbody:\n- type: quote\n")
    problem = record.problem("is missing.", "body", 0, "value", "text")
    assert str(problem) == "page.yaml, line 3, body[1].value.text: is missing."


def test_a_problem_of_the_whole_file_stands_on_its_first_line(tmp_path) -> None:
    record = read(tmp_path, "title: One\n")
    assert str(record.problem("is odd.")) == "page.yaml, line 1: is odd."


def test_a_refusal_reads_as_its_problems_line_by_line() -> None:
    refusal = Refused([Problem("a.yaml", 1, "", "is odd."), "No folder."])
    assert str(refusal) == "a.yaml, line 1: is odd.\nNo folder."


def test_places_in_lists_are_counted_from_one() -> None:
    assert dotted(("body", 0, "value", "facts", 2)) == "body[1].value.facts[3]"


def test_all_kinds_of_plain_values_are_read(tmp_path) -> None:
    data = read(tmp_path, "a: text\nb: 1\nc: true\nd: null\ne: 2024-01-02\nf: 1.5\n")
    kinds = [type(value).__name__ for value in data.data.values()]
    assert kinds == ["str", "int", "bool", "NoneType", "date", "float"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: One\ntitle: Two\n", "line 2, title: stands twice."),
        ("a:\n  b: 1\n  b: 2\n", "line 3, a.b: stands twice."),
        (
            "a: &x [1]\nb: *x\n",
            "line 1: has an alias or anchor (& or *); write the value out.",
        ),
        (
            "a: &x 1\n",
            "line 1: has an alias or anchor (& or *); write the value out.",
        ),
        ("a: 1\nb: !!python/name:os.system x\n", "line 2, b: has the unknown tag"),
        ("a: !secret x\n", "line 1, a: has the unknown tag !secret."),
        ("a: 1\nb: =\n", "line 2, b: has the unknown tag"),
        ("a: 1\nb: 2024-13-45\n", "line 2, b: “2024-13-45” is no valid value."),
        ("? [a]\n: 1\n", "line 1: a name must be plain text."),
        ("a: [1\nb: 2\n", "line 2: is not valid YAML: did not find expected"),
        ("a: 1\n---\nb: 2\n", "line 2: is not valid YAML: but found another"),
        ("a: \x01\n", "line 1: is not valid YAML: control characters"),
        ("", "line 1: holds no `name: value` lines."),
        ("- a\n", "line 1: holds no `name: value` lines."),
        ("a: b: c\n", "line 1: is not valid YAML: mapping values are not allowed"),
        (b"a: \xff\n", "line 1: is not UTF-8 text."),
        pytest.param(
            "a: " + "x" * MAX_BYTES, "line 1: is larger than 5 MB.", id="large"
        ),
        (nested(MAX_DEPTH + 1), "line 1: is nested more than 40 levels deep."),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path, text: str | bytes, message: str
) -> None:
    said = refused(tmp_path, text)
    assert said.startswith(f"page.yaml, {message}")
    assert "\n" not in said


def test_the_deepest_file_that_is_allowed_is_read(tmp_path) -> None:
    assert "a" in read(tmp_path, nested(MAX_DEPTH)).data


def test_depth_counts_what_is_open_and_not_what_was(tmp_path) -> None:
    assert len(read(tmp_path, f"a: [{'[], ' * 100}]").data["a"]) == 100


def test_a_bomb_of_aliases_is_never_unfolded(tmp_path) -> None:
    lines = ["a0: &a0 [x, x]"] + [
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)
    ]
    assert "has an alias or anchor" in refused(tmp_path, "\n".join(lines))


def test_a_program_in_a_tag_is_never_run(tmp_path) -> None:
    gone = tmp_path / "made"
    text = f"a: !!python/object/apply:os.mkdir [{gone}]\n"
    assert "has the unknown tag" in refused(tmp_path, text)
    assert not gone.exists()


def test_files_are_read_in_the_order_of_their_paths(tmp_path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/c", "a", "b"):
        written(tmp_path, "title: One\n", name)
    (tmp_path / "notes.txt").write_text("no fixture")
    names = [record.name for record in read_folder(tmp_path)]
    assert names == ["a", "b/c", "b"]


def test_every_wrong_file_of_a_folder_is_told_of(tmp_path) -> None:
    written(tmp_path, "a: 1\na: 2\n", "one")
    written(tmp_path, "title: fine\n", "two")
    written(tmp_path, "- a\n", "three")
    with pytest.raises(Refused) as refusal:
        read_folder(tmp_path)
    assert [problem.file for problem in refusal.value.problems] == [
        "one.yaml",
        "three.yaml",
    ]


def test_a_folder_that_is_none_is_refused(tmp_path) -> None:
    with pytest.raises(Refused, match="nowhere is no folder"):
        read_folder(tmp_path / "nowhere")


def folder_with(tmp_path: Path, target: Any) -> Path:
    """A folder whose one file is a link to `target`."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "page.yaml").symlink_to(target)
    return folder


def test_a_link_out_of_the_folder_is_refused(tmp_path) -> None:
    outside = written(tmp_path, "title: Outside\n", "outside")
    with pytest.raises(Refused) as refusal:
        read_folder(folder_with(tmp_path, outside))
    assert str(refusal.value) == "page.yaml, line 1: leads out of the folder."


def test_a_link_within_the_folder_is_followed(tmp_path) -> None:
    folder = folder_with(tmp_path, "other.yaml")
    written(folder, "title: Inside\n", "other")
    assert [record.data["title"] for record in read_folder(folder)] == ["Inside"] * 2


def test_a_folder_behind_a_link_is_read(tmp_path) -> None:
    (tmp_path / "files").mkdir()
    written(tmp_path / "files", "title: One\n")
    (tmp_path / "link").symlink_to(tmp_path / "files")
    assert [record.file for record in read_folder(tmp_path / "link")] == ["page.yaml"]


def test_a_file_that_cannot_be_read_is_refused(tmp_path) -> None:
    (tmp_path / "page.yaml").mkdir()
    with pytest.raises(Refused) as refusal:
        read_folder(tmp_path)
    said = str(refusal.value)
    assert said == "page.yaml, line 1: cannot be read: Is a directory."


def test_files_are_valid_yaml_for_others_too() -> None:
    data = {"title": "A: b", "body": [{"type": "quote", "value": "<p>a</p>\n<p>b</p>"}]}
    assert yaml.safe_load(dump(data)) == data
