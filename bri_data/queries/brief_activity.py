"""What stands behind one activity: trips, published amounts, documents. Nothing is found for one that is not public."""

from __future__ import annotations

import pandas as pd
from duckdb import DuckDBPyConnection


def trips(con: DuckDBPyConnection, activity_id: str) -> pd.DataFrame:
    """Itineraries: `itinerary`, `round_trip`, `travellers`, `cabin`, `assumed`, `assumption`,
    `assumption_en`, `source_ids`, `source_locator`; in the file's order."""
    return con.execute(
        """
        SELECT itinerary, round_trip, travellers, cabin, assumed, assumption, assumption_en,
               t.source_ids, t.source_locator
        FROM trips t JOIN records ON record_id = activity_id AND record_table = 'activities'
        WHERE activity_id = ? ORDER BY t.line
        """,
        [activity_id],
    ).df()


def expenses(con: DuckDBPyConnection, activity_id: str) -> pd.DataFrame:
    """Published amounts: `expense_id`, `nature`, `category`, `amount_cad`, `published_on`, `scope`, `scope_en`,
    `included_in` (the amount that already holds it), `source_ids`, `source_locator` and `others`, the other activities
    it covers ({id, name, name_en}, null for none); in the file's order.

    An amount that also covers an activity which is not public is left out.
    """
    return con.execute(
        """
        WITH covered AS (
            SELECT expense_id, bool_and(r.record_id IS NOT NULL) AS all_public,
                   list({id: r.record_id, name: r.label, name_en: r.label_en} ORDER BY position)
                       FILTER (ea.activity_id <> $code) AS others
            FROM expense_activities ea
            LEFT JOIN records r ON r.record_id = ea.activity_id AND r.record_table = 'activities'
            GROUP BY expense_id HAVING bool_or(ea.activity_id = $code)
        )
        SELECT e.expense_id, nature, category, amount_cad, published_on, scope, scope_en, included_in,
               source_ids, source_locator, others
        FROM expenses e JOIN covered USING (expense_id) WHERE all_public ORDER BY e.line
        """,
        {"code": activity_id},
    ).df()


def documents(con: DuckDBPyConnection, activity_id: str) -> pd.DataFrame:
    """Documents due or published: `document`, `published_on`, `url`, `source_ids`, `source_locator`; file's order."""
    return con.execute(
        """
        SELECT document, published_on, url, d.source_ids, d.source_locator
        FROM disclosures d JOIN records ON record_id = activity_id AND record_table = 'activities'
        WHERE activity_id = ? ORDER BY d.line
        """,
        [activity_id],
    ).df()


def services(con: DuckDBPyConnection, activity_id: str) -> pd.DataFrame:
    """Municipal services named: `name`, `name_en`; in the order of the cell."""
    return con.execute(
        """
        SELECT s.label AS name, s.label_en AS name_en
        FROM activity_services JOIN services s ON s.code = service_id
        JOIN records ON record_id = activity_id AND record_table = 'activities'
        WHERE activity_id = ? ORDER BY position
        """,
        [activity_id],
    ).df()
