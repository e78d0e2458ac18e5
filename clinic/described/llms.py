"""A short map of the journal for language models, one line a page, at `/llms.txt`."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic.described.markdown import escaped
from clinic.models import Frame, SitePage
from clinic.search.found import page_types

# What a line tells, and what the address is made of.
TOLD = ("title", "summary", "search_description", "url_path", "content_type")
BESIDE = (
    "Each page says whether a clinician has reviewed it. A page that is due for review, "
    "or rests on a source that was retracted or withdrawn, is not listed here."
)


def section(model: type[SitePage]) -> Iterator[str]:
    """The pages of one type that may be quoted, each with its summary; one query."""
    pages = model.quotable(model.objects.visible()).order_by("title")
    rows = [
        f"- [{escaped(page.title)}]({page.text_address}): {escaped(page.lead)}"
        for page in pages.only(*TOLD)
    ]
    if rows:
        yield f"## {model.text_section}"
        yield "\n".join(rows)


def paragraphs(clinic: Any) -> Iterator[str]:
    """The map, paragraph by paragraph."""
    yield f"# {escaped(clinic.name)}"
    if clinic.tagline:
        yield f"> {escaped(clinic.tagline)}"
    yield escaped(clinic.disclaimer)
    yield BESIDE
    for model in sorted(page_types(), key=lambda model: model.search_order):
        if model.text_section:
            yield from section(model)


@require_safe
def llms_txt(request: HttpRequest) -> HttpResponse:
    """The map, in the form that llmstxt.org proposes."""
    text = "\n\n".join(paragraphs(Frame(request).clinic))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
