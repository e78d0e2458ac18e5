"""The journal as feeds, for those who follow it with a reader of their own."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from wagtail.models import Site

from articles import citations
from clinic.models import ClinicSettings

ENTRIES = 20


def answer(feed: Feed, request: HttpRequest, journal: Any) -> HttpResponse:
    """The feed of a journal; a 304 if the reader's program has it just so.

    By its ETag alone: by the time of the last entry, one that was taken back would stay.
    `conditional_page` leaves out HEAD, and a 304 is to vary as the feed itself does.
    """
    response = feed(request, journal=journal)
    del response["Last-Modified"]
    patch_vary_headers(response, ["Accept-Encoding"])
    set_response_etag(response)
    tag = response["ETag"]
    return get_conditional_response(request, tag, response=response) or response


class JournalFeed(Feed):
    """The newest articles of a journal in Atom; each keeps its id when it moves."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, journal: Any) -> Any:
        """The journal, as its page hands itself over, and who publishes it."""
        stored = ClinicSettings.objects.filter(site=Site.find_for_request(request))
        name = stored.values_list("name", flat=True).first()
        self.publisher = name or ClinicSettings().name
        return journal

    def title(self, journal: Any) -> str:
        return journal.title

    def subtitle(self, journal: Any) -> str:
        return journal.lead

    def author_name(self) -> str:
        """Who answers for an entry that names nobody."""
        return self.publisher

    def link(self, journal: Any) -> str:
        return journal.full_url

    def feed_url(self, journal: Any) -> str:
        return f"{journal.full_url}feed/"

    def feed_guid(self, journal: Any) -> str:
        return f"urn:uuid:{journal.translation_key}"

    def items(self, journal: Any) -> Any:
        """The visible articles that are new, or whose evidence changed last."""
        return journal.news(ENTRIES)

    def item_title(self, article: Any) -> str:
        return article.title

    def item_description(self, article: Any) -> str:
        """The summary, with a warning if a source no longer stands as it did."""
        sources = [row.reference for row in article.cited_sources.all()]
        doubts = [
            (source.short_title, source.standing.lower())
            for source in sources
            if source.is_doubtful
        ]
        warning = citations.warning(doubts, "this article")
        return escape(f"{article.summary} {warning}".strip())

    def item_link(self, article: Any) -> str:
        return article.full_url

    def item_guid(self, article: Any) -> str:
        return f"urn:uuid:{article.translation_key}"

    def item_author_name(self, article: Any) -> str | None:
        """Those who wrote it, not those whose text it was adapted from."""
        lines = article.bylines.all()
        names = [line.author.title for line in lines if line.is_author]
        return ", ".join(names) or None

    def item_categories(self, article: Any) -> list[str]:
        return [article.get_kind_display()]

    def item_pubdate(self, article: Any) -> datetime:
        """The day on which it was published, at its beginning here."""
        return timezone.make_aware(datetime.combine(article.published_on, time.min))

    def item_updateddate(self, article: Any) -> datetime | None:
        """When its text or what became of one of its sources last changed."""
        moments = (article.updated_on, article.evidence_changed_at)
        return max(filter(None, moments), default=self.item_pubdate(article))


class CorrectionsFeed(JournalFeed):
    """Corrections, safety notices, and sources whose standing changed, in Atom."""

    def title(self, journal: Any) -> str:
        return f"{journal.title}: corrections and safety"

    def subtitle(self, journal: Any) -> str:
        return (
            "Corrections, safety notices, and sources that no longer stand as they did."
        )

    def link(self, journal: Any) -> str:
        return journal.full_url

    def feed_url(self, journal: Any) -> str:
        return f"{journal.full_url}feed/corrections/"

    def feed_guid(self, journal: Any) -> str:
        return f"{super().feed_guid(journal)}#corrections"

    def items(self, journal: Any) -> Any:
        return journal.changes(ENTRIES)

    def item_title(self, change: Any) -> str:
        return change.title

    def item_description(self, change: Any) -> str:
        return escape(change.summary)

    def item_link(self, change: Any) -> str:
        return change.address

    def item_guid(self, change: Any) -> str:
        return f"urn:uuid:{change.id}"

    def item_author_name(self, change: Any) -> None:
        """The clinic, as for the whole feed."""

    def item_categories(self, change: Any) -> list[str]:
        return [change.kind]

    def item_pubdate(self, change: Any) -> datetime:
        return change.at

    def item_updateddate(self, change: Any) -> datetime:
        return change.at
