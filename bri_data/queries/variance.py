"""What is declared of one year after another, to be set side by side."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def series(con: DuckDBPyConnection) -> pd.DataFrame:
    """Every declared figure, year by year: `indicator`, `year`, `value`, `unit`, `scope` (both may be empty: what two
    years must share to be compared), `source_titles`; by indicator, then year.

    Figures of reports, and the tonnes and cost of flights (`carbone_tonnes`, `carbone_cout`). Limits that a report
    repeats (a threshold, a delay) are rules, not results: they are left out.
    """
    return con.execute(
        """
        WITH every AS (
            SELECT indicator, year, value, coalesce(unit, '') AS unit, '' AS scope, source_ids, 0 AS part, line
            FROM indicators WHERE indicator NOT IN ('seuil_sommaire_decisionnel', 'delai_rapport_mission')
            UNION ALL
            SELECT 'carbone_tonnes', travel_year, tonnes, 't', coalesce(scope, ''), source_ids, 1, line
            FROM carbon_years WHERE tonnes IS NOT NULL
            UNION ALL
            SELECT 'carbone_cout', travel_year, cost_cad_before_tax, '$', coalesce(scope, ''), source_ids, 2, line
            FROM carbon_years WHERE cost_cad_before_tax IS NOT NULL
        ), documents AS (
            SELECT map_from_entries(list((source_id, title))) AS title FROM sources
        )
        SELECT indicator, year, value, unit, scope,
               list_transform(source_ids, lambda id: d.title[id]) AS source_titles
        FROM every CROSS JOIN documents d ORDER BY part, min(line) OVER (PARTITION BY indicator), year
        """
    ).df()
