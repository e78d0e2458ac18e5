"""A source comes in, is cited, is retracted, and every reader and editor is told.

The one journey of the browser that runs on both databases.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import editing
from tests.e2e.addresses import JOURNAL
from tests.running import RunningSite, manage

pytestmark = pytest.mark.browser

TITLE = "Made up for a test, and retracted"
ADDRESS = f"{JOURNAL}what-a-retraction-changes/"
# 10.5555 is Crossref's prefix for examples: no such source exists.
DOI = "10.5555/made-up"
KEY = "lovelace-2020"
RIS = f"""TY  - JOUR
AU  - Lovelace, Ada
TI  - {TITLE}
JO  - Journal of Examples
PY  - 2020
DO  - {DOI}
ER  -
"""
NOTICES = f"""RetractionDate,RetractionNature,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID
3/1/2026 0:00,Retraction,10.5555/notice,{DOI},0
"""


@pytest.fixture(scope="module")
def desk_of_the_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files that come from elsewhere."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "export.ris").write_text(RIS)
    (folder / "retractions.csv").write_text(NOTICES)
    return folder


def import_the_source(desk: Page, file: Path) -> None:
    """From the listing of references: upload a file, look it over, publish the draft."""
    desk.goto("/admin/references/")
    desk.get_by_role("link", name="Add by DOI or file").click()
    desk.get_by_label("Or a file").set_input_files(file)
    desk.get_by_role("button", name="Look the list over").click()
    expect(desk.get_by_label(f"Citation key of {TITLE}")).to_have_value(KEY)
    desk.get_by_role("button", name="Make drafts of what is chosen").click()
    editing.said(desk, "1 draft was made")
    desk.locator(".messages").get_by_role("link", name=KEY).click()
    editing.publish(desk)


def cite_it(desk: Page) -> None:
    """An article that cites the source by the button."""
    editing.write_article(desk, JOURNAL, "What a retraction changes")
    editing.edit(desk, ADDRESS)
    editing.cite(desk, KEY)
    editing.publish(desk)


def evidence(page: Page) -> dict[str, Any]:
    """The first source in what the article hands on as data."""
    answer = page.request.get(f"{ADDRESS}evidence.json")
    return json.loads(answer.text())["references"][0]


def expect_sound(page: Page) -> None:
    """The article as a reader sees it before anything is known of its source."""
    page.goto(ADDRESS)
    mention = page.locator("[role=doc-noteref]")
    expect(mention).to_have_text("1")
    mention.hover()
    expect(page.locator("#source-card")).to_contain_text(TITLE)
    expect(page.locator("main")).not_to_contain_text("Retracted")
    assert evidence(page)["status"] == "unknown"


def expect_retracted(page: Page) -> None:
    """The same article once the watch has told: everywhere, in one run."""
    page.goto(ADDRESS)
    mention = page.locator("[role=doc-noteref]")
    expect(mention).to_contain_text("retracted")
    expect(page.locator("#source-1")).to_contain_text("Retracted")
    mention.hover()
    expect(page.locator("#source-card")).to_contain_text("Retracted")
    page.locator("#source-1 .reference").click()
    expect(page.get_by_role("heading", name="Retracted", exact=True)).to_be_visible()
    expect(page.locator(".cited-by q")).to_contain_text("A first paragraph.")
    assert evidence(page)["status"] == "retracted"
    feed = page.request.get(f"{JOURNAL}feed/").text()
    entry = next(part for part in feed.split("<entry>") if ADDRESS in part)
    assert "retracted" in entry


def test_a_retraction_reaches_every_place_in_one_run(
    page: Page, desk: Page, site: RunningSite, desk_of_the_library: Path
) -> None:
    import_the_source(desk, desk_of_the_library / "export.ris")
    cite_it(desk)
    expect_sound(page)

    file = str(desk_of_the_library / "retractions.csv")
    manage(site.environment, "check_references", "--offline", file, code=3)
    expect_retracted(page)

    desk.goto("/admin/reports/evidence-changed/")
    row = desk.get_by_role("row").filter(has_text=KEY)
    expect(row).to_contain_text("Retracted")
    expect(row).to_contain_text("What a retraction changes")

    # A second run finds nothing new, so it changes and tells nothing.
    manage(site.environment, "check_references", "--offline", file)
    editing.unpublish(desk, ADDRESS)
