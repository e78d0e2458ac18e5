"""What pages hand on to other programs: how to cite them, their sources, their evidence.

Each is a file at an address below the page's own, and as hidden as the page is.
"""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.rich_text import get_text_for_indexing

from articles import citations
from articles.exchange import FORMATS, item_of
from clinic.models import Parts

ENDING = rf"(?P<ending>{'|'.join(FORMATS)})"
# Described in docs/evidence.md. A change that readers' programs would stumble over gets
# a file of its own, with the next number.
SCHEMA = "schema/evidence-1.json"


def download(works: list[Any], ending: str, name: str) -> HttpResponse:
    """The works as a file `name` in the format of that `ending`."""
    form = FORMATS[ending]
    return HttpResponse(
        form.write([item_of(work) for work in works]),
        content_type=f"{form.content_type}; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(True, f"{name}.{ending}")
        },
    )


class Citable(Parts):
    """A page that others may cite: at `cite.ris` and the like, ready for their lists."""

    formats = FORMATS

    def work(self, request: HttpRequest) -> Any:
        """What is cited: the page itself, if it has all that `item_of` reads."""
        return self

    @re_path(rf"^cite\.{ENDING}/$")
    def cite(self, request: HttpRequest, ending: str) -> HttpResponse:
        """The page itself as one entry for a list of sources."""
        return download([self.work(request)], ending, self.slug)


class Evident(Parts):
    """A page that rests on sources: at `references.ris` and `evidence.json`."""

    formats = FORMATS

    @re_path(rf"^references\.{ENDING}/$")
    def references(self, request: HttpRequest, ending: str) -> HttpResponse:
        """The page's list of sources; there is no such file where there are none."""
        if not self.cited.sources:
            raise Http404
        works = [source.reference for source in self.cited.sources]
        return download(works, ending, f"{self.slug}-references")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A preview may cite what the live page does not: it has all in itself.
        is_preview = getattr(request, "is_preview", False)
        is_later = self.cited.is_long and not is_preview
        context["notes"] = f"{self.get_url(request)}notes.json" if is_later else ""
        return context

    @path("notes.json/")
    def notes(self, request: HttpRequest) -> HttpResponse:
        """What stands beside the sources that the page cites or lists, by their keys.

        A page with a long list asks for it itself, once a reader is there.
        """
        return JsonResponse(
            {key: noted(found) for key, found in self.cited.references.items()},
            json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
        )

    @path("evidence.json/")
    def evidence(self, request: HttpRequest) -> HttpResponse:
        """What the page rests on and what became of it, after `SCHEMA`."""
        return JsonResponse(
            {
                "schema": urljoin(
                    settings.CLINIC_URL, f"{settings.STATIC_URL}{SCHEMA}"
                ),
                "page": {
                    "title": self.title,
                    "address": self.get_full_url(request),
                    "published": iso(self.first_published),
                    "updated": iso(self.updated_on),
                },
                "references": [told(s, request) for s in self.cited.sources],
                "sign_offs": self.sign_offs(),
                "corrections": self.corrections_in_words,
            },
            json_dumps_params={"ensure_ascii": False, "indent": 2},
        )

    @property
    def corrections_in_words(self) -> list[dict[str, Any]]:
        """What changed, in plain text, with the keys of the sources that it cites."""
        return [
            {
                "kind": row.kind,
                "date": iso(row.made_on),
                "text": get_text_for_indexing(row.text).strip(),
                "keys": [
                    key
                    for key in dict.fromkeys(citations.find(row.text))
                    if key in self.cited.references
                ],
            }
            for row in self.told_changes
        ]


def iso(when: Any) -> str | None:
    """A day or a time as ISO 8601 writes it; None if it is not known."""
    return when.isoformat() if when else None


def noted(reference: Any) -> dict[str, Any]:
    """What stands of a source in the margin, and in the list beside its first address."""
    return {
        "margin": citations.in_margin(reference),
        "doubt": reference.standing if reference.is_doubtful else "",
        "links": reference.links[1:],
        "shows": reference.evidence_note,
    }


def told(source: Any, request: HttpRequest) -> dict[str, Any]:
    """A line of a list of sources, with all that is known of the source."""
    reference = source.reference
    return {
        "number": source.number,
        "key": reference.key,
        "address": reference.get_full_url(request),
        "citation": reference.vancouver,
        "csl": item_of(reference),
        "status": reference.status,
        "standing": reference.standing,
        "doubtful": reference.is_doubtful,
        "notice": reference.notice,
        "looked_up_on": iso(reference.looked_up_on),
        "study_design": reference.study_design,
        "evidence_note": reference.evidence_note,
        "mentions": len(source.mentions),
    }
