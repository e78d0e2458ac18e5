"""What the library stores: articles, authors, references and who cites what."""

from articles.models.article import ArticlePage
from articles.models.author import AuthorIndexPage, AuthorPage
from articles.models.byline import Byline
from articles.models.citation import Citation
from articles.models.citing import (
    CitedRow,
    CitedSource,
    CitingPage,
    cite_in,
    cited_keys,
    doubtful,
    numbering_of,
    sources_of,
)
from articles.models.claim import Claim
from articles.models.correction import Correction
from articles.models.journal import JournalPage
from articles.models.key_fact import KeyFactIndexPage, KeyFactPage
from articles.models.reference import ReferencePage
from articles.models.reference_index import ReferenceIndexPage
from articles.models.watch import (
    EvidenceChange,
    EvidenceSubscriber,
    Lookup,
    with_evidence_changed_at,
)

__all__ = [
    "ArticlePage",
    "AuthorIndexPage",
    "AuthorPage",
    "Byline",
    "Citation",
    "CitedRow",
    "CitedSource",
    "CitingPage",
    "Claim",
    "Correction",
    "EvidenceChange",
    "EvidenceSubscriber",
    "JournalPage",
    "KeyFactIndexPage",
    "KeyFactPage",
    "Lookup",
    "ReferenceIndexPage",
    "ReferencePage",
    "cite_in",
    "cited_keys",
    "doubtful",
    "numbering_of",
    "sources_of",
    "with_evidence_changed_at",
]
