"""Pages go live and go on their day, whatever becomes of the others."""

from datetime import timedelta
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from clinic import scheduled
from tests import factories
from tests.clinic.reviewing import NEW
from tests.elsewhere import held

pytestmark = pytest.mark.django_db


def run(days: int = 2) -> str:
    """Run the command some days from now; what it prints."""
    out = StringIO()
    then = timezone.now() + timedelta(days)
    with patch("django.utils.timezone.now", return_value=then):
        call_command("publish_due_pages", stdout=out)
    return out.getvalue()


def waiting(slug: str, days: int = 1, **fields: Any) -> Page:
    """A published page of which another text waits for its day."""
    page = factories.article(slug)
    page.go_live_at = timezone.now() + timedelta(days)
    for name, value in ({"body": NEW} | fields).items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def text(page: Page) -> str:
    """What readers have."""
    return str(Page.objects.get(pk=page.pk).specific.body)


def hide(reference: Page) -> None:
    """A source is gone without anybody asking."""
    Page.objects.filter(pk=reference.pk).update(live=False)


# --- The day ---
def test_a_page_goes_live_on_its_day_and_not_before() -> None:
    page = waiting("later", 3)
    assert run(2) == ""
    assert "7 in 10" not in text(page)
    assert run(4) == "“Later” is published.\n"
    assert "7 in 10" in text(page)
    assert run(5) == ""


def test_a_page_goes_on_its_day_and_not_before() -> None:
    page = factories.article("over", expire_at=timezone.now() + timedelta(3))
    assert run(2) == ""
    assert Page.objects.get(pk=page.pk).live
    assert run(4) == "“Over” is unpublished.\n"
    gone = Page.objects.get(pk=page.pk)
    assert (gone.live, gone.expired) == (False, True)
    assert run(5) == ""


def test_the_history_says_that_it_was_the_schedule() -> None:
    page = waiting("later")
    over = factories.article("over", expire_at=timezone.now() + timedelta(1))
    run()
    acts = PageLogEntry.objects.filter(page__in=[page, over])
    assert set(acts.values_list("action", flat=True)) >= {
        "wagtail.publish.scheduled",
        "wagtail.unpublish.scheduled",
    }


# --- A page that fails ---
def test_a_page_that_breaks_a_rule_meanwhile_keeps_no_other_back() -> None:
    source = factories.reference("k-1")
    broken = waiting("broken", 1, body=factories.cited("k-1"))
    sound = waiting("sound", 1.5)
    hide(source)
    with pytest.raises(CommandError) as refused:
        run()
    said = str(refused.value)
    assert said.startswith("“Broken” was not published: ")
    assert "k-1" in said and "[every-source-is-there]" in said
    assert reverse("wagtailadmin_pages:edit", args=[broken.pk]) in said
    assert refused.value.returncode == 1
    assert "Sound" not in said
    assert "7 in 10" in text(sound)
    assert "k-1" not in text(broken)


def test_a_page_that_failed_keeps_its_day_and_goes_live_once_it_is_mended() -> None:
    source = factories.reference("k-1")
    page = waiting("broken", 1, body=factories.cited("k-1"))
    hide(source)
    for _ in range(2):
        with pytest.raises(CommandError):
            run()
    Page.objects.filter(pk=source.pk).update(live=True)
    assert run() == "“Broken” is published.\n"
    assert "k-1" in text(page)


def test_a_fault_of_the_site_keeps_no_other_back(monkeypatch, caplog) -> None:
    first, second = waiting("first", 1), waiting("second", 1.5)
    over = factories.article("over", expire_at=timezone.now() + timedelta(1))

    def fail(page: Page, **how: Any) -> None:
        raise RuntimeError("broken off")

    monkeypatch.setattr(scheduled.Page, "unpublish", fail)
    with pytest.raises(
        CommandError, match=r"“Over” was not unpublished: The site failed"
    ):
        run()
    assert "broken off" in caplog.text
    assert Page.objects.get(pk=over.pk).live
    assert "7 in 10" in text(first) and "7 in 10" in text(second)


def test_two_runs_at_once_publish_nothing_twice() -> None:
    page = waiting("later")
    with held("publish"), pytest.raises(CommandError, match="Another process"):
        run()
    assert "7 in 10" not in text(page)
    assert run() == "“Later” is published.\n"
