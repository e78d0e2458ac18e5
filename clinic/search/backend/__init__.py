"""The backend of the search: Wagtail's own for each database, but ranked in one query.

`WAGTAILSEARCH_BACKENDS` names this package. Both halves find what Wagtail's would, and
give each hit a score, of which the higher is the better.
"""

from django.db import connection
from django.utils.module_loading import import_string

HALVES = {
    "sqlite": "clinic.search.backend.sqlite.RankedBackend",
    "postgresql": "clinic.search.backend.postgres.RankedBackend",
}
# Only the half of the site's own database can be imported: the other's tables are not
# there. Any other database has Wagtail's plain search without an order.
SearchBackend = import_string(
    HALVES.get(connection.vendor, "wagtail.search.backends.database.SearchBackend")
)
