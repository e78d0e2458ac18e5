"""What the library says of itself after schema.org: articles, their authors, sources."""

from collections.abc import Mapping
from typing import Any

from articles import citations
from clinic.described.head import plain
from clinic.described.jsonld import (
    LANGUAGE,
    Context,
    Node,
    clinic_id,
    iso,
    named,
    node,
)
from clinic.models.version import CORRECTING

# What schema.org calls the sorts of source in `articles.models.source.Kind`.
WORKS = {
    "article-journal": "ScholarlyArticle",
    "webpage": "WebPage",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "guideline": "Report",
    "regulatory": "Report",
}
# Degrees of physicians; other clinicians are persons like any author.
PHYSICIANS = {"MD", "DO", "MBBS"}


def person(told: Mapping[str, str]) -> Node:
    """A name as CSL has it: `{family, given}` or `{literal}`."""
    if literal := told.get("literal"):
        return node("Organization", name=literal)
    family, given = told.get("family", ""), told.get("given", "")
    name = f"{given} {family}".strip()
    return node("Person", name=name, familyName=family, givenName=given)


def author(page: Any) -> Node:
    """The person or organization whom the page of an author is about.

    A physician is one whom the page calls a clinician and by a physician's degree.
    """
    shared: dict[str, Any] = {
        "name": page.title,
        "url": page.full_url,
        "description": plain(page.bio),
        "sameAs": [row["value"] for row in page.same_as.raw_data],
    }
    if page.is_organisation:
        return node("Organization", **shared)
    degrees = {row["value"].replace(".", "") for row in page.credentials.raw_data}
    is_physician = page.is_reviewer and degrees & PHYSICIANS
    if page.orcid:
        shared["sameAs"] = [f"https://orcid.org/{page.orcid}", *shared["sameAs"]]
    elsewhere = (
        node("Organization", name=page.affiliation) if page.affiliation else None
    )
    return node(
        ["Person", "IndividualPhysician"] if is_physician else "Person",
        **shared,
        givenName=page.given_name,
        familyName=page.family_name,
        honorificPrefix=page.honorific,
        honorificSuffix=page.credential_line,
        jobTitle=page.job_title,
        affiliation=elsewhere,
    )


def signed(line: Any) -> Node:
    """A name above an article, with the credentials as they read then."""
    writer = line.author
    if writer.is_organisation:
        return node("Organization", name=writer.title, url=writer.full_url)
    return node(
        "Person",
        name=writer.title,
        url=writer.full_url,
        honorificSuffix=line.credentials,
    )


def source(reference: Any) -> Node:
    """A source as a page that cites it names it: by the most stable of its addresses.

    Its own page tells the rest under the same name. A page cites many, and should load
    at once on an old phone.
    """
    address = next((address for _, address in reference.links), "")
    return node(
        WORKS[reference.kind],
        at_id=address,
        name="" if address else reference.title,
        creativeWorkStatus=reference.standing if reference.is_doubtful else "",
    )


def identifiers(reference: Any) -> list[Node]:
    """The identifiers of a source that outlive an address."""
    told = {"DOI": reference.doi, "PMID": reference.pmid, "PMCID": reference.pmcid}
    return [
        node("PropertyValue", propertyID=name, value=value)
        for name, value in told.items()
        if value
    ]


def work(reference: Any) -> Node:
    """A source as its own page describes it, with all that is known of it."""
    kind, inside = WORKS[reference.kind], None
    if reference.container_title:
        is_in_journal = kind == "ScholarlyArticle"
        inside = node(
            "Periodical" if is_in_journal else "CreativeWork",
            name=reference.container_title,
        )
    more: dict[str, Any] = {}
    if kind in {"ScholarlyArticle", "Report", "Chapter"}:
        more["pagination"] = reference.page
    if kind == "Book":
        more["isbn"] = reference.isbn
    publisher = reference.publisher
    return source(reference) | node(
        kind,
        name=reference.title,
        url=reference.full_url,
        datePublished=reference.issued,
        identifier=identifiers(reference),
        sameAs=[address for _, address in reference.links[1:]],
        author=[person(name) for name in reference.people()],
        publisher=node("Organization", name=publisher) if publisher else None,
        isPartOf=inside,
        abstract=reference.evidence_note,
        **more,
    )


def correction(row: Any, address: str) -> Node:
    """A correction that readers are told of; its words stand on the page."""
    return node(
        "CorrectionComment",
        name=row.get_kind_display(),
        datePublished=iso(row.made_on),
        url=f"{address}#corrections",
    )


def corrections(page: Any) -> list[Node]:
    """What a page had told its readers wrongly.

    No update, and nothing that was changed from the text it was adapted from.
    """
    rows = [row for row in page.told_changes if row.kind in CORRECTING]
    return [correction(row, page.full_url) for row in rows]


def original(page: Any, adapted_from: list[Node]) -> Node | None:
    """The text that an article was adapted from; None if it was written here."""
    told = page.original
    if not (told or adapted_from):
        return None
    publisher = told.publisher if told else None
    return node(
        "CreativeWork",
        name=told.title if told else None,
        publisher=node("Organization", name=publisher) if publisher else None,
        author=adapted_from,
    )


def article(page: Any, context: Context) -> Node:
    """An article of the journal; a review of the evidence is a scholarly one."""
    by: dict[str, list[Node]] = {}
    for line in context["bylines"]:
        by.setdefault(line.role, []).append(signed(line))
    own: citations.OwnArticle = context["own"]
    return node(
        "MedicalScholarlyArticle" if page.kind == "review" else "Article",
        headline=page.title,
        alternativeHeadline=page.subtitle,
        abstract=page.summary,
        genre=page.get_kind_display(),
        author=by.get("author"),
        editor=[one for one in by.get("editor", []) if one["@type"] == "Person"],
        contributor=by.get("illustrator"),
        publisher=clinic_id(context),
        isPartOf=node("Periodical", name=own.container_title),
        datePublished=iso(page.published_on),
        dateModified=iso(page.updated_on),
        inLanguage=LANGUAGE,
        timeRequired=f"PT{page.reading_minutes}M",
        isAccessibleForFree=True,
        image=context["head"].image,
        about=[named(topic) for topic in context["topics"]],
        citation=[source(line.reference) for line in page.cited.sources],
        correction=corrections(page),
        isBasedOn=original(page, by.get("adapted", [])),
    )
