"""What tests of fixture files share: folders of files and a place for media."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clinic.portable.small_journal import journal_in, put

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
