"""The head of a page as programs read it."""

import json
import re
from typing import Any

from bs4 import BeautifulSoup

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph(html: str) -> list[dict[str, Any]]:
    """The nodes of the one JSON-LD script of a page: clinic, site, page."""
    (text,) = SCRIPT.findall(html)
    return json.loads(text)["@graph"]


def page_node(client: Any, address: str) -> dict[str, Any]:
    """What the page at an address says of itself."""
    return graph(client.get(address).content.decode())[-1]


def tags(html: str) -> dict[str, list[str]]:
    """The contents of the head by their names: meta tags, and links by relation."""
    found: dict[str, list[str]] = {}
    head = BeautifulSoup(html, "html.parser").head
    for tag in head.find_all(["meta", "link"]):
        name = tag.get("name") or tag.get("property") or " ".join(tag.get("rel", []))
        found.setdefault(name, []).append(tag.get("content") or tag.get("href"))
    return found
