"""What tests of fixture files share: folders of files, a place for media, other sites."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.clinic.portable.other_site import Site, site_on
from tests.clinic.portable.small_journal import journal_in, put
from tests.elsewhere import held
from tests.originals import original

Write = Callable[[dict[str, Any]], Path]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write these files to the folder of the test; returns the folder."""
    return lambda files: put(tmp_path / "files", files)


@pytest.fixture
def small_journal(tmp_path: Path) -> Path:
    """A folder with a small journal."""
    return journal_in(tmp_path / "files")


@pytest.fixture
def another_loader(db: None) -> Iterator[None]:
    """Another process that loads just now."""
    with held("load"):
        yield


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: Any) -> Iterator[Site]:
    """A site that is only migrated, on the same kind of database as the tests."""
    source = original(connection.vendor, "migrated").source
    with site_on(connection.vendor, tmp_path_factory.mktemp("fresh"), source) as site:
        yield site


@pytest.fixture(scope="session")
def by_files(tmp_path_factory: Any) -> Iterator[Site]:
    """A site with the shipped journal by `load_journal`; do not change it."""
    source, media = original(connection.vendor, "seeded")
    with site_on(connection.vendor, tmp_path_factory.mktemp("files"), source) as site:
        shutil.copytree(media, site.media)
        yield site
