"""Every version that went live stays readable, marked as an earlier one."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from articles.models import Byline, Correction
from clinic.models import PendingNote, User, Version
from clinic.models.versioned import Said
from conditions.models import ArticleTopic
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = "/mental-health-journal/an-article/"
SENTENCE = "We had written five hours & more; it is two."


def again(page: Any, kind: str = "", sentence: str = "", **fields: Any) -> Any:
    """Publish a page again, with what an editor says of the change."""
    for name, value in fields.items():
        setattr(page, name, value)
    if kind:
        page.said = Said(kind, sentence)
    return factories.publish(page)


def words(text: str) -> list[tuple[str, str]]:
    """A body of one paragraph."""
    return [("paragraph", f"<p>{text}</p>")]


def corrected(**fields: Any) -> Any:
    """An article that was corrected once."""
    page = factories.article(body=words("Five hours."), **fields)
    return again(page, "correction", SENTENCE, body=words("Two hours."))


def soup(client: Any, address: str) -> BeautifulSoup:
    """The page at an address, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def told(page: Any) -> list[tuple[int, str, str]]:
    """The versions of a page: number, kind, sentence."""
    rows = Version.objects.filter(page_id=page.pk).order_by("number")
    return list(rows.values_list("number", "kind", "sentence"))


# --- The record ---
def test_each_time_a_page_goes_live_is_a_version(editor: User) -> None:
    page = factories.condition()
    page.said = Said("update", "The dose is new.")
    page.save_revision(user=editor).publish(user=editor)
    again(Page.objects.get(pk=page.pk).specific)
    assert told(page) == [
        (1, "first", ""),
        (2, "update", "The dose is new."),
        (3, "minor", ""),
    ]
    assert [row.by for row in Version.objects.order_by("number")] == [
        None,
        editor,
        None,
    ]


def test_a_draft_and_a_page_that_no_clinician_signs_are_none() -> None:
    page = factories.article(live=False)
    page.save_revision()
    factories.standard_page()
    assert not Version.objects.exists()


def test_a_version_that_goes_live_again_as_it_was_is_not_counted_twice() -> None:
    page = factories.article()
    page.unpublish()
    page.get_latest_revision().publish()
    assert told(page) == [(1, "first", "")]


def test_what_is_to_go_live_later_is_a_version_only_then() -> None:
    page = factories.article()
    page.said, page.go_live_at = Said("safety", "Stop."), timezone.now() + timedelta(1)
    page.save_revision().publish()
    assert told(page) == [(1, "first", "")]
    draft = page.get_latest_revision()
    content = {**draft.content, "go_live_at": "2026-01-01T00:00:00Z"}
    Revision.objects.filter(pk=draft.pk).update(
        content=content, approved_go_live_at=timezone.now() - timedelta(1)
    )
    call_command("publish_scheduled")
    assert told(page)[1:] == [(2, "safety", "Stop.")]


def test_what_was_said_of_a_draft_is_told_once_and_of_no_other_draft() -> None:
    page = factories.article()
    page.said = Said("correction", SENTENCE)
    page.save_revision()
    assert told(page) == [(1, "first", "")]
    again(Page.objects.get(pk=page.pk).specific)
    assert told(page)[1:] == [(2, "minor", "")]
    Page.objects.get(pk=page.pk).get_latest_revision().publish()
    assert len(told(page)) == 2


def test_a_minor_change_tells_readers_nothing() -> None:
    assert told(again(factories.article(), "minor", "A comma."))[1:] == [
        (2, "minor", "")
    ]
    assert not PendingNote.objects.exists()


def test_a_version_is_neither_changed_nor_deleted() -> None:
    row = Version.objects.filter(page_id=corrected().pk).first()
    row.sentence = "Nothing happened."
    for rewrite in (
        row.save,
        row.delete,
        Version.objects.all().delete,
        lambda: Version.objects.update(sentence=""),
    ):
        with pytest.raises(TypeError, match="is a record"):
            rewrite()
    assert Version.objects.get(pk=row.pk).sentence == SENTENCE


def test_the_versions_go_with_their_page_alone() -> None:
    one, other = corrected(), factories.condition()
    Page.objects.get(pk=one.pk).delete()
    assert set(Version.objects.values_list("page", flat=True)) == {other.pk}
    Page.objects.filter(pk=other.get_parent().pk).delete()
    assert not Version.objects.exists()


def test_a_version_outlives_its_revision_and_its_editor(
    client: Any, editor: User
) -> None:
    page = factories.article(body=words("Five hours."))
    page.save_revision(user=editor).publish()
    page.body = words("Two hours.")
    page.save_revision(user=editor).publish()
    call_command("purge_revisions")
    User.objects.all().delete()
    assert "Five hours." in soup(client, f"{PLACE}versions/1/").main.text


def test_a_draft_saved_over_what_went_live_changes_no_version(client: Any) -> None:
    page = corrected()
    live = page.get_latest_revision()
    page.body = words("A secret draft.")
    page.save_revision(overwrite_revision=live)
    live.refresh_from_db()
    assert "secret" not in str(live.content)
    again(Page.objects.get(pk=page.pk).specific, body=words("One hour."))
    assert "Two hours." in soup(client, f"{PLACE}versions/2/").main.text


def copied(page: Any, editor: User, **draft: Any) -> Any:
    """A copy that went live, of a page of which there is a draft."""
    for name, value in draft.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    page = Page.objects.get(pk=page.pk).specific
    page.copy(update_attrs={"slug": "copy", "title": "A copy"}, user=editor)
    return Page.objects.get(slug="copy").specific


def test_the_first_version_of_a_copy_is_what_went_live_and_no_draft(
    client: Any, editor: User
) -> None:
    draft = {"body": words("A secret draft."), "funding": "A secret."}
    page = copied(factories.article(body=words("Five hours.")), editor, **draft)
    assert "Five hours." in str(page.body)
    assert "secret" not in str(page.live_revision.content)
    assert "secret" in str(page.get_latest_revision().content)
    assert page.has_unpublished_changes
    again(page, "minor", body=words("Two hours."))
    shown = soup(client, f"{page.url}versions/1/").main.text
    assert "Five hours." in shown and "secret" not in shown


def test_the_draft_of_a_copy_is_a_version_when_it_goes_live(editor: User) -> None:
    page = copied(factories.article(), editor, summary="Newer words.")
    page.get_latest_revision().publish()
    assert told(page) == [(1, "first", ""), (2, "minor", "")]
    assert "Newer words." in str(Version.objects.get(page=page, number=2).content)


def test_a_copy_of_a_page_without_a_draft_has_one_revision_of_its_own() -> None:
    page = factories.article()
    page.copy(update_attrs={"slug": "copy"}, copy_revisions=False)
    copy = Page.objects.get(slug="copy")
    assert copy.latest_revision_id == copy.live_revision_id
    assert copy.revisions.count() == 1


def test_the_history_says_what_readers_were_told(admin: Any) -> None:
    page = corrected()
    html = admin.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Told readers in version 2. Correction: We had written five hours" in html


def test_an_upgrade_keeps_what_is_live_as_the_first_version(client: Any) -> None:
    page, draft = factories.article(body=words("Five hours.")), factories.condition()
    factories.standard_page()
    draft.unpublish()
    Version._base_manager.all().delete()
    migration = import_module("clinic.migrations.0012_versions")
    migration.keep_what_is_live(apps, None)
    assert told(page) == [(1, "first", "")]
    assert Version.objects.get().published_at == page.last_published_at
    again(page, "correction", SENTENCE, body=words("Two hours."))
    assert "Five hours." in soup(client, f"{PLACE}versions/1/").main.text


# --- Reading them ---
def test_an_earlier_version_says_so_and_leads_to_the_newest(client: Any) -> None:
    page = corrected()
    answer = client.get(f"{PLACE}versions/1/")
    assert answer["X-Robots-Tag"] == "noindex"
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert shown.select_one("link[rel=canonical]")["href"] == page.full_url
    banner = shown.select_one(".earlier")
    assert "This is an earlier version, of" in banner.text
    assert banner.select_one("a")["href"] == PLACE
    assert SENTENCE in banner.text
    text = shown.select_one("article").text
    assert "Five hours." in text and "Two hours." not in text and SENTENCE not in text


def test_an_earlier_version_claims_nothing_of_today(client: Any) -> None:
    corrected()
    shown = soup(client, f"{PLACE}versions/1/")
    assert shown.select("script[type='application/ld+json']") == []
    assert shown.select(".review, .review-panel, .cite, .share, .downloads") == []
    assert shown.select("meta[property], link[rel=alternate]") == []
    assert "ld+json" in str(soup(client, PLACE))


def test_the_newest_version_is_the_page_itself(client: Any) -> None:
    corrected()
    answer = client.get(f"{PLACE}versions/2/")
    assert (answer.status_code, answer["Location"]) == (302, PLACE)
    assert ".earlier" not in str(soup(client, PLACE).select(".earlier"))


@pytest.mark.parametrize("last", ["0", "3", "-1", "x", "1.5", "9" * 30, "1/2"])
def test_a_version_that_there_is_not_is_not_found(client: Any, last: str) -> None:
    corrected()
    assert client.get(f"{PLACE}versions/{last}/").status_code == 404


def test_a_draft_has_no_address(client: Any) -> None:
    page = corrected()
    page.body = words("A secret draft.")
    page.save_revision()
    for number in (1, 2, 3):
        answer = client.get(f"{PLACE}versions/{number}/", follow=True)
        assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("address", [f"{PLACE}versions/", f"{PLACE}versions/1/"])
def test_versions_are_as_hidden_as_their_page(client: Any, address: str) -> None:
    page = corrected()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="login"
    )
    assert client.get(address).status_code == 302
    restriction.delete()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(1))
    assert client.get(address).status_code == 404
    Page.objects.filter(pk=page.pk).update(expire_at=None)
    page.unpublish()
    assert client.get(address).status_code == 404


def test_the_list_shows_every_version_the_newest_first(client: Any) -> None:
    page = again(corrected(), "minor")
    shown = soup(client, f"{PLACE}versions/")
    kinds = [found.text for found in shown.select(".versions b")]
    assert kinds == ["Wording or layout", "Correction", "First version"]
    links = [link["href"] for link in shown.select(".versions a")]
    assert links == [PLACE, f"{PLACE}versions/2/", f"{PLACE}versions/1/"]
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert shown.select_one("link[rel=canonical]")["href"] == page.full_url


def test_a_page_tells_what_changed_and_where_it_was(client: Any) -> None:
    page = again(corrected(), "safety", "Do not drive.")
    again(page, "update", "There is a spray.")
    shown = soup(client, PLACE).select_one(".changes")
    assert [found.text for found in shown.select("b")] == [
        "Update",
        "Safety",
        "Correction",
    ]
    assert shown.select_one(".change--safety").p.find_next("p").text == "Do not drive."
    assert shown.select_one("a")["href"] == f"{PLACE}versions/"


def test_a_page_that_was_published_once_tells_of_no_change(client: Any) -> None:
    factories.article()
    assert soup(client, PLACE).select(".changes") == []
    assert len(soup(client, f"{PLACE}versions/").select(".versions li")) == 1


def test_every_type_tells_what_changed_and_keeps_its_versions(client: Any) -> None:
    pages = [factories.condition(), factories.side_effect(), factories.key_fact()]
    for page in pages:
        again(page, "correction", SENTENCE, title="New title")
        assert SENTENCE in soup(client, page.url).select_one(".changes").text
        assert soup(client, page.url).h1.text == "New title"
        assert soup(client, f"{page.url}versions/1/").h1.text != "New title"


def test_an_earlier_version_stands_at_the_address_of_today(client: Any) -> None:
    page = again(corrected(), "minor", slug="moved")
    shown = soup(client, f"{page.url}versions/1/")
    assert shown.select_one(".earlier a")["href"] == "/mental-health-journal/moved/"


def test_the_standing_of_a_source_is_that_of_today(client: Any) -> None:
    source = factories.reference("berman-2000")
    again(factories.article(body=factories.cited("berman-2000")), "minor")
    source.status = "retracted"
    factories.publish(source)
    shown = soup(client, f"{PLACE}versions/1/")
    assert "retracted" in shown.select_one(".citation__doubt").text


def test_a_row_that_names_what_is_gone_is_left_out(client: Any) -> None:
    topic, other = factories.condition("ptsd"), factories.condition("ocd")
    page = factories.article(
        topics=[ArticleTopic(topic=topic), ArticleTopic(topic=other)]
    )
    again(page, "minor", topics=[])
    Page.objects.get(pk=topic.pk).delete()
    shown = soup(client, f"{PLACE}versions/1/")
    assert [found.text for found in shown.select(".topics li")] == ["OCD"]


def test_an_earlier_version_is_not_searched_listed_or_fed(client: Any) -> None:
    corrected()
    for address in (
        "/search/?q=five+hours",
        "/sitemap.xml",
        "/mental-health-journal/feed/",
        "/llms.txt",
    ):
        text = client.get(address).content.decode()
        assert "versions/" not in text and "Five hours" not in text


def counted(client: Any, address: str) -> int:
    """How many queries an address costs."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_versions_cost_the_same_however_much_there_is(client: Any) -> None:
    large = grown()
    topic = ArticleTopic(topic=factories.condition("one"))
    small = factories.article("small", body=factories.cited("a"), topics=[topic])
    for page in (small, large):
        again(page, "minor", summary="Other words.")
    for number in range(4):
        again(large, "correction", f"Number {number}.")
    for part in ("versions/", "versions/1/"):
        few, many = (f"{page.url}{part}" for page in (small, large))
        assert counted(client, few) == counted(client, many)


def grown() -> Any:
    """An article with many rows of each kind."""
    keys = ["a", "b", "c"]
    for key in keys:
        factories.reference(key)
    return factories.article(
        "large",
        body=factories.cited(*keys),
        bylines=[Byline(author=factories.author(f"w-{n}")) for n in range(3)],
        topics=[ArticleTopic(topic=factories.condition(f"c-{n}")) for n in range(3)],
        corrections=[Correction(text=part[1]) for part in factories.cited(*keys)],
    )
