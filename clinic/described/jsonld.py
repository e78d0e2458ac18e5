"""What the site says of itself after schema.org: the parts that all page types share.

A node is a dictionary with an `@type`. `tests/schema_org` holds every node against
schema.org's own vocabulary. What is not known is left out, never guessed.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page as PageOfList
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

Node = dict[str, Any]
Context = Mapping[str, Any]

LANGUAGE = "en-US"
# As they stand in a script element, where "</script>" would end it and U+2028 and U+2029
# are line ends to older readers of JavaScript.
ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def node(kind: str | list[str], **properties: Any) -> Node:
    """A thing of that type, with those of its properties that are known.

    A property that begins with `at_` is a keyword of JSON-LD, such as `at_id`.
    """
    told = {
        f"@{name.removeprefix('at_')}" if name.startswith("at_") else name: value
        for name, value in properties.items()
        if value not in (None, "", [], {})
    }
    return {"@type": kind, **told}


def script_text(data: Any) -> SafeString:
    """The data as JSON that no text in it can lead out of a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  (escaped just here)


def iso(when: date | datetime | None) -> str:
    """A day or a moment (here, not in UTC) as ISO 8601 writes it; empty if unknown."""
    if isinstance(when, datetime):
        return timezone.localtime(when).isoformat(timespec="seconds")
    return when.isoformat() if when else ""


def root(context: Context) -> str:
    """The address of the site, without a slash at its end."""
    return str(context["frame"].site.root_url)


def clinic_id(context: Context) -> Node:
    """The clinic, by the name under which every page knows it."""
    return {"@id": f"{root(context)}/#clinic"}


def site_id(context: Context) -> Node:
    """The site, by the name under which every page knows it."""
    return {"@id": f"{root(context)}/#site"}


def graph(context: Context, page: Node) -> Node:
    """All that a page tells: the clinic, its site, and the page itself."""
    nodes = [clinic(context), website(context), page]
    return {"@context": "https://schema.org", "@graph": nodes}


def clinic(context: Context) -> Node:
    """The clinic, as its settings describe it; the opening hours are free text there."""
    told = context["frame"].clinic
    links = [row["value"]["url"] for row in told.social_links.raw_data]
    return node(
        "MedicalClinic",
        at_id=clinic_id(context)["@id"],
        name=told.name,
        url=f"{root(context)}/",
        telephone=told.telephone,
        email=told.email,
        address=", ".join(line.strip() for line in told.address.splitlines() if line),
        sameAs=links,
    )


def website(context: Context) -> Node:
    """The site, with the address of its search."""
    told = context["frame"].clinic
    target = node("EntryPoint", urlTemplate=f"{root(context)}/search/?q={{query}}")
    search = node("SearchAction", target=target)
    search["query-input"] = "required name=query"
    return node(
        "WebSite",
        at_id=site_id(context)["@id"],
        name=told.name,
        description=told.tagline,
        url=f"{root(context)}/",
        inLanguage=LANGUAGE,
        publisher=clinic_id(context),
        potentialAction=search,
    )


def breadcrumb(page: Any, context: Context) -> Node | None:
    """The way from the home page to this one; None on the home page."""
    steps = [(above.title, above.full_url) for above in context["frame"].breadcrumb]
    if not steps:
        return None
    steps.append((page.title, page.full_url))
    if context.get("part"):
        steps.append((context["part"], context["address"]))
    items = [
        node("ListItem", position=place, name=name, item={"@id": address})
        for place, (name, address) in enumerate(steps, 1)
    ]
    return node("BreadcrumbList", itemListElement=items)


def web_page(page: Any, context: Context, **more: Any) -> Node:
    """The page itself, with `more` of its properties, such as its `mainEntity`."""
    head = context["head"]
    return node(
        page.web_page_type,
        at_id=head.canonical,
        url=head.canonical,
        name=head.title,
        description=head.description,
        inLanguage=LANGUAGE,
        isPartOf=site_id(context),
        datePublished=iso(page.first_published),
        dateModified=iso(page.updated_on),
        breadcrumb=breadcrumb(page, context),
        **more,
    )


def reviewed(sign_offs: Iterable[Mapping[str, str]]) -> Node:
    """The properties of a page that clinicians have signed; none if nobody has.

    A signature under a part of a page is none under the page, of which these speak.
    """
    signed = [row for row in sign_offs if not row.get("scope")]
    if not signed:
        return {}
    return {
        "lastReviewed": max(row["signed_on"] for row in signed),
        "reviewedBy": [
            node("Person", name=row["name"], honorificSuffix=row.get("credentials"))
            for row in signed
        ],
    }


def named(page: Any) -> Node:
    """What a page is about, by name and address, as another page names it."""
    kind = page.specific_class.entity_type
    return node(kind, name=page.title, url=page.full_url)


def listed(pages: Iterable[Any]) -> Node:
    """A list of pages in their order; of one that is shown in parts, this part of it."""
    shown, first = list(pages), 1
    whole = len(shown)
    if isinstance(pages, PageOfList):
        whole, first = pages.paginator.count, pages.start_index()
    items = [
        node("ListItem", position=place, name=page.title, url=page.full_url)
        for place, page in enumerate(shown, first)
    ]
    return node("ItemList", numberOfItems=whole, itemListElement=items)
