"""What a browser is told that a page of the site may load, run and do.

Two policies: readers' pages load nothing but the site's own files and run nothing that
stands in the page; the admin may also run what Wagtail writes into its forms.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN = "/admin/"


def policy(**directives: str) -> str:
    """The text of a Content-Security-Policy; whatever is not named is refused."""
    named = {"default-src": "'none'"} | {
        name.replace("_", "-"): value for name, value in directives.items()
    }
    return "; ".join(f"{name} {value}" for name, value in named.items())


FOR_READERS = policy(
    script_src="'self'",
    style_src="'self'",
    img_src="'self'",
    connect_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'self'",
)
# Wagtail 8 writes small scripts into its forms (date fields, rows of an inline panel)
# and styles into its editor, shows pictures that are not uploaded yet as `blob:`, and
# frames its previews. Nothing comes from, or goes to, another site.
FOR_EDITORS = policy(
    script_src="'self' 'unsafe-inline'",
    style_src="'self' 'unsafe-inline'",
    img_src="'self' data: blob:",
    connect_src="'self'",
    font_src="'self'",
    media_src="'self'",
    frame_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'self'",
)
# The admin where it shows what strangers wrote: nothing that stands in the page may run.
FOR_STRANGERS_WORDS = FOR_EDITORS.replace(
    "script-src 'self' 'unsafe-inline'", "script-src 'self'"
)
# What could tell of a reader, or cost one something, and no page of this site needs. Only
# names that browsers know: others are a warning in the console of every page.
REFUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"),
    *("microphone", "midi", "payment", "serial", "storage-access", "usb"),
)
PERMISSIONS = ", ".join(f"{name}=()" for name in REFUSED)

# Our own sheets, scripts and the icon are no documents: they run and load by the policy of
# the page that asks for them, and what is said here of a window would only weigh.
NO_DOCUMENTS = ("text/css", "text/javascript", "image/svg+xml")
OF_DOCUMENTS = ("Referrer-Policy", "Cross-Origin-Opener-Policy")

View = Callable[[HttpRequest], HttpResponseBase]


def is_admin(request: HttpRequest) -> bool:
    """Whether a request is to the admin, the previews in it included."""
    return request.path_info.startswith(ADMIN)


def is_own_file(request: HttpRequest) -> bool:
    """Whether a request is to a file that came with the site, never an upload."""
    return request.path_info.startswith(settings.STATIC_URL)


def guard(get_response: View) -> View:
    """Middleware: give each answer the policy of its address, unless it has its own.

    Uploads and documents bring a stricter one; the site's own files need none. A developer's pages about a fault
    (DEBUG) are left alone: Django draws them with styles and scripts of their own.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        kind = response.get("Content-Type", "")
        if is_own_file(request) and kind.startswith(NO_DOCUMENTS):
            for name in OF_DOCUMENTS:
                response.headers.pop(name, None)
            return response
        # Only a page can ask for a camera: the half kilobyte is not sent with each file.
        if kind.startswith("text/html"):
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if settings.DEBUG and response.status_code >= 400:
            return response
        mine = FOR_EDITORS if is_admin(request) else FOR_READERS
        response.headers.setdefault("Content-Security-Policy", mine)
        return response

    return middleware
