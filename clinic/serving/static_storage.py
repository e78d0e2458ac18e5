"""Static files in production: joined, without comments, named by content, compressed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# A sheet imports its parts into layers, or all of another sheet; a script its parts.
SHEET_PART = re.compile(r'@import url\("([\w-]+\.css)"\) layer\(([\w-]+)\);')
SHEET_WHOLE = re.compile(r'@import url\("([\w-]+\.css)"\);')
SCRIPT_PART = re.compile(r'import "\./([\w-]+\.js)";\n')
# What pages ask for, and by what each is made small.
JOINED = {
    "css/site.css": cssmin,
    "css/lists.css": cssmin,
    "css/palette.css": cssmin,
    "js/site.js": jsmin,
    "js/citations.js": jsmin,
}


def joined(source: str, folder: Path) -> str:
    """Return `source` with each import of a part replaced by that file's own text."""

    def layer(match: re.Match[str]) -> str:
        return f"@layer {match[2]} {{\n{part(match)}}}"

    def part(match: re.Match[str]) -> str:
        return (folder / match[1]).read_text(encoding="utf-8")

    def whole(match: re.Match[str]) -> str:
        return joined(part(match), folder)

    found = SHEET_PART.sub(layer, SHEET_WHOLE.sub(whole, source))
    return SCRIPT_PART.sub(part, found)


class JoinedStorage(CompressedManifestStaticFilesStorage):
    """Joins the sheets and the scripts with what they import: a page asks once for each."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        for name, made_small in JOINED.items():
            if name in paths and not dry_run:
                storage, original = paths[name]
                source = Path(storage.path(original))
                text = joined(source.read_text(encoding="utf-8"), source.parent)
                Path(self.path(name)).write_text(made_small(text), encoding="utf-8")
                # What follows reads a file where `paths` says, not the copy made here.
                paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run, **options)
