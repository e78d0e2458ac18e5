"""An article has a twin in Markdown, and the journal a map for language models."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from articles.models import Byline, Correction
from articles.models.byline import Role
from clinic.models import ClinicSettings
from tests import factories

pytestmark = pytest.mark.django_db

JOURNAL = "/mental-health-journal/"
MAP = "/llms.txt"


def text(client: Any, address: str = f"{JOURNAL}on-sleep/index.md") -> str:
    """What stands at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    kind = "plain" if address == MAP else "markdown"
    assert answer["Content-Type"] == f"text/{kind}; charset=utf-8"
    return answer.content.decode()


def write() -> Any:
    """An article with all that its twin tells."""
    factories.reference("berman-2000", status="retracted", notice="Data were made up.")
    clinic = ClinicSettings.for_site(factories.home_page().sites_rooted_here.get())
    line = {"name": "Emergency", "phone": "911", "text": "", "is_first": True}
    clinic.helplines = [("helpline", line)]
    clinic.save()
    desk, other = factories.author(), factories.author("other", title="Other *star*")
    return factories.article(
        "on-sleep",
        title="On *sleep*",
        body=[("heading", {"text": "Why"}), *factories.cited("berman-2000")],
        key_points=[("point", "Rest.")],
        bylines=[
            Byline(author=desk, credentials="MD"),
            Byline(author=other, role=Role.ADAPTED),
        ],
        corrections=[
            Correction(
                text="<p>Now right.</p>",
                made_on="2026-01-02",
                kind="safety",
            )
        ],
        published_on="2026-01-01",
        source_title="Old text",
        source_publisher="Press",
        source_sells_treatment=True,
        funding="Own means.",
    )


def test_the_twin_says_all_that_the_article_says(client) -> None:
    write()
    lines = text(client).splitlines()
    assert lines[0] == "# On \\*sleep\\*"
    expected = [
        *("What it says.", "By Editorial desk, MD"),
        "Adapted from an article by Other \\*star\\*",
        f"Address: <http://localhost:8000{JOURNAL}on-sleep/>",
        "**Not yet clinically reviewed.**",
        "**One source of this article no longer stands as it did: Berman 2000 "
        "(retracted).**",
        *("## In short", "- Rest.", "## Why", "A claim.[^1] (retracted)"),
        *("## What changed", "**Safety, January 2, 2026.**", "Now right."),
        "## Sources",
        "[^1]: **Retracted.** Berman RM. A study called berman-2000. 2000. "
        "<https://doi.org/10.1000/berman-2000> Data were made up.",
        "## About this text",
        "Adapted from Old text, Press (the publisher sells this treatment).",
        *("Funding: Own means.", "## Where to get help"),
        "- **Emergency** [911](tel:911)",
    ]
    assert [line for line in expected if line not in lines] == []
    places = [lines.index(line) for line in expected]
    assert places == sorted(places)


def test_the_article_names_its_twin(client) -> None:
    factories.article("on-sleep")
    html = client.get(f"{JOURNAL}on-sleep/").content.decode()
    address = f"http://localhost:8000{JOURNAL}on-sleep/index.md"
    assert f'type="text/markdown" title="The article as text" href="{address}"' in html


def test_the_twin_names_the_article_as_the_address_to_be_found(client) -> None:
    article = factories.article("on-sleep")
    told = client.get(f"{JOURNAL}on-sleep/index.md")
    assert told["Link"] == f'<{article.full_url}>; rel="canonical"'
    assert "Link" not in client.get(f"{JOURNAL}on-sleep/")


def test_the_twin_is_as_hidden_as_the_article(client) -> None:
    article = factories.article("on-sleep")
    restriction = PageViewRestriction.objects.create(
        page=article, restriction_type="login"
    )
    assert client.get(f"{JOURNAL}on-sleep/index.md").status_code == 302
    restriction.delete()
    article.unpublish()
    assert client.get(f"{JOURNAL}on-sleep/index.md").status_code == 404


def test_the_map_has_a_line_for_each_page_that_may_be_quoted(client) -> None:
    write()
    factories.article("sound", summary="What *it* says.")
    factories.article("draft", live=False)
    factories.condition()
    private = factories.condition("private")
    factories.side_effect()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    site = "http://localhost:8000"
    lines = text(client, MAP).splitlines()
    assert lines[0] == "# The clinic"
    assert [line for line in lines if line.startswith(("##", "-"))] == [
        "## Conditions",
        f"- [PTSD]({site}/conditions/ptsd/): What it is.",
        "## Side effects",
        f"- [Nausea]({site}/side-effects/nausea/): What it is.",
        "## Articles",
        f"- [Sound]({site}{JOURNAL}sound/index.md): What \\*it\\* says.",
    ]


def test_the_map_costs_few_queries(client, django_assert_max_num_queries) -> None:
    for number in range(3):
        factories.article(f"number-{number}")
        factories.condition(f"number-{number}")
    client.get(MAP)
    with django_assert_max_num_queries(8):
        text(client, MAP)
