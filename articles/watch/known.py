"""Of which changes of evidence, with the pages resting on them, an account may know."""

from typing import Any

from django.db.models import Prefetch

from articles.models.citation import Citation
from articles.models.reference import ReferencePage
from articles.models.watch import EvidenceChange, EvidenceChangeQuerySet
from clinic.desk.known import known_to
from clinic.models import site_pages


def changes_known_to(user: Any) -> EvidenceChangeQuerySet:
    """The changes of sources of which the account may know.

    Their `citing_pages()` are only those of which it may know, and the sources know who
    may edit them: a few queries, however many changes there are.
    """
    known = known_to(user, site_pages()).values("pk")
    sources = ReferencePage.objects.prefetch_workflow_states()
    citations = Citation.objects.filter(page__in=known).select_related("page")
    return EvidenceChange.objects.filter(reference__in=known).prefetch_related(
        Prefetch("reference", sources), Prefetch("reference__citations", citations)
    )
