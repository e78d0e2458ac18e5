"""What the head of a page tells other programs of it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page as PageOfList
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.rich_text import get_text_for_indexing

from clinic.described import jsonld

LONGEST_DESCRIPTION = 300


class Alternate(NamedTuple):
    """The same, or what becomes of it, in another form."""

    type: str
    title: str
    address: str


def plain(html: str) -> str:
    """A rich text as plain text in one line, without its citations."""
    return " ".join(get_text_for_indexing(html).split())


class Head:
    """Title, description and addresses of a page that is shown.

    `context` is what its template gets, read only when the head is printed: by then the
    page has put into it all that it shows.
    """

    def __init__(self, page: Any, context: Mapping[str, Any]) -> None:
        self._page, self._context = page, context

    @property
    def title(self) -> str:
        """What the page is called where it is shared or found."""
        page, frame = self._page, self._context["frame"]
        name = frame.clinic.name if page.pk == frame.home.pk else page.title
        return self._context.get("part") or page.seo_title or name

    @cached_property
    def description(self) -> str:
        """One or two sentences in plain text; never empty."""
        page, clinic = self._page, self._context["frame"].clinic
        told = page.search_description or page.lead or page.opening
        if part := self._context.get("part"):
            told = f"{part}. {told}"
        told = told or clinic.tagline or f"{page.title}, from {clinic.name}."
        return Truncator(" ".join(told.split())).chars(LONGEST_DESCRIPTION)

    @cached_property
    def canonical(self) -> str:
        """The one address of what is shown; empty while a new page is previewed.

        A later page of a list is a page of its own. A narrowed list is not: it shows a
        part of what the list itself has.
        """
        address = self._context["address"] or ""
        if self.is_narrowed:
            return address
        lists = (v for v in self._context.values() if isinstance(v, PageOfList))
        number = max((page.number for page in lists), default=1)
        return f"{address}?page={number}" if address and number > 1 else address

    @property
    def is_narrowed(self) -> bool:
        """Whether it shows only those entries of a list that a reader asked for."""
        selection = self._context.get("selection")
        return bool(selection and selection.chosen)

    @property
    def graph_type(self) -> str:
        """What Open Graph calls such a page."""
        return str(self._page.open_graph_type)

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        """Further properties of Open Graph, such as when an article was published."""
        return list(self._page.open_graph())

    @cached_property
    def image(self) -> str:
        """The address of the picture that stands for the page; empty if there is none."""
        return str(self._page.card_address(self._context["frame"].clinic))

    @cached_property
    def alternates(self) -> list[Alternate]:
        """The page in other forms, and feeds of what is new below it."""
        return list(self._page.alternates(self._context))

    @cached_property
    def citation_tags(self) -> list[tuple[str, str]]:
        """Highwire's tags, by which scholarly search engines know an article."""
        return list(self._page.citation_tags(self._context))

    @property
    def json_ld(self) -> SafeString:
        """What the page says after schema.org, as the text of a script element."""
        told = self._page.json_ld(self._context)
        return jsonld.script_text(jsonld.graph(self._context, told))
