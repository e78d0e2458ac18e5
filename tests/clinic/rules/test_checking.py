"""Pages are checked together at little cost; grave breaches keep a page back."""

import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Byline
from clinic.models import IndexPage
from clinic.rules.checking import Level, check, drafts, page_types, published
from tests import factories

pytestmark = pytest.mark.django_db

VAGUE = [("paragraph", "<p>It is common.</p>")]


def test_errors_come_first() -> None:
    page = factories.article(body=VAGUE)
    page.summary = ""
    assert [one.is_error for one in page.findings()] == [True, False]


def test_findings_stand_in_the_order_of_the_form() -> None:
    heading = ("heading", {"text": "Empty", "aspect": ""})
    page = factories.article(
        summary="It is common.", body=[heading, heading, *VAGUE, heading]
    )
    ids = [row["id"] for row in page.body.raw_data]
    assert [one.path for one in page.findings()] == [
        "summary",
        f"body.{ids[0]}",
        f"body.{ids[2]}",
        f"body.{ids[3]}",
    ]


def test_only_the_levels_that_are_asked_for_are_looked_at() -> None:
    page = factories.article(body=VAGUE)
    page.summary = ""
    (found,) = check([page], Level.ERROR)
    assert [one.rule.name for one in found] == ["has-a-summary"]
    (found,) = check([page], Level.WARNING)
    assert [one.rule.name for one in found] == ["frequency-words-have-numbers"]


def test_every_type_has_rules_and_no_two_have_one_name() -> None:
    kinds = page_types()
    assert len(kinds) > 10 and any(issubclass(kind, IndexPage) for kind in kinds)
    rules = {rule for kind in kinds for rule in kind.rules}
    assert len({rule.name for rule in rules}) == len(rules)


def test_a_place_is_called_as_in_the_form() -> None:
    page = factories.article()
    page.summary, page.bylines = "", []
    labels = {one.rule.name: one.label for one in page.findings()}
    assert labels == {"has-a-summary": "Summary", "has-an-author": "Authors"}


# --- Publishing ---
def test_what_breaks_a_rule_gravely_is_said_at_its_field() -> None:
    page = factories.article()
    page.summary, page.body, page.bylines = "", [], []
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert {*refused.value.message_dict} == {"summary", "body", "__all__"}
    assert "add at least one author" in refused.value.message_dict["__all__"][0]


def test_a_warning_keeps_nothing_back() -> None:
    assert factories.article(body=VAGUE).live


def test_a_draft_may_break_any_rule() -> None:
    page = factories.article()
    page.summary, page.is_rough = "", True
    page.full_clean()
    assert page.findings()[0].is_error


# --- Many pages ---
def grow(number: int) -> None:
    """One more page of each type that rules ask the database about."""
    writer = factories.author(f"writer-{number}", is_active=False)
    source = factories.reference(f"source-{number}")
    target = factories.standard_page(f"target-{number}")
    link = f'<p><a linktype="page" id="{target.pk}">on</a></p>'
    body = [*factories.cited(source.slug), ("paragraph", link)]
    factories.article(f"on-{number}", body=body, bylines=[Byline(author=writer)])
    factories.condition(f"condition-{number}", body=body)
    target.unpublish()


def test_to_check_all_pages_costs_as_many_queries_however_many_there_are() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(list(published())) > 1
        return len(captured)

    grow(0)
    before = queries()
    for number in range(1, 4):
        grow(number)
    assert queries() == before


def test_drafts_are_checked_as_they_will_be_and_only_if_there_are_changes() -> None:
    page = factories.article()
    page.body = VAGUE
    page.save_revision()
    assert list(published()) == []
    (one,) = drafts()
    assert one.rule.name == "frequency-words-have-numbers"
    factories.publish(page)
    assert list(drafts()) == []
    assert len(list(published())) == 1


# --- The command ---
def said(*arguments: str) -> tuple[str, int]:
    """What the command prints, and the code with which it ends."""
    out = StringIO()
    try:
        call_command("check_content", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def test_the_command_prints_a_line_for_each_finding_and_ends_as_it_was_asked() -> None:
    assert said("--fail-on", "warning") == ("0 errors, 0 warnings.\n", 0)
    page = factories.article(body=VAGUE)
    lines, code = said()
    block = page.body.raw_data[0]["id"]
    assert lines.splitlines() == [
        f"warning: {page.url} body.{block}: Say how many, or that it is not known, "
        "beside “is common”: “It is common.”",
        "0 errors, 1 warning.",
    ]
    assert code == 0
    assert said("--fail-on", "warning")[1] == 1


def test_an_error_ends_it_with_one() -> None:
    page = factories.reference()
    type(page).objects.update(doi="")  # as no form would let it be
    assert said()[1] == 1
    page.unpublish()
    assert said()[1] == 0


def test_it_prints_json() -> None:
    page = factories.article(body=VAGUE)
    text, code = said("--json", "--fail-on", "warning")
    (one,) = json.loads(text)
    assert code == 1
    assert (one["page"], one["level"]) == (page.url, "warning")
    assert {*one} == {"page", "title", "level", "rule", "place", "text", "edit"}


def test_it_knows_no_other_level() -> None:
    with pytest.raises(CommandError, match="invalid"):
        said("--fail-on", "rumor")


def test_it_checks_drafts_if_asked() -> None:
    page = factories.article()
    page.body = VAGUE
    page.save_revision()
    assert "1 warning" in said("--drafts")[0]
