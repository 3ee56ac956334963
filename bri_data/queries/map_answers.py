"""Every question of the map at once, for whoever draws it."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from . import map_page as queries
from . import overview


def answers(con: DuckDBPyConnection, year: int | None) -> dict[str, Any]:
    """The answers about `year` (None: every year) under the names of their questions: `home_city` (queries.overview),
    `city_marks` (frames), `unplaced` (a count; queries.map_page)."""
    return {
        "home_city": overview.home_city(con),
        "city_marks": queries.city_marks(con, year),
        "unplaced": queries.unplaced(con, year),
    }
