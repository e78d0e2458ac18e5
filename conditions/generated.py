"""Made-up articles about the site's own topics, in any number, for load tests.

They read as published to everything that asks, but nobody wrote them: their rows go
into the database in bulk, without a revision and without an entry in the log.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from articles.citations import tag
from articles.models import ArticlePage, AuthorPage, Byline, JournalPage, ReferencePage
from articles.models.article import ArticleKind
from articles.models.citation import record_of, write
from clinic.portable.load import as_the_only_loader
from conditions.models import ArticleTopic, ConditionPage, SideEffectPage

AT_ONCE = 250  # articles in one transaction
SLUG = "generated-article"
FIRST_DAY, DAYS = date(2016, 1, 1), 3650
THINGS = (
    *("acorn", "anchor", "bicycle", "bridge", "candle", "canoe", "compass", "drum"),
    *("feather", "ferry", "garden", "harbor", "kettle", "ladder", "lantern", "meadow"),
    *("mill", "mirror", "orchard", "paddle", "pebble", "quilt", "river", "saddle"),
    *("sail", "teapot", "tower", "umbrella", "violin", "wagon", "whistle", "window"),
)
SENTENCES = (
    "This generated sentence about the {} and the {} was written by nobody.",
    "It says nothing about any treatment, only that a {} is not a {}.",
    "Between the {} and the {} there is room for more generated words.",
    "The {} comes first in this generated text, and the {} comes after it.",
    "Whoever tests the site may read of a {} here, and of a {} elsewhere.",
)


class NoGround(Exception):
    """The site lacks what an article needs; the message says what."""


@dataclass
class Ground:
    """What the site has for its articles to stand on."""

    journal: JournalPage
    author: AuthorPage
    references: dict[str, ReferencePage]
    topics: list[int]

    @classmethod
    def now(cls) -> "Ground":
        """What the site has now; raises NoGround without a journal or an author."""
        journal = JournalPage.objects.visible().first()
        author = AuthorPage.objects.visible().order_by("-is_active", "path").first()
        if journal is None or author is None:
            text = "Articles need a published journal and an author"
            raise NoGround(f"{text}; load_journal brings both.")
        references = {page.slug: page for page in ReferencePage.objects.visible()}
        topics = [
            pk
            for model in (ConditionPage, SideEffectPage)
            for pk in model.objects.visible().values_list("pk", flat=True)
        ]
        return cls(journal, author, references, topics)


def generate(number: int) -> Iterator[int]:
    """Publish `number` more made-up articles; yields how many after each batch.

    The same number of the article gives the same text. Raises NoGround without a
    journal or an author, Refused while a load is under way.
    """
    return _batches(number, Ground.now())


def _batches(number: int, ground: Ground) -> Iterator[int]:
    with as_the_only_loader():
        first = _last_number(ground.journal) + 1
        for start in range(first, first + number, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, first + number))
            with transaction.atomic():
                _publish([_article(n, ground) for n in numbers], ground)
            yield len(numbers)


def _last_number(journal: JournalPage) -> int:
    slugs = journal.get_children().filter(slug__startswith=SLUG)
    found = (re.fullmatch(rf"{SLUG}-(\d+)", slug) for slug in _values(slugs, "slug"))
    return max((int(match[1]) for match in found if match), default=0)


def _values(pages: Any, field: str) -> Iterable[Any]:
    return pages.values_list(field, flat=True)


# --- What they say ---


def _article(number: int, ground: Ground) -> ArticlePage:
    """The article of that number, in memory, with its rows."""
    random = Random(number)  # noqa: S311  (the same text every time; nothing is secret)
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    first, second = random.sample(THINGS, 2)
    moment = datetime.combine(day, time(9), UTC)
    article = ArticlePage(
        title=f"Generated article {number}: the {first} and the {second}",
        slug=f"{SLUG}-{number}",
        summary=f"A generated text about a {first} and a {second}, for tests of load.",
        kind=random.choice(ArticleKind.values),
        published_on=day,
        key_points=_stream("key_points", [("point", _sentence(random))], random),
        body=_stream("body", _body(random, list(ground.references)), random),
        first_published_at=moment,
        last_published_at=moment,
        latest_revision_created_at=moment,
    )
    article.bylines = [Byline(author=ground.author, sort_order=0)]
    topics = random.sample(ground.topics, min(2, len(ground.topics)))
    article.topics = [
        ArticleTopic(topic_id=pk, sort_order=place) for place, pk in enumerate(topics)
    ]
    return article


def _body(random: Random, keys: list[str]) -> Iterator[tuple[str, Any]]:
    for section in range(1, 5):
        thing = random.choice(THINGS)
        heading = {"text": f"Generated section {section}: the {thing}", "aspect": ""}
        yield "heading", heading
        for _ in range(3):
            cited = tag(random.choice(keys)) if keys else ""
            text = " ".join(_sentence(random) for _ in range(4))
            yield "paragraph", f"<p>{text}{cited}</p>"


def _sentence(random: Random) -> str:
    return random.choice(SENTENCES).format(*random.sample(THINGS, 2))


def _stream(name: str, blocks: Iterable[tuple[str, Any]], random: Random) -> Any:
    raw = [
        {
            "type": kind,
            "value": value,
            "id": str(uuid.UUID(int=random.getrandbits(128))),
        }
        for kind, value in blocks
    ]
    return ArticlePage._meta.get_field(name).stream_block.to_python(raw)


# --- Into the database ---


def _publish(articles: list[ArticlePage], ground: Ground) -> None:
    _put_in_place(articles, Page.objects.get(pk=ground.journal.pk))
    _save(articles)
    write(record_of(article, {}, ground.references) for article in articles)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ArticlePage, articles)
    for article in articles:
        ReferenceIndex.create_or_update_for_object(article)


def _put_in_place(articles: list[ArticlePage], journal: Page) -> None:
    """Give the articles their places behind the last child of the journal."""
    last = journal.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    kind = ContentType.objects.get_for_model(ArticlePage)
    for article in articles:
        step += 1
        article.depth = journal.depth + 1
        article.path = Page._get_path(journal.path, article.depth, step)
        article.url_path = f"{journal.url_path}{article.slug}/"
        article.content_type = kind
        article.locale_id = journal.locale_id
        article.draft_title = article.title
    Page.objects.filter(pk=journal.pk).update(numchild=F("numchild") + len(articles))


def _save(articles: list[ArticlePage]) -> None:
    """Save the articles and their rows, each table at once but for the articles' own.

    Django has no bulk insert for the second table of a model that inherits.
    """
    names = [f.attname for f in Page._meta.concrete_fields if not f.primary_key]
    pages = [Page(**{name: getattr(a, name) for name in names}) for a in articles]
    for article, page in zip(articles, Page.objects.bulk_create(pages), strict=True):
        article.pk = article.id = page.pk
        article.save_base(raw=True, force_insert=True)
    for model, relation in ((Byline, "bylines"), (ArticleTopic, "topics")):
        rows = []
        for article in articles:
            for row in getattr(article, relation).all():
                row.page = article
                rows.append(row)
        model.objects.bulk_create(rows)
