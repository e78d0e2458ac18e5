"""Addresses of this site that an editor typed, and which of them lead readers somewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from clinic.models.visible import site_pages
from clinic.rules.passages import passages

TYPED = re.compile(r'<a\b(?=[^>]*\bhref="([^"]*)")[^>]*>(.*?)</a>', re.DOTALL)
# Whose view this is stands for a page, whatever the address.
PAGES = "wagtail.views"


def typed(html: str) -> Iterator[tuple[str, str]]:
    """The paths on this site that a stored rich text names itself, and the linked words."""
    for match in TYPED.finditer(html):
        try:
            address = urlsplit(unescape(match[1]))
        except ValueError:
            continue  # such as half an IPv6 address: none of ours
        if is_ours(address):
            yield unquote(address.path) or "/", match[2]


def is_ours(address: SplitResult) -> bool:
    """Whether it is an address of this site, with its name or without."""
    if not address.scheme and not address.netloc:
        return address.path.startswith("/")
    ours = urlsplit(settings.CLINIC_URL).netloc
    return address.scheme in {"", "http", "https"} and address.netloc == ours


def leading(pages: Sequence[Page]) -> set[str]:
    """The typed paths on these pages that lead somewhere; a few queries for all."""
    paths = {
        path
        for page in pages
        for piece in passages(page)
        for path, _ in typed(piece.html)
    }
    fixed = {path for path in paths if is_fixed(path)}
    return fixed | leading_to_pages(paths - fixed)


def is_fixed(path: str) -> bool:
    """Whether the path is the address of something that is no page."""
    try:
        return str(resolve(path).func.__module__) != PAGES
    except Resolver404:
        return False


def leading_to_pages(paths: Iterable[str]) -> set[str]:
    """Those of the paths at which is a visible page, or a part of one, such as a feed."""
    parts = {path: [part for part in path.split("/") if part] for path in paths}
    if not parts:
        return set()
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    places = {
        "".join([home.url_path, *(f"{part}/" for part in of_path[:length])])
        for of_path in parts.values()
        for length in range(len(of_path) + 1)
    }
    found = site_pages().filter(url_path__in=places).visible().specific(defer=True)
    pages = {page.url_path: page for page in found}
    return {path for path in parts if leads(parts[path], home.url_path, pages)}


def leads(parts: list[str], root: str, pages: dict[str, Any]) -> bool:
    """Whether such a path leads to one of the pages, or to a part of the nearest."""
    for length in range(len(parts), -1, -1):
        page = pages.get("".join([root, *(f"{part}/" for part in parts[:length])]))
        if page is not None:
            return length == len(parts) or has_part(page, parts[length:])
    return False


def has_part(page: Page, rest: list[str]) -> bool:
    """Whether a page has something of its own below its address."""
    if not isinstance(page, RoutablePageMixin):
        return False
    try:
        page.resolve_subpage(f"/{'/'.join(rest)}/")
    except Resolver404:
        return False
    return True
