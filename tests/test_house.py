"""The plan of the house is kept: the arrow, the rooms, their sizes and their names."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Who may import whom: each app those before it.
ARROW = ("clinic", "articles", "conditions")
TOP = {
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "manage.py",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "deploy",
    "docs",
    "static",
    "templates",
    "tests",
    "var",
    *ARROW,
}
UNTOLD = {"utils", "helpers", "common", "misc", "core", "handlers"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def modules(*folders: str) -> list[Path]:
    """The Python files in these folders; migrations are written by a machine."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


OURS = modules(*ARROW)
ALL = [ROOT / "manage.py", *OURS, *modules("tests")]
PARSED = {path: ast.parse(path.read_text(encoding="utf-8")) for path in ALL}


def at(path: Path, node: ast.AST | None = None) -> str:
    """Where it is, for a message: the file and the line."""
    name = str(path.relative_to(ROOT))
    return f"{name}:{getattr(node, 'lineno', 1)}"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, the inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or "."]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def may_import(app: str, other: str) -> bool:
    """Whether the arrow lets `app` know of `other`; everything outside it is free."""
    return other not in ARROW or ARROW.index(other) <= ARROW.index(app)


def test_no_app_imports_up_the_arrow() -> None:
    wrong = [
        f"{at(path, node)} imports {name}"
        for path in OURS
        for node in ast.walk(PARSED[path])
        for name in imported(node)
        if not may_import(path.relative_to(ROOT).parts[0], name.split(".")[0])
    ]
    assert wrong == []


def test_the_arrow_goes_one_way() -> None:
    assert may_import("conditions", "articles")
    assert not may_import("articles", "conditions")
    assert may_import("clinic", "wagtail")


def test_no_app_is_imported_by_a_path_relative_to_the_file() -> None:
    wrong = [
        at(path, node)
        for path in ALL
        for node in ast.walk(PARSED[path])
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == []


def test_migrations_import_none_of_our_code() -> None:
    ours = re.compile(rf"\b({'|'.join(ARROW)})\.(models|blocks|citations)\b")
    found = [path for app in ARROW for path in (ROOT / app / "migrations").glob("*.py")]
    assert found
    assert [at(path) for path in found if ours.search(path.read_text())] == []


@pytest.mark.parametrize("app", ARROW)
def test_no_relation_points_up_the_arrow(app: str) -> None:
    wrong = [
        f"{field} → {field.related_model._meta.label}"
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if field.is_relation
        and field.related_model
        and not may_import(app, field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_only_ready_imports_inside_a_function() -> None:
    wrong = {
        at(path, node)
        for path in OURS
        for function in functions(PARSED[path])
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and (path.name, function.name) != ("apps.py", "ready")
    }
    assert wrong == set()


def test_only_the_settings_of_the_tests_import_a_star() -> None:
    stars = [
        str(path.relative_to(ROOT))
        for path in ALL
        for node in ast.walk(PARSED[path])
        if isinstance(node, ast.ImportFrom)
        if any(alias.name == "*" for alias in node.names)
    ]
    assert stars == ["tests/settings.py"]


def test_every_name_says_what_is_inside() -> None:
    names = [
        *ALL,
        *TEMPLATES,
        *(ROOT / "static").rglob("*.*"),
        *(ROOT / "docs").glob("*"),
    ]
    assert [at(path) for path in names if path.stem.strip("_") in UNTOLD] == []


def test_the_top_of_the_house_holds_only_what_the_plan_names() -> None:
    here = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert here - TOP == set()


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in ALL}
    assert {at(path): n for path, n in lengths.items() if n > 400} == {}


def test_no_folder_holds_too_many_modules_side_by_side() -> None:
    beside = Counter(path.parent for path in OURS)
    assert {at(folder): n for folder, n in beside.items() if n > 30} == {}


def test_no_function_is_too_long() -> None:
    wrong = {
        at(path, function): function.name
        for path in ALL
        for function in functions(PARSED[path])
        if (function.end_lineno or 0) - function.lineno + 1 > 40
    }
    assert wrong == {}


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    opening = {
        at(path): (ast.get_docstring(tree) or "").partition("\n\n")[0]
        for path, tree in PARSED.items()
        if tree.body
    }
    sentence = re.compile(r"[A-Z].*[^.]\.", re.DOTALL)
    wrong = {
        where: text
        for where, text in opening.items()
        if not sentence.fullmatch(text) or re.search(r"\.\s+[A-Z`]", text)
    }
    assert wrong == {}


def test_public_pages_are_asked_for_in_one_way() -> None:
    wrong = [
        at(path, node)
        for path in OURS
        if path != ROOT / "clinic/models/page.py"
        for node in ast.walk(PARSED[path])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"live", "not_live", "public", "not_public"}
    ]
    assert wrong == []


def test_no_template_is_too_long() -> None:
    lengths = {at(path): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert {where: n for where, n in lengths.items() if n > 80} == {}


@pytest.mark.parametrize(
    "inline",
    [
        r"\sstyle\s*=",
        r"<style\b",
        r'<script\b(?! type="application/ld\+json">)(?![^>]*\bsrc=)',  # data run nowhere
        r"\son\w+\s*=",
    ],
)
def test_no_template_holds_style_or_script(inline: str) -> None:
    wrong = [at(path) for path in TEMPLATES if re.search(inline, path.read_text())]
    assert wrong == []


def test_the_readme_is_short() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert 0 < len(lines) <= 120
