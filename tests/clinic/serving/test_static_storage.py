"""Style sheets are joined into one, and scripts, so that a page asks once for each."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from rjsmin import jsmin

from clinic.serving.static_storage import JoinedStorage, joined

SHEETS = ("site", "lists", "palette")
LAYERS = ["tokens", "base", "layout", "prose", "components", "print"]


@pytest.fixture
def production(settings, tmp_path: Path) -> Path:
    """Our static files alone, stored as production stores them."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "clinic.serving.static_storage.JoinedStorage"}
    }
    return settings.STATIC_ROOT


@pytest.fixture
def sheet(production: Path) -> str:
    """The one style sheet that a page of the collected site asks for."""
    call_command("collectstatic", "--noinput", verbosity=0)
    return (production / staticfiles_storage.stored_name("css/site.css")).read_text()


def test_an_import_becomes_the_text_of_its_file_in_its_layer(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("p { margin: 0 }\n")
    sheet = '@layer base;\n@import url("base.css") layer(base);\n'
    assert joined(sheet, tmp_path) == (
        "@layer base;\n@layer base {\np { margin: 0 }\n}\n"
    )


def test_a_sheet_without_imports_stays_as_it_is(tmp_path: Path) -> None:
    assert joined("p { margin: 0 }", tmp_path) == "p { margin: 0 }"


def test_an_import_of_a_missing_file_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lost\.css"):
        joined('@import url("lost.css") layer(base);', tmp_path)


def test_the_collected_sheet_imports_nothing(sheet: str) -> None:
    assert "@import" not in sheet


def test_the_collected_sheet_holds_every_layer_in_order(sheet: str) -> None:
    assert re.search(r"^@layer ([\w,]+);", sheet)[1].split(",") == LAYERS
    filled = re.findall(r"@layer (\w+)\{", sheet)
    assert list(dict.fromkeys(filled)) == LAYERS


def parts_of(name: str) -> list[str]:
    """The parts of a sheet, and those of a sheet that it imports as a whole."""
    text = (site.BASE_DIR / f"static/css/{name}.css").read_text()
    named = re.findall(r'url\("([\w-]+)\.css"\) layer', text)
    whole = re.findall(r'url\("([\w-]+)\.css"\);', text)
    return [*(part for one in whole for part in parts_of(one)), *named]


@pytest.mark.parametrize("name", SHEETS)
def test_a_collected_sheet_holds_every_rule_of_its_parts(
    production: Path, name: str
) -> None:
    call_command("collectstatic", "--noinput", verbosity=0)
    folder = site.BASE_DIR / "static/css"
    named = parts_of(name)
    stored = staticfiles_storage.stored_name(f"css/{name}.css")
    rules = (production / stored).read_text().count("{") - len(named)
    assert rules == sum((folder / f"{p}.css").read_text().count("{") for p in named)


def test_every_sheet_is_part_of_one_that_pages_ask_for() -> None:
    folder = site.BASE_DIR / "static/css"
    # The style guide and a shared draft, no readers' pages, have sheets of their own.
    whole = {*SHEETS, "guide", "shared"}
    parts = {path.stem for path in folder.glob("*.css")} - whole
    named = {part for name in SHEETS for part in parts_of(name)}
    assert named == parts


def test_the_sheet_of_lists_holds_all_of_the_other_and_nothing_twice() -> None:
    assert set(parts_of("site")) < set(parts_of("lists"))
    assert len(set(parts_of("lists"))) == len(parts_of("lists"))


@pytest.mark.parametrize("name", ["site", "citations"])
def test_a_collected_script_is_all_its_parts(
    sheet: str, production: Path, name: str
) -> None:
    folder = site.BASE_DIR / "static/js"
    named = re.findall(r'import "\./([\w-]+\.js)"', (folder / f"{name}.js").read_text())
    stored = staticfiles_storage.stored_name(f"js/{name}.js")
    script = (production / stored).read_text()
    assert named
    parts = [(folder / part).read_text() for part in named]
    assert [part for part in parts if jsmin(part) not in script] == []
    assert 'import "' not in script
    assert "//" not in script


def test_every_script_is_part_of_one_that_pages_ask_for() -> None:
    folder = site.BASE_DIR / "static/js"
    whole = {"site", "citations", "suggestions"}  # the last two when they are needed
    parts = {path.name for path in folder.glob("*.js") if path.stem not in whole}
    asked = "".join((folder / f"{n}.js").read_text() for n in whole)
    assert set(re.findall(r'import "\./([\w-]+\.js)"', asked)) == parts


def test_a_changed_part_is_joined_anew(sheet: str, production: Path) -> None:
    (production / "css/site.css").write_text("/* joined some time ago */")
    call_command("collectstatic", "--noinput", verbosity=0)
    name = staticfiles_storage.stored_name("css/site.css")
    assert (production / name).read_text() == sheet


def test_every_file_that_the_sheet_names_is_there(sheet: str, production: Path) -> None:
    named = re.findall(r'url\("?([^")]+)"?\)', sheet)
    assert [n for n in named if not (production / "css" / n).is_file()] == []


def test_files_are_named_by_content_and_compressed(
    sheet: str, production: Path
) -> None:
    name = staticfiles_storage.stored_name("css/site.css")
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert (production / f"{name}.gz").is_file()
    assert (production / f"{name}.br").is_file()


def test_the_sheet_is_there_by_its_plain_name_too(sheet: str, production: Path) -> None:
    plain = (production / "css/site.css").read_text()
    assert "@import" not in plain
    assert plain.count("{") == sheet.count("{")


def test_a_dry_run_touches_nothing(production: Path) -> None:
    sheet = production / "css/site.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text('@import url("lost.css") layer(base);')
    storage = JoinedStorage(location=str(production))
    assert list(storage.post_process({"css/site.css": None}, dry_run=True)) == []
    assert "@import" in sheet.read_text()


def test_a_site_without_our_sheet_is_collected_all_the_same(production: Path) -> None:
    (production / "img").mkdir(parents=True)
    (production / "img/dot.svg").write_text("<svg/>")
    storage = JoinedStorage(location=str(production))
    done = storage.post_process({"img/dot.svg": (storage, "img/dot.svg")})
    assert [name for name, _, _ in done if name == "img/dot.svg"] == ["img/dot.svg"]


def test_no_selector_loses_a_descendant_where_rcssmin_drops_the_space() -> None:
    """`a :where(b)` would become `a:where(b)`, which is another element."""
    lost = re.compile(r"[\w)\]*] :{1,2}[a-z-]+[^;{}]*\{")
    for path in (site.BASE_DIR / "static/css").glob("*.css"):
        assert not lost.search(path.read_text()), path.name
