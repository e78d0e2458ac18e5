"""The command adds the references of files as drafts, all of them or none."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import ReferenceIndexPage, ReferencePage
from tests import factories

pytestmark = pytest.mark.django_db
BIB = "@article{%s, author={Berman, R}, title={%s}, year=2000, doi={%s}}\n"


@pytest.fixture
def folder(tmp_path):
    """A file of a new source and of one that is there, and a file with a fault."""
    factories.index(ReferenceIndexPage, "references", "References")
    factories.reference("there-1999", doi="10.1000/there")
    good = BIB % ("a", "New", "10.1000/new") + BIB % ("b", "Old", "10.1000/THERE")
    (tmp_path / "good.bib").write_text(good)
    (tmp_path / "bad.ris").write_text("TY  - JOUR\nTI  - A\nDO  - what\nER  - \n")
    return tmp_path


def run(*words) -> str:
    out = StringIO()
    call_command("import_references", *map(str, words), stdout=out)
    return out.getvalue()


def test_new_sources_become_drafts_and_known_ones_are_left_alone(folder) -> None:
    told = run(folder / "good.bib", "--dry-run")
    assert " ".join(told.split()) == (
        "new berman-2000 New already there there-1999 Old"
        " Would be: 1 new drafts, 1 already there."
    )
    assert ReferencePage.objects.count() == 1
    plan = json.loads(run(folder / "good.bib", "--json"))
    assert [row["state"] for row in plan] == ["new", "already there"]
    assert ReferencePage.objects.get(slug="berman-2000").live is False
    assert "0 new drafts, 2 already there" in run(folder / "good.bib")


def test_one_fault_and_nothing_is_written(folder) -> None:
    with pytest.raises(CommandError) as refusal:
        run(folder / "good.bib", folder / "bad.ris", folder / "none.json")
    lines = str(refusal.value).splitlines()
    assert lines[0] == "Nothing was written."
    assert lines[1].endswith(
        "bad.ris: Entry 1 (line 1): The DOI “what” is not well formed."
    )
    assert lines[2].endswith("none.json: No such file or directory.")
    assert ReferencePage.objects.count() == 1


def test_without_a_list_of_references_it_says_so(tmp_path) -> None:
    (tmp_path / "a.bib").write_text(BIB % ("a", "New", "10.1000/new"))
    with pytest.raises(CommandError, match="no list of references yet"):
        run(tmp_path / "a.bib")
