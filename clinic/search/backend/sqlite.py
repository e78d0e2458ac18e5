"""A search in SQLite that reads its full-text index once, and ranks as it reads.

Wagtail asks for the score of each hit by a query of its own, and SQLite counts all hits
anew for each: a time that grows with the square of the hits. Here the index is joined to
the pages instead, so that one reading finds and ranks.
"""

from typing import Any

from django.db.models import FloatField, Func, QuerySet, Value
from wagtail.search.backends.database.sqlite.query import MatchExpression, normalize
from wagtail.search.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry
from wagtail.search.query import MatchAll, Not
from wagtail.search.utils import get_descendants_content_types_pks

ENTRIES = IndexEntry._meta.db_table
WORDS = SQLiteFTSIndexEntry._meta.db_table
# What a word is worth in the columns of Wagtail's index, in the order of that table:
# `autocomplete` has the names of a page, `body` its text and its names again.
IN_NAMES, IN_TEXT, IN_TITLE = 4.0, 1.0, 10.0


class Relevance(Func):
    """How well a row of the index fits the query: BM25, which SQLite gives negative."""

    template = f"(-bm25({WORDS}, %(expressions)s))"
    output_field = FloatField()

    def __init__(self) -> None:
        super().__init__(*map(Value, (IN_NAMES, IN_TEXT, IN_TITLE)))


class Ranked:
    """Mixed into a compiler of Wagtail's: one query over index and pages together."""

    # The names stand in `body` too: to look in their own column only adds their worth.
    FTS_TABLE_FIELDS: tuple[str, ...] = ("title", "body", "autocomplete")
    queryset: QuerySet[Any]
    query: Any
    fields: list[str] | None
    order_by_relevance: bool

    def search(
        self, config: Any, start: Any, stop: Any, score_field: str | None = None
    ) -> QuerySet[Any]:
        """The pages that the query finds; with scores and best first, if asked for.

        What is negated as a whole has no score: that is left to Wagtail.
        """
        query = normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        found = self._joined(self.build_search_query(query, config=config))  # type: ignore[attr-defined]
        if self.order_by_relevance and score_field is None:
            score_field = "_score"
        if score_field is not None:
            found = found.annotate(**{score_field: Relevance()})
        if self.order_by_relevance:
            found = found.order_by(f"-{score_field}", "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")  # pages of results must not overlap
        return found[start:stop]

    def _joined(self, search_query: Any) -> QuerySet[Any]:
        """The rows of the queryset that the index finds.

        Django would join them by the row's id made into a text, for which SQLite has no
        index; so the id of the entry is made into a number.
        """
        columns = [*(self.fields or self.FTS_TABLE_FIELDS)]
        compiler = SQLiteFTSIndexEntry.objects.all().query.get_compiler("default")
        match, words = MatchExpression(columns, search_query).as_sql(
            compiler, compiler.connection
        )
        model = self.queryset.model
        row = f'"{model._meta.db_table}"."{model._meta.pk.column}"'
        kinds = ", ".join(map(str, get_descendants_content_types_pks(model)))
        return self.queryset.extra(  # noqa: S610  (what was typed is a parameter)
            tables=[ENTRIES, WORDS],
            where=[
                match,
                f"{ENTRIES}.id = {WORDS}.rowid",
                f"{ENTRIES}.content_type_id IN ({kinds})",
                f"{row} = CAST({ENTRIES}.object_id AS INTEGER)",
            ],
            params=words,
        )


class RankedCompiler(Ranked, SQLiteSearchQueryCompiler):
    """Finds words anywhere."""


class RankedBeginnings(Ranked, SQLiteAutocompleteQueryCompiler):
    """Finds words in names, of the last of which the beginning is enough."""

    FTS_TABLE_FIELDS = ("autocomplete",)


class RankedBackend(SQLiteSearchBackend):
    """Wagtail's backend with these compilers."""

    query_compiler_class = RankedCompiler
    autocomplete_query_compiler_class = RankedBeginnings
