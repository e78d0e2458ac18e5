"""What depends on a source: every page, paragraph and draft that rests on it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from articles.models import Claim, ReferencePage
from articles.models.citing import CitingPage, all_keys
from clinic.desk.known import known_to
from clinic.desk.panels import name_of_part
from clinic.models import site_pages

PAGES_AT_ONCE = 50
# So many drafts that name the key are looked into; a clinic has few at a time.
MOST_DRAFTS = 200


@dataclass(frozen=True)
class Place:
    """One mention: what it says, and the ways to it in the editor and on the site."""

    claim: Claim
    part: str
    edit: str
    address: str


@dataclass(frozen=True)
class Dependent:
    """One published page that rests on the source."""

    page: Page
    how: str
    sign_offs: list[Any]
    places: list[Place]


def dependents(reference: ReferencePage, user: Any, number: Any) -> Any:
    """Page `number` of the published pages that rest on `reference`.

    Of those, and of what they show of others, what the user may know of. A paginator's
    page of `Dependent`; its queries do not grow with the pages.
    """
    known = known_to(user, site_pages()).values("pk")
    claims = Claim.objects.filter(said_by__in=known)
    rows = reference.citations.filter(page__in=known)
    rows = rows.prefetch_related(Prefetch("claims", claims))
    rows = rows.order_by("page__title", "page_id")
    shown = Paginator(rows, PAGES_AT_ONCE).get_page(number)
    cited = list(shown.object_list)
    ids = [row.page_id for row in cited]
    found = site_pages().filter(pk__in=ids).with_status().specific(defer=True)
    pages = {page.pk: page for page in found.prefetch_related("signed")}
    shown.object_list = [
        Dependent(
            pages[row.page_id],
            row.how,
            pages[row.page_id].sign_offs(),
            [place(pages[row.page_id], claim) for claim in row.claims.all()],
        )
        for row in cited
    ]
    return shown


def place(page: Page, claim: Claim) -> Place:
    """Where the claim stands on `page`; what another page says is edited there."""
    edited = claim.said_by_id
    inside = claim.block_anchor if edited == page.pk else ""
    return Place(
        claim,
        name_of_part(page.specific_class, claim.part),
        reverse("wagtailadmin_pages:edit", args=[edited]) + inside,
        f"{page.url}#{claim.anchor}" if page.url else "",
    )


def drafts_citing(reference: ReferencePage, user: Any) -> list[Page]:
    """The pages whose newest draft, not published yet, cites or lists the source.

    A draft is told only to who may work on its page.
    """
    naming = Revision.objects.annotate(text=Cast("content", TextField())).filter(
        text__contains=reference.key
    )
    mine = page_permission_policy.explorable_instances(user).values("pk")
    pages = site_pages().filter(
        pk__in=mine, latest_revision__in=naming, has_unpublished_changes=True
    )
    found = []
    for page in pages.order_by("title")[:MOST_DRAFTS]:
        draft = page.specific_deferred.get_latest_revision_as_object()
        if isinstance(draft, CitingPage) and reference.key in all_keys(draft):
            found.append(draft)
    return found


class DependentsView(WagtailAdminTemplateMixin, View):
    """For editors: all that would have to change if the source no longer held."""

    template_name = "articles/admin/dependents.html"
    page_title = "What depends on"
    header_icon = "link"

    def get(self, request: HttpRequest, reference_id: int) -> HttpResponse:
        """The page; 404 without such a reference, 403 for who may not edit it."""
        self.reference = get_object_or_404(ReferencePage, pk=reference_id)
        if not self.reference.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return self.render_to_response(
            self.get_context_data(
                reference=self.reference,
                dependents=dependents(
                    self.reference, request.user, request.GET.get("page")
                ),
                drafts=drafts_citing(self.reference, request.user),
            )
        )

    def get_page_subtitle(self) -> str:
        return self.reference.short_title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.reference.pk])
        listing = reverse("references:index")
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": "References"},
            {"url": edit, "label": self.reference.short_title},
            {"url": "", "label": "What depends on it"},
        ]
