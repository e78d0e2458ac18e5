"""A search in PostgreSQL that uses its full-text indexes, and ranks in the same query.

Wagtail asks whether the title and the text put together have the words, for which there
is no index, and ranks by each form of each word apart. Here each word is looked up in the
indexes of title and text, and one rank covers the whole query.
"""

from functools import reduce
from operator import add, and_, or_
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q, QuerySet
from wagtail.search.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from wagtail.search.query import And, Or, Phrase, PlainText

# What a word is worth by the letter that PostgreSQL keeps with it, D to A. The names
# have B, the title A as well (by their `boost`), all other text D: as in SQLite's half.
WORTH = [0.3, 0.3, 0.6, 1.0]
BY_LENGTH = (
    1  # PostgreSQL's number for: divide by 1 + the logarithm of the text's length
)
OF_COLUMN = {"title": 0.25}  # the names in `body` have the title too


class RankedCompiler(PostgresSearchQueryCompiler):
    """Finds words anywhere."""

    columns: tuple[str, ...] = ("title", "body")

    def search(
        self,
        config: Any,
        start: Any,
        stop: Any,
        score_field: str | None = None,
        backend: Any = None,
    ) -> QuerySet[Any]:
        """The pages that the query finds; with scores and best first, if asked for.

        A query of a sort that this site never asks, or in some fields alone, is left to
        Wagtail.
        """
        has_it = None if self.fields else self._condition(self.query, config)
        if has_it is None:
            return super().search(config, start, stop, score_field, backend)
        found = self.queryset.filter(has_it)
        rank = self._rank(config)
        if score_field is not None:
            found = found.annotate(**{score_field: rank})
        if self.order_by_relevance:
            found = found.order_by(rank.desc(), "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")  # pages of results must not overlap
        return found[start:stop]

    def _condition(self, query: Any, config: Any) -> Q | None:
        """That the query's words are in title or text, wherever each of them is."""
        if isinstance(query, And | Or):
            parts = [self._condition(part, config) for part in query.subqueries]
            known = [part for part in parts if part is not None]
            join = and_ if isinstance(query, And) else or_
            return reduce(join, known) if parts and len(known) == len(parts) else None
        if isinstance(query, PlainText):
            said = query.query_string.split()
            if len(said) > 1 and not self.LAST_TERM_IS_PREFIX:
                join = and_ if query.operator == "and" else or_
                each = [self._condition(PlainText(word), config) for word in said]
                return reduce(join, [part for part in each if part is not None])
        elif not isinstance(query, Phrase):
            return None
        wanted = self.build_tsquery(query, config=config)
        if wanted is None:
            return None
        has_it = (Q(**{f"index_entries__{name}": wanted}) for name in self.columns)
        return reduce(or_, has_it)

    def _rank(self, config: Any) -> Any:
        """How well the whole query fits, by the weights of the fields.

        As BM25 does, it adds up what each word is worth, wherever it stands: of words
        that must all be there, PostgreSQL would count how near they are. And a word is
        worth less in a long text than in a short one.
        """
        query = self.query
        any_of = Or(query.subqueries) if isinstance(query, And) else query
        wanted = self.build_tsquery(any_of, config=config)
        ranks: list[Any] = [
            SearchRank(
                F(f"index_entries__{name}"),
                wanted,
                weights=WORTH,
                normalization=BY_LENGTH,
            )
            * OF_COLUMN.get(name, 1.0)
            for name in self.columns
        ]
        return reduce(add, ranks)


class RankedBeginnings(RankedCompiler, PostgresAutocompleteQueryCompiler):
    """Finds words in names, of the last of which the beginning is enough."""

    columns = ("autocomplete",)


class RankedBackend(PostgresSearchBackend):
    """Wagtail's backend with these compilers."""

    query_compiler_class = RankedCompiler
    autocomplete_query_compiler_class = RankedBeginnings
