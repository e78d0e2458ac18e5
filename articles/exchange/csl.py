"""References as CSL-JSON 1.0.2."""

import json

from articles.exchange.items import Item


def write(items: list[Item]) -> str:
    """The items as a JSON list; one that has no key gets its number."""
    numbered = [{"id": str(n), **item} for n, item in enumerate(items, 1)]
    return json.dumps(numbered, ensure_ascii=False, indent=2) + "\n"
