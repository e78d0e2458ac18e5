"""In its editor a source, a fact or a side effect says which pages rest on it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from articles.models import ReferenceIndexPage
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories
from tests.clinic.keeping import hidden, keeper_of
from tests.clinic.portable.small_journal import picture
from tests.clinic.reviewing import browser

pytestmark = pytest.mark.django_db


def panel(admin: Any, page: Page, heading: str) -> BeautifulSoup:
    """The part of a page's editor under that heading."""
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    editor = BeautifulSoup(answer.content, "html.parser")
    titles = editor.select("[data-panel-heading-text]")
    found = next(title for title in titles if title.text == heading)
    return found.find_parent("section")


def uses(admin: Any, page: Page, heading: str) -> list[list[str]]:
    """The rows of the panel, as their words."""
    rows = panel(admin, page, heading).select("tbody tr")
    return [[cell.text for cell in row.select("td")] for row in rows]


def test_a_source_names_the_pages_that_cite_and_list_it(admin) -> None:
    source = factories.reference("berman-2000")
    factories.reference("other-2001")
    factories.article(body=factories.cited("other-2001", "berman-2000", "berman-2000"))
    factories.condition(body=factories.cited("berman-2000"))
    listed = [("sources", {"sources": ["berman-2000"], "note": ""})]
    factories.article("more", further_reading=listed)
    assert uses(admin, source, "Cited by") == [
        ["An article", "Article", "cites it twice, as number 2", "live"],
        ["More", "Article", "lists it for further reading", "live"],
        ["PTSD", "Condition", "cites it once, as number 1", "live"],
    ]


def test_each_use_leads_to_the_editor_of_the_page(admin) -> None:
    source = factories.reference("berman-2000")
    article = factories.article(body=factories.cited("berman-2000"))
    link = panel(admin, source, "Cited by").select_one("tbody a")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_a_source_that_nobody_cites_says_so(admin) -> None:
    source = factories.reference("berman-2000")
    factories.article("draft", body=factories.cited("berman-2000"), live=False)
    words = panel(admin, source, "Cited by").text
    assert "No published page cites or lists this source." in words
    assert uses(admin, source, "Cited by") == []


def test_a_new_source_says_so_too(admin) -> None:
    factories.reference()
    names = ["articles", "referencepage", ReferenceIndexPage.objects.get().pk]
    answer = admin.get(reverse("wagtailadmin_pages:add", args=names))
    assert "No published page cites or lists this source." in answer.content.decode()


def test_a_draft_beside_the_published_text_is_told(admin) -> None:
    source = factories.reference("berman-2000")
    article = factories.article(body=factories.cited("berman-2000"))
    article.save_revision()
    Page.objects.filter(pk=article.pk).update(has_unpublished_changes=True)
    assert uses(admin, source, "Cited by")[0][-1] == "live + draft"


def test_a_fact_names_the_pages_that_include_it(admin) -> None:
    fact, alone = factories.key_fact(), factories.key_fact("alone")
    factories.article(body=[("key_fact", fact)])
    assert uses(admin, fact, "Included by") == [
        ["An article", "Article", "shows it in its text", "live"]
    ]
    words = panel(admin, alone, "Included by").text
    assert "No published page includes this fact yet." in words


def test_a_side_effect_names_the_pages_that_show_or_name_it(admin) -> None:
    effect, alone = factories.side_effect(), factories.side_effect("alone")
    factories.article(topics=[ArticleTopic(topic=effect)])
    rows = [TreatmentSideEffect(side_effect=effect)]
    body = [("side_effect_frequency", effect)]
    factories.condition(body=body, treatment_side_effects=rows)
    assert [(row[0], row[2]) for row in uses(admin, effect, "Used by")] == [
        ("PTSD", "shows it in its text"),
        ("An article", "is about it"),
        ("PTSD", "names it as a side effect of the treatment"),
    ]
    assert "No published page uses" in panel(admin, alone, "Used by").text


def test_private_pages_of_others_are_only_counted(admin) -> None:
    fact, effect = factories.key_fact(), factories.side_effect()
    body = [("key_fact", fact), ("side_effect_frequency", effect)]
    topics = [ArticleTopic(topic=effect)]
    hidden(factories.article("hidden", title="Hidden", body=body, topics=topics))
    for page, heading in ((fact, "Included by"), (effect, "Used by")):
        keeper = browser(keeper_of(page, name=page.slug))
        words = panel(keeper, page, heading).text
        assert "Hidden" not in words and "No published page" not in words
        assert "1 page that your account may not see." in words
        assert "Hidden" in panel(admin, page, heading).text
        assert "may not see" not in panel(admin, page, heading).text
    factories.article("shown", title="Shown", body=body)
    assert [row[0] for row in uses(keeper, effect, "Used by")] == ["Shown"]
    assert "And 1 page that" in panel(keeper, effect, "Used by").text


def test_a_new_title_that_is_not_published_is_not_told(admin) -> None:
    fact = factories.key_fact()
    article = factories.article(body=[("key_fact", fact)])
    article.title = "A new title"
    article.save_revision()
    assert uses(admin, fact, "Included by")[0][0] == "An article"


def test_asking_costs_as_much_however_many_pages_there_are() -> None:
    def queries(page: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert [use.page.page_type_display_name for use in page.uses()]
            assert [use.page.status_string for use in page.uses()]
        assert not [q for q in captured if not q["sql"].startswith("SELECT")]
        return len(captured)

    source, effect = factories.reference("a"), factories.side_effect()
    fact = factories.key_fact(text=factories.cited("a")[0][1])

    def use(slug: str) -> None:
        body = [*factories.cited("a"), ("key_fact", fact)]
        body.append(("side_effect_frequency", effect))
        factories.article(slug, body=body, topics=[ArticleTopic(topic=effect)])

    use("one")
    before = [queries(page) for page in (source, fact, effect)]
    use("two")
    use("three")
    assert [queries(page) for page in (source, fact, effect)] == before


def test_a_picture_names_the_pages_that_show_it(admin) -> None:
    drawing = picture("synapse")
    figure = {"image": drawing, "alt": "Two cells", "caption": ""}
    factories.article(body=[("figure", figure)])
    answer = admin.get(reverse("wagtailimages:image_usage", args=[drawing.pk]))
    assert "An article" in answer.content.decode()
