"""A new page may begin with sections and prompts, which no reader ever gets."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from articles.models import ArticlePage
from clinic.desk.starts import Start
from clinic.models import SitePage, User
from clinic.rules.prompts import MARK, prompt, prompts_in
from tests import factories

pytestmark = pytest.mark.django_db

STARTS = [
    (model, start)
    for model in apps.get_models()
    if issubclass(model, SitePage)
    for start in model.starts
]
EVERY = pytest.mark.parametrize(
    ("model", "start"), STARTS, ids=[f"{m.__name__}-{s.name}" for m, s in STARTS]
)


def list_of(model: type[Page]) -> Page:
    """The page below which one of the type stands."""
    made = {"ArticlePage": factories.journal}.get(model.__name__)
    return made() if made else factories.condition().get_parent()


def choice(client: Client, parent: Page) -> BeautifulSoup:
    """What is offered where a page is added below another."""
    address = reverse("wagtailadmin_pages:add_subpage", args=[parent.pk])
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def address_of(model: type[Page]) -> str:
    """Where a page of the type is added."""
    names = [model._meta.app_label, model._meta.model_name, list_of(model).pk]
    return reverse("wagtailadmin_pages:add", args=names)


# --- The choice ---


def test_an_editor_is_offered_each_kind_of_article_and_a_blank_one(admin) -> None:
    links = choice(admin, factories.journal()).select("main li a")
    titles = [link.b.text for link in links]
    assert titles == [start.title for start in ArticlePage.starts]
    assert titles[-1] == "Blank"
    assert links[1]["href"] == f"{address_of(ArticlePage)}?start=guide"


def test_a_list_without_templates_opens_the_form_at_once(admin) -> None:
    parent = factories.reference().get_parent()
    answer = admin.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))
    assert answer.status_code == 302
    assert "/add/articles/referencepage/" in answer.url


def test_the_listing_leads_to_the_same_choice(admin) -> None:
    parent = factories.journal()
    answer = admin.get(reverse("articles:choose_parent"))
    address = reverse("wagtailadmin_pages:add_subpage", args=[parent.pk])
    assert answer.url == address


def test_who_may_not_add_a_page_is_offered_nothing(client) -> None:
    user = User.objects.create_user("ada", "ada@clinic.example", "a-long-password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    parent = factories.journal()
    answer = client.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))
    assert answer.status_code == 302
    assert "add/articles" not in answer.url


# --- What it fills in ---


@EVERY
def test_the_form_opens_with_what_was_chosen(admin, model, start) -> None:
    address = address_of(model)
    pages = Page.objects.count()
    words = admin.get(address, {"start": start.name}).content.decode()
    shown = model()
    start.fill(shown)
    for asked in prompts_in(shown):
        assert asked.partition("“")[0] in words
    form = BeautifulSoup(words, "html.parser")
    for name, value in start.fields.items():
        assert form.select_one(f"#id_{name} option[selected]")["value"] == value
    assert Page.objects.count() == pages  # looking saves nothing


@EVERY
def test_a_start_is_saved_as_a_draft_and_not_published_with_its_prompts(
    model, start
) -> None:
    page = model(title="A page", slug="a-page", live=False)
    start.fill(page)
    page.is_rough = True
    list_of(model).add_child(instance=page)
    page.save_revision(clean=False)
    kept = page.get_latest_revision_as_object()
    assert len(kept.body) == len(start.body)
    assert prompts_in(kept) == prompts_in(page)
    if start.body:
        with pytest.raises(ValidationError, match="Prompts of the template are still"):
            kept.full_clean()


def test_a_guide_and_a_condition_say_where_help_is() -> None:
    for model, start in STARTS:
        if start.name in {"guide", "sections"}:
            urgencies = [v["urgency"] for kind, v in start.body if kind == "care_card"]
            assert urgencies == ["urgent", "emergency"], model


def test_a_start_that_is_none_gives_an_empty_form_and_says_so(admin) -> None:
    page = admin.get(address_of(ArticlePage), {"start": "nonsense"})
    assert page.status_code == 200
    assert "There is no such template" in page.content.decode()
    assert MARK not in page.content.decode()


def test_the_next_article_does_not_begin_with_what_was_written_into_the_last() -> None:
    start = next(s for _, s in STARTS if s.name == "guide")
    one, two = ArticlePage(title="One"), ArticlePage(title="Two")
    start.fill(one)
    one.body[0].value["text"] = "Written over"
    start.fill(two)
    assert two.body[0].value["text"] == "Who this guide is for"


# --- The gate ---


def posted(admin: Any, text: str, action: str) -> Any:
    """Send the form of a new article whose body is that text."""
    author = factories.author()
    rows = inline_formset([{"author": author.pk, "role": "author", "credentials": ""}])
    empty = inline_formset([])
    form = {
        "title": "A new article",
        "slug": "a-new-article",
        "summary": "What it says.",
        "kind": "guide",
        "published_on": "2026-11-26",
        "key_points": streamfield([]),
        "body": streamfield([("paragraph", rich_text(text))]),
        "see_also": streamfield([]),
        "further_reading": streamfield([]),
        "source_note": rich_text(""),
        "bylines": rows,
        "topics": empty,
        "corrections": empty,
        "comments": empty,
        action: "on",
    }
    return admin.post(address_of(ArticlePage), nested_form_data(form))


def test_a_draft_may_keep_its_prompts(admin) -> None:
    answer = posted(admin, prompt("Say what it is."), "action-save")
    assert answer.status_code == 302
    assert prompts_in(ArticlePage.objects.get()) == ["Say what it is."]


def test_a_prompt_that_is_left_refuses_to_be_published_and_is_named(admin) -> None:
    answer = posted(admin, prompt("Say what it is &amp; why."), "action-publish")
    words = BeautifulSoup(answer.content, "html.parser").text
    assert "still in the text: “Say what it is & why.”. Write over each" in words
    assert not ArticlePage.objects.exists()


def test_a_text_that_was_written_over_is_published(admin) -> None:
    answer = posted(admin, "<p>It is a medicine.</p>", "action-publish")
    assert answer.status_code == 302
    assert ArticlePage.objects.visible().exists()


def test_prompts_are_found_wherever_they_stand() -> None:
    steps = {"title": "", "steps": [{"title": f"{MARK} First", "text": prompt("Then")}]}
    page = ArticlePage(
        title="A page", summary=f"{MARK} Sum up", body=[("steps", steps)]
    )
    assert prompts_in(page) == ["Sum up", "First", "Then"]


# --- Templates that editors keep ---


def test_a_draft_called_template_is_offered_as_a_copy(admin) -> None:
    kept = factories.article("kept", title="Template: leaflet", live=False)
    factories.article("draft", title="A draft", live=False)
    links = choice(admin, factories.journal()).select("main li a")
    copies = [link["href"] for link in links if "copy" in link["href"]]
    assert copies == [reverse("wagtailadmin_pages:copy", args=[kept.pk])]


def test_a_published_page_is_no_template(admin) -> None:
    factories.article("kept", title="Template: leaflet")
    words = choice(admin, factories.journal()).main.text
    assert "A draft whose title begins with “Template:” is offered here." in words


def test_a_template_of_others_is_offered_to_who_may_copy_it_only(client) -> None:
    factories.article("kept", title="Template: leaflet", live=False)
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="add_page")
    parent = factories.journal()
    GroupPagePermission.objects.create(group=group, page=parent, permission=right)
    user = User.objects.create_user("ada", "ada@clinic.example", "a-long-password")
    user.groups.add(group)
    client.force_login(user)
    assert "leaflet" not in choice(client, parent).text


def test_each_start_has_a_name_of_its_own_and_says_what_it_is_for() -> None:
    for model in {model for model, _ in STARTS}:
        starts: tuple[Start, ...] = model.starts
        assert len({start.name for start in starts}) == len(starts)
        assert all(start.description.endswith(".") for start in starts)
