"""Uploaded files, served so that none of them can act as a page of the site."""

import errno
import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve the upload `name`; 404 if there is none.

    `sandbox` keeps an uploaded SVG or HTML file from running script here. Documents
    have Wagtail's own view, which knows who may read them, so theirs are not served,
    nor is anything by a roundabout name such as `images/../documents/`.
    """
    is_roundabout = name != posixpath.normpath(name).lstrip("/")
    if is_roundabout or name.startswith(("documents/", "../")):
        raise Http404
    try:
        response = serve_file(request, name, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
