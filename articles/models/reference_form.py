"""The editor's form of a reference: its fields, in the order of the work."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from articles.models.source import Kind
from clinic.desk.panels import UsedByPanel, only_for

# Which sorts of source have which particulars, for the editor's form.
BOOKS = (Kind.BOOK, Kind.CHAPTER, Kind.REPORT, Kind.GUIDELINE)
IN_VOLUMES = (Kind.ARTICLE, Kind.BOOK, Kind.CHAPTER, Kind.REPORT, Kind.GUIDELINE)
PUBLISHED = tuple(kind for kind in Kind if kind != Kind.ARTICLE)

CONTENT_PANELS = [
    MultiFieldPanel(
        [
            TitleFieldPanel(
                "title",
                targets=[],
                heading="Title of the source",
                help_text="As it stands in the source, in its own language.",
            ),
            FieldPanel(
                "slug",
                heading="Citation key",
                help_text="How texts name this source, such as berman-2000: family "
                "name and year, lower-case letters, digits and hyphens. Choose it "
                "with care: once published it never changes.",
            ),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("study_design")]),
        ],
        heading="What it is",
    ),
    FieldPanel("authors", heading="Who wrote it"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("container_title"), FieldPanel("issued")]),
            FieldRowPanel(
                [
                    FieldPanel("volume", attrs=only_for("kind", *IN_VOLUMES)),
                    FieldPanel("issue", attrs=only_for("kind", Kind.ARTICLE)),
                    FieldPanel("page", attrs=only_for("kind", *IN_VOLUMES)),
                ]
            ),
            FieldPanel("publisher", attrs=only_for("kind", *PUBLISHED)),
        ],
        heading="Where it was published",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("doi"),
                    FieldPanel("isbn", attrs=only_for("kind", *BOOKS)),
                ]
            ),
            FieldRowPanel(
                [FieldPanel("pmid"), FieldPanel("pmcid")],
                attrs=only_for("kind", *IN_VOLUMES),
            ),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("archived_url"), FieldPanel("accessed")]),
        ],
        heading="Where a reader finds it",
        help_text="At least a DOI, PMID, PMCID, ISBN or web address.",
    ),
    FieldPanel("evidence_note"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("status"), FieldPanel("checked_on")]),
            FieldPanel("notice"),
        ],
        heading="What has become of it",
    ),
    UsedByPanel(
        heading="Cited by",
        without="No published page cites or lists this source.",
        more="dependents",
    ),
]
