"""The facts of a year that are neither activities nor figures: mandate, rules, organisation, what an axis means."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def context(con: DuckDBPyConnection, year: int) -> pd.DataFrame:
    """What the report of the year states of its frame: `topic`, `axis` (the one it explains, may be null), `title`,
    `title_en`, `statement`, `statement_en`, `start`, `end` (EDTF, may be null), `source_ids`, `source_locator`; the
    file's order.

    Empty for a year whose report states none, or that has no report.
    """
    return con.execute(
        """
        SELECT topic, axis, title, title_en, statement, statement_en, start, "end", source_ids, source_locator
        FROM context WHERE year = ? ORDER BY line
        """,
        [year],
    ).df()


def has_cost(con: DuckDBPyConnection, year: int) -> bool:
    """Whether an amount is published for at least one public activity of the year."""
    row = con.execute(
        """
        SELECT count(*) > 0 FROM (SELECT unnest(activity_ids) AS record_id FROM expenses)
        JOIN records USING (record_id) WHERE records.year = ?
        """,
        [year],
    ).fetchone()
    return bool(row and row[0])
