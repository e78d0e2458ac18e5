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
            storage, name = paths[SHEET]
            source = Path(storage.path(name))
            sheet = joined(source.read_text(encoding="utf-8"), source.parent)
            Path(self.path(SHEET)).write_text(sheet, encoding="utf-8")
            # What follows reads a file where `paths` says, not the copy made here.
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
