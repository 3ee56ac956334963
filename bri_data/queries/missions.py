"""Missions with all that tells what each owes and what is known of it: for the meeting, and for what they cost."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection

# One row per mission that the cursor speaks of: `record_id`, `label`, `label_en`, `title`, `title_en`, `state`, `year`,
# `start`, `end` (EDTF), `date_basis`, `function_ids`, `paid_by` ("tiers", or null), `is_abroad` (null when no place is
# known), `has_objective`, `amount` (the largest published for it alone, null for none), `report`, `expenses`,
# `decision` (when each document was published, null when not known), `report_missing` (when its absence was found),
# `outcomes` (how many hang on it), `source_ids`, `source_titles`, `source_urls`, `source_locator`, `total` (all rows).
# A question goes on with AND, ORDER BY and LIMIT.
MISSIONS = """
WITH documents AS (
    SELECT activity_id,
           min(published_on) FILTER (document = 'rapport_mission') AS report,
           max(found_missing) FILTER (document = 'rapport_mission') AS report_missing,
           min(published_on) FILTER (document = 'depenses_trimestre') AS expenses,
           min(published_on) FILTER (document = 'sommaire_decisionnel') AS decision
    FROM disclosures GROUP BY activity_id
), amounts AS (
    SELECT activity_ids[1] AS activity_id, max(amount_cad) AS amount FROM expenses
    WHERE category = 'total' AND len(activity_ids) = 1 GROUP BY ALL
), brought AS (
    SELECT activity_id, count(*) AS n FROM outcomes GROUP BY activity_id
), abroad AS (
    SELECT record_id, bool_or(country NOT IN (SELECT country FROM cities WHERE is_home)) AS is_abroad
    FROM record_cities JOIN cities USING (city_id) GROUP BY record_id
)
SELECT r.record_id, r.label, r.label_en, r.title, r.title_en, r.state, r.year, r.start, r."end", r.date_basis,
       a.function_ids, a.paid_by, is_abroad, a.objective IS NOT NULL AS has_objective, amount, report, report_missing,
       d.expenses, decision, coalesce(o.n, 0)::INTEGER AS outcomes, r.source_ids,
       r.source_titles, r.source_urls, r.source_locator, count(*) OVER ()::INTEGER AS total
FROM records r JOIN activities a ON a.activity_id = r.record_id
LEFT JOIN documents d ON d.activity_id = r.record_id
LEFT JOIN amounts m ON m.activity_id = r.record_id
LEFT JOIN brought o ON o.activity_id = r.record_id
LEFT JOIN abroad USING (record_id)
WHERE r.kind = 'mission'
"""
# beyond, a page would take seconds: the latest are kept, and the page says so
MOST = 20_000


def missions(con: DuckDBPyConnection, most: int = MOST) -> pd.DataFrame:
    """Every mission, held or announced, with the columns of MISSIONS; latest first, at most `most`."""
    return con.execute(
        f"{MISSIONS} ORDER BY r.start_first DESC NULLS LAST, r.record_id LIMIT $most",
        {"most": most},
    ).df()
