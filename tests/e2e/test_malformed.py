"""The running site answers what only a socket can carry, and lives on."""

from urllib.parse import urlsplit

import pytest

from tests.malformed import ADDRESSES, attack, is_alive, requests
from tests.running import RunningSite

pytestmark = pytest.mark.browser


def test_the_running_site_breaks_at_nothing(site: RunningSite) -> None:
    port = urlsplit(site.url).port
    answers = attack(port, list(requests([*ADDRESSES, ("/privacy/", ())], 2_000)))
    assert [sent for answer, sent in answers if answer.status >= 500] == []
    assert len(answers) > 2_000
    assert {200, 302, 400, 404} <= {answer.status for answer, _ in answers}
    assert is_alive(port)
