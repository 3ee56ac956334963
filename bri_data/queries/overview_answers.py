"""Every question of the overview at once, for whoever draws it."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from . import context
from . import overview as queries


def answers(con: DuckDBPyConnection, year: int) -> dict[str, Any]:
    """The answers about `year` under the names of their questions, and `year` itself.

    Of queries.overview: `declared`, `kind_counts`, `dated_records`, `year_only_counts`, `city_marks`, `home_city`,
    `axis_records`, `latest_carbon`, `rows`, `cited_sources`, `named_partners` (frames), `recorded_partners` (a count).
    Of queries.context: `context` (a frame), `has_cost`.
    """
    return {
        "year": year,
        "declared": queries.declared(con, year),
        "kind_counts": queries.kind_counts(con, year),
        "dated_records": queries.dated_records(con, year),
        "year_only_counts": queries.year_only_counts(con, year),
        "city_marks": queries.city_marks(con, year),
        "home_city": queries.home_city(con),
        "axis_records": queries.axis_records(con, year),
        "latest_carbon": queries.latest_carbon(con, year),
        "rows": queries.rows(con, year),
        "cited_sources": queries.cited_sources(con, year),
        "named_partners": queries.named_partners(con, year),
        "recorded_partners": queries.recorded_partners(con, year),
        "context": context.context(con, year),
        "has_cost": context.has_cost(con, year),
    }
