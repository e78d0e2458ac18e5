"""A source on which pages rest cannot vanish by another door either."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from articles.models import ReferenceIndexPage, ReferencePage
from tests import factories
from tests.articles.test_wagtail_hooks import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited(db: None) -> Any:
    """A reference on which “An article” rests."""
    reference = factories.reference("berman-2000")
    factories.article(body=factories.cited("berman-2000"))
    return reference


def make_private(admin: Any, page: Page, how: str = "login") -> Any:
    """What the window answers in which a page is made private."""
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return admin.post(address, {"restriction_type": how}).json()


# --- Private ---
@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_cited_reference_and_what_is_above_it_stay_public(
    admin: Any, cited: Any, above: int
) -> None:
    page = [cited, cited.get_parent(), factories.home_page()][above]
    answer = make_private(admin, page)
    assert answer["step"] == "set_privacy"
    assert "cannot be private: these pages rest on it: “An article”" in answer["html"]
    assert not PageViewRestriction.objects.exists()


def test_an_uncited_reference_and_an_article_may_be_private(
    admin: Any, cited: Any
) -> None:
    for page in (factories.reference("free-2001"), factories.standard_page()):
        assert make_private(admin, page)["step"] == "set_privacy_done"
    assert PageViewRestriction.objects.count() == 2


def test_what_became_private_may_become_public(admin: Any, cited: Any) -> None:
    PageViewRestriction.objects.create(page=cited, restriction_type="login")
    assert make_private(admin, cited, "none")["step"] == "set_privacy_done"
    assert not PageViewRestriction.objects.exists()


# --- An end ---
def test_neither_a_source_nor_what_is_above_a_cited_one_expires(cited: Any) -> None:
    for page in (cited, cited.get_parent().specific, factories.home_page()):
        page.expire_at = timezone.now() + timedelta(days=1)
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert "expire_at" in refused.value.message_dict
    call_command("publish_scheduled")
    assert ReferencePage.objects.visible().filter(slug="berman-2000").exists()


def test_a_list_of_sources_that_nobody_cites_may_expire() -> None:
    index = factories.index(ReferenceIndexPage, "references", "References")
    index.expire_at = timezone.now() + timedelta(days=1)
    index.full_clean()


def test_a_later_change_does_not_take_a_source_offline_meanwhile(cited: Any) -> None:
    cited.go_live_at = timezone.now() + timedelta(days=1)
    cited.title = "Corrected"
    assert factories.publish(cited).live
    Page.objects.filter(pk=cited.pk).update(live_revision=None)  # as after `loaddata`
    loaded = ReferencePage.objects.get(pk=cited.pk)
    loaded.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError, match="publish the change now"):
        loaded.save_revision()


# --- Another address ---
def test_the_list_of_cited_references_keeps_its_address(cited: Any) -> None:
    index = cited.get_parent().specific
    index.title = "Our sources"
    index.full_clean()
    index.slug = "our-sources"
    with pytest.raises(ValidationError, match="rest on it: “An article”"):
        index.full_clean()


def test_a_list_that_nobody_cites_may_change_its_address() -> None:
    index = factories.index(ReferenceIndexPage, "references", "References")
    index.slug = "our-sources"
    index.full_clean()


def move(admin: Any, page: Page, destination: Page, *, many: bool) -> Any:
    """Move a page, alone or as many are moved at once."""
    if not many:
        places = [page.pk, destination.pk]
        return admin.post(reverse("wagtailadmin_pages:move_confirm", args=places))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return admin.post(f"{address}?id={page.pk}", {"chooser": destination.pk})


@pytest.mark.parametrize("many", [False, True])
def test_a_cited_reference_is_not_moved_and_another_is(
    admin: Any, cited: Any, many: bool
) -> None:
    free = factories.reference("free-2001")
    other = ReferenceIndexPage(title="More", slug="more")
    factories.home_page().add_child(instance=other)
    answer = move(admin, cited, other, many=many)
    assert "cannot move: these pages rest on it: “An article”" in told(answer)
    move(admin, free, other, many=many)
    moved = Page.objects.get(pk=other.pk).get_children()
    assert [page.slug for page in moved] == ["free-2001"]


# --- The same key twice ---
def copied(admin: Any, page: Page, **form: Any) -> str:
    """What the editor is told who asks for a copy."""
    wanted = {
        "new_title": "A copy",
        "new_slug": "copy-2000",
        "new_parent_page": page.get_parent().pk,
    }
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    return told(admin.post(address, wanted | form))


def test_a_reference_has_no_alias(admin: Any, cited: Any) -> None:
    assert "has no alias" in copied(admin, cited, alias="on")
    assert ReferencePage.objects.count() == 1


@pytest.mark.parametrize("key", ["copy_2000", "", "berman-2000"])
def test_a_copy_needs_a_key_of_its_own(admin: Any, cited: Any, key: str) -> None:
    assert "citation key" in copied(admin, cited, new_slug=key)
    assert ReferencePage.objects.count() == 1


def test_with_one_it_is_made(admin: Any, cited: Any) -> None:
    assert "copied" in copied(admin, cited)
    assert ReferencePage.objects.filter(slug="copy-2000", live=False).exists()


def test_a_page_is_not_copied_with_references_below_it(admin: Any, cited: Any) -> None:
    message = copied(admin, cited.get_parent(), copy_subpages="on", alias="on")
    assert "names one of them only" in message
    assert ReferencePage.objects.count() == 1


def test_another_page_is_copied_as_ever(admin: Any, cited: Any) -> None:
    assert "copied" in copied(admin, factories.standard_page(), alias="on")


def test_two_references_never_have_one_key(cited: Any) -> None:
    other = ReferenceIndexPage(title="More", slug="more")
    factories.home_page().add_child(instance=other)
    twin = ReferencePage(title="A twin", slug="berman-2000", doi="10.1000/twin")
    with pytest.raises(ValidationError, match="taken by another reference"):
        other.add_child(instance=twin)


def test_the_key_of_a_draft_that_never_went_out_is_free_again(admin: Any) -> None:
    draft = factories.reference("early-2000", live=False)
    admin.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert factories.reference("early-2000").live
