"""Two versions stand beside each other, the older on the left, with changes marked."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from articles.citations import tag
from articles.models import AuthorPage, Byline
from conditions.models import ArticleTopic
from tests import factories
from tests.clinic.reviewing import account, browser

pytestmark = pytest.mark.django_db


def paragraphs(*words: str) -> list[tuple[str, str]]:
    """A body of one paragraph for each."""
    return [("paragraph", f"<p>{each}</p>") for each in words]


def change(page: Any, words: dict[int, str]) -> Any:
    """Save a draft in which some paragraphs of the body read differently."""
    raw = list(page.body.raw_data)
    for place, text in words.items():
        raw[place]["value"] = f"<p>{text}</p>"
    page.body = raw
    page.save_revision()
    return Page.objects.get(pk=page.pk).specific


def address(page: Page, older: Any = "live", newer: Any = "latest") -> str:
    """Where two versions are compared."""
    versions = [page.pk, older, newer]
    return reverse("wagtailadmin_pages:revisions_compare", args=versions)


def compared(admin: Client, page: Page, *versions: Any) -> Tag:
    """The page of the admin with the two versions."""
    answer = admin.get(address(page, *versions))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").main


def rows(main: Tag) -> list[list[str]]:
    """The words of the two cells of each row."""
    found = main.select(".side-by-side__row:not(.side-by-side__heads)")
    return [
        [
            " ".join(cell.get_text().split())
            for cell in row.find_all("div", recursive=False)
        ]
        for row in found
    ]


def test_the_older_words_stand_left_and_the_newer_right(admin) -> None:
    page = factories.article(body=paragraphs("Nausea begins within minutes."))
    main = compared(admin, change(page, {0: "Nausea begins within seconds."}))
    assert rows(main) == [
        ["Nausea begins within minutes.", "Nausea begins within seconds."]
    ]
    left, right = main.select(".side-by-side__row--changed .side-by-side__cell")
    assert [words.text for words in left.select("del .deletion")] == ["minutes."]
    assert [words.text for words in right.select("ins .addition")] == ["seconds."]
    assert not left.select("ins")
    assert not right.select("del")


def test_the_order_in_the_address_does_not_turn_them_round(admin) -> None:
    page = factories.article(body=paragraphs("Cat."))
    page = change(page, {0: "Dog."})
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    for versions in ((first, last), (last, first), ("live", "latest")):
        assert rows(compared(admin, page, *versions)) == [["Cat.", "Dog."]]


def test_a_changed_citation_is_seen_as_its_key(admin) -> None:
    for key in ("a-2000", "b-2000"):
        factories.reference(key)
    page = factories.article(body=factories.cited("a-2000"))
    page = change(page, {0: f"A claim.{tag('b-2000')}"})
    ((older, newer),) = rows(compared(admin, page))
    assert "[a-2000]" in older
    assert "b-2000" not in older
    assert "b-2000" in newer


def test_a_block_that_is_new_or_gone_leaves_the_other_side_empty(admin) -> None:
    page = factories.article(body=paragraphs("Stays.", "Goes."))
    page.body = [
        *page.body.raw_data[:1],
        {"type": "paragraph", "value": "<p>Comes.</p>"},
    ]
    page.save_revision()
    found = rows(compared(admin, Page.objects.get(pk=page.pk)))
    assert ["not there", "Comes."] in found
    assert ["Goes.", "not there"] in found


def test_what_did_not_change_is_left_out_but_for_the_neighbors(admin) -> None:
    page = factories.article(body=paragraphs(*"ABCDEFGH"))
    main = compared(admin, change(page, {4: "New."}))
    assert rows(main) == [["D", "D"], ["E", "New."], ["F", "F"]]
    left_out = [words.text for words in main.select(".side-by-side__same")]
    assert left_out == ["3 unchanged parts left out", "2 unchanged parts left out"]


def test_a_row_of_a_list_is_compared_field_by_field(admin) -> None:
    page = factories.article()
    page.bylines = [Byline(author=AuthorPage.objects.get(), credentials="MD")]
    page.save_revision()
    main = compared(admin, page)
    assert main.h2.text == "Authors"
    assert "MD" in main.text


def test_a_script_in_a_text_is_shown_as_words(admin) -> None:
    page = factories.article(subtitle="Plain")
    page.subtitle = "<script>alert(1)</script>"
    page.save_revision()
    main = compared(admin, page)
    assert not main.select("script")
    assert "<script>alert(1)</script>" in rows(main)[0][1]


def test_above_the_columns_stands_what_each_version_is(admin) -> None:
    page = change(factories.article(body=paragraphs("Cat.")), {0: "Dog."})
    older, newer = compared(admin, page).select(".side-by-side__heads > div")
    assert older.b.text == "Older, what readers have now"
    assert newer.b.text == "Newer, the newest draft"


def test_two_equal_versions_say_so(admin) -> None:
    page = factories.article()
    assert "These two versions are the same." in compared(admin, page).text


# --- The ways to it ---


def test_the_form_of_a_page_with_a_newer_draft_leads_to_it(admin) -> None:
    page = factories.article(body=paragraphs("Cat."))
    form = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address(page) not in admin.get(form).content.decode()
    change(page, {0: "Dog."})
    assert address(page) in admin.get(form).content.decode()


def test_the_history_leads_to_it(admin) -> None:
    page = factories.article(body=paragraphs("Cat."))
    first = page.save_revision(log_action=True).pk
    last = page.save_revision(log_action=True).pk
    history = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert address(page, first, last) in history.content.decode()


@pytest.mark.parametrize(("group", "status"), [("Editors", 200), ("", 302)])
def test_who_may_not_edit_the_page_may_not_compare_it(group, status) -> None:
    page = factories.article()
    somebody = browser(account("bo", group))
    assert somebody.get(address(page)).status_code == status


def test_a_version_that_is_none_is_not_found(admin) -> None:
    page, other = factories.article(), factories.article("another")
    foreign = other.revisions.first().pk
    assert admin.get(address(page, foreign, "latest")).status_code == 404


def test_comparing_costs_as_much_however_long_the_page_is(admin) -> None:
    def queries(many: int) -> int:
        topics = [factories.condition(f"c-{many}-{n}") for n in range(many)]
        page = factories.article(f"with-{many}", body=paragraphs(*"A" * many))
        page.topics = [ArticleTopic(topic=topic) for topic in topics]
        page = change(page, dict.fromkeys(range(many), "B"))
        compared(admin, page)
        with CaptureQueriesContext(connection) as reading:
            page.get_latest_revision_as_object()  # Wagtail asks for each row's topic
        with CaptureQueriesContext(connection) as comparing:
            compared(admin, page)
        return len(comparing) - len(reading)

    assert queries(2) == queries(6)
