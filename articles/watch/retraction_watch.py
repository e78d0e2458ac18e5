"""The database of Retraction Watch, as the CSV file that Crossref gives away.

https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/ names the
columns. The file is read row by row, and only what is about our sources is kept.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from django.utils import timezone

from articles.exchange.errors import ImportRefused
from articles.watch.notices import Told

# The whole file had some 60 MB and 70,000 rows in 2026. It comes from the person who
# runs the command, so these only stop what is plainly another file.
MOST_BYTES = 200 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_IN_A_FIELD = 1_000_000
DATE, NATURE = "RetractionDate", "RetractionNature"
NOTICE, DOI, PMID = "RetractionDOI", "OriginalPaperDOI", "OriginalPaperPubMedID"
COLUMNS = (DATE, NATURE, NOTICE, DOI, PMID)
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
NAME = "Retraction Watch"


@dataclass
class Watched:
    """What a file tells about the sources that were asked for, and how new it is."""

    by_doi: dict[str, Told] = field(default_factory=lambda: defaultdict(Told))
    by_pmid: dict[str, Told] = field(default_factory=lambda: defaultdict(Told))
    rows: int = 0
    newest: date | None = None

    def about(self, doi: str, pmid: str) -> Told:
        """All that the file tells about a source, by its DOI or its PMID."""
        by_doi = self.by_doi.get(doi.lower(), Told())
        by_pmid = self.by_pmid.get(pmid, Told())
        return Told(
            list(dict.fromkeys([*by_doi.notices, *by_pmid.notices])),
            [*by_doi.strange, *by_pmid.strange],
        )


def read_file(path: Path, dois: Collection[str], pmids: Collection[str]) -> Watched:
    """What the file at `path` tells about sources; raises ImportRefused."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportRefused(f"{path.name} is larger than 200 MB: not that file.")
        # What is not UTF-8 stands in names of people, never in what is read here.
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            return read(lines, dois, pmids)
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read: {error.strerror}.") from error


def read(lines: TextIO, dois: Collection[str], pmids: Collection[str]) -> Watched:
    """What the CSV in `lines` tells about sources; raises ImportRefused."""
    wanted_dois = {doi.lower() for doi in dois if doi}
    wanted_pmids = {pmid for pmid in pmids if pmid}
    found = Watched()
    for row in rows_of(lines):
        found.rows += 1
        day = day_in(row[DATE])
        if day and day <= timezone.localdate() and day > (found.newest or date.min):
            found.newest = day
        doi, pmid = row[DOI].strip().lower(), row[PMID].strip()
        notice = row[NOTICE].strip()
        about = [found.by_doi[doi]] if doi in wanted_dois else []
        about += [found.by_pmid[pmid]] if pmid in wanted_pmids else []
        for told in about:
            # "unavailable" is written where a notice has no DOI.
            told.add(row[NATURE], notice if notice.startswith("10.") else "", day, NAME)
    return found


def rows_of(lines: TextIO) -> Iterator[dict[str, str]]:
    """The rows by the names of the columns; raises ImportRefused."""
    limit = csv.field_size_limit(MOST_IN_A_FIELD)
    try:
        reader = csv.reader(lines)
        names = [name.strip() for name in next(reader, [])]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise ImportRefused(
                "This is not the file of Retraction Watch: it has no column "
                f"{', '.join(missing)}."
            )
        for number, row in enumerate(reader, start=2):
            if not row:
                continue
            if number > MOST_ROWS:
                raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows.")
            if len(row) < len(names):
                raise ImportRefused(f"The file breaks off in row {number}.")
            yield dict(zip(names, row, strict=False))
    except csv.Error as error:
        raise ImportRefused(f"The file is no CSV: {error}.") from error
    finally:
        csv.field_size_limit(limit)


def day_in(text: str) -> date | None:
    """The day in "2/6/2010 0:00" (month first) or "2010-02-06"; None if there is none."""
    text = text.strip()
    try:
        if match := AMERICAN.match(text):
            month, day, year = map(int, match.groups())
            return date(year, month, day)
        if match := ISO.match(text):
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    return None
