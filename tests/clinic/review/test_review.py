"""Readers see who reviewed a page, and whether it is still the text that was signed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.citations import tag
from articles.models import ArticlePage
from clinic.models import ClinicalText, SignOff, User
from clinic.review.canonical import digest
from tests import factories

pytestmark = pytest.mark.django_db

NEVER = "Not yet clinically reviewed."


def again(page: Page) -> Any:
    """The page as the next reader gets it."""
    return Page.objects.get(pk=page.pk).specific


def box(client: Any, page: Page, where: str = ".review") -> str:
    """What a place of the public page says, as one line."""
    html = client.get(again(page).get_url()).content.decode()
    found = BeautifulSoup(html, "html.parser").select_one(where)
    return " ".join(found.get_text().split())


def reviewer(**fields: Any) -> Any:
    """The author page of somebody with an account."""
    user = User.objects.create_user("grace", "grace@clinic.example", "x")
    name = {"title": "Grace Hopper", "is_organisation": False, "family_name": "Hopper"}
    return factories.author("grace", **name, account=user, **fields)


# --- The record of the text ---


def test_publishing_records_the_text_that_readers_have() -> None:
    page = factories.article()
    assert ClinicalText.objects.get(page=page.pk).digest == digest(again(page))
    page.body = [("paragraph", "<p>Other words.</p>")]
    page.save_revision()
    assert ClinicalText.objects.get(page=page.pk).digest == digest(again(page))
    factories.publish(page)
    assert ClinicalText.objects.get(page=page.pk).digest == digest(again(page))


def test_a_page_that_is_unpublished_has_no_text() -> None:
    page = factories.article()
    again(page).unpublish()
    assert not ClinicalText.objects.filter(page=page.pk).exists()


def test_a_page_without_clinical_content_has_none() -> None:
    page = factories.standard_page()
    assert not ClinicalText.objects.filter(page=page.pk).exists()


def test_records_that_were_lost_are_written_anew(capsys) -> None:
    page = factories.article()
    before = ClinicalText.objects.get(page=page.pk).digest
    ClinicalText.objects.all().delete()
    call_command("record_citations")
    assert ClinicalText.objects.get(page=page.pk).digest == before


# --- When a signature stands ---


def test_a_signature_stands_while_the_text_is_the_same() -> None:
    page = factories.article(body=[("paragraph", "<p>Some words.</p>")])
    row = factories.sign_off(page)
    assert row.stands
    page.body = [("paragraph", "<p>Some <b>words</b>.</p>")]
    factories.publish(page)
    assert [one.stands for one in again(page).reviews.all] == [True]
    page.body = [("paragraph", "<p>Some other words.</p>")]
    factories.publish(page)
    assert [one.stands for one in again(page).reviews.all] == [False]
    page.body = [("paragraph", "<p>Some words.</p>")]
    factories.publish(page)
    assert list(SignOff.objects.standing()) == [row]


def test_a_draft_changes_nothing_for_readers() -> None:
    page = factories.article()
    row = factories.sign_off(page)
    page.body = [("paragraph", "<p>Other words.</p>")]
    page.save_revision()
    assert list(SignOff.objects.standing()) == [row]


def test_a_signature_falls_with_a_fact_that_the_page_shows() -> None:
    fact = factories.key_fact(text="<p>Once a week.</p>")
    page = factories.article(body=[("key_fact", fact)])
    other = factories.article("other")
    factories.sign_off(page)
    stays = factories.sign_off(other)
    fact.text = "<p>Twice a week.</p>"
    factories.publish(fact)
    assert list(SignOff.objects.standing()) == [stays]


def test_a_new_day_of_checking_a_fact_changes_no_signature() -> None:
    fact = factories.key_fact()
    row = factories.sign_off(factories.article(body=[("key_fact", fact)]))
    fact.checked_on = "2026-11-25"
    factories.publish(fact)
    assert list(SignOff.objects.standing()) == [row]


def test_a_signature_falls_with_a_frequency_that_the_page_shows() -> None:
    factories.reference("a")
    count = {
        "treatment": "Spray",
        "numerator": 14,
        "denominator": 100,
        "population": "Adults.",
        "time_frame": "Four weeks",
        "sources": ["a"],
    }
    effect = factories.side_effect(frequency=[("frequency", count)])
    page = factories.condition(body=[("side_effect_frequency", effect)])
    factories.sign_off(page)
    effect.what_you_can_do = "<p>Lie down.</p>"
    factories.publish(effect)
    assert SignOff.objects.standing().exists()
    effect.frequency = [("frequency", count | {"numerator": 15})]
    factories.publish(effect)
    assert not SignOff.objects.standing().exists()


def test_a_signature_falls_when_a_fact_that_the_page_shows_goes() -> None:
    fact = factories.key_fact()
    factories.sign_off(factories.article(body=[("key_fact", fact)]))
    again(fact).unpublish()
    assert not SignOff.objects.standing().exists()


def test_a_signature_is_a_record() -> None:
    row = factories.sign_off(factories.article())
    row.name = "Somebody else"
    with pytest.raises(TypeError, match="sign anew"):
        row.save()
    assert SignOff.objects.get().name == "Grace Hopper"


# --- What readers see ---


def test_a_page_that_nobody_signed_says_so(client) -> None:
    page = factories.article()
    for where in (".review", ".review-panel"):
        assert NEVER in box(client, page, where)
    html = client.get(page.get_url()).content.decode()
    assert "review-history" not in html
    assert "review--signed" not in html


def test_a_page_says_who_signed_it_when_and_until_when(client) -> None:
    page = factories.article()
    due = timezone.localdate() + timedelta(days=30)
    row = factories.sign_off(page, next_review=due)
    for where in (".review--signed", ".review-panel"):
        said = box(client, page, where)
        assert f"Reviewed by Grace Hopper, MD, on {row.signed_on:%B %-d, %Y};" in said
        assert f"next review by {due:%B %-d, %Y}." in said
        assert NEVER not in said


def test_a_page_that_changed_says_so(client) -> None:
    page = factories.article()
    row = factories.sign_off(page)
    page.summary = "What it says now."
    factories.publish(page)
    said = box(client, page)
    assert said.startswith("Changed since the review of")
    assert f"{row.signed_on:%B %-d, %Y} by Grace Hopper, MD." in said
    assert "Reviewed by" not in said
    assert "next review" not in said


def test_a_page_that_is_overdue_says_so(client) -> None:
    page = factories.article()
    factories.sign_off(page, next_review=timezone.localdate() - timedelta(days=1))
    assert "the next review is overdue since" in box(client, page)
    assert "review--signed" not in client.get(page.get_url()).content.decode()
    today = factories.article("today")
    factories.sign_off(today, next_review=timezone.localdate())
    assert "overdue" not in box(client, today)


def test_a_part_that_was_reviewed_is_not_the_page(client) -> None:
    page = factories.article()
    factories.sign_off(page, scope="Medicines and doses")
    said = box(client, page)
    assert "Only a part was reviewed (Medicines and doses), by Grace Hopper" in said
    html = client.get(page.get_url()).content.decode()
    assert "lastReviewed" not in html
    factories.sign_off(page, signed_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "Only a part" not in box(client, page)
    assert "lastReviewed" in client.get(page.get_url()).content.decode()


def test_all_reviews_of_a_page_are_public(client) -> None:
    page = factories.article()
    factories.sign_off(page, name="Joan Clarke", digest="0" * 64)
    factories.sign_off(page)
    said = box(client, page, ".review-history")
    assert "All reviews of this page (2)" in said
    assert "Joan Clarke, MD, the whole page. The text has changed since." in said
    assert "Grace Hopper, MD, the whole page. The text is still the one" in said


def test_a_second_review_of_the_same_text_is_told_once() -> None:
    page = factories.article()
    factories.sign_off(page, signed_at=datetime(2026, 1, 1, tzinfo=UTC))
    row = factories.sign_off(page)
    assert again(page).reviews.standing == [row]
    assert len(again(page).reviews.all) == 2


def test_a_reviewer_s_name_leads_to_a_page_that_readers_may_see(client) -> None:
    author = reviewer()
    page = factories.article()
    factories.sign_off(page, reviewer=author.account)

    def links() -> list[str]:
        html = client.get(page.get_url()).content.decode()
        found = BeautifulSoup(html, "html.parser").select(
            ".review a, .review-panel p a, .review-history a"
        )
        return [link["href"] for link in found]

    assert links() == [author.get_url()] * 3
    PageViewRestriction.objects.create(page=author, restriction_type="login")
    assert links() == []


def test_an_author_page_lists_what_the_person_signed_as_it_reads_now(client) -> None:
    author = reviewer()
    assert "Pages reviewed" not in client.get(author.get_url()).content.decode()
    signed, changed, hidden = (
        factories.article(slug, title=f"On {slug}") for slug in ("a", "b", "c")
    )
    for page in (signed, changed, hidden):
        factories.sign_off(page, reviewer=author.account)
    factories.sign_off(factories.article("d", title="On d"), name="Joan Clarke")
    changed.summary = "What it says now."
    factories.publish(changed)
    again(hidden).unpublish()
    listed = box(client, author, "[aria-labelledby=reviewed]")
    assert [f"On {slug}" in listed for slug in "abcd"] == [True, False, False, False]


def test_more_reviews_cost_no_more_queries(client) -> None:
    author = reviewer()
    page = factories.article()
    factories.sign_off(page, reviewer=author.account)
    client.get(page.get_url())
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_url())
        counts.append(len(queries))
        factories.sign_off(page, reviewer=author.account, scope="Doses")
        factories.sign_off(page, name="Joan Clarke")
    assert counts[0] == counts[1]


# --- What programs are told ---


def test_programs_are_told_of_the_signatures_that_stand(client) -> None:
    page = factories.article(body=[("paragraph", "<p>Some words.</p>")])
    told = again(page).sign_offs
    assert told() == []
    row = factories.sign_off(page)
    assert again(page).sign_offs() == [
        {
            "name": "Grace Hopper",
            "credentials": "MD",
            "signed_on": row.signed_on.isoformat(),
            "scope": "",
            "next_review": row.next_review.isoformat(),
        }
    ]
    evidence = client.get(f"{page.get_url()}evidence.json").json()
    assert evidence["sign_offs"] == again(page).sign_offs()
    detail = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert detail["sign_offs"] == again(page).sign_offs()
    text = client.get(f"{page.get_url()}index.md").content.decode()
    assert "Clinically reviewed by Grace Hopper, MD on" in text
    page.summary = "What it says now."
    factories.publish(page)
    assert again(page).sign_offs() == []
    text = client.get(f"{page.get_url()}index.md").content.decode()
    assert "**Changed since the review of" in text


def test_the_api_finds_what_was_signed_since(client) -> None:
    old, new, changed, part = (factories.article(slug) for slug in "abcd")
    factories.sign_off(old, signed_at=datetime(2025, 1, 1, tzinfo=UTC))
    factories.sign_off(new, signed_at=datetime(2026, 1, 1, tzinfo=UTC))
    factories.sign_off(changed, digest="0" * 64)
    factories.sign_off(part, scope="Doses")
    found = client.get("/api/v2/pages/?reviewed_since=2025-06-01").json()
    assert [row["id"] for row in found["items"]] == [new.pk]


def test_a_page_whose_review_is_overdue_is_not_to_be_quoted(client) -> None:
    today = timezone.localdate()
    fresh, due, renewed, never = (
        factories.article(slug, title=f"On {slug}") for slug in "abcd"
    )
    factories.sign_off(fresh, next_review=today)
    factories.sign_off(due, next_review=today - timedelta(days=1))
    factories.sign_off(renewed, next_review=today - timedelta(days=1))
    factories.sign_off(renewed, next_review=today + timedelta(days=1))
    text = client.get("/llms.txt").content.decode()
    assert [f"[On {slug}]" in text for slug in "abcd"] == [True, False, True, True]
    assert never.title in text


def test_what_is_quoted_goes_by_reviews_of_the_whole_page_as_it_reads_now() -> None:
    today, old = timezone.localdate(), {"digest": "0" * 64}
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    pages = [factories.article(slug) for slug in "abcd"]
    changed, part, was_due, was_due_in_part = pages
    for page in (changed, part):
        factories.sign_off(page, next_review=yesterday)
    factories.sign_off(changed, next_review=tomorrow, **old)
    factories.sign_off(part, next_review=tomorrow, scope="Doses")
    factories.sign_off(was_due, next_review=yesterday, **old)
    factories.sign_off(was_due_in_part, next_review=yesterday, scope="Doses")
    quotable = ArticlePage.quotable(ArticlePage.objects.filter(slug__in="abcd"))
    assert set(quotable) == {was_due, was_due_in_part}


def test_a_citation_of_another_source_needs_another_signature() -> None:
    for key in "ab":
        factories.reference(key)
    page = factories.article(body=factories.cited("a"))
    factories.sign_off(page)
    page.body = [("paragraph", f"<p>A claim.{tag('b')}</p>")]
    factories.publish(page)
    assert not SignOff.objects.standing().exists()
