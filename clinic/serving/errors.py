"""What a reader gets who asks for an address that is none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clinic.search.words import words

MOST_PROPOSED = 6


def proposal(path: str) -> str:
    """The last words of an address, as a query that may find what was meant."""
    parts = [found for part in path.split("/") if (found := words(part))]
    return " ".join(parts[-1][:MOST_PROPOSED]) if parts else ""


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    """The page that says so, with a search for the words of the address."""
    context = {"proposal": proposal(request.path)}
    return render(request, "404.html", context, status=404)
