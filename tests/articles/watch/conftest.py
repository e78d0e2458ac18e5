"""What the tests of the watch share: a retracted source, Crossref, a subscriber."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from articles import web
from articles.models import (
    EvidenceSubscriber,
    ReferencePage,
)
from articles.watch import manners
from articles.web import Answer
from clinic.models import User
from tests import factories
from tests.articles.watch.runs import WAKEFIELD


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "PAUSE", {})
    monkeypatch.setattr(manners, "OTHER_PAUSE", 0.0)


@pytest.fixture
def source(db: None) -> ReferencePage:
    """The source that the shipped answers say is retracted."""
    return factories.reference("wakefield-1998", doi=WAKEFIELD, pmid="9500320")


@pytest.fixture
def subscriber(editor: User) -> User:
    EvidenceSubscriber.objects.create(user=editor)
    return editor


@pytest.fixture
def crossref(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> Callable[..., list[str]]:
    """Crossref in place of the whole web: tells of `kind`, or of nothing."""
    settings.LOOKUPS = True
    asked: list[str] = []

    def answers(kind: str = "", *, status: int = 200, link: int = 200) -> list[str]:
        def ask(address: str, **how: Any) -> Answer:
            asked.append(address)
            if "api.crossref.org" not in address:
                return Answer(link, b"", address)
            entry = {"DOI": WAKEFIELD.lower(), "type": kind}
            works = [{"DOI": "10.5555/notice", "update-to": [entry]}] if kind else []
            message = {"items": works} if "?" in address else {}
            body = json.dumps({"message": message}).encode()
            return Answer(status, body, address)

        monkeypatch.setattr(web, "ask", ask)
        return asked

    return answers
