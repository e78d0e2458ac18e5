"""What every page of the site can say of itself, and to whom it is shown."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.blocks import CharBlock
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from clinic import urls
from clinic.models import HomePage, IndexPage, SitePage, StandardPage
from clinic.models.page import TAKEN
from tests import factories

HEADING = "1f0e4c1a-0000-4000-8000-000000000000"


def test_a_page_leads_with_its_summary() -> None:
    page = StandardPage(summary="What it is.", search_description="For machines.")
    assert page.lead == "What it is."


def test_without_a_summary_it_leads_with_its_description() -> None:
    assert StandardPage(search_description="For machines.").lead == "For machines."
    assert StandardPage().lead == ""


def test_the_home_page_leads_with_its_welcome() -> None:
    assert HomePage(hero_text="Welcome.").lead == "Welcome."


def test_a_page_knows_when_readers_got_its_last_version(home) -> None:
    assert home.updated_on is None
    published = factories.publish(home)
    assert published.updated_on == published.last_published_at
    assert timezone.is_aware(published.updated_on)


def test_a_page_of_no_sources_names_nothing_by_key() -> None:
    assert StandardPage.keys_in(CharBlock(), "berman-2000") == []


def test_headings_make_the_contents() -> None:
    words = {"type": "paragraph", "value": "<p>Words.</p>", "id": "x"}
    heading = {"type": "heading", "value": {"text": "On the day", "aspect": ""}}
    body = [words, {**heading, "id": HEADING}, heading]
    field = StandardPage._meta.get_field("body")
    page = StandardPage(body=field.stream_block.to_python(body))
    assert page.contents == [{"anchor": "section-1f0e4c1a", "text": "On the day"}]


def test_a_page_without_a_body_has_no_contents() -> None:
    assert StandardPage().contents == []
    assert HomePage().contents == []


def test_a_heading_keeps_its_anchor_where_it_is_shown(client, home) -> None:
    page = factories.standard_page(body=[("heading", {"text": "On the day"})])
    anchor = page.contents[0]["anchor"]
    html = client.get(page.get_url()).content.decode()
    assert f'<h2 id="{anchor}">On the day</h2>' in html


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_private_page_is_shown_to_nobody_unknown(client, db, kind: str) -> None:
    page = factories.standard_page(title="Between us")
    PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=kind, password="open sesame"
    )
    answer = client.get(page.get_url(), follow=True)
    assert b"Between us" not in answer.content
    assert answer.redirect_chain or b"password" in answer.content.lower()


def test_a_private_page_is_shown_to_whom_it_is_for(admin, editor) -> None:
    page = factories.standard_page(title="Between us")
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    assert b"Between us" in admin.get(page.get_url()).content


def restrictions(page: SitePage) -> list[str]:
    """The kinds of restriction that stand before a page."""
    return [row.restriction_type for row in page.get_view_restrictions()]


def test_a_page_is_restricted_by_itself_and_by_what_is_above_it(home) -> None:
    page = factories.standard_page()
    child = factories.make(StandardPage, page, title="Below", slug="below")
    beside = factories.standard_page("beside")
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    assert restrictions(page) == restrictions(child) == ["login"]
    assert restrictions(beside) == restrictions(home) == []


def test_an_alias_is_restricted_as_its_original_is(home) -> None:
    page = factories.standard_page()
    alias = CreatePageAliasAction(page, update_slug="alias").execute(
        skip_permission_checks=True
    )
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    assert restrictions(StandardPage.objects.get(pk=alias.pk)) == ["login"]


def test_what_routing_found_out_is_not_asked_again(
    home, django_assert_num_queries
) -> None:
    page = factories.standard_page()
    page.is_restricted = False
    with django_assert_num_queries(0):
        assert restrictions(page) == []


def expire(page: SitePage) -> None:
    """Let the page's time run out, as it does while nobody looks."""
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(expire_at=past)


def test_an_expired_page_is_gone_before_anybody_unpublishes_it(client, home) -> None:
    page = factories.standard_page()
    assert client.get(page.get_url()).status_code == 200
    expire(page)
    assert client.get(page.get_url()).status_code == 404


def test_what_is_below_an_expired_page_stays(client, home) -> None:
    page = factories.standard_page()
    child = factories.make(StandardPage, page, title="Below", slug="below")
    expire(page)
    assert client.get(child.get_url()).status_code == 200


def test_an_index_lists_its_visible_pages_as_the_editors_arranged_them(home) -> None:
    conditions = factories.condition("b").get_parent().specific
    factories.condition("a")
    factories.condition("draft", live=False)
    entries = IndexPage.entries(conditions)
    assert [type(page).__name__ for page in entries] == ["ConditionPage"] * 2
    assert [page.slug for page in entries] == ["b", "a"]


def test_an_index_names_as_many_as_it_is_asked_for(home) -> None:
    conditions = factories.condition("a").get_parent().specific
    factories.condition("b")
    assert [page.slug for page in conditions.latest(1)] == ["a"]


def test_an_index_gives_its_entries_to_the_template(home) -> None:
    condition = factories.condition("a")
    index = condition.get_parent().specific
    context = index.get_context(RequestFactory().get("/"))
    assert list(context["entries"]) == [condition]


def test_nobody_puts_a_page_in_a_frame(client, home) -> None:
    factories.publish(home)
    assert client.get("/")["X-Frame-Options"] == "DENY"


def test_the_admin_alone_shows_a_preview_in_a_frame(admin, home) -> None:
    page = factories.standard_page(title="As it will be", live=False)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    body = streamfield([("heading", {"text": "On the day", "aspect": ""})])
    form = nested_form_data({"title": page.title, "slug": page.slug, "body": body})
    assert admin.post(address, form).json()["is_valid"]
    answer = admin.get(address)
    assert b"As it will be" in answer.content
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_a_page_is_read_and_takes_no_form(client, home) -> None:
    page = factories.standard_page("about")
    codes = {
        method: getattr(client, method)(page.get_url()).status_code
        for method in ("get", "head", "options", "post", "put", "patch", "delete")
    }
    reading = dict.fromkeys(("get", "head", "options"), 200)
    assert codes == reading | dict.fromkeys(("post", "put", "patch", "delete"), 405)


def test_no_page_takes_an_address_at_which_the_site_itself_answers() -> None:
    patterns = [str(pattern.pattern) for pattern in urls.urlpatterns]
    fixed = {pattern.partition("/")[0] for pattern in patterns}
    routed = {
        str(route.pattern).strip("/")
        for model in apps.get_models()
        if issubclass(model, IndexPage)
        for route in model.get_subpage_urls()
    }
    # A file has a dot, which is in no slug.
    wanted = {name for name in fixed | routed if re.fullmatch(r"[\w-]+", name)}
    assert {"search", "feed", "compare", "_util"} < TAKEN
    assert wanted <= TAKEN


@pytest.mark.django_db
def test_a_page_with_a_taken_address_is_refused_with_a_sentence() -> None:
    page = factories.standard_page("contact")
    page.slug = "search"
    with pytest.raises(ValidationError, match="choose another"):
        page.full_clean()
    page.slug = "search-tips"
    page.full_clean()
