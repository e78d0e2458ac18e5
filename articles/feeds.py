"""The journal as a feed, for those who follow it with a reader of their own."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from articles import citations

ENTRIES = 20


class JournalFeed(Feed):
    """The newest articles of a journal in Atom; each keeps its id when it moves."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, journal: Any) -> Any:
        """The journal, as its page hands itself over."""
        return journal

    def title(self, journal: Any) -> str:
        return journal.title

    def subtitle(self, journal: Any) -> str:
        return journal.lead

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
        return f"{article.summary} {warning}".strip()

    def item_link(self, article: Any) -> str:
        return article.full_url

    def item_guid(self, article: Any) -> str:
        return f"urn:uuid:{article.translation_key}"

    def item_author_name(self, article: Any) -> str:
        """Those who wrote it, not those whose text it was adapted from."""
        lines = article.bylines.all()
        return ", ".join(line.author.title for line in lines if line.is_author)

    def item_categories(self, article: Any) -> list[str]:
        return [article.get_kind_display()]

    def item_pubdate(self, article: Any) -> datetime:
        """The day on which it was published, at its beginning here."""
        return timezone.make_aware(datetime.combine(article.published_on, time.min))

    def item_updateddate(self, article: Any) -> datetime | None:
        """When its text or what became of one of its sources last changed."""
        moments = (article.updated_on, article.evidence_changed_at)
        return max(filter(None, moments), default=None)
