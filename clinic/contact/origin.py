"""Whether a form was sent from a page of this site."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether a request was made by a page of this site, as the browser tells.

    Takes the place of a token in a cookie, for readers get none. Browsers say whence a
    request comes, and no page can change what they say: in `Sec-Fetch-Site` (W3C, Fetch
    Metadata), else in `Origin`, else in `Referer`. A request with none of them was not
    made by the page of another site in a browser of the last years.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    told = request.headers.get("Origin") or request.headers.get("Referer")
    if not told:
        return True
    try:
        parts = urlsplit(told)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
