"""References are added as drafts, under new keys, and none is added twice."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from articles.adding import check_keys, create, draft, planned
from articles.exchange import item_of
from articles.exchange.errors import ImportRefused
from articles.exchange.items import accepted
from articles.models import ReferenceIndexPage, ReferencePage
from articles.models.source import Kind
from tests import factories

pytestmark = pytest.mark.django_db


def item(**told):
    """An item with a title, told by the names of CSL; `_` stands for the hyphen."""
    names = {name.replace("_", "-"): value for name, value in told.items()}
    return accepted({"type": "article-journal", "title": "A title", **names})


def berman(**told):
    return item(author=[{"family": "Berman", "given": "R."}], issued="2000", **told)


def keys(*items):
    return [row.key for row in planned(items)]


def test_a_key_is_family_name_and_year_in_plain_letters() -> None:
    factories.index(ReferenceIndexPage, "references", "References")
    people = [{"family": "Müller-Łoś"}], [{"literal": "Food & Drug Administration"}]
    assert keys(
        *(item(author=names, issued="2019-03") for names in people),
        item(title="What ketamine is, and isn’t"),
        item(title="Die Übersicht", issued="2001"),
        item(title="氯胺酮"),
    ) == [
        *("muller-los-2019", "food-drug-administration-2019", "what-ketamine-is"),
        *("die-ubersicht-2001", "source"),
    ]


def test_a_key_is_never_one_in_use_not_even_by_a_draft() -> None:
    factories.reference("berman-2000", doi="10.1000/other")
    factories.reference("berman-2000-b", doi="10.1000/third", live=False)
    assert keys(berman(), berman()) == ["berman-2000-c", "berman-2000-d"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"doi": "10.1000/ABC"}, {"DOI": "https://doi.org/10.1000/abc"}),
        ({"pmid": "123"}, {"PMID": "PMID: 123"}),
        ({"pmcid": "PMC77"}, {"PMCID": "pmc77"}),
        ({"address": "http://a.example/x/"}, {"URL": "https://www.a.example/x#y"}),
    ],
)
def test_a_source_that_is_there_already_is_told_and_not_made(ours, theirs) -> None:
    page = factories.reference("there-1999", **({"doi": ""} | ours))
    row, other = planned([item(**theirs), item(DOI="10.1000/xyz")])
    assert (row.state, row.there, row.key) == ("already there", page, "")
    assert other.state == "new"
    assert [page.slug for page in create([row, other])] == ["a-title"]
    with pytest.raises(ValidationError, match="there-1999 has the same"):
        draft(item(**theirs), "new-key").full_clean(exclude=["path", "depth"])


def test_a_draft_keeps_nobody_from_publishing_the_same_source() -> None:
    factories.reference("there-1999", doi="10.1000/abc", live=False)
    published = factories.reference("here-1999", doi="10.1000/abc")
    assert published.live
    factories.publish(published)


def test_a_source_that_stands_twice_in_a_list_is_made_once() -> None:
    factories.index(ReferenceIndexPage, "references", "References")
    rows = planned([berman(DOI="10.1000/a"), berman(DOI="10.1000/A")])
    assert [row.state for row in rows] == ["new", "already there"]
    assert rows[1].there.slug == "berman-2000"
    assert len(create(rows)) == 1


def test_drafts_are_made_below_the_list_and_logged_but_not_published(editor) -> None:
    parent = factories.index(ReferenceIndexPage, "references", "References")
    made = berman(DOI="10.1000/a", container_title="J", accessed="2026-11-23")
    (page,) = create(planned([made]), editor)
    page = ReferencePage.objects.get(pk=page.pk)
    assert (page.live, page.slug, page.owner) == (False, "berman-2000", editor)
    assert page.get_parent().pk == parent.pk
    assert item_of(page) == {"id": "berman-2000", **made}
    assert page.get_latest_revision().user == editor
    assert (
        PageLogEntry.objects.get(page=page.pk, action="wagtail.create").user == editor
    )
    factories.publish(page)


def test_every_kind_of_source_can_be_made() -> None:
    factories.index(ReferenceIndexPage, "references", "References")
    sources = [factories.reference(f"k-{kind}", kind=kind) for kind in Kind.values]
    items = [item_of(source) for source in sources]
    assert [draft(made, "k").kind for made in items] == Kind.values


def test_all_are_made_or_none() -> None:
    rows = planned([item(DOI="10.1000/a"), item(DOI="10.1000/b"), ImportRefused("No.")])
    assert [row.state for row in rows] == ["new", "new", "refused"]
    with pytest.raises(ImportRefused, match="no list of references"):
        create(rows)
    factories.reference("meanwhile-2000", doi="10.1000/b")
    with pytest.raises(ImportRefused, match="meanwhile"):
        create(rows)
    assert ReferencePage.objects.count() == 1


def test_a_key_that_cannot_be_used_is_told_at_its_row() -> None:
    factories.reference("taken-2000")
    rows = planned([item(), item(), item(), item()])
    rows[0].key, rows[1].key, rows[2].key, rows[3].key = "A b", "taken-2000", "x", "x"
    assert not check_keys(rows)
    told = ["lower-case", "taken-2000 is taken", "", "x is taken"]
    for row, word in zip(rows, told, strict=True):
        assert word in row.wrong
        assert bool(word) is bool(row.wrong)
