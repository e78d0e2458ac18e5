"""Every page says after schema.org what it is, in the words that schema.org has."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from articles.models import Byline, Correction
from articles.models.byline import Role
from clinic.described.jsonld import reviewed, script_text
from clinic.models import ClinicSettings
from conditions.models import ArticleTopic, TreatmentSideEffect
from tests import factories
from tests.heads import SCRIPT, graph
from tests.schema_org.holding import faults

pytestmark = pytest.mark.django_db

EVIL = "</script><script>alert(1)</script> & <!-- \u2028\u2029"
KINDS = ["webpage", "book", "chapter", "report", "guideline", "regulatory"]
NAMES = [("name", {"text": f"Other {EVIL}", "kind": "lay"})]


def people() -> list[Any]:
    """A physician, and an organization."""
    doctor = factories.author(
        "doctor",
        title=f"Ada {EVIL}",
        is_organisation=False,
        is_reviewer=True,
        given_name=f"Ada {EVIL}",
        family_name="Byron",
        honorific="Dr.",
        credentials=[("credential", "M.D.")],
        job_title=f"Psychiatrist {EVIL}",
        affiliation=f"Elsewhere {EVIL}",
        orcid="0000-0002-1825-0097",
        same_as=[("address", "https://clinic.example/ada")],
    )
    return [doctor, factories.author()]


def sources() -> list[Any]:
    """A source of each kind; a body that cites them."""
    factories.reference(
        title=f"A study {EVIL}",
        container_title=f"Journal {EVIL}",
        evidence_note=f"It shows {EVIL}",
        publisher=f"Press {EVIL}",
        page="1-9",
        pmid="10686270",
        status="retracted",
    )
    for kind in KINDS:
        factories.reference(f"a-{kind}", kind=kind, isbn="0306406152", page="1-9")
    return factories.cited("berman-2000", *(f"a-{kind}" for kind in KINDS))


def topics(body: list[Any]) -> list[Any]:
    """A side effect, and a condition in whose treatment it is known."""
    effect = factories.side_effect(
        title=f"Nausea {EVIL}", medical_term=f"Emesis {EVIL}", also_called=NAMES
    )
    condition = factories.condition(
        title=f"PTSD {EVIL}",
        summary=f"It is {EVIL}",
        body=body,
        also_called=NAMES,
        codes=[("code", {"system": "ICD-10", "code": EVIL[:20]})],
        treatment_side_effects=[TreatmentSideEffect(side_effect=effect)],
    )
    return [effect, condition]


def write() -> None:
    """A page of each type, with all fields filled that a page tells of."""
    (doctor, desk), body = people(), sources()
    factories.key_fact(text=body[0][1])
    factories.standard_page(summary=f"About {EVIL}")
    factories.contact_page(title=f"Contact {EVIL}")
    lines = [Byline(author=doctor, role=role, credentials=EVIL) for role in Role.values]
    factories.article(
        title=f"An article {EVIL}",
        subtitle=f"More {EVIL}",
        summary=f"It says {EVIL}",
        search_description=f"Found by {EVIL}",
        kind="review",
        body=body,
        bylines=[*lines, Byline(author=desk)],
        topics=[ArticleTopic(topic=page) for page in topics(body)],
        corrections=[Correction(text=f"<p>Wrong {EVIL}</p>", kind="safety")],
        source_title=f"Original {EVIL}",
        source_publisher=f"Publisher {EVIL}",
    )


def furnish() -> None:
    """The clinic's settings, with all that the clinic is described by."""
    clinic = ClinicSettings.for_site(factories.home_page().sites_rooted_here.get())
    clinic.name, clinic.tagline = f"Clinic {EVIL}", f"Plain {EVIL}"
    clinic.address, clinic.telephone = f"1 Street\nTown {EVIL}", "555-0142"
    clinic.email = "desk@clinic.example"
    clinic.social_links = [("link", {"name": "Site", "url": "https://clinic.example"})]
    clinic.save()


ADDRESSES = {
    "/": "WebPage",
    "/about/": "AboutPage",
    "/contact/": "ContactPage",
    "/mental-health-journal/": "CollectionPage",
    "/mental-health-journal/an-article/": "MedicalWebPage",
    "/authors/": "CollectionPage",
    "/authors/doctor/": "ProfilePage",
    "/authors/editorial-desk/": "ProfilePage",
    "/references/": "CollectionPage",
    "/references/berman-2000/": "WebPage",
    **{f"/references/a-{kind}/": "WebPage" for kind in KINDS},
    "/key-facts/": "CollectionPage",
    "/key-facts/a-fact/": "MedicalWebPage",
    "/conditions/": "CollectionPage",
    "/conditions/ptsd/": "MedicalWebPage",
    "/side-effects/": "CollectionPage",
    "/side-effects/compare/": "CollectionPage",
    "/side-effects/nausea/": "MedicalWebPage",
}


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """The HTML of a page of each type, by its address."""
    with django_db_blocker.unblock(), transaction.atomic():
        write()
        furnish()
        cache.clear()
        client = Client()
        yield {at: client.get(at).content.decode() for at in ADDRESSES}
        transaction.set_rollback(True)


def test_every_type_and_property_is_one_of_schema_orgs(told: dict[str, str]) -> None:
    wrong = {at: faults(graph(html)) for at, html in told.items()}
    assert {at: found for at, found in wrong.items() if found} == {}


def test_what_is_no_word_of_schema_org_would_be_found() -> None:
    said = {
        "@type": "MedicalCondition",
        "lastReviewed": "2026-01-01",
        "nextReview": "2027-01-01",
        "code": "F32",
        "subjectOf": {"@type": "Leaflet"},
    }
    assert faults(said) == [
        "lastReviewed is no property of ['MedicalCondition', 'MedicalEntity', 'Thing']",
        "nextReview is no property",
        "code is not ['MedicalCode']: 'F32'",
        "subjectOf is not ['CreativeWork', 'Event']: {'@type': 'Leaflet'}",
        "Leaflet is no type",
    ]


def test_a_page_says_which_sort_of_page_it_is(told: dict[str, str]) -> None:
    assert {at: graph(html)[-1]["@type"] for at, html in told.items()} == ADDRESSES


def test_no_text_of_a_page_ends_the_script(told: dict[str, str]) -> None:
    for html in told.values():
        (text,) = SCRIPT.findall(html)
        assert not set("<>&\u2028\u2029") & set(text)
    said = json.dumps(graph(told["/mental-health-journal/an-article/"]))
    evil = json.dumps(EVIL).strip('"')
    for field in ("An article", "More", "It says", "Original", "Publisher"):
        assert f'"{field} {evil}' in said
    assert json.loads(script_text(EVIL)) == EVIL


def test_an_article_says_what_it_is_made_of(told: dict[str, str]) -> None:
    page = graph(told["/mental-health-journal/an-article/"])[-1]
    article = page["mainEntity"]
    assert article["@type"] == "MedicalScholarlyArticle"
    assert [writer["@type"] for writer in article["author"]] == [
        "Person",
        "Organization",
    ]
    assert article["isBasedOn"]["author"][0]["name"] == f"Ada {EVIL}"
    assert {one["@type"] for one in article["about"]} == {
        "MedicalSymptom",
        "MedicalCondition",
    }
    source = {
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.1000/berman-2000",
        "creativeWorkStatus": "Retracted",
    }
    assert article["citation"][0] == source
    work = graph(told["/references/berman-2000/"])[-1]["mainEntity"]
    assert work == work | source
    assert work["identifier"][1]["value"] == "10686270"
    assert article["correction"][0]["name"] == "Safety"
    steps = page["breadcrumb"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert "license" not in article


def test_only_who_is_called_a_clinician_is_called_a_physician(told) -> None:
    doctor = graph(told["/authors/doctor/"])[-1]["mainEntity"]
    assert doctor["@type"] == ["Person", "IndividualPhysician"]
    desk = graph(told["/authors/editorial-desk/"])[-1]["mainEntity"]
    assert desk["@type"] == "Organization"


def test_a_page_that_nobody_signed_names_no_reviewer(told: dict[str, str]) -> None:
    for html in told.values():
        assert not {"lastReviewed", "reviewedBy"} & set(graph(html)[-1])
    signed = {"name": "Ada Byron", "credentials": "MD", "signed_on": "2026-11-24"}
    page = {"@type": "MedicalWebPage", **reviewed([signed])}
    assert page["lastReviewed"] == "2026-11-24"
    assert faults(page) == []
