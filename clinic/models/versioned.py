"""Pages that keep what they said: earlier versions, and what changed since."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.contrib.routable_page.models import path
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from clinic.models.page import Parts
from clinic.models.review import SignOff
from clinic.models.version import TOLD, Kind, PendingNote, Version

VERSIONS_ON_A_PAGE = 50
ACTION = "clinic.change_told"


@dataclass(frozen=True)
class Said:
    """What an editor says, in the form, of the change that is being saved."""

    kind: str
    sentence: str


class Versioned(Parts):
    """A page of which every published version stays readable, with what was told."""

    # Set by the editor's form; kept with the revision that is saved next.
    said: Said | None = None
    versions_template: ClassVar[str] = "clinic/versions.html"

    @cached_property
    def recent_versions(self) -> list[Version]:
        """The versions that readers are told of, the newest first; and the second.

        By the second one knows that there are earlier ones, without another query.
        """
        shown = models.Q(kind__in=TOLD) & ~models.Q(sentence="")
        rows = Version.objects.filter(shown | models.Q(number=2), page_id=self.pk)
        return list(rows.defer("content"))

    @property
    def told_changes(self) -> list[Any]:
        """What readers are told has changed, the newest first."""
        return [row for row in self.recent_versions if row.is_told]

    @property
    def has_earlier_versions(self) -> bool:
        """Whether it went live more than once."""
        return bool(self.recent_versions)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft with what its editor says of it.

        One that went live, or was signed, is never overwritten: it is on record.
        """
        over = kwargs.get("overwrite_revision")
        if over and is_on_record(over):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        if self.said is not None:
            said = asdict(self.said)
            PendingNote.objects.update_or_create(revision=revision, defaults=said)
        return revision

    @path("versions/")
    def versions_list(self, request: HttpRequest) -> HttpResponse:
        """All versions, the newest first; 404 for a page that has none."""
        rows = Version.objects.filter(page_id=self.pk).without_text()
        found = Paginator(rows, VERSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
        if not found:
            raise Http404
        shown = {
            "part": "Versions",
            "address": f"{self.full_url}versions/",
            "versions": found,
            "newest": newest_number(self),
        }
        return unlisted(
            self.render(
                request, template=self.versions_template, context_overrides=shown
            )
        )

    @path("versions/<int:number>/")
    def version(self, request: HttpRequest, number: int) -> HttpResponse:
        """The page as it read then; the newest version is the page itself."""
        row = Version.objects.filter(page_id=self.pk, number=min(number, 2**31 - 1))
        version = row.exclude(content=None).first()
        if version is None:
            raise Http404
        newest = newest_number(self)
        if version.number == newest:
            return unlisted(redirect(self.url))
        page = as_it_read(self, version)
        since = [row for row in self.recent_versions if row.number > version.number]
        shown = {
            "earlier": version,
            "since": [row for row in since if row.is_told],
            "articles": [],
            "notes": "",
        }
        return unlisted(page.render(request, context_overrides=shown))


def is_on_record(revision: Revision) -> bool:
    """Whether it went live, or a clinician signed it."""
    records = (Version.objects, SignOff.objects)
    return any(found.filter(revision=revision).exists() for found in records)


def unlisted(answer: Any) -> HttpResponse:
    """An answer that search engines leave out of their lists."""
    answer["X-Robots-Tag"] = "noindex"
    return answer


def newest_number(page: Page) -> int:
    """The number of the version that readers have now; 0 if there is none."""
    numbers = Version.objects.filter(page_id=page.pk)
    return numbers.aggregate(models.Max("number"))["number__max"] or 0


def as_it_read(page: Any, version: Version) -> Any:
    """The page as it read then, in memory, at the address that it has now.

    A few queries, however much the page has: what its rows name is asked for at once.
    """
    old = type(page).from_serializable_data(version.content, check_fks=False)
    for name in ("id", "pk", "path", "depth", "numchild", "url_path", "slug", "live"):
        setattr(old, name, getattr(page, name))
    for name in ("content_type_id", "translation_key", "first_published_at"):
        setattr(old, name, getattr(page, name))
    old.alias_of_id, old.is_restricted = page.alias_of_id, page.is_restricted
    old.last_published_at = version.published_at
    for name, model in rows_of(type(page)).items():
        complete(old, name, model)
    told = [row for row in page.recent_versions if row.number <= version.number]
    old.recent_versions = told
    return old


def rows_of(model: type[models.Model]) -> dict[str, type[models.Model]]:
    """The rows that belong to such a page, by the name under which it has them."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
        if not relation.related_model._meta.app_label.startswith("wagtail")
    }


def complete(page: Any, name: str, model: type[models.Model]) -> None:
    """Give the rows of a page in memory what they name; drop those whose it is gone."""
    names = [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey)
    ]
    rows = list(getattr(page, name).all())
    models.prefetch_related_objects(rows, *names)
    setattr(
        page, name, [row for row in rows if all(getattr(row, n, None) for n in names)]
    )


# --- The record ---


def record_version(
    sender: Any, instance: Page, revision: Revision | None = None, **kwargs: Any
) -> None:
    """Receiver of `page_published`: keep what readers now have, and what they are told.

    Not of an alias, whose text is kept where it is written, nor of what will go live
    later. A draft that goes live again without a change is the version that it was.
    """
    if not isinstance(instance, Versioned) or not instance.live or not revision:
        return
    if instance.alias_of_id:
        return
    with transaction.atomic():
        # One at a time, also when several editors publish at once.
        Page.objects.select_for_update().get(pk=instance.pk)
        newest = Version.objects.filter(page_id=instance.pk).defer("content").first()
        if newest and newest.revision_id == revision.pk:
            return
        if newest is None and is_called_live_by_a_copy(instance, revision):
            keep_draft_apart(instance, revision)
        note = PendingNote.objects.filter(revision=revision).first()
        kept = keep(instance, revision, newest, note)
        PendingNote.objects.filter(revision=revision).delete()
    if kept.is_told:
        data = {"number": kept.number, "kind": kept.kind, "sentence": kept.sentence}
        log(instance, ACTION, user=kept.by, revision=revision, data=data)


def is_called_live_by_a_copy(page: Page, revision: Revision) -> bool:
    """Whether this is but a draft, which Wagtail's copy of a page calls live.

    The copy has the text that is live, though of its revisions it names the newest. What
    was published by itself has no unpublished changes if it is the newest.
    """
    is_newest = bool(revision.pk == page.latest_revision_id)
    return is_newest and page.has_unpublished_changes


def keep_draft_apart(page: Page, revision: Revision) -> None:
    """Let the revision hold what readers have; the draft becomes the next one."""
    draft = revision.as_object()
    revision.content, revision.object_str = page.serializable_data(), str(page)
    revision.save()
    page.latest_revision = draft.save_revision(user=revision.user, clean=False)


def keep(
    page: Page, revision: Revision, newest: Version | None, note: PendingNote | None
) -> Version:
    """Write down the version; without a note, the first is the first, others minor."""
    kind = Kind.MINOR if newest else Kind.FIRST
    content = {k: v for k, v in revision.content.items() if k != COMMENTS_RELATION_NAME}
    said = (note.kind, note.sentence) if note and note.kind else (kind, "")
    return Version.objects.create(
        page_id=page.pk,
        number=newest.number + 1 if newest else 1,
        kind=said[0],
        sentence=said[1] if said[0] in TOLD else "",
        published_at=page.last_published_at,
        by=revision.user,
        revision=revision,
        content=content,
    )
