"""Editors learn what readers miss; nobody learns who asked."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic.models import FailedSearch, User
from clinic.search.failed import KEY, MOST_WAITING, harmless, keep, this_month
from clinic.search.query import Query
from tests import factories

pytestmark = pytest.mark.django_db


def ask(text: str, times: int = 1, **more: str) -> None:
    """Search so many times."""
    for _ in range(times):
        assert Client().get("/search/", {"q": text, **more}).status_code == 200


def kept() -> dict[str, int]:
    """What is in the database after all was moved that may be."""
    keep()
    return dict(FailedSearch.objects.values_list("words", "times"))


def test_what_three_asked_in_vain_is_kept_and_what_one_asked_is_not() -> None:
    factories.standard_page(title="Gnu")
    ask("Okapi, please!", 2)
    ask("zebra", 3)
    ask("gnu", 3)
    ask("gnu", 3, type="article")
    assert kept() == {"zebra": 3}
    ask("okapi please")
    ask("zebra")
    assert kept() == {"zebra": 4, "okapi please": 3}
    ask("okapi", 2)
    cache.clear()  # as when the server starts anew
    assert "okapi" not in kept()


@pytest.mark.parametrize(
    "text",
    [
        *("ada@clinic.example", "https://example.org/x", "call 0170 123-4567"),
        *(
            "12 12 1980 ada",
            "suicide zebra",
            "2000",
            "one two three four five six seven",
        ),
        *("x" * 40 + " " + "y" * 40, "!?"),
    ],
)
def test_what_may_tell_of_a_person_is_not_counted(text: str) -> None:
    assert harmless(Query(text)) == ""
    ask(text, 3)
    assert kept() == {}


def test_what_is_harmless_is() -> None:
    assert harmless(Query("Vitamin B12 und Schlaf")) == "vitamin b12 und schlaf"


def test_reading_writes_nothing_and_the_cache_has_an_end() -> None:
    with CaptureQueriesContext(connection) as captured:
        ask("zebra")
    verbs = {query["sql"].split()[0] for query in captured}
    assert verbs == {"SELECT"}
    full = {(this_month(), f"word{n}"): 1 for n in range(MOST_WAITING)}
    cache.set(KEY, full)
    ask("okapi", 3)
    assert len(cache.get(KEY)) == MOST_WAITING
    assert kept() == {}


def test_a_clinic_can_switch_it_off(settings: Any) -> None:
    settings.COUNT_FAILED_SEARCHES = False
    ask("zebra", 3)
    assert cache.get(KEY) is None


def test_old_months_go(capsys: pytest.CaptureFixture[str]) -> None:
    old = FailedSearch.objects.create(month=date(2020, 1, 1), words="zebra", times=9)
    cache.set(KEY, {(date(2020, 1, 1), "okapi"): 1, (this_month(), "okapi"): 5})
    call_command("keep_failed_searches")
    assert capsys.readouterr().out == "Moved 1 failed searches.\n"
    assert not FailedSearch.objects.filter(pk=old.pk).exists()
    assert FailedSearch.objects.get().month == this_month()
    assert cache.get(KEY) == {}


def test_the_report_is_for_editors_and_shows_words_month_and_number(
    admin: Any,
) -> None:
    address = reverse("failed_searches")
    ask("zebra <b>", 3)
    page = admin.get(address).content.decode()
    assert "zebra b" in page
    assert f"{this_month():%B %Y}" in page
    assert address in admin.get(reverse("wagtailadmin_home")).content.decode()
    assert Client().get(address).status_code == 302
    stranger = Client()
    stranger.force_login(User.objects.create_user("eve"))
    assert stranger.get(address).status_code in {302, 403}
