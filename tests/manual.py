"""What the README and the pages of docs/ say, for tests that hold them to it."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = {"clinic", "articles", "conditions"}
PAGES = ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def said(page: str) -> str:
    """The text of a page, such as `docs/running.md`."""
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """The blocks of a page in one language: `sh`, `yaml`; "" for what is printed."""
    return [text for kind, text in BLOCK.findall(said(page)) if kind == language]


def block(page: str, word: str) -> str:
    """The one block of shell commands on a page that holds `word`."""
    (found,) = [text for text in blocks(page, "sh") if word in text]
    return found
