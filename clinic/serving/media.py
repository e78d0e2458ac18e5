"""Uploaded files, served so that none can act as a page, and private ones stay so."""

import errno
import posixpath

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from clinic.models import Picture, PictureRendition


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve the upload `name`; 404 if there is none, or if it is not for this reader.

    `sandbox` keeps an uploaded SVG or HTML file from running script here. Documents
    have Wagtail's own view, which knows who may read them, so theirs are not served,
    nor is anything by a roundabout name such as `images/../documents/`.
    """
    is_roundabout = name != posixpath.normpath(name).lstrip("/")
    if is_roundabout or "\x00" in name or name.startswith(("documents/", "../")):
        raise Http404
    restrictions = restrictions_of(name)
    if restrictions and not may_see(request, name, restrictions):
        raise Http404
    try:
        response = serve_file(request, name, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        "private, no-store" if restrictions else "public, max-age=31536000, immutable"
    )
    return response


def restrictions_of(name: str) -> list[CollectionViewRestriction]:
    """What makes the picture with the file `name`, or that size of one, private.

    One query that begins at the restrictions: a site without any has nothing to search.
    """
    collection = OuterRef("collection__path")
    original = Picture.objects.filter(
        file=name, collection__path__startswith=collection
    )
    size = PictureRendition.objects.filter(
        file=name, image__collection__path__startswith=collection
    )
    found = CollectionViewRestriction.objects.filter(Exists(original) | Exists(size))
    return list(found)


def may_see(
    request: HttpRequest, name: str, restrictions: list[CollectionViewRestriction]
) -> bool:
    """Whether this reader may see it: one who passes them all, or who works with it."""
    if all(restriction.accept_request(request) for restriction in restrictions):
        return True
    policy = policy_registry.get_by_type(Picture)
    mine = policy.instances_user_has_any_permission_for(
        request.user, ["change", "delete", "choose"]
    )
    return (
        mine.filter(file=name).exists() or mine.filter(renditions__file=name).exists()
    )
