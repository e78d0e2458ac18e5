"""Static files in production: the style sheets joined, named by content, compressed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\) layer\(([\w-]+)\);')


def joined(sheet: str, folder: Path) -> str:
    """Return `sheet` with each layered import replaced by the file's own text."""

    def text(match: re.Match[str]) -> str:
        part = (folder / match[1]).read_text(encoding="utf-8")
        return f"@layer {match[2]} {{\n{part}}}"

    return IMPORT.sub(text, sheet)


class JoinedStorage(CompressedManifestStaticFilesStorage):
    """Joins `css/site.css` with the layers it imports, so that a page asks once."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            path = Path(self.path(SHEET))
            sheet = path.read_text(encoding="utf-8")
            path.write_text(joined(sheet, path.parent), encoding="utf-8")
        yield from super().post_process(paths, dry_run, **options)
