"""What the data page says of a year above and below its table, asked at once."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from . import data_page as queries
from . import overview


def answers(con: DuckDBPyConnection, year: int) -> dict[str, pd.DataFrame]:
    """The answers about `year` under the names of their questions (queries.overview, data_page)."""
    return {
        "declared": overview.declared(con, year),
        "kind_counts": overview.kind_counts(con, year),
        "rows": overview.rows(con, year),
        "cited_sources": overview.cited_sources(con, year),
        "discrepancies": queries.discrepancies(con, year),
    }
