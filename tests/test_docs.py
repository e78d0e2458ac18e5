"""What the README and the manual name is there: commands, targets, files, pages."""

import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from wagtail.models import Page

from clinic.described.api import PagesAPI
from clinic.models import IndexPage, SitePage
from tests.manual import APPS, PAGES, ROOT, blocks, said

COMMAND = re.compile(r"manage\.py ([a-z_]+)((?:[^\n`]|\\\n)*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
LINK = re.compile(r"\]\(([^)#:]+)(?:#([^)]*))?\)")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in said("README.md").partition("## Page types")[2].splitlines()
    if line.startswith("| ") and "`" in line
]


def command_lines() -> list[tuple[str, str, str]]:
    """Every use of `manage.py` in the manual: page, command, what follows it."""
    found = []
    for page in PAGES:
        for name, rest in COMMAND.findall(said(page)):
            found.append((page, name, re.sub(r"#.*", "", rest)))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    links = LINK.findall(said(page))
    assert [target for target, _ in links if not (here / target).exists()] == []


def test_every_command_and_option_exists() -> None:
    lines = command_lines()
    assert len(lines) > 20
    wrong = []
    for page, name, rest in lines:
        if name not in get_commands():
            wrong.append((page, name))
            continue
        app = get_commands()[name]
        parser = load_command_class(app, name).create_parser("manage.py", name)
        known = parser._option_string_actions
        wrong += [(page, name, o) for o in OPTION.findall(rest) if o not in known]
    assert wrong == []


def test_every_command_of_ours_is_in_the_manual() -> None:
    ours = {name for name, app in get_commands().items() if app in APPS}
    assert ours == {
        *("load_journal", "export_journal", "clear_journal", "dump_journal"),
        *("generate_articles", "prepare", "check_references"),
        *("import_references", "record_citations", "keep_failed_searches"),
        *("delete_old_messages", "check_content", "send_review_reminders"),
        *("import_document", "publish_due_pages"),
    }
    told = "".join(said(page) for page in PAGES)
    assert [name for name in ours if f"`{name}`" not in told] == []


def test_every_target_of_make_exists() -> None:
    told = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", said(page), re.MULTILINE)
    }
    assert {"run", "test", "fixtures"} <= told
    assert told - TARGETS == set()


def test_every_target_of_make_is_explained_and_phony() -> None:
    phony = set(re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)[0].split())
    explained = set(re.findall(r"^#   make ([a-z-]+)  ", MAKEFILE, re.MULTILINE))
    assert phony == TARGETS
    assert phony - explained == {"python", "port"}


def words(cell: str) -> list[str]:
    """What a cell of the table has in code."""
    return re.findall(r"`([^`]+)`", cell)


def model(row: list[str]) -> Any:
    """The class that a row of the table is about."""
    (name,) = words(row[1])
    return next(found for found in apps.get_models() if found.__name__ == name)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_row_of_the_readme_names_its_type_class_file_and_fixtures(row) -> None:
    found = model(row)
    assert row[0].partition(" (")[0].lower() == found._meta.verbose_name
    assert f"class {found.__name__}(" in said(words(row[2])[0])
    (fixtures,) = words(row[4])
    assert (ROOT / fixtures.replace("…", "fixtures/journal")).exists()
    if issubclass(found, Page):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", found.__name__).lower()
        assert (ROOT / f"templates/{found._meta.app_label}/{name}.html").is_file()


def test_the_readme_has_a_row_for_every_page_type() -> None:
    types = {
        found
        for found in apps.get_models()
        if issubclass(found, SitePage) and not found.__name__.endswith("IndexPage")
    }
    assert len(types) > 5
    assert types - {model(row) for row in TABLE} == set()


def test_a_list_stands_beside_its_type() -> None:
    lists = [
        found
        for found in apps.get_models()
        if issubclass(found, IndexPage) and found.__name__.endswith("IndexPage")
    ]
    files = {model(row).__name__: words(row[2])[0] for row in TABLE}
    assert lists
    for found in lists:
        file = files[found.__name__.replace("Index", "")]
        of_its_own = file.replace(".py", "_index.py")
        places = [name for name in (file, of_its_own) if (ROOT / name).exists()]
        assert any(f"class {found.__name__}(" in said(place) for place in places)
        assert str(found._meta.verbose_name).startswith("list of ")


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_a_row_of_the_readme_names_an_address_that_answers(row, client) -> None:
    found = model(row)
    if not issubclass(found, Page):
        assert row[3] == "every page"
        return
    pattern = re.sub("…|KEY", "[^/]+", words(row[3])[0])
    addresses = [page.get_url() for page in found.objects.visible()]
    fitting = [at for at in addresses if re.fullmatch(pattern, at)]
    assert fitting
    assert client.get(fitting[0]).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_every_example_of_the_api_answers_as_the_manual_says(client) -> None:
    page = Page.objects.get(slug="ptsd")
    asked = re.findall(r"GET (/api/\S+?)[`\s]", said("docs/api.md"))
    assert len(asked) > 6
    answers = {at: client.get(at.replace("65", str(page.pk))) for at in asked}
    found = {at: answer.status_code for at, answer in answers.items()}
    assert found == {at: 400 if "soon" in at else 200 for at in asked}
    for example in blocks("docs/api.md", "json"):
        line, _, text = example.partition("\n")
        told, answer = json.loads(text), answers[line.removeprefix("GET ")].json()
        assert (told.get("message"), told.get("meta")) == (
            answer.get("message"),
            answer.get("meta"),
        )
        for item, real in zip(
            told.get("items", []), answer.get("items", []), strict=True
        ):
            assert (list(item), list(item["meta"])) == (list(real), list(real["meta"]))


def test_the_manual_names_every_field_of_the_api() -> None:
    table = said("docs/api.md").partition("| Type | Fields |")[2]
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (.*) \|$", table, re.MULTILINE))
    shared = {"id", "title", *PagesAPI.meta_fields}
    assert set(re.findall(r"`(\w+)`", rows.pop("all"))) - {"meta"} == shared
    types = {str(found._meta.verbose_name): found for found in apps.get_models()}
    for name, fields in rows.items():
        told = re.findall(r"`(\w+)`(\*?)", fields.replace("`role`", ""))
        real = set(PagesAPI.get_available_fields(types[name])) - shared
        assert {field for field, _ in told} == real
        alone = {field for field, star in told if star}
        assert alone == real & set(PagesAPI.detail_only_fields)
