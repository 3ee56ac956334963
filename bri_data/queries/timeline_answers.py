"""Every question of the timeline at once, for whoever draws it: of one year, or of all of them."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

from . import landmarks, overview
from . import timeline as queries


def of_year(con: DuckDBPyConnection, year: int, *, is_whole: bool) -> dict[str, pd.DataFrame]:
    """The answers about `year` under the names of their questions (queries.timeline, overview, landmarks).

    Where the cursor does not speak of every record (not `is_whole`), `declared` is empty: a total says nothing of a
    part.
    """
    declared = overview.declared(con, year)
    return {
        "declared": declared if is_whole else declared.head(0),
        "counts": queries.counts(con, year),
        "items": queries.items(con, year),
        "calendar": queries.calendar(con, year),
        "cited_sources": overview.cited_sources(con, year),
        "landmarks": landmarks.landmarks(con, year),
    }


def of_years(con: DuckDBPyConnection, *, is_whole: bool) -> dict[str, pd.DataFrame]:
    """The answers about all years under the names of their questions (queries.timeline, landmarks).

    Where the cursor does not speak of every record, `reports` is empty, and so is a year that only has a report.
    """
    every_month, reports = queries.every_month(con), queries.reports(con)
    return {
        "every_month": every_month if is_whole else every_month[every_month["kind"].notna()],
        "reports": reports if is_whole else reports.head(0),
        "cited_sources": queries.cited_sources(con),
        "landmarks": landmarks.landmarks(con),
    }
