"""The command makes a draft of each document, and names those that it refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticlePage
from tests import factories
from tests.articles.importing.samples import LONG, OTHER, docx, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """Two documents, and one that is none."""
    factories.journal()
    (tmp_path / "a.txt").write_text(f"Calm Nights\n\n{LONG}\n\nShare this\n\n{LONG}\n")
    (tmp_path / "b.docx").write_bytes(docx(line("Long Days", "Title"), line(OTHER)))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def run(*words) -> str:
    out = StringIO()
    call_command("import_document", *map(str, words), stdout=out)
    return out.getvalue()


def test_each_document_becomes_a_draft(folder) -> None:
    told = run(folder / "a.txt", folder / "b.docx")
    assert [*ArticlePage.objects.order_by("pk").values_list("title", "live")] == [
        ("Calm Nights", False),
        ("Long Days", False),
    ]
    first = ArticlePage.objects.get(title="Calm Nights")
    assert f"a.txt: “Calm Nights” (draft {first.pk})" in told
    assert "left out: Shares: Share this" in told
    assert "stands in this document twice" in told


def test_a_dry_run_makes_nothing(folder) -> None:
    assert "a dry run" in run(folder / "a.txt", "--dry-run")
    assert not ArticlePage.objects.exists()


def test_programs_are_told_in_json(folder) -> None:
    (told,) = json.loads(run(folder / "a.txt", "--json", "--title", "Nights"))
    page = ArticlePage.objects.get()
    assert (told["draft"], told["title"], page.title) == (page.pk, "Nights", "Nights")
    assert told["counts"]["paragraphs"] == 2


def test_a_refused_file_is_named_and_the_others_are_kept(folder) -> None:
    with pytest.raises(CommandError) as refusal:
        run(folder / "c.pdf", folder / "a.txt", folder / "none.txt")
    first, second = str(refusal.value).splitlines()
    assert "c.pdf: This is a PDF" in first
    assert "none.txt: No such file or directory." in second
    assert ArticlePage.objects.count() == 1


def test_a_title_is_for_one_document(folder) -> None:
    with pytest.raises(CommandError, match="one document"):
        run(folder / "a.txt", folder / "b.docx", "--title", "Nights")
    assert not ArticlePage.objects.exists()
