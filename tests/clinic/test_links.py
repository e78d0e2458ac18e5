"""Links in rich text lead to visible pages only."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from clinic.links import expand, expand_stream, page_ids
from clinic.models import StandardPage
from tests import factories
from tests.clinic.test_row_number import NO_NUMBERS


def link(pk: object, words: str = "read on") -> str:
    """A link to a page as the editor stores it."""
    return f'<a linktype="page" id="{pk}">{words}</a>'


def test_the_ids_of_linked_pages_are_found_in_order() -> None:
    assert page_ids(f"<p>{link(7)} and {link(3)} and {link(7)}</p>") == [7, 3, 7]


def test_other_links_are_not_links_to_pages() -> None:
    html = '<a href="https://example.org/">out</a><a linktype="document" id="4">d</a>'
    assert page_ids(html) == []
    assert expand(html, {}) == html


@pytest.mark.parametrize("pk", NO_NUMBERS)
def test_a_link_to_no_number_names_no_page(pk: str) -> None:
    assert page_ids(link(pk)) == [0]
    assert expand(link(pk), {}) == "<a>read on</a>"


def test_a_link_to_a_known_page_has_its_address(home) -> None:
    page = factories.standard_page("about")
    assert expand(link(page.pk), {page.pk: page}) == '<a href="/about/">read on</a>'


def test_a_link_to_an_unknown_page_keeps_its_words_alone() -> None:
    assert expand(link(7), {}) == "<a>read on</a>"


def body(*texts: str) -> StreamValue:
    """A body of paragraphs, as the database holds it."""
    block = StandardPage._meta.get_field("body").stream_block
    return block.to_python([{"type": "paragraph", "value": text} for text in texts])


def test_a_body_resolves_all_its_links_at_once(home, django_assert_num_queries) -> None:
    pages = [factories.standard_page(slug) for slug in ("one", "two", "three")]
    home.get_url()
    with django_assert_num_queries(1):
        shown = expand_stream(body(*(link(page.pk) for page in pages)))
        html = [str(block.value) for block in shown]
    assert [
        f'href="/{slug}/"' in text
        for slug, text in zip(("one", "two", "three"), html, strict=True)
    ] == [True, True, True]


def test_a_body_without_links_asks_nothing() -> None:
    shown = expand_stream(body("<p>Words.</p>"))
    assert [str(block.value.source) for block in shown] == ["<p>Words.</p>"]


def test_a_body_does_not_lead_to_a_hidden_page(home) -> None:
    draft = factories.standard_page("draft", live=False)
    shown = expand_stream(body(link(draft.pk, "soon")))
    assert [block.value.source for block in shown] == ["<a>soon</a>"]


def test_readers_of_a_page_follow_its_links(client, home) -> None:
    target = factories.standard_page("target")
    page = factories.standard_page("about", body=[("paragraph", link(target.pk))])
    assert '<a href="/target/">read on</a>' in client.get(page.url).content.decode()


def test_any_other_rich_text_leads_to_visible_pages(home) -> None:
    page = factories.standard_page("about")
    assert expand_db_html(link(page.pk)) == '<a href="/about/">read on</a>'


@pytest.mark.parametrize("pk", [*NO_NUMBERS, "999999", "9" * 18])
@pytest.mark.django_db
def test_any_other_rich_text_with_a_broken_link_keeps_its_words(pk: str) -> None:
    assert expand_db_html(link(pk)) == "<a>read on</a>"


@pytest.mark.parametrize("pk", [*NO_NUMBERS, "999999", "9" * 18])
def test_a_broken_link_takes_down_neither_its_page_nor_the_form(
    client, admin, home, pk: str
) -> None:
    page = factories.standard_page("about", body=[("paragraph", link(pk))])
    assert "<a>read on</a>" in client.get(page.url).content.decode()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "read on" in admin.get(edit).content.decode()
    call_command("check_content")


def test_any_other_rich_text_does_not_lead_to_a_hidden_page(home) -> None:
    page = factories.standard_page("about")
    Page.objects.get(pk=page.pk).unpublish()
    html = expand_db_html(link(page.pk, "soon") + link(home.pk, "home"))
    assert "/about/" not in html
    assert "soon" in html


def test_many_links_of_one_text_cost_one_query(home, django_assert_num_queries) -> None:
    ids = [factories.standard_page(slug).pk for slug in ("one", "two", "three")]
    home.get_url()
    with django_assert_num_queries(1):
        expand_db_html("".join(link(pk) for pk in ids))
