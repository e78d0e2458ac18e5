"""Editors publish articles through the form of the admin, and may save rough drafts."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from articles.citations import find, tag
from articles.models import ArticlePage, AuthorPage, Citation, ReferenceIndexPage
from tests import factories

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "yes"}


def text(html: str) -> tuple[str, str]:
    """A paragraph of the body as the form sends it."""
    return ("paragraph", rich_text(html))


def finding(sources: str) -> tuple[str, dict[str, str]]:
    """A finding as the form sends it."""
    value = {
        "statement": rich_text("<p>It helps.</p>"),
        "certainty": "low",
        "population": "Adults",
        "sources": sources,
    }
    return ("finding", value)


def form(**fields: Any) -> dict[str, str]:
    """The whole form of an article as the admin sends it."""
    author = AuthorPage.objects.first() or factories.author()
    byline = {"author": str(author.pk), "role": "author", "credentials": "MD"}
    whole = {
        "title": "An article",
        "slug": "an-article",
        "subtitle": "",
        "summary": "What it says.",
        "kind": "explainer",
        "published_on": "2026-11-23",
        "bylines": inline_formset([byline]),
        "key_points": streamfield([]),
        "body": streamfield([text("<p>Words.</p>")]),
        "topics": inline_formset([]),
        "see_also": streamfield([]),
        "further_reading": streamfield([]),
        "corrections": inline_formset([]),
        "source_note": rich_text(""),
        "comments": inline_formset([]),
    }
    return nested_form_data(whole | fields)


def correction(html: str) -> dict[str, Any]:
    """A new correction as the form sends it."""
    row = {"kind": "update", "made_on": "2026-11-23", "text": rich_text(html)}
    return inline_formset([row])


@pytest.fixture
def add(admin: Any) -> Any:
    """Sends the form of a new article."""
    parent = factories.journal()
    address = reverse(
        "wagtailadmin_pages:add", args=["articles", "articlepage", parent.pk]
    )

    def send(*actions: dict[str, str], **fields: Any) -> Any:
        data = form(**fields)
        for action in actions:
            data |= action
        return admin.post(address, data)

    return send


def refusal(answer: Any) -> str:
    """What the form says is wrong; empty if it took everything."""
    if answer.status_code == 302:
        return ""
    return str(answer.context["form"].errors)


# --- Publishing ---
def test_an_article_is_written_and_published_in_one_go(add: Any, client: Any) -> None:
    assert refusal(add(PUBLISH)) == ""
    html = client.get("/mental-health-journal/an-article/").content.decode()
    assert "Editorial desk</a>, MD" in html


def test_a_known_key_is_published_and_recorded(add: Any) -> None:
    factories.reference("berman-2000")
    body = streamfield([text(f"<p>It helps.{tag('berman-2000')}</p>")])
    assert refusal(add(PUBLISH, body=body)) == ""
    assert Citation.objects.get().reference.slug == "berman-2000"


def test_an_unknown_key_is_refused_by_name(add: Any) -> None:
    body = streamfield([text(f"<p>It helps.{tag('no-such-2000')}</p>")])
    message = refusal(add(PUBLISH, body=body))
    assert "There is no reference with this citation key: no-such-2000." in message
    assert not ArticlePage.objects.exists()


def test_the_key_of_an_unpublished_reference_is_refused(add: Any) -> None:
    factories.reference("berman-2000", live=False)
    body = streamfield([text(f"<p>It helps.{tag('berman-2000')}</p>")])
    assert "key: berman-2000." in refusal(add(PUBLISH, body=body))


def test_html_in_a_key_is_escaped_in_the_refusal(add: Any) -> None:
    body = streamfield([text(f"<p>It helps.{tag('<b>x</b>')}</p>")])
    assert "&lt;b&gt;x&lt;/b&gt;" in refusal(add(PUBLISH, body=body))


@pytest.mark.parametrize(
    "fields",
    [
        {"body": streamfield([finding("no-such-2000")])},
        {
            "further_reading": streamfield(
                [("sources", {"sources": "no-such-2000", "note": ""})]
            )
        },
    ],
)
def test_an_unknown_key_is_refused_in_a_list_of_keys(
    add: Any, fields: dict[str, Any]
) -> None:
    assert "key: no-such-2000." in refusal(add(PUBLISH, **fields))


def test_an_unknown_key_is_refused_in_a_correction_just_written(add: Any) -> None:
    corrections = correction(f"<p>Wrong before.{tag('no-such-2000')}</p>")
    assert "key: no-such-2000." in refusal(add(PUBLISH, corrections=corrections))


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"summary": ""}, "Say in one or two plain sentences what it is about."),
        ({"body": streamfield([])}, "There is nothing to read yet."),
        ({"bylines": inline_formset([])}, "Say who wrote this"),
    ],
)
def test_what_publishing_needs_is_asked_for(
    add: Any, missing: dict[str, Any], message: str
) -> None:
    assert message in refusal(add(PUBLISH, **missing))


# --- Drafts ---
@pytest.mark.parametrize(
    "fields",
    [
        {"body": streamfield([text(f"<p>It helps.{tag('no-such-2000')}</p>")])},
        {"body": streamfield([finding("no-such-2000")])},
        {"body": streamfield([finding("")])},
        {"corrections": correction(f"<p>Wrong before.{tag('no-such-2000')}</p>")},
        {"summary": "", "body": streamfield([]), "bylines": inline_formset([])},
    ],
)
def test_a_draft_may_be_rough(add: Any, fields: dict[str, Any]) -> None:
    assert refusal(add(**fields)) == ""
    assert not ArticlePage.objects.get().live


def test_a_draft_is_not_recorded(add: Any) -> None:
    factories.reference("berman-2000")
    add(body=streamfield([text(f"<p>It helps.{tag('berman-2000')}</p>")]))
    assert not Citation.objects.exists()


def test_what_cannot_be_a_key_is_refused_even_in_a_draft(add: Any) -> None:
    answer = add(body=streamfield([finding("berman-2000, Not_A_Key")]))
    assert answer.status_code == 200
    [error] = answer.context["form"].errors["body"].as_data()
    assert "“Not_A_Key” is no citation key" in str(error.as_json_data())


def test_keys_are_typed_with_spaces_or_commas(add: Any) -> None:
    add(body=streamfield([finding(" berman-2000,zarate-2006  who-2024 ")]))
    page = ArticlePage.objects.get().get_latest_revision_as_object()
    value = page.body.raw_data[0]["value"]
    assert value["sources"] == ["berman-2000", "zarate-2006", "who-2024"]


# --- Editing ---
def edit(admin: Any, page: Page, *actions: dict[str, str], **fields: Any) -> Any:
    """Open the page in the admin, change these fields and send the form."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin.get(address).status_code == 200
    data = form(**fields)
    for action in actions:
        data |= action
    return admin.post(address, data)


def test_editing_and_publishing_keeps_every_citation(admin: Any) -> None:
    for key in ("a", "b"):
        factories.reference(key)
    html = f"<p>{tag('a')}One{tag('b')}, two{tag('a')}.</p>"
    page = factories.article(body=[("paragraph", html)])
    body = streamfield([text(page.body[0].value.source)])
    actions = PUBLISH | {"change_kind": "minor"}
    assert refusal(edit(admin, page, actions, title="Changed", body=body)) == ""
    page = ArticlePage.objects.get()
    assert page.title == "Changed"
    assert find(page.body[0].value.source) == ["a", "b", "a"]


def test_the_form_shows_the_keys_of_a_finding(admin: Any) -> None:
    factories.reference("berman-2000")
    value = {
        "statement": "<p>It helps.</p>",
        "certainty": "low",
        "population": "Adults",
        "sources": ["berman-2000", "berman-2000"],
    }
    page = factories.article(body=[("finding", value)])
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "berman-2000 berman-2000" in answer.content.decode()


def test_a_refused_edit_leaves_the_published_page_alone(admin: Any) -> None:
    page = factories.article()
    body = streamfield([text(f"<p>New.{tag('no-such-2000')}</p>")])
    edit(admin, page, PUBLISH, body=body)
    assert "Some words." in ArticlePage.objects.get().body[0].value.source


def test_a_draft_of_a_published_page_leaves_its_record_alone(admin: Any) -> None:
    factories.reference("berman-2000")
    page = factories.article(body=factories.cited("berman-2000"))
    body = streamfield([text(f"<p>New.{tag('no-such-2000')}</p>")])
    assert refusal(edit(admin, page, body=body)) == ""
    assert Citation.objects.get().page_id == page.pk


def test_taking_the_last_author_off_is_refused(admin: Any) -> None:
    page = factories.article()
    line = page.bylines.get()
    row = {"id": str(line.pk), "author": str(line.author_id), "role": "author"}
    gone = inline_formset([row | {"DELETE": "on"}], initial=1)
    assert "Say who wrote this" in refusal(edit(admin, page, PUBLISH, bylines=gone))


# --- Preview ---
PREVIEWED = {
    "articles.articlepage": (factories.journal, {}),
    "articles.authorpage": (
        lambda: factories.author("another").get_parent(),
        {"bio": rich_text("<p>Desk.</p>"), "is_organisation": "on"}
        | {"credentials": streamfield([]), "same_as": streamfield([])},
    ),
    "articles.referencepage": (
        lambda: factories.index(ReferenceIndexPage, "references", "References"),
        {"status": "unknown", "kind": "webpage", "authors": streamfield([])},
    ),
    "articles.keyfactpage": (
        lambda: factories.key_fact().get_parent(),
        {"text": rich_text("<p>A fact.</p>"), "checked_on": "2026-11-23"},
    ),
}


@pytest.mark.parametrize("model", PREVIEWED)
def test_a_new_page_can_be_previewed_before_it_is_saved(admin: Any, model: str) -> None:
    parent, fields = PREVIEWED[model]
    place = [*model.split("."), parent().pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=place)
    sent = admin.post(address, form(slug="brand-new", title="Brand new", **fields))
    assert sent.json()["is_valid"]
    assert "Brand new</h1>" in admin.get(address).content.decode()


def test_a_preview_shows_bylines_that_are_not_saved_yet(admin: Any) -> None:
    page = factories.article()
    new = factories.author("ada", title="Ada Lovelace")
    row = {"author": str(new.pk), "role": "author", "credentials": "PhD"}
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    admin.post(address, form(bylines=inline_formset([row])))
    assert "Ada Lovelace</a>, PhD" in admin.get(address).content.decode()


# --- Other types ---
@pytest.mark.parametrize(
    "model", [name for name in PREVIEWED if name != "articles.articlepage"]
)
def test_any_draft_may_be_rough(admin: Any, model: str) -> None:
    parent, _ = PREVIEWED[model]
    place = [*model.split("."), parent().pk]
    address = reverse("wagtailadmin_pages:add", args=place)
    empty = {"authors": streamfield([]), "credentials": streamfield([])}
    empty |= {"same_as": streamfield([]), "status": "unknown", "kind": "webpage"}
    data = form(slug="brand-new", bio=rich_text(""), text=rich_text(""), **empty)
    assert refusal(admin.post(address, data | PUBLISH)) != ""
    assert refusal(admin.post(address, data)) == ""
    assert not Page.objects.get(slug="brand-new").live
